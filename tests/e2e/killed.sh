#!/usr/bin/env bash
# The real window, killed while it is answered: whatever the store had taken by then is there afterwards, and the program goes on from
# it. With a number behind the program's path, in so many rounds.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"
. "$(dirname "${BASH_SOURCE[0]}")/../support/window.sh"
ROUNDS=${2:-15}
CARD=("$FOLDER/killed.json")
TASKS=60
ANSWERED=0 # times that something was stored between the last look and the end

# write_card N: the nth card, of questions that nobody has seen.
write_card() {
  python3 - "$1" "$TASKS" >"$FOLDER/killed.json" <<'PY'
import json, sys
number, count = sys.argv[1], int(sys.argv[2])
def task(i):
    rows = [{"id": w.lower(), "text": w, "correct": w == "Cedar", "feedback": "So."} for w in ["Amber", "Birch", "Cedar", "Dune"]]
    return {"id": f"t{i}", "type": "single_choice", "prompt": f"What of {i}?", "section": "only", "explanation": "Why.",
        "hints": [{"id": "h1", "text": "Here."}], "options": rows}
print(json.dumps({"format": 1, "id": f"killed-{number}", "title": "Killed", "version": "1.0.0", "lang": "en",
    "sections": [{"id": "only", "title": "Only", "markdown": "Words."}], "tasks": [task(i) for i in range(count)]}))
PY
}

events() { sql "SELECT seq, attempt, kind, card, task, value, sum FROM event ORDER BY seq"; }
count() { sql "SELECT count(*) FROM event"; }
has_more_than() { [ "$(count)" -gt "$1" ]; }

# One answer after another, for as long as there is a window.
answer_on() {
  local keys=(a Return b Return h c Return d Return n)
  while :; do xdotool key --delay 8 "${keys[@]}" || return; done
}

# sleep_up_to MS
sleep_up_to() { sleep "$(printf '0.%03d' $((RANDOM % $1)))"; }

kill_it() {
  kill -9 "$PROGRAM"
  wait "$PROGRAM" 2>/dev/null
  PROGRAM=
}

# The window, until it is killed at some moment while it stores answers.
answer_and_kill() {
  local old keys
  start || { cat "$FOLDER/trouble" >&2; return 1; }
  old=$(count)
  press 3
  answer_on 2>/dev/null &
  keys=$!
  until_true $PATIENCE has_more_than "$old" || { kill $keys 2>/dev/null; return 1; }
  sleep_up_to 400
  BEFORE=$(events)
  sleep_up_to 100
  kill_it
  kill $keys 2>/dev/null
  wait $keys 2>/dev/null
  return 0
}

picture() { import -silent -window "$WINDOW" -depth 8 rgb:- | md5sum; }
looks_like() { [ "$(picture)" = "$1" ]; }
looks_other() { ! looks_like "$1"; }

# Waits until the window stays as it is.
settle() {
  local seen
  for ((i = 0; i < 100; i++)); do
    seen=$(picture)
    sleep 0.1
    looks_like "$seen" && return
  done
  return 1
}

# press_and_see KEY: waits until the window shows that something came of it.
press_and_see() {
  local seen
  seen=$(picture)
  press "$1"
  until_true $PATIENCE looks_other "$seen"
}

# The window, killed as soon as it shows what came of an answer.
see_and_kill() {
  start || return 1
  press 3
  settle && press_and_see a && settle || return 1
  BEFORE=$(events)
  press_and_see Return || return 1
  kill_it
}

# A start that does not come to its end.
begin_and_kill() {
  "$PHASOR" "${CARD[@]}" --announce >/dev/null 2>&1 &
  PROGRAM=$!
  sleep_up_to 300
  kill_it
}

check_store() {
  local after
  after=$(events)
  check "Round $1: what the store had taken is in it" test "${after:0:${#BEFORE}}" = "$BEFORE"
  check_same "Round $1: and nothing is missing in between" "$(sql "SELECT count(*) = max(seq) FROM event")" 1
  check_same "Round $1: its pages are whole" "$(sql "PRAGMA integrity_check")" ok
  [ "${#after}" -gt "${#BEFORE}" ] && ANSWERED=$((ANSWERED + 1))
}

write_card 0
BEFORE=
for ((round = 1; round <= ROUNDS; round++)); do
  check "Round $round: the window opens and answers are stored" answer_and_kill
  [ "$FAILED" -gt 0 ] && break
  check_store "$round"
  if [ $((round % 4)) -eq 0 ]; then
    BEFORE=$(events)
    begin_and_kill
    check_store "$round"
  fi
  if [ $((round % 5)) -eq 0 ]; then
    write_card "seen-$round"
    check "Round $round: an answer is seen" see_and_kill
    check_store "$round"
    check_same "Round $round: what was seen is stored" "$(sql "SELECT group_concat(kind) FROM event WHERE card = 'killed-seen-$round'")" start,check
    write_card "$round"
  fi
  done=$(sql "SELECT count(DISTINCT task) FROM event WHERE card = (SELECT card FROM event ORDER BY seq DESC LIMIT 1)")
  [ "$done" -gt $((TASKS / 2)) ] && write_card "$round"
done

check "The window opens once more" start
attempts=$(sql "SELECT count(*) FROM event WHERE kind = 'start'")
check_same "Every attempt is in the list" "$("$PHASOR" store list --most 100000 | tail -n +2 | wc -l)" "$attempts"
check_has "The store is sound" "$("$PHASOR" store check)" "progress.db: sound, $(count) event"
check "and the window closes well" stop
check_same "It has complained about nothing" "$(cat "$FOLDER/trouble")" ""
echo "$ROUNDS rounds, $(count) events of $attempts attempts; after $ANSWERED looks something more was stored"
finish
