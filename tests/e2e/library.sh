# The library: own cards in the folder for them, cards beside the file that is opened, and those that ship.
source tests/e2e/support.sh

# card FOLDER ID LINK: a small card that links to another one.
card() {
  mkdir -p "$1"
  printf '{"format":1,"id":"%s","title":"Card %s","lang":"en","version":"1.0.0","sections":[{"id":"one","title":"One","markdown":"See [[%s]]."}],"tasks":[]}' \
    "$2" "$2" "$3" >"$1/$2.json"
}

OWN=$XDG_DATA_HOME/phasor/cards
card "$OWN" mine rope
card "$FOLDER/course" first second
card "$FOLDER/course" second mine
printf '{"format":1,"sections":7}' >"$FOLDER/course/broken.json"
printf '{"name":"no card"}' >"$FOLDER/course/package.json"

render() {
  "$PHASOR" render --text "$@" 2>"$FOLDER/said"
}

check_has "a card of the own folder is opened by its id" "$(render mine --screen read)" "Card mine"
check_same "nothing is said about it" "$(cat "$FOLDER/said")" ""
check_has "without a name the first card of the course is opened" "$(render --screen read)" "Positional encodings"
check_has "a link leads to a card beside the file" \
  "$(render "$FOLDER/course/first.json" --screen read --do 'link second#one')" "Card second"
check_has "and to one of the own folder" "$(render "$FOLDER/course/first.json" --screen read --do 'link mine#one')" "Card mine"
check_same "a bad card there is named once, and no other file" "$(cat "$FOLDER/said")" \
  "phasor: $FOLDER/course/broken.json: the card cannot be used ($(sed -n 's/.*(\([0-9]* errors\{0,1\}\),.*/\1/p' "$FOLDER/said"), phasor check says which)"
check_same "check knows the cards beside a card" "$("$PHASOR" check "$FOLDER/course/first.json" 2>&1)" \
  "1 card checked: 0 errors, 0 warnings"

check "a shipped card's own file opens" render cards/rope.json --screen read >/dev/null
check_same "without a word" "$(cat "$FOLDER/said")" ""
cp cards/rope.json "$FOLDER/rope.json"
check "a copy of a shipped card opens" render "$FOLDER/rope.json" --screen read >/dev/null
check_same "and is said to stand in for it" "$(cat "$FOLDER/said")" \
  "phasor: $FOLDER/rope.json stands in for the shipped card \"rope\""
check_has "the list says what answers look like" "$("$PHASOR" render --list)" "a cell (20,4: row, column)"
list=$("$PHASOR" render --list scaling-chart)
check_has "a figure says what it shows" "$list" "scaling-chart: what methods of stretching"
check_has "and whether it has cells" "$list" "has no cells"
check_has "a set is a list of words" "$list" "a list of none, pi, ntk, yarn, longrope"
check_has "each key has its default and range" "$("$PHASOR" render --list window-reach)" "2 to 4096"
"$PHASOR" render --list scaling-chrat >/dev/null 2>"$FOLDER/said"
check_same "another name is refused" "$?" 2
check "every figure can be listed" sh -c "'$PHASOR' render --list | sed -n '/^figures/,/^keys/s/^  \([a-z0-9-]*\) .*/\1/p' | xargs -n 1 '$PHASOR' render --list >/dev/null"
finish
