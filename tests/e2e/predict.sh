#!/usr/bin/env bash
# A prediction in a real window: said with the mouse, kept before the figure moves, and shown as made the next time.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"
. "$(dirname "${BASH_SOURCE[0]}")/../support/window.sh"
CARD=(rope)
PAGE="scroll 669.6" # what the key Page Down does in a window of this size

check "The window opens" start
snapshot
press Next
check_shows "A section asks for a prediction" --screen read --do "$PAGE"
check "The button is there" click_on button "Show me" --screen read --do "$PAGE"
check_shows "and asks for a guess first" --screen read --do "$PAGE; predict 1"
check "The slider is there" click_on slider "Your prediction" --screen read --do "$PAGE; predict 1"
check_shows "A click says where" --screen read --do "$PAGE; guess 1 50"
check_same "which is not kept yet" "$(sql "SELECT count(*) FROM event")" 0
check "The button can be found" click_on button "Show me" --screen read --do "$PAGE; guess 1 50"
check "What was said and what came is kept" until_true $PATIENCE is_sql \
  "SELECT kind || ' ' || card || ' ' || task || ' ' || substr(value, 1, 8) || ' ' || (attempt = seq) FROM event" \
  "predict rope slowest-hand 50,7.528 1"
check_shows "Both are shown, and the figure has moved" --screen read --do "$PAGE; guess 1 50; predict 1"
snapshot

check "The window closes, and the program ends well" stop
check_same "It has complained about nothing" "$(cat "$FOLDER/trouble")" ""
check "It opens again" start
press Home
press Next
check_shows "What was said the last time is shown, and the figure is as it was" --screen read --do "$PAGE"
check "There is a button to do it once more" click_on button "Predict again" --screen read --do "$PAGE"
check_shows "which asks afresh" --screen read --do "$PAGE; predict-again 1"
check "Controls of the figure are free" click_on slider "Position" --screen read --do "$PAGE; predict-again 1"
check "The window closes again" stop
check_same "What is moved by hand is no prediction" "$(sql "SELECT count(*) FROM event")" 1
check_same "The store is sound" "$(sql "PRAGMA integrity_check")" ok
check_has "The terminal's export of attempts has none of it" "$("$PHASOR" store export 2>&1 | wc -l)" 1
finish
