#!/usr/bin/env bash
# The engine compiles for arm64 without a warning, and its float kernels give there what they give here: their test runs
# under an emulator.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"
FOLDER=$(mktemp -d)
export FOLDER
trap 'rm -rf "$FOLDER"' EXIT

# Debian's own libpng headers serve: they are the same for every machine.
compile() {
  local contract=off
  case $1 in src/engine/kernels_v*) contract=fast ;; esac # as in CMakeLists.txt
  # shellcheck disable=SC2046 # several flags
  aarch64-linux-gnu-gcc -std=c11 -O2 -D_POSIX_C_SOURCE=200809L -Isrc -Itests $(pkg-config --cflags libpng | sed 's/-I/-isystem /g') \
    -ffp-contract=$contract -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla \
    -Wdouble-promotion -Wformat=2 -Werror -c "$1" -o "$FOLDER/$(tr / : <<<"$1").o"
}
export -f compile

run_kernels() {
  compile tests/unit/kernels.c || return 1
  # There is no libpng for arm64 here, and the engine draws nothing.
  rm -f "$FOLDER/src:base:png.c.o"
  aarch64-linux-gnu-gcc "$FOLDER"/*.o -lm -o "$FOLDER/kernels" && qemu-aarch64 -L /usr/aarch64-linux-gnu "$FOLDER/kernels" >"$FOLDER/said"
}

compiled=$(find src/base src/engine -name '*.c' | sort | for_each compile)
echo "$compiled" | sed '$d'
read -r passed _ failed _ <<<"${compiled##*$'\n'}"
if run_kernels; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "the kernels' test fails on arm64"; fi
grep -q ' 0 failed' "$FOLDER/said" || cat "$FOLDER/said"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
