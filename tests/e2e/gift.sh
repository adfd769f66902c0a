# Exports for Moodle and Anki: what was exported can be imported again, an independent parser of GIFT (gift-pegjs) finds in ours
# what the card says, and another Markdown (marked) leaves the formulas whole.
source tests/e2e/support.sh
source tests/support/npm.sh

export_card() {
  "$PHASOR" export "$1" --format "$2" -o "$3" >/dev/null 2>"$FOLDER/left"
}

same() {
  node tests/support/gift_compare.mjs "$NODE_FOLDER" "$1" "$2"
}

CARDS=(cards/*.json assets/starter.json)
for card in "${CARDS[@]}"; do
  name=$(basename "$card" .json)
  check "$name goes out as GIFT" export_card "$card" gift "$FOLDER/$name.gift"
  check_has "what GIFT cannot hold is said" "$(cat "$FOLDER/left")" "left out: "
  check "$name comes back from GIFT" "$PHASOR" import "$FOLDER/$name.gift" -o "$FOLDER/$name.json"
  check "what came back is a sound card" "$PHASOR" check "$FOLDER/$name.json"
  check "what came back goes out again" export_card "$FOLDER/$name.json" gift "$FOLDER/$name-again.gift"
  check "$name goes out for Anki" export_card "$card" anki "$FOLDER/$name.tsv"
  check "a spreadsheet's reader finds the notes of $name" python3 tests/support/anki_check.py "$card" "$FOLDER/$name.tsv"
done

need_packages gift-pegjs@1.0.2 marked@15.0.12
for card in "${CARDS[@]}"; do
  name=$(basename "$card" .json)
  check "gift-pegjs reads of $name what the card says" same "$card" "$FOLDER/$name.gift"
  check "and of what came back what that card says" same "$FOLDER/$name.json" "$FOLDER/$name-again.gift"
done
finish
