# Node's package manager for the checks by independent programs; sourced after support.sh. Says why and ends the script
# if there is none, or no registry to get packages from.

# need_packages NAME@VERSION…: installs them beside the build once, and sets NODE_FOLDER.
need_packages() {
  NODE_FOLDER=$(dirname "$PHASOR")/npm
  mkdir -p "$NODE_FOLDER"
  exec 9>"$NODE_FOLDER/lock"
  flock 9 # scripts run at the same time
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    skip "node and npm are not installed"
  fi
  local wanted missing=
  for wanted in "$@"; do
    grep -q "\"version\": \"${wanted##*@}\"" "$NODE_FOLDER/node_modules/${wanted%@*}/package.json" 2>/dev/null || missing=1
  done
  if [ -n "$missing" ]; then
    timeout 80 npm install --prefix "$NODE_FOLDER" --no-save --no-audit --no-fund --ignore-scripts --loglevel=error "$@" \
      >"$NODE_FOLDER/log" 2>&1 || skip "npm's registry cannot be reached ($(grep -m 1 -i error "$NODE_FOLDER/log"))"
  fi
  exec 9>&-
}

# What was checked before counts.
skip() {
  printf 'skipped: %s\n' "$1"
  finish
  exit
}
