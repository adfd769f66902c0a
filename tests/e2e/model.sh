#!/usr/bin/env bash
# phasor compute --model: what a config.json says, as text and as JSON, and what is refused.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"

# code WANT COMMAND…: the command ends with this exit code; what it says is kept in $FOLDER/out and $FOLDER/err.
code() {
  local want=$1 got=0
  shift
  "$@" >"$FOLDER/out" 2>"$FOLDER/err" </dev/null || got=$?
  test "$got" -eq "$want" || { printf 'exit code %d, want %d\n' "$got" "$want" >&2; return 1; }
}

cat >"$FOLDER/config.json" <<'END'
{"model_type": "llama", "hidden_size": 4096, "num_attention_heads": 32, "num_hidden_layers": 32,
 "max_position_embeddings": 131072, "rope_theta": 500000.0, "rope_spin": 2, "rope_scaling": {"rope_type": "llama3",
 "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 8192}}
END
printf '{"head_dim": 64, "rope_theta": "fast"}\n' >"$FOLDER/bad.json"

check "A model is described" code 0 "$PHASOR" compute --model "$FOLDER/config.json"
check "without a word on standard error" test ! -s "$FOLDER/err"
check_has "by its scheme" "$(cat "$FOLDER/out")" "rope_llama3"
check_has "and what is not understood" "$(cat "$FOLDER/out")" "/rope_spin  2"
check "The same as JSON" code 0 "$PHASOR" compute --model "$FOLDER/config.json" --format json
check_same "that Python reads" \
  "$(python3 -c 'import json,sys; p=json.load(open(sys.argv[1]))["parts"][0]; print(p["scheme"], len(p["inv_freq"]), len(p["layers"]))' "$FOLDER/out")" \
  "rope_llama3 64 32"
check "Standard input is a file, too" test "$("$PHASOR" compute --model - --format json <"$FOLDER/config.json")" = "$(cat "$FOLDER/out")"
check "A wrong field is a failure" code 1 "$PHASOR" compute --model "$FOLDER/bad.json"
check_same "said in one line with its place" "$(cat "$FOLDER/err")" \
  "$FOLDER/bad.json: /rope_theta: found \"fast\", expected a number within 2 … 5000000000"
check "A file that is not there is a failure" code 1 "$PHASOR" compute --model "$FOLDER/none.json"
check "A model and a scheme at once are wrong usage" code 2 "$PHASOR" compute --model "$FOLDER/config.json" rope

finish
