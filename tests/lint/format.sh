#!/usr/bin/env bash
# Every C file is formatted as .clang-format says.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"
find src tests -name '*.[ch]' | sort | for_each clang-format-14 --dry-run -Werror --ferror-limit=3
