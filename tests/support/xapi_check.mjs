// Asks a learning record store's validator about statements: a list in a file. Prints what it says; exit 1 if anything.
// usage: xapi_check.mjs NODE_FOLDER STATEMENTS
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [folder, file] = process.argv.slice(2);
const validate = createRequire(path.resolve(folder, "x.js"))("@learninglocker/xapi-validation").default;
const statements = JSON.parse(fs.readFileSync(file, "utf8"));
const ids = new Set();
let failed = statements.length === 0;

for (const statement of statements) {
  for (const warning of validate(statement)) {
    failed = true;
    console.error(`${statement.id}: ${warning.message ?? JSON.stringify(warning)}`);
  }
  if (ids.has(statement.id)) console.error(`${statement.id}: twice`);
  failed ||= ids.has(statement.id);
  ids.add(statement.id);
}
process.exit(failed ? 1 : 0);
