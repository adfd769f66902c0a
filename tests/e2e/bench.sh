#!/usr/bin/env bash
# `phasor bench` measures what it says, with and without a display, and prints it for people and for programs. How fast this
# machine is, is not tested.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"
unset DISPLAY WAYLAND_DISPLAY

json=$("$PHASOR" bench --json --steps 8 --quick)
check_same "It ends well" $? 0
check_same "The output is JSON, its times are positive, and it says that there was no window" "$(python3 -c '
import json, sys
report = json.load(sys.stdin)
times = [value for name, value in report.items() if name.endswith("_ms")]
print(report["window"], len(times) > 4 and min(times) > 0, report["resident_mb"] > 5)' <<<"$json")" "False True True"
check_same "The engine's figures are there, and so is what they should reach" "$(python3 -c '
import json, sys
engine = json.load(sys.stdin)["engine"]
goals = {name: figure.get("at_most", figure.get("at_least")) for name, figure in engine.items() if isinstance(figure, dict)}
print({name: goal for name, goal in goals.items() if goal}, len(goals) > 8 and engine["small_sizes"])' <<<"$json")" \
  "{'rope_percent': 50, 'logits_percent': 50, 'map_far_ms': 2, 'map_ratio': 1.2, 'change_us': 50} True"
table=$("$PHASOR" bench --engine --quick --vectors scalar)
check_has "The engine alone is measured for people, on the path that was asked for" "$table" "vectors: scalar"
check_has "with what each figure should reach" "$table" "at least 50"
"$PHASOR" bench --engine --vectors abacus >/dev/null 2>&1
check_same "A path that this machine lacks is exit 2" $? 2
"$PHASOR" bench --nonsense >/dev/null 2>&1
check_same "A wrong option is exit 2" $? 2
"$PHASOR" bench --steps few >/dev/null 2>&1
check_same "and so is a number that is none" $? 2
check "Nothing is written to the learner's store" test ! -e "$PHASOR_STORE"
finish
