# What goes out of cards and comes in: no file is lost by it.
source tests/e2e/support.sh

cp cards/rope.json "$FOLDER/card.json"
printf 'P {=a ~b}\n' >"$FOLDER/q.gift"

# refuses FILE ARGUMENTS…: the command fails with a line on standard error, and the file stays what it was.
refuses() {
  local file=$1 before
  shift
  before=$(sha256sum "$file")
  "$PHASOR" "$@" >/dev/null 2>"$FOLDER/said"
  [ $? -eq 1 ] && [ -s "$FOLDER/said" ] && [ "$before" = "$(sha256sum "$file")" ]
}

for format in gift anki; do
  check "a card is not written over by its own export" refuses "$FOLDER/card.json" \
    export "$FOLDER/card.json" --format "$format" -o "$FOLDER/card.json"
  ln -sf card.json "$FOLDER/link.json"
  check "nor by another name of it, nor when forced" refuses "$FOLDER/card.json" \
    export "$FOLDER/link.json" --format "$format" --force -o "$FOLDER/card.json"
done
check_has "the reason is said" "$(cat "$FOLDER/said")" "card.json: is what is read, and is left alone"
check "an export leaves another file alone" refuses "$FOLDER/q.gift" \
  export rope --format gift -o "$FOLDER/q.gift"
check "an import leaves a card alone" refuses "$FOLDER/card.json" import "$FOLDER/q.gift" -o "$FOLDER/card.json"
check_has "and says how to replace it" "$(cat "$FOLDER/said")" "exists already, and is left alone (--force replaces it)"
check "an import leaves its source alone" refuses "$FOLDER/q.gift" import "$FOLDER/q.gift" --force -o "$FOLDER/q.gift"
check "an import replaces a card when told so" "$PHASOR" import "$FOLDER/q.gift" --force -o "$FOLDER/card.json" >/dev/null
check_has "which is then the new one" "$(cat "$FOLDER/card.json")" '"prompt":'
check "a device may be written to" "$PHASOR" export rope --format gift -o /dev/null >/dev/null 2>&1
finish
