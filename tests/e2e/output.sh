#!/usr/bin/env bash
# What is printed arrives, or the exit code says that it did not.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"

# fails_full ARGUMENTS…: with a full disk behind standard output the command fails and says so in one line.
fails_full() {
  local said
  if said=$("$PHASOR" "$@" 2>&1 >/dev/full </dev/null); then return 1; fi
  test "$said" = "phasor: standard output cannot be written"
}

fails_closed() {
  if "$PHASOR" "$@" 2>"$FOLDER/said" >&-; then return 1; fi
  grep -q "standard output cannot be written" "$FOLDER/said"
}

check "The version on a full disk is a failure" fails_full --version
check "Help on a full disk is a failure" fails_full --help
check "A list of widgets on a full disk is a failure" fails_full render --text --screen read
check "A quiz on a full disk is a failure" fails_full quiz --store ""
check "A checked card on a full disk is a failure" fails_full check cards/rope.json
check "A closed standard output is a failure" fails_closed render --text
check "A picture needs no standard streams" "$PHASOR" render -o "$FOLDER/a.png" <&- >&- 2>&-
check_same "It is a whole picture" "$(head -c 8 "$FOLDER/a.png" | od -An -tx1 | tr -d ' ')" 89504e470d0a1a0a
finish
