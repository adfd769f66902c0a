#!/usr/bin/env bash
# Every header compiles alone, with both compilers, and twice over.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"
LIBRARIES=$(pkg-config --cflags sdl2 SDL2_ttf harfbuzz freetype2 | sed 's/-I/-isystem /g')
export LIBRARIES

compile_header() {
  local compiler
  for compiler in gcc clang-14; do
    # shellcheck disable=SC2086 # several flags
    printf '#include "%s"\n#include "%s"\nint main(void);\n' "$1" "$1" |
      $compiler -std=c11 -D_POSIX_C_SOURCE=200809L -fsyntax-only -Wall -Wextra -Wpedantic -Werror -Isrc $LIBRARIES -x c - ||
      return 1
  done
}
export -f compile_header

find src -name '*.h' -printf '%P\n' | sort | for_each compile_header
