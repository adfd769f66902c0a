#!/usr/bin/env bash
# Exported statements, judged by the validator of a learning record store (Learning Locker's): every kind of task, what is
# known, easy, shown, wrong, unfinished, undone, and answered in a test.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"
. tests/support/npm.sh

act() {
  "$PHASOR" render --screen quiz --store "$PHASOR_STORE" --keep --text --do "$1" >/dev/null
}

practice="task rope-encodes; confidence sure; answer rotate-qk; check; rate easy; \
task learned-absolute; answer row-per-index; check; rate easy; rate good; \
task permutation-symmetry-2; answer wider; check; answer layers; check; \
task alibi-bias-2; reveal; task learned-absolute-2; answer 1; check"
check "There are answers of every kind" act "$practice"
act "task rope-encodes; undo $(sql "SELECT attempt FROM event WHERE kind = 'check' LIMIT 1")"
check "and in a test" act "test; confidence guess; answer rotate-qk; check; task permutation-symmetry-2; \
answer mask,sinusoids,rope; check; task clock-wavelength; answer 7; check; task perplexity-order; \
answer rope,sinusoidal,alibi,t5; check; task sinusoid-offset-2; answer 1,7; check; \
task truncation-remap; answer index; check; test-end"
"$PHASOR" store export --format xapi >"$FOLDER/statements.json"
"$PHASOR" store export --format csv -o "$FOLDER/attempts.csv" >/dev/null
check "Confidence, ratings, tests and what was undone are in both exports" python3 - "$FOLDER" <<'PY'
import csv, json, sys
rows = {r["record"]: r for r in csv.DictReader(open(sys.argv[1] + "/attempts.csv", newline=""))}
statements = [s for s in json.load(open(sys.argv[1] + "/statements.json")) if "result" in s]
assert len(rows) == len(statements)
tests = set()
for s in statements:
    said = s["result"]["extensions"]
    row = rows[str(said["urn:phasor:record"])]
    assert said.get("urn:phasor:confidence", "") == row["confidence"]
    assert said.get("urn:phasor:rating", "") == row["rating"]
    assert ("registration" in s["context"]) == (row["test"] != "")
    if row["test"]:
        tests.add((row["test"], s["context"]["registration"]))
        assert row["verdict"] in ("right", "wrong", "open"), row
assert len(tests) == 1
assert {r["confidence"] for r in rows.values()} == {"", "sure", "guess"}
assert {"again", "good", "easy"} <= {r["rating"] for r in rows.values()}
assert [r["undone"] for r in rows.values()].count("yes") == 1
assert sum(r["test"] != "" and r["verdict"] != "open" for r in rows.values()) == 6
PY
need_packages @learninglocker/xapi-validation@3.0.0
check "The validator finds nothing to say" node tests/support/xapi_check.mjs "$NODE_FOLDER" "$FOLDER/statements.json"
sed 's/"version":"1.0.3"/"version":"3.0.0"/' "$FOLDER/statements.json" >"$FOLDER/wrong.json"
check "and says what is wrong" bash -c '! node tests/support/xapi_check.mjs "$@" 2>/dev/null' - "$NODE_FOLDER" "$FOLDER/wrong.json"
finish
