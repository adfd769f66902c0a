#!/usr/bin/env bash
# What learners of other programs lost in the middle of a question, when the window was resized, the card edited or the program
# left: for each type of question that has an order or an answer in progress, both stay, and what is then checked counts.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"
. "$(dirname "${BASH_SOURCE[0]}")/../support/window.sh"
FILE=$FOLDER/edited.json
CARD=("$FILE")

# write_card N PATH: the card in its nth version: each has one question more at the front, other words in an option of every question, and the
# options written in another order.
write_card() {
  python3 - "$1" >"$FOLDER/next.json" <<'PY'
import json, sys
version = int(sys.argv[1])
words = ["Amber", "Birch", "Cedar", f"Dune, version {version}", "Ember"]
def options(right):
    rows = [{"id": w.split(",")[0].lower(), "text": w, "correct": w[0] in right, "feedback": "So."} for w in words]
    return rows[3:4] + rows[:3] + rows[4:] if version % 2 else rows
def task(id, type, more):
    return {"id": id, "type": type, "prompt": f"What of {id}?", "section": "only", "explanation": "Why.", **more}
new = [task(f"new-{v}", "numeric", {"answer": "1"}) for v in range(version, 0, -1)]
items = [{"id": o["id"], "text": o["text"]} for o in options("")]
print(json.dumps({"format": 1, "id": "edited", "title": "Edited", "version": "1.0.0", "lang": "en",
    "sections": [{"id": "only", "title": "Only", "markdown": "Words."}],
    "tasks": new + [task("single", "single_choice", {"options": options("E")}),
        task("multiple", "multiple_choice", {"options": options("BE")}),
        task("ordering", "ordering", {"items": items, "answer": ["amber", "birch", "cedar", "dune", "ember"], "partial": "lcs"}),
        task("numeric", "numeric", {"answer": "1212", "unit": "tokens"})]}))
PY
  mv "$FOLDER/next.json" "$2"
}

# What is answered, options, items or the field: left edge, top, width and height of each, a line each, without its edge: that
# shows which one has the focus, which is no part of the answer.
answer_areas() {
  render --text --screen quiz --do "$1" | awk '
    ($1 == "radio" && !/"How sure are you\?"/) || $1 == "checkbox" || $1 == "entry" || $1 == "field" {
      match($0, /-?[0-9]+,-?[0-9]+ [0-9]+x[0-9]+/)
      split(substr($0, RSTART, RLENGTH), r, /[, x]/)
      print r[1] + 6, r[2] + 6, r[3] - 12, r[4] - 12
    }'
}

# Height of the line below the header that says what is wrong with the file, 0 if there is none: its bar is at the left edge.
trouble_height() {
  import -silent -window "$WINDOW" -crop 1x0+1+0 -depth 8 txt:- | grep -c "$WARNING"
}

in_trouble() { [ "$(trouble_height)" -gt 10 ]; }
untroubled() { [ "$(trouble_height)" -eq 0 ]; }

# cut PICTURE DOWN: out of a whole picture what AREAS name, that much further down, one below the other.
cut() {
  local x y w h parts=()
  while read -r x y w h; do parts+=("(" "$FOLDER/$1-all.png" -crop "${w}x$h+$x+$((y + $2))" +repage ")"); done <<<"$AREAS"
  convert "${parts[@]}" -append "$FOLDER/$1.png"
}

# True if the window shows the answer as wanted, as far down as the line below the header has pushed it.
shows_answer() {
  import -silent -window "$WINDOW" "$FOLDER/got-all.png" && cut got "$(trouble_height)" && cut want 0 && same_pictures
}

# check_answer "sentence" ACTIONS: the window comes to show what these actions lead to, as far as the answer goes.
check_answer() {
  local name=$1 failed=$FAILED
  AREAS=$(answer_areas "$2")
  render -o "$FOLDER/want-all.png" --screen quiz --do "$2"
  check "$name" until_true $PATIENCE shows_answer
  [ "$FAILED" -eq "$failed" ] || keep_pictures
}

has_size() {
  contains "$(xdotool getwindowgeometry "$WINDOW")" "Geometry: $1x$2" 2>/dev/null
}

# resize W H: and waits until the window has this size.
resize() {
  xdotool windowsize "$WINDOW" "$1" "$2" && until_true $PATIENCE has_size "$1" "$2"
}

# The options of the question asked in the order shown, as the store has it.
stored_order() {
  sql "SELECT substr(value, instr(value, ',') + 1) FROM event WHERE kind = 'start' AND task = '$1' ORDER BY seq DESC LIMIT 1"
}

VERSION=0

