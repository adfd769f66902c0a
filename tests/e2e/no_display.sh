#!/usr/bin/env bash
# Without a display the program says so in one line, draws every screen as a picture, and names the quiz for the terminal.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"
unset DISPLAY WAYLAND_DISPLAY XDG_RUNTIME_DIR SDL_VIDEODRIVER
cd "$FOLDER" || exit 1

timeout 60 "$PHASOR" >said 2>trouble
check_same "It ends by itself, and well" $? 0
check_same "It says so in one line" "$(wc -l <trouble)" 1
check_has "that names the display" "$(cat trouble)" "no display"
check_has "It names the quiz for the terminal" "$(cat said)" "./run quiz"
for screen in read compare quiz; do
  picture=$(grep -- "-$screen.png" said)
  check_same "The $screen screen is a picture of the window's size" "$(identify -format %wx%h "$picture")" 1280x800
  check "and is not blank" test "$(identify -format %k "$picture")" -gt 100
done

DISPLAY=:12345 timeout 60 "$PHASOR" >said 2>trouble
check_same "A display that does not answer is no display" "$?:$(wc -l <trouble)" 0:1
finish
