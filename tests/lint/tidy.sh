#!/usr/bin/env bash
# Every source file is clean under clang-tidy, with the checks of .clang-tidy. Usage: tidy.sh BUILD, a folder with
# compile_commands.json.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"
BUILD=${1:?usage: tidy.sh BUILD}
export BUILD

tidy() {
  clang-tidy-14 -p "$BUILD" --quiet "$1" 2> >(grep -v ' warnings generated' >&2)
}
export -f tidy

# The largest files first, so that no processor is idle at the end.
find src -name '*.c' -printf '%s %p\n' | sort -rn | cut -d' ' -f2 | for_each tidy
