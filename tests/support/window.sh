# What the end-to-end scripts share that look at the real window: a display of their own, the program in it, its keys and mouse, and
# what it shows compared with `phasor render` of the same state. Sourced after tests/e2e/support.sh, with the program's path in $1.
SUPPORT=$(dirname "${BASH_SOURCE[0]}")
SIZE=1280x800 # of the window, for `render`
CARD=()       # what the program is started with; none: the first card
PATIENCE=20
SCRIPT=$(basename "$0" .sh)

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
  "$PHASOR" "${CARD[@]}" --announce >"$FOLDER/said" 2>"$FOLDER/trouble" &
  PROGRAM=$!
  until_true $PATIENCE grep -q ready "$FOLDER/said" && until_true $PATIENCE find_window && until_true $PATIENCE focused &&
    leave_mouse
}

gone() { ! kill -0 "$PROGRAM" 2>/dev/null; }

# Waits for the program to end, and tells how it ended.
ended() {
  until_true $PATIENCE gone || return 1
  wait "$PROGRAM"
  local code=$?
  PROGRAM=
  return $code
}

# Closes the window as its title bar would.
stop() {
  python3 "$SUPPORT/close_window.py" "$WINDOW"
  ended
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
  "$PHASOR" render "${CARD[@]}" --size "$SIZE" --store "$FOLDER/copy.db" --keep "$@"
}

# area_of ROLE NAME RENDER-ARGUMENTS…: x, y, width and height of the first widget with this role and name.
area_of() {
  local role=$1 name=$2 area
  shift 2
  area=$(render --text "$@" | awk -v role="$role" -v name="\"$name\"" '
    $1 == role && index($0, name) {
      match($0, /-?[0-9]+,-?[0-9]+ [0-9]+x[0-9]+/)
      split(substr($0, RSTART, RLENGTH), r, /[, x]/)
      print r[1], r[2], r[3], r[4]
      exit
    }')
  [ -n "$area" ] || { echo "there is no $role \"$name\"" >&2; return 1; }
  echo "$area"
}

# click_on ROLE NAME RENDER-ARGUMENTS…: clicks in the middle of the first widget with this role and name.
click_on() {
  local x y w h
  read -r x y w h < <(area_of "$@")
  [ -n "${h-}" ] || return 1
  xdotool mousemove --window "$WINDOW" $((x + w / 2)) $((y + h / 2)) click 1
  leave_mouse
}

# True if got.png and want.png are the same; up to 100 pixels may differ by more than a little.
same_pictures() {
  local differing
  differing=$(compare -metric AE -fuzz 1% "$FOLDER/got.png" "$FOLDER/want.png" "$FOLDER/difference.png" 2>&1)
  awk -v n="$differing" 'BEGIN { exit !(n ~ /^[0-9.]+(e\+[0-9]+)?$/ && n + 0 <= 100) }'
}

shows() {
  import -silent -window "$WINDOW" "$FOLDER/got.png" && same_pictures
}

keep_pictures() {
  mkdir -p out
  for picture in got want difference; do cp "$FOLDER/$picture.png" "out/$SCRIPT-$FAILED-$picture.png"; done
  echo "see out/$SCRIPT-$FAILED-{got,want,difference}.png" >&2
}

# check_shows "sentence" RENDER-ARGUMENTS…: waits until the window looks as rendered; if it never does, keeps the pictures.
check_shows() {
  local name=$1 failed=$FAILED
  shift
  render -o "$FOLDER/want.png" "$@"
  check "$name" until_true $PATIENCE shows
  [ "$FAILED" -eq "$failed" ] || keep_pictures
}

colors() { identify -format '%k' "$FOLDER/got.png"; }

is_sql() { [ "$(sql "$1")" = "$2" ]; }
