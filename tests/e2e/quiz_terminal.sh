#!/usr/bin/env bash
# The quiz in a terminal: answers from a pipe reach the store, leaving and coming back changes nothing, and the window shows
# the same score.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"
export COLUMNS=60

quiz() {
  printf '%s\n' "$@" | "$PHASOR" quiz 2>&1
}

# The letter of the option with this id in the order that the question's latest attempt shows.
letter_of() {
  local order
  order=$(sql "SELECT value FROM event WHERE kind = 'start' AND task = '$1' ORDER BY seq DESC LIMIT 1")
  order=${order#*,}
  awk -v RS=, -v id="$2" '$1 == id { printf "%c", 96 + NR }' <<<"$order"
}

# The first option of a question that is right (true) or wrong (false).
option_that_is() {
  python3 - "$1" "$2" <<'PY'
import json, sys
tasks = json.load(open("cards/positional-encodings.json"))["tasks"]
options = next(task["options"] for task in tasks if task["id"] == sys.argv[2])
print(next(o["id"] for o in options if bool(o.get("correct")) == (sys.argv[1] == "true")))
PY
}

wide_lines() {
  PYTHONIOENCODING=utf-8 python3 -c 'import sys; print(sum(len(line) > 61 for line in sys.stdin))'
}

text=$(quiz </dev/null)
check_has "An empty input shows the first question and says goodbye" "$text" "QUESTION 1 OF"
check_has "Leaving is polite" "$text" "Goodbye."
check_same "Looking starts no attempt" "$(sql "SELECT count(*) FROM event")" 0

# The question at hand when the quiz was left.
at_hand() {
  sql "SELECT substr(value, instr(value, '#') + 1) FROM setting WHERE name = 'round'"
}
task=$(at_hand)

quiz q >"$FOLDER/again"
check_same "Nor does coming back" "$(sql "SELECT count(*) FROM event")" 0
check "The same question is shown in the same order" diff <(grep -E '^  [A-F]  ' <<<"$text") <(grep -E '^  [A-F]  ' "$FOLDER/again")

text=$(quiz h)
check_has "A hint is shown and kept" "$text" "Hint: "
check_same "The first thing done starts the attempt" "$(sql "SELECT group_concat(kind) FROM event")" "start,hint"
check "in the order that was shown before" diff <(grep -E '^  [A-F]  ' <<<"$text") <(grep -E '^  [A-F]  ' "$FOLDER/again")
wrong=$(letter_of "$task" "$(option_that_is false "$task")")
right=$(letter_of "$task" "$(option_that_is true "$task")")
text=$(quiz "$wrong" "$wrong")
check_has "A wrong answer gets its own feedback" "$text" "✗ ${wrong^^}  Not this one."
check_has "The same wrong answer again is no try" "$text" "That one has been tried."
check_has "What was done is on disk before the quiz says so" "$text" "Worth ½ point now, nothing at the next try · saved"
check_same "Hint and try are stored in order" "$(sql "SELECT group_concat(kind) FROM event")" "start,hint,check"

text=$(quiz "$right")
check_has "The question goes on with what it has seen" "$text" "✗ ${wrong^^}  Not this one."
check_has "The right answer is marked by a word and a mark" "$text" "✓ ${right^^}  Right."
check_has "Once done, the explanation follows" "$text" "Why: "
check_has "Half a point is left after one wrong try, and it is not known" "$text" "½ point earned · not yet known · saved"
check_same "The attempt holds both tries" "$(sql "SELECT group_concat(kind) FROM event")" "start,hint,check,check"

text=$(quiz r "" q)
check_has "The next visit begins at the next question" "$text" "QUESTION 2 OF"
check_has "Revealing shows the key without points" "$text" "The answer."
check_same "The reveal is stored" "$(sql "SELECT count(*) FROM event WHERE kind = 'reveal'")" 1

check_same "No line is wider than the terminal" "$(wide_lines <<<"$text")" 0
check_same "A pipe gets no colour" "$(tr -dc '\033' <<<"$text" | wc -c)" 0

# What to type for a right answer to the question at hand: it is shown in a copy of the store.
right_line() {
  cp "$PHASOR_STORE" "$FOLDER/copy.db"
  printf 'reveal\n' | COLUMNS=1000 "$PHASOR" quiz --store "$FOLDER/copy.db" 2>/dev/null | python3 -c '
import json, re, sys
tasks = json.load(open("cards/positional-encodings.json"))["tasks"]
task = next(task for task in tasks if task["id"] == sys.argv[1])
text = sys.stdin.read()
letters = re.findall(r"^✓ ([A-J])  The answer", text, re.M)
items = dict((words, letter) for letter, words in re.findall(r"^  ([A-J])  (.*)$", text, re.M))
said = re.search(r"^✓ (.*): The answer\.$", text, re.M)
if letters:
    print(" ".join(letters))
elif " → " in said[1]:
    print(" ".join(items[words] for words in said[1].split(" → ")))
elif said[1].startswith("row i"):
    print(*re.findall(r"= (\d+)", said[1]))
elif " = " in said[1]:
    for control in task["controls"]: # by name, where the answer says the label
        value = re.search(re.escape(control["label"]) + r" = (\S+?)(, |$)", said[1])[1]
        print(control["name"] + "=" + value.replace(",", ""), end=" ")
    print()
else:
    print(said[1].split(" ")[0].replace(",", ""))
' "$1"
}

# Every other question with the right answer at the first try.
while :; do
  task=$(at_hand)
  [[ $task != *" -" ]] || break
  text=$(quiz "$(right_line "$task")" "")
  grep -q "1 point earned · known" <<<"$text" || { check "$task is known" false; break; }
done
asked=$(sql "SELECT count(DISTINCT task) FROM event")
check_has "At the end the result counts what is known" "$text" "$((asked - 2)) of $asked known"
check_has "and what was earned, apart" "$text" "$((asked - 2))½ points of $asked"

events=$(sql "SELECT count(*) FROM event")
window=$("$PHASOR" render --screen quiz --store "$PHASOR_STORE" --text)
check_has "The window shows the same score" "$window" "\"$((asked - 2)) of $asked known\""
check_has "The window shows the same points" "$window" "\"$((asked - 2))½ points of $asked\""
check_same "Looking at the result stores nothing" "$(sql "SELECT count(*) FROM event")" "$events"

text=$(quiz m q)
check_has "The missed ones can be asked again" "$text" "RETRY OF WHAT WAS MISSED · 1 OF 2"
text=$(quiz n)
check_has "A retry that was left goes on" "$text" "RETRY OF WHAT WAS MISSED · 1 OF 2"
check_has "and where it is left then, it says" "$text" "The quiz goes on at this question."
text=$(quiz </dev/null)
check_has "is where it goes on" "$text" "RETRY OF WHAT WAS MISSED · 2 OF 2"
window=$("$PHASOR" render --screen quiz --store "$PHASOR_STORE" --text)
check_has "Nothing that was known is forgotten in a retry" "$window" "$((asked - 2)) of $asked known"
text=$(quiz all)
check_has "One word leads back to all questions" "$text" "$((asked - 2)) of $asked known"
check_has "and what was answered needs no answer" "$(quiz </dev/null)" "Result"
check_same "The store is sound" "$(sql "PRAGMA integrity_check")" ok

text=$("$PHASOR" quiz no-such-card 2>&1 </dev/null)
check_same "A card that is not there is one line and exit 1" "$?:$(wc -l <<<"$text")" "1:1"
yes "" | timeout 20 "$PHASOR" quiz >/dev/full 2>&1
check_same "A quiz that nobody can see ends" $? 1
for _ in {1..50}; do printf 'go 1\nagain\na\nb\nc\nd\n'; done >"$FOLDER/lines"
text=$(ulimit -f 40; "$PHASOR" quiz --store "$FOLDER/limit.db" <"$FOLDER/lines" 2>&1)
check_same "A limit on the size of files does not end the quiz" $? 0
check_has "and what could not be saved is said" "$text" "not saved"
"$PHASOR" quiz --nonsense >/dev/null 2>&1 </dev/null
check_same "A wrong option is exit 2" $? 2
finish
