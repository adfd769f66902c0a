#!/usr/bin/env bash
# The real program in a real window: read, compare, answer, close, come back. Positions are asked for by name, what is seen is
# compared with `phasor render` of the same state, and what was done is read from the store.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"
. "$(dirname "${BASH_SOURCE[0]}")/../support/window.sh"

check "The window opens" start
if [ "$FAILED" -gt 0 ]; then
  cat "$FOLDER/trouble" >&2
  finish
  exit 1
fi
snapshot
check_shows "It opens on the card" --screen read
check "What it shows is no blank page" test "$(colors)" -gt 100

press End
check_shows "The End key scrolls to the end of the text" --screen read --do "scroll 1000000"
press Home
check_shows "and Home back to its beginning" --screen read

press 2
check_shows "Key 2 goes to Compare" --screen compare
press l
check_shows "Key L shows what each scheme does to the logits" --screen compare --state as=logit
check "The causal mask is a switch" click_on switch "Causal mask" --screen compare --state as=logit
check_shows "A click on the switch masks what lies ahead" --screen compare --do "set compare as 1; set compare mask 1"
press l
check_shows "Key L goes back" --screen compare --do "set compare mask 1"

press 3
check_shows "Key 3 shows the first question" --screen quiz
check_same "A question that is only shown leaves no trace" "$(sql "SELECT count(*) FROM event")" 0
press h
check "Key H takes a hint, and it is stored" until_true $PATIENCE is_sql "SELECT group_concat(kind) FROM event" "start,hint"
task=$(sql "SELECT task FROM event LIMIT 1")
check_shows "The hint is shown" --screen quiz --do hint
snapshot

# The place, the id and the text of an option that is right (true) or wrong (false), in the order shown.
option_that_is() {
  python3 - "$1" "$task" "$(sql "SELECT value FROM event WHERE kind = 'start'")" <<'PY'
import json, sys
tasks = json.load(open("cards/positional-encodings.json"))["tasks"]
options = next(task["options"] for task in tasks if task["id"] == sys.argv[2])
option = next(o for o in options if bool(o.get("correct")) == (sys.argv[1] == "true"))
print(sys.argv[3].split(",")[1:].index(option["id"]), option["id"], option["text"])
PY
}

read -r place wrong text < <(option_that_is false)
check "An option can be found by its words" click_on radio "$text" --screen quiz --do "scroll 1000000"
press Return
check "A click chooses, Enter checks, and the answer is stored" until_true $PATIENCE is_sql "SELECT value FROM event WHERE kind = 'check'" "$wrong"
check_shows "The feedback is shown" --screen quiz --do "choose $place; check"

check "The window closes, and the program ends well" stop
check_same "It has complained about nothing" "$(cat "$FOLDER/trouble")" ""
check_same "Closing adds nothing" "$(sql "SELECT group_concat(kind) FROM event")" "start,hint,check"

check "The program starts again, where it was left" start
snapshot
check_shows "and shows the same question with its hint and the wrong try" --screen quiz
check_same "No other attempt was started" "$(sql "SELECT group_concat(kind) FROM event")" "start,hint,check"
read -r place right _ < <(option_that_is true)
LETTERS=abcdefghij
press "${LETTERS:place:1}"
press Return
check "A letter chooses, Enter checks" until_true $PATIENCE is_sql "SELECT group_concat(value, ' ') FROM (SELECT value FROM event WHERE kind = 'check' ORDER BY seq)" "$wrong $right"
check_shows "The explanation is shown" --screen quiz --do "choose $place; check"
press Return
snapshot
check_shows "Enter goes on to the next question" --screen quiz
press n
press h
check "N skips it, and a hint is asked of the third" until_true $PATIENCE is_sql "SELECT count(DISTINCT task) FROM event" 2
third=$(sql "SELECT task FROM event ORDER BY seq DESC LIMIT 1")
press Shift+n
snapshot
check_shows "Shift+N goes back to the second" --screen quiz
press n
check "The window closes on the third" stop
check "The program starts once more" start
snapshot
check_shows "and opens there" --screen quiz --do "task $third"
check "The window closes again" stop
check_same "The store is sound" "$(sql "PRAGMA integrity_check")" ok
finish
