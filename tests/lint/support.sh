# What the lint scripts share: one check per file, in parallel, and a closing line "N passed, N failed".
set -uo pipefail
export LC_ALL=C.UTF-8

# for_each COMMAND…: runs COMMAND FILE for every file named on standard input, two or more at a time. A file fails if the
# command fails; what the command says is shown then.
for_each() {
  local folder
  folder=$(mktemp -d)
  xargs -r -P "$(nproc)" -I '{}' bash -c '
    file=$1 folder=$2
    shift 2
    log=$folder/$(tr / : <<<"$file")
    if "$@" "$file" >"$log" 2>&1; then echo passed >"$log"; else echo failed >>"$log"; fi
  ' each '{}' "$folder" "$@"
  local passed=0 failed=0 log
  for log in "$folder"/*; do
    if [ "$(cat "$log")" = passed ]; then
      passed=$((passed + 1))
    else
      failed=$((failed + 1))
      sed '$d' "$log"
      echo "$(basename "$log" | tr : /): failed"
    fi
  done
  rm -rf "$folder"
  echo "$passed passed, $failed failed"
  [ $failed -eq 0 ] && [ $passed -gt 0 ]
}
