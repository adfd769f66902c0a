#!/usr/bin/env bash
# Every kind of question in a terminal: refused without costing a try, wrong, right in part, right, shown, and undone.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"
export COLUMNS=200
CARD=tests/support/types.json

quiz() {
  printf '%s\n' "$@" | "$PHASOR" quiz "$CARD" 2>&1
}

# The store's events of one kind for a task, in order.
values() {
  sql "SELECT group_concat(value, ' | ') FROM (SELECT value FROM event WHERE task = '$1' AND kind = 'check' ORDER BY seq)"
}

text=$(quiz "go 1" a b)
check_has "Single choice: a wrong letter gets its own feedback" "$text" "✗ A  Not this one. That is a sum."
check_has "Single choice: then the right one earns a half" "$text" "½ point earned · not yet known"
check_same "Single choice: answers are ids" "$(values single)" "sum | difference"

text=$(quiz "go 2" "a b" "b a" "a,c")
check_has "Multiple choice: the question says how to answer" "$text" "like “a c”"
check_has "Multiple choice: a wrong set is not taken apart" "$text" "✗ A, B  Not right yet."
check_has "Multiple choice: the same set in another order is no try" "$text" "That one has been tried."
check_has "Multiple choice: all right ones and no other are right" "$text" "✓ C  Right. Even too."
check_same "Multiple choice: ids in authored order" "$(values multiple)" "two,three | two,four"

text=$(quiz "go 3")
check_has "Numeric: the numbers of this form are said" "$text" "This question has other numbers each time."
n=$(grep -oE 'What are [0-9,]+' <<<"$text" | tail -1 | tr -dc 0-9)
k=$(grep -oE 'times [0-9]+' <<<"$text" | tail -1 | tr -dc 0-9)
check_has "Numeric: they stand in the question" "$text" "What are $((n / 1000)),$(printf %03d $((n % 1000))) times $k?"
text=$(quiz "go 3" "30,72" "many" "$((n + k))" "$((n + k)).0" "$((n * k)) tokens")
check_has "Numeric: a mistake that was expected is named" "$text" "That is $((n / 1000)),$(printf %03d $((n % 1000))) plus $k."
check_has "Numeric: the same number in other digits is no try" "$text" "That one has been tried."
check_has "Numeric: right, said with its unit" "$text" "tokens: Right."
check_has "Numeric: the explanation has the numbers, and formulas stay" "$text" ", and x_k stays."
check_same "Numeric: numbers in their shortest form" "$(values numeric)" "$((n + k)) | $((n * k))"

# The letters of items, as they are shown.
letters() {
  local shown id
  shown=$(quiz "go 4")
  for id; do
    sed -nE "s/^  ([A-C])  ${id^}$/\1/p" <<<"$shown" | tail -1 | tr 'A-C\n' 'a-c '
  done
}
text=$(quiz "go 4" "a b" "$(letters ten one five)" "$(letters one ten five)" "$(letters one five ten | tr -d ' ')")
check_has "Ordering: all letters are needed" "$text" "Some items are missing."
check_has "Ordering: a part in order earns its share" "$text" "½ point earned so far"
check_has "Ordering: right" "$text" "✓ One → Five → Ten: Right."
check_same "Ordering: ids in the learner's order" "$(values ordering)" "ten,one,five | one,ten,five | one,five,ten"

text=$(quiz "go 5" "7 16" "1 7" "8 2")
check_has "Hotspot: a cell outside is no try" "$text" "rows and columns are 0 to 15"
check_has "Hotspot: a wrong cell" "$text" "✗ row i = 1, column j = 7: Not this one."
check_has "Hotspot: any right cell" "$text" "✓ row i = 8, column j = 2: Right."
check_same "Hotspot: cells as i,j" "$(values hotspot)" "1,7 | 8,2"

text=$(quiz "go 6" "base=25" "size=20" 110 90 r)
check_has "Parameter: between two steps is no try" "$text" "in steps of 10"
check_has "Parameter: an unknown control is no try" "$text" "There is no control “size”."
check_has "Parameter: beyond the end is no try" "$text" "goes from 10 to 100"
check_has "Parameter: a number alone sets the only control" "$text" "✗ The base = 90: Not this one."
check_has "Parameter: shown, a solution is told" "$text" "0: The answer."
check_same "Parameter: settings by name" "$(values parameter)" "base=90"

text=$(quiz)
check_has "Once all are done, the result comes" "$text" "0 of 6 known"
check_has "with points and their parts" "$text" "2½ points of 6"
window=$("$PHASOR" render "$CARD" --screen quiz --do results --store "$PHASOR_STORE" --text)
check_has "The window shows the same number of known ones" "$window" "\"0 of 6 known\""
check_has "and the same points: ½ + ½ + ½ + ½ + ½" "$window" "\"2½ points of 6\""

