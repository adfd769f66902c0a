#!/usr/bin/env bash
# `phasor bench` measures what it says, with and without a display, and prints it for people and for programs. How fast this
# machine is, is not tested.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"
unset DISPLAY WAYLAND_DISPLAY

json=$("$PHASOR" bench --json --steps 8)
check_same "It ends well" $? 0
check_same "The output is JSON, its times are positive, and it says that there was no window" "$(python3 -c '
import json, sys
report = json.load(sys.stdin)
times = [value for name, value in report.items() if name.endswith("_ms")]
print(report["window"], len(times) > 4 and min(times) > 0, report["resident_mb"] > 5)' <<<"$json")" "False True True"
"$PHASOR" bench --nonsense >/dev/null 2>&1
check_same "A wrong option is exit 2" $? 2
"$PHASOR" bench --steps few >/dev/null 2>&1
check_same "and so is a number that is none" $? 2
check "Nothing is written to the learner's store" test ! -e "$PHASOR_STORE"
finish
