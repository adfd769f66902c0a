# The published schema, as the program prints it, judged by a second validator (ajv): the cards, what the program makes, and
# every broken card of the table.
source tests/e2e/support.sh
source tests/support/npm.sh

"$PHASOR" check --schema >"$FOLDER/schema.json"
check "the schema that is printed is the one in assets" cmp -s "$FOLDER/schema.json" assets/card.schema.json
check "the cards that ship break no rule of style" "$PHASOR" check --strict cards/*.json assets/starter.json
"$PHASOR" new my-card -o "$FOLDER/new.json" >/dev/null
check "a new card has no fault, not even of style" "$PHASOR" check --strict "$FOLDER/new.json"
check_has "a new card has the id that was asked for" "$(cat "$FOLDER/new.json")" '"id": "my-card"'
before=$(cat "$FOLDER/new.json")
"$PHASOR" new other -o "$FOLDER/new.json" 2>/dev/null
check_same "a file that exists is left alone" "$?" 1
check_same "and unchanged" "$(cat "$FOLDER/new.json")" "$before"
"$PHASOR" new 'My Card' >/dev/null 2>&1
check_same "what is no id is refused" "$?" 2
"$PHASOR" import tests/fuzz/corpus/gift/kinds -o "$FOLDER/import.json" >/dev/null 2>"$FOLDER/said"
check_same "a malformed question makes the import fail" "$?" 1
check_has "malformed questions are named with their lines" "$(cat "$FOLDER/said")" "kinds:22: "
check_has "questions without a counterpart are listed" "$(cat "$FOLDER/said")" "kinds:24: skipped “Names”: cards have no tasks for a short answer"
need_packages ajv@8.20.0
check "ajv agrees with the table of broken cards, and accepts the cards" \
  node tests/support/schema_ajv.mjs "$NODE_FOLDER" "$FOLDER/schema.json" cards/*.json assets/starter.json "$FOLDER"/{new,import}.json
finish