before=$(sql "SELECT count(*) FROM event")
text=$(quiz "go 4" u)
check_has "An attempt can be taken back" "$text" "Worth 1 point now, ½ at the next try"
check_same "by a record of its own" "$(sql "SELECT count(*) FROM event WHERE kind = 'undo' AND value = CAST(attempt AS TEXT)")" 1
check_same "and nothing is removed" "$(sql "SELECT count(*) FROM event")" $((before + 1))
window=$("$PHASOR" render "$CARD" --screen quiz --do results --store "$PHASOR_STORE" --text)
check_has "Its points are gone, here and in the window" "$window" "\"2 points of 6 "
text=$(quiz "go 4" "$(letters one five ten)")
check_has "and the question can be known after all" "$text" "1 point earned · known"

# Being sure, and easy.
text=$(quiz "go 4" "?")
check_has "What is done can be easy, the help says" "$text" "e, easy"
check_has "When it is asked again is said, and when if it was easy" "$text" "Asked again in 2 days. Easy: in 8 days (type easy)."
text=$(quiz "go 4" e e easy)
check_has "Easy asks later" "$text" "Easy. Asked again in 8 days. Not easy: in 2 days"
check_same "It can be taken back, and said again" "$(sql "SELECT group_concat(value) FROM event WHERE kind = 'rate'")" "easy,good,easy"
check_has "It shows in the export" "$("$PHASOR" store export --format csv)" "types,ordering"
text=$(quiz "go 1" easy)
check_has "Only what is known can be easy" "$text" "Only what is known can be easy."
text=$(quiz "go 1" again s t a g "" b)
check_has "How sure one is, is noted" "$text" "Noted: sure. Now the answer."
check_has "but not after an answer" "$text" "counts before the first answer"
check_same "The last word before the answer counts" "$(sql "SELECT group_concat(value) FROM event WHERE kind = 'confidence'")" "sure,think"
check_has "It changes no points" "$text" "½ point earned"

# A test, begun here, gone on with in the window, and ended here.
ask() {
  "$PHASOR" render "$CARD" --store "$PHASOR_STORE" --text "$@"
}
# What the Progress screen says, but for the words in the header that tell that there is a test.
progress() {
  ask --screen progress | sed -E 's/ -?[0-9]+,-?[0-9]+ [0-9]+x[0-9]+ / /; /"(Test: [0-9] of 6 answered|[0-9] of 6 known)" ""$/d'
}
before=$(progress)
text=$(printf '%s\n' "?" b h r u p again e 7 q | "$PHASOR" quiz "$CARD" --test 2>&1)
check_has "A test says what it is" "$text" "A test: one try each, no hints"
check_has "The next question follows at once" "$text" "TEST · 2 OF 6 · Test: 1 of 6 answered"
check_has "and says that the answer is kept" "$text" "Test: 1 of 6 answered · saved"
check_same "Nothing is judged" "$(grep -cE 'Right|Not this one|Not right|points? (left|earned)|known' <<<"$text")" 0
check_same "Hints, the answer, undo, the proof and another try wait" "$(grep -c "Not during the test" <<<"$text")" 5
check_has "Ending it says first how much is missing" "$text" "5 of 6 questions are not answered."
check_has "Leaving is not ending" "$text" "The test goes on at this question."
check_same "No hint of a test is in the help" "$(grep -c 'the next hint' <<<"$text")" 0
check_same "Progress shows nothing of it" "$(progress)" "$before"
ask --screen quiz --keep --do "task numeric; answer 5; check" >"$FOLDER/window"
check_has "The window goes on with it" "$(cat "$FOLDER/window")" "Test: 2 of 6 answered"
text=$(quiz "go 3" a "" "go 4" e end)
check_has "So does the terminal" "$text" "The test that was begun goes on."
check_has "What was answered is shown" "$text" "5 tokens"
check_has "and stays as it is" "$text" "Answered. What was right shows at the end of the test."
check_has "The end says what it came to" "$text" "The test: 2 of 6 answered, 1 right."
check_has "and its result counts nothing else" "$text" "1 of 6 known"
check_has "nor other points" "$text" "1 point of 6"
check_has "What was left out is said" "$text" "4 not answered yet."
quiz "go 1" test q >/dev/null
text=$(quiz b "a c" 5 "a b c" "8 2" base=20 l "" "")
check_has "A test can be begun at any question, and ends with its last answer" "$text" "The test: 6 of 6 answered"
check_has "Then its answers can be looked at" "$text" "l look at the answers"
check_has "one after another" "$text" "QUESTION 3 OF 6"
check_has "each judged and explained" "$text" "✗ 5 tokens: Not this one."
finish
