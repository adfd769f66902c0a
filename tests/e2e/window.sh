#!/usr/bin/env bash
# The real program in a real window: read, compare, answer, close, come back. Positions are asked for by name, what is seen is
# compared with `phasor render` of the same state, and what was done is read from the store.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"
SUPPORT=$(dirname "${BASH_SOURCE[0]}")/../support
SIZE=1280x800
PATIENCE=20

# A display of our own, on a number that is free.
Xvfb -displayfd 3 -screen 0 1400x900x24 -nolisten tcp 3>"$FOLDER/display" >"$FOLDER/xvfb.log" 2>&1 &
XVFB=$!
PROGRAM=
trap 'kill $PROGRAM $XVFB 2>/dev/null; rm -rf "$FOLDER"' EXIT
until_true $PATIENCE test -s "$FOLDER/display" || { cat "$FOLDER/xvfb.log" >&2; exit 1; }
DISPLAY=:$(cat "$FOLDER/display")
export DISPLAY
unset WAYLAND_DISPLAY SDL_VIDEODRIVER

find_window() {
  WINDOW=$(xdotool search --onlyvisible --pid "$PROGRAM" 2>/dev/null | tail -1)
  [ -n "$WINDOW" ]
}

focused() {
  xdotool windowfocus "$WINDOW" && [ "$(xdotool getwindowfocus 2>/dev/null)" = "$WINDOW" ]
}

start() {
  : >"$FOLDER/said"
  "$PHASOR" --announce >"$FOLDER/said" 2>"$FOLDER/trouble" &
  PROGRAM=$!
  until_true $PATIENCE grep -q ready "$FOLDER/said" && until_true $PATIENCE find_window && until_true $PATIENCE focused &&
    leave_mouse
}

gone() { ! kill -0 "$PROGRAM" 2>/dev/null; }

# Closes the window as its title bar would, and waits for the program to end.
stop() {
  python3 "$SUPPORT/close_window.py" "$WINDOW"
  until_true $PATIENCE gone || return 1
  wait "$PROGRAM"
  local code=$?
  PROGRAM=
  return $code
}

# The pointer beside the window: nothing is hovered.
leave_mouse() { xdotool mousemove 5 5; }

press() { xdotool key --clearmodifiers "$@"; }

# Keeps the store as it is now, for what is rendered from here on.
snapshot() {
  rm -f "$FOLDER"/then.db*
  until_true $PATIENCE sqlite3 -readonly "$PHASOR_STORE" ".backup '$FOLDER/then.db'" 2>/dev/null
}

# What the program draws with the store of the last snapshot, and actions after that (--do).
render() {
  rm -f "$FOLDER"/copy.db*
  cp "$FOLDER/then.db" "$FOLDER/copy.db"
  "$PHASOR" render --size $SIZE --store "$FOLDER/copy.db" --keep "$@"
}

# click_on ROLE NAME RENDER-ARGUMENTS…: clicks in the middle of the first widget with this role and name.
click_on() {
  local role=$1 name=$2 place
  shift 2
  place=$(render --text "$@" | awk -v role="$role" -v name="\"$name\"" '
    $1 == role && index($0, name) {
      match($0, /-?[0-9]+,-?[0-9]+ [0-9]+x[0-9]+/)
      split(substr($0, RSTART, RLENGTH), r, /[, x]/)
      print int(r[1] + r[3] / 2), int(r[2] + r[4] / 2)
      exit
    }')
  [ -n "$place" ] || { echo "there is no $role \"$name\"" >&2; return 1; }
  # shellcheck disable=SC2086 # two numbers
  xdotool mousemove --window "$WINDOW" $place click 1
  leave_mouse
}

# True if the window shows these pixels; up to 100 of them may differ by more than a little.
shows() {
  local differing
  import -silent -window "$WINDOW" "$FOLDER/got.png" || return 1
  differing=$(compare -metric AE -fuzz 1% "$FOLDER/got.png" "$1" "$FOLDER/difference.png" 2>&1)
  awk -v n="$differing" 'BEGIN { exit !(n ~ /^[0-9.]+(e\+[0-9]+)?$/ && n + 0 <= 100) }'
}

# check_shows "sentence" RENDER-ARGUMENTS…: waits until the window looks as rendered; if it never does, keeps the pictures.
check_shows() {
  local name=$1 failed=$FAILED
  shift
  render -o "$FOLDER/want.png" "$@"
  check "$name" until_true $PATIENCE shows "$FOLDER/want.png"
  [ "$FAILED" -eq "$failed" ] && return
  mkdir -p out
  for picture in got want difference; do cp "$FOLDER/$picture.png" "out/window-$FAILED-$picture.png"; done
  echo "see out/window-$FAILED-{got,want,difference}.png" >&2
}

colors() { identify -format '%k' "$FOLDER/got.png"; }

is_sql() { [ "$(sql "$1")" = "$2" ]; }

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
check "Key 3 starts the first question" until_true $PATIENCE is_sql "SELECT count(*) FROM event" 1
task=$(sql "SELECT task FROM event")
snapshot
check_shows "The question is shown" --screen quiz
press h
check "Key H takes a hint, and it is stored" until_true $PATIENCE is_sql "SELECT group_concat(kind) FROM event" "start,hint"
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

check "The program starts again" start
press 3
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
check "Enter goes on to the next question" until_true $PATIENCE is_sql "SELECT count(DISTINCT task) FROM event" 2
snapshot
check_shows "which is shown" --screen quiz
check "The window closes again" stop
check_same "The store is sound" "$(sql "PRAGMA integrity_check")" ok
finish
