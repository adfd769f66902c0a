#!/usr/bin/env bash
# The file that answers are kept in: checked, backed up by itself, restored, listed, undone in and exported.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"
cp tests/fault/version-1/progress.db "$PHASOR_STORE"
TODAY=$(date -u +%F)

store() {
  "$PHASOR" store "$@" 2>&1
}

fails() {
  ! "$@" >/dev/null 2>&1
}

is_made() {
  test -e "$PHASOR_STORE.backup-$1"
}

check_has "A sound store is said to be sound" "$(store check)" "progress.db: sound, 17 events"
check_has "Without a backup that is said" "$(store check)" "There is no backup yet."

echo q | "$PHASOR" quiz >/dev/null 2>&1
check "A session makes the backup of the day" until_true 20 is_made "$TODAY"
echo q | "$PHASOR" quiz >/dev/null 2>&1
sleep 0.3
check_same "and only one" "$(find "$FOLDER" -name '*.backup-2*' | wc -l)" 1
check_has "It is sound" "$(store check)" "backup-$TODAY: sound, 1"

# From here on what is in the store does not depend on what the quiz asks.
rm "$PHASOR_STORE"*
cp tests/fault/version-1/progress.db "$PHASOR_STORE"
check_has "A backup is made when asked for" "$(store backup)" "kept as progress.db.backup-$TODAY"
check_has "It holds what was there" "$(store check)" "backup-$TODAY: sound, 17 events"
check "Another one of the same day is not due" test -z "$(store backup --due)"

mkdir "$FOLDER/home" "$FOLDER/somewhere"
(cd "$FOLDER/somewhere" && echo q | env -u PHASOR_STORE HOME="$FOLDER/home" XDG_DATA_HOME=data "$PHASOR" quiz >/dev/null 2>&1)
check "A relative folder of data is none, or every place would have answers of its own" \
  test -e "$FOLDER/home/.local/share/phasor/progress.db"
check_same "Nothing is left where the program was started" "$(ls "$FOLDER/somewhere")" ""

list=$(store list)
check_has "The list begins with the newest" "$(sed -n 2p <<<"$list")" "  15  "
check_same "and has every attempt" "$(grep -c positional-encodings/ <<<"$list")" 5
check_has "An attempt is undone by its number" "$(store undo 6)" "Attempt 6 no longer counts"
check_has "It stays in the list" "$(store list | grep learned-absolute)" "(undone)"
check_same "and in the log" "$(sql "SELECT count(*) FROM event WHERE kind = 'undo' AND value = '6'")" 1
check "It is undone once" fails store undo 6
check "What is no attempt cannot be undone" fails store undo 2
check_has "nor what is in no store" "$(store undo 6 --store "$FOLDER")" "; nothing was changed"

store export --format csv -o "$FOLDER/attempts.csv" >/dev/null
store export --format xapi >"$FOLDER/attempts.json"
check "Both exports are read by other programs, and agree" python3 - "$FOLDER" <<'PY'
import csv, datetime, json, re, sys, uuid
folder = sys.argv[1]
rows = list(csv.DictReader(open(folder + "/attempts.csv", newline="")))
assert [int(r["record"]) for r in rows] == [1, 6, 15, 9, 10], rows
assert rows[1]["undone"] == "yes" and rows[1]["points"] == "0.5" and rows[1]["rating"] == "hard"
statements = json.load(open(folder + "/attempts.json"))
answered = [s for s in statements if s["verb"]["id"].endswith("/answered")]
assert len(answered) == 3 and len(statements) == 6
space = uuid.uuid5(uuid.NAMESPACE_URL, "urn:phasor:statement")
for s in statements:
    assert uuid.UUID(s["id"]).version == 5
    assert s["actor"]["account"] == {"homePage": "https://phasor.invalid", "name": "anonymous"}
for row, s in zip(rows, [s for s in statements if "result" in s]):
    begun = datetime.datetime.fromisoformat(row["started"].replace("Z", "+00:00"))
    ms = round(begun.timestamp() * 1000)
    name = f"attempt {row['record']} {ms} {row['card']}/{row['task']}"
    assert s["id"] == str(uuid.uuid5(space, name)), (row, s)
    assert s["timestamp"] == row["ended"] and re.fullmatch(r"PT\d+\.\d\dS", s["result"]["duration"])
    assert s["result"]["extensions"]["urn:phasor:tries"] == int(row["tries"])
PY

check_has "A backup is restored by its name" "$(store restore "progress.db.backup-$TODAY")" \
  "restored with 17 events; what was there is now progress.db.before-restore-1"
check_same "The undo is gone with what was set aside" "$(sql "SELECT count(*) FROM event")" 17
check_has "which can come back too" "$(store restore progress.db.before-restore-1)" "restored with 18 events"
head -c 9000 "$PHASOR_STORE.backup-$TODAY" >"$FOLDER/half.db"
check "Half a backup is refused" fails store restore "$FOLDER/half.db"
check_has "and changes nothing" "$(store check)" "progress.db: sound, 18 events"
sed -i 's/sinusoid-offset/sinusoid-offseT/' "$PHASOR_STORE.backup-$TODAY"
check "A damaged backup is found" fails store check
check "There is no other word" fails store mend
check "Without a word there is nothing to do" fails store
check_has "A store that is not there is said not to be" "$(store list --store "$FOLDER/none.db")" "no such store"
check "and not made" test ! -e "$FOLDER/none.db"
finish
