# Exports for Moodle and Anki: an independent parser of GIFT (gift-pegjs) finds in ours what the card says, another Markdown
# (marked) leaves the formulas whole, and what was exported can be imported again.
source tests/e2e/support.sh
source tests/support/npm.sh
need_packages gift-pegjs@1.0.2 marked@15.0.12

export_card() {
  "$PHASOR" export "$1" --format "$2" -o "$3" >/dev/null 2>"$FOLDER/left"
}

for card in cards/*.json assets/starter.json; do
  name=$(basename "$card" .json)
  gift=$FOLDER/$name.gift
  check "$name goes out as GIFT" export_card "$card" gift "$gift"
  check_has "what GIFT cannot hold is said" "$(cat "$FOLDER/left")" "left out: "
  check "gift-pegjs reads of $name what the card says" \
    node tests/support/gift_compare.mjs "$NODE_FOLDER" "$card" "$gift"
  check "$name comes back from GIFT" "$PHASOR" import "$gift" -o "$FOLDER/$name.json"
  check "what came back is a sound card" "$PHASOR" check "$FOLDER/$name.json"
  check "what came back goes out again" export_card "$FOLDER/$name.json" gift "$FOLDER/again.gift"
  check "and says the same" node tests/support/gift_compare.mjs "$NODE_FOLDER" "$FOLDER/$name.json" "$FOLDER/again.gift"
  check "$name goes out for Anki" export_card "$card" anki "$FOLDER/$name.tsv"
  check "a spreadsheet's reader finds the notes of $name" python3 tests/support/anki_check.py "$card" "$FOLDER/$name.tsv"
done
finish
