// Validates cards with ajv, and every row of tests/unit/broken/table.txt, where it must agree with what the table expects.
// usage: schema_ajv.mjs NODE_FOLDER SCHEMA CARD…
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [folder, schemaPath, ...cards] = process.argv.slice(2);
const Ajv = createRequire(path.resolve(folder, "x.js"))("ajv/dist/2020.js");
const validate = new Ajv({ strict: false, allErrors: false }).compile(JSON.parse(fs.readFileSync(schemaPath, "utf8")));
let failed = 0;

for (const card of cards) {
  if (validate(JSON.parse(fs.readFileSync(card, "utf8")))) continue;
  failed++;
  console.error(`${card}: ${JSON.stringify(validate.errors[0])}`);
}

// \n, \t, \\ and \xNN as bytes.
function unescape(text) {
  const bytes = text.replace(/\\(x[0-9A-Fa-f]{2}|.)/gs, (all, code) => {
    if (code.length === 3) return String.fromCharCode(parseInt(code.slice(1), 16));
    return { n: "\n", t: "\t" }[code] ?? code;
  });
  return Buffer.from(bytes, "latin1");
}

function accepts(bytes) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes); // a byte order mark is passed over
    const card = JSON.parse(text, (key, value) => {
      if (value === Infinity || value === -Infinity) throw new Error("not a number that a double can hold");
      return value;
    });
    return validate(card);
  } catch {
    return false;
  }
}

const sound = fs.readFileSync("tests/unit/broken/sound.json");
const table = fs.readFileSync("tests/unit/broken/table.txt").toString("latin1");
let rows = 0;
for (const block of table.split("\n\n")) {
  const lines = block.split("\n").filter(line => !line.startsWith("#"));
  const row = Object.fromEntries(lines.map(line => [line.split(":", 1)[0], line.slice(line.indexOf(":") + 1).replace(/^ /, "")]));
  if (!("case" in row)) continue;
  let card = sound;
  if ("put" in row && "find" in row) {
    const find = unescape(row.find), at = sound.indexOf(find);
    if (at < 0) throw new Error(`${row.case}: not in the sound card`);
    card = Buffer.concat([sound.subarray(0, at), unescape(row.put), sound.subarray(at + find.length)]);
  } else if ("put" in row) {
    card = unescape(row.put);
  }
  rows++;
  if (accepts(card) === (row.schema === "accepts")) continue;
  failed++;
  console.error(`${row.case}: expected that the schema ${row.schema} it`);
}
console.log(`${cards.length} cards and ${rows} broken ones, ${failed} judged otherwise`);
process.exit(failed ? 1 : 0);