# outlive TASK ACTIONS ANSWER: the answer in progress that ACTIONS lead to outlives what happens, and is checked as ANSWER.
outlive() {
  local task=$1 actions="task $1; $2" answer=$3 order size
  snapshot
  order=$(stored_order "$task")
  check_answer "$task: the answer in progress is shown" "$actions"
  for size in "900 600" "320 240" "1 1" "1400 900" "20 700" "1280 800"; do
    # shellcheck disable=SC2086 # two numbers
    check "$task: the window can have the size $size" resize $size
  done
  check_answer "$task: a window resized to nothing and back shows it as before" "$actions"
  check "$task: the window gets smaller" resize 900 600
  SIZE=900x600 check_answer "$task: and a smaller one shows the same" "$actions"
  check "$task: the window gets larger again" resize 1280 800
  printf '{"format": 1, "id": "edi' >"$FILE"
  check "$task: half a file is said to be one" until_true $PATIENCE in_trouble
  write_card $((VERSION += 1)) "$FILE"
  check "$task: once it is whole again, nothing is said" until_true $PATIENCE untroubled
  check_answer "$task: what was edited is shown, in the same order, with the answer in progress" "$actions"
  write_card $((VERSION + 1)) "$FOLDER/broken.json"
  sed -i 's/"single_choice"/"single"/; s/"prompt"/"promt"/' "$FOLDER/broken.json"
  mkdir -p "$FOLDER/good" # a card beside the one that is opened would be in the library
  write_card $VERSION "$FOLDER/good/card.json"
  mv "$FOLDER/broken.json" "$FILE"
  check "$task: a card with mistakes is said to have them" until_true $PATIENCE in_trouble
  CARD=("$FOLDER/good/card.json")
  check_answer "$task: and its last good version stays, with the answer" "$actions"
  CARD=("$FILE")
  write_card $((VERSION += 1)) "$FILE"
  check "$task: mended, it is shown" until_true $PATIENCE untroubled
  check_answer "$task: still with the same order and answer" "$actions"
  press ctrl+q
  check "$task: Ctrl+Q leaves" ended
  check "$task: the program starts again, at this question" start
  check_answer "$task: the order is the stored one, and the answer in progress is there" "$actions"
  check_same "$task: nothing of that was an answer" "$(sql "SELECT count(*) FROM event WHERE kind NOT IN ('start', 'confidence')")" "$CHECKED"
  check_same "$task: nor another attempt" "$(stored_order "$task")" "$order"
  press Return
  CHECKED=$((CHECKED + 1))
  check "$task: it is what gets checked" until_true $PATIENCE is_sql "SELECT value FROM event WHERE kind = 'check' AND task = '$task'" "$answer"
}

CHECKED=0
write_card 0 "$FILE"
WARNING=$(sed -n 's/^COLOR(WARNING, 0x\([0-9A-F]*\),.*/#\1/p' src/ui/theme.def)
check "The window opens" start
if [ "$FAILED" -gt 0 ]; then
  cat "$FOLDER/trouble" >&2
  finish
  exit 1
fi
press 3

# started TASK: begins its first attempt by saying how sure one is, and keeps the order of its options for what follows.
started() {
  snapshot
  click_on radio Guess --screen quiz --do "task $1" || return 1
  until_true $PATIENCE is_sql "SELECT count(*) > 0 FROM event WHERE kind = 'start' AND task = '$1'" 1 || return 1
  IFS=, read -ra ORDER <<<"$(stored_order "$1")"
}

# The place of an option in that order, from 0.
place_of() {
  local place
  for place in "${!ORDER[@]}"; do [ "${ORDER[place]}" = "$1" ] && echo "$place"; done
}

# The key that chooses an option.
letter_of() {
  local letters=abcde
  echo "${letters:$(place_of "$1"):1}"
}

check "A question with one right option is asked" started single
press "$(letter_of ember)"
outlive single "choose $(place_of ember)" ember

press Return
check "One with several is asked" started multiple
press "$(letter_of ember)" "$(letter_of birch)"
outlive multiple "choose $(place_of birch); choose $(place_of ember)" birch,ember

press Return
check "An order is asked for" started ordering
snapshot
# Held in its upper half and left in the third's lower one, without a stop between them.
{ read -r x y w h; read -r; read -r _ y3 _ h3; } <<<"$(answer_areas "task ordering")"
xdotool mousemove --window "$WINDOW" $((x + w / 2)) $((y + h / 3)) mousedown 1 \
  mousemove --window "$WINDOW" $((x + w / 2)) $((y3 + h3 * 2 / 3)) mouseup 1
leave_mouse
outlive ordering "move 0 2" "${ORDER[1]},${ORDER[2]},${ORDER[0]},${ORDER[3]},${ORDER[4]}"

check "The next question" click_on button "Question $((VERSION + 4))" --screen quiz
check "A number is asked for" started numeric
press 1 2 ctrl+a ctrl+x ctrl+v ctrl+v # what was cut is pasted twice
outlive numeric "answer 1212" 1212

press ctrl+q
check "The program ends well" ended
check_same "It has complained about nothing" "$(cat "$FOLDER/trouble")" ""
check_same "The store is sound" "$(sql "PRAGMA integrity_check")" ok
finish
