# What the end-to-end scripts share: named checks that go on, waiting for a condition, a closing line "N passed, N failed".
# Sourced with the program's path in $1.
set -uo pipefail
PHASOR=$(realpath -e "${1:?usage: $0 PROGRAM}") || exit 1
FOLDER=$(mktemp -d)
export PHASOR_STORE=$FOLDER/progress.db
export XDG_DATA_HOME=$FOLDER/data # no cards of whoever runs this
# Libraries under SDL keep a little memory for ever; what the program itself loses still counts.
export LSAN_OPTIONS=suppressions=$PWD/tests/support/leaks.txt:print_suppressions=0
PASSED=0
FAILED=0

# check "sentence" COMMAND…: passes if the command succeeds.
check() {
  local name=$1
  shift
  if "$@"; then
    PASSED=$((PASSED + 1))
  else
    FAILED=$((FAILED + 1))
    printf 'failed: %s (%s)\n' "$name" "$*" >&2
  fi
}

# check_same "sentence" GOT WANT
check_same() {
  check "$1: got \"$2\", want \"$3\"" test "$2" = "$3"
}

# check_has "sentence" TEXT PART
check_has() {
  check "$1" contains "$2" "$3"
}

contains() {
  case $1 in *"$2"*) return 0 ;; *) printf 'looked for "%s" in:\n%s\n' "$2" "$1" >&2; return 1 ;; esac
}

# until_true SECONDS COMMAND…: tries again every 20 ms until the command succeeds; fails when the time is over.
until_true() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.02
  done
}

# One value from the store; waits for a writer that is just closing.
sql() {
  sqlite3 -readonly -cmd '.timeout 2000' "$PHASOR_STORE" "$1"
}

finish() {
  printf '%d passed, %d failed\n' "$PASSED" "$FAILED"
  rm -rf "$FOLDER"
  [ "$FAILED" -eq 0 ]
}
