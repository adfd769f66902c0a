"""Holds types of tasks to their files and rows: what depends on a type is a property or hook of it, never a condition on its name."""
import json
import re
import sys

from layers import ROOT, SRC, code_only
from tally import check, finish

# What every type has there, and nothing else: NAME.c.
FOLDERS = ("src/card/types", "src/formats/types", "src/app/tasks")
# Tables with a row for each type that a format can hold: {TASK_NAME, …}. Those that need every type do not compile without.
TABLES = {"formats/gift_write.c", "formats/anki.c"}
ROW = re.compile(r"^    \{$")


def type_names():
    table = (SRC / "card/task_types.def").read_text(encoding="utf-8")
    rows = re.findall(r"^TASK_TYPE\((\w+), (\w+)\)$", table, flags=re.M)
    for constant, name in rows:
        check(constant == name.upper(), f"src/card/task_types.def: {constant} is not {name} in capitals")
    return [name for _, name in rows]


def check_source(path, constants):
    """No constant of a type outside the rows of the tables."""
    place = path.relative_to(SRC).as_posix()
    text = code_only(path.read_text(encoding="utf-8"))
    for number, line in enumerate(text.splitlines(), 1):
        for found in constants.finditer(line):
            row = place in TABLES and ROW.match(line[: found.start()])
            check(bool(row), f"src/{place}:{number}: {found.group(0)}: ask for a property of the type (card/task_kind.h), or give it a hook")


def main():
    names = type_names()
    check(len(names) > 0, "src/card/task_types.def: no rows")
    constants = re.compile(r"\bTASK_(" + "|".join(name.upper() for name in names) + r")\b")
    for path in sorted(SRC.rglob("*")):
        if path.suffix in {".c", ".h", ".def", ".inc"}:
            check_source(path, constants)
    for folder in FOLDERS:
        files = {path.stem for path in (ROOT / folder).glob("*.c")}
        for name in sorted(files ^ set(names)):
            check(False, f"{folder}/{name}.c: " + ("has no row in task_types.def" if name in files else "is missing"))
    schema = json.dumps(json.loads((ROOT / "assets/card.schema.json").read_text(encoding="utf-8")))
    for words in re.findall(r'"enum": (\[[^]]*\])', schema):
        missing = set(names) - set(json.loads(words))
        some = len(missing) < len(names)
        check(not some or not missing, f"assets/card.schema.json: {words} lacks {', '.join(sorted(missing))}")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in names:
        check(f'{{"const": "{name}"}}' in schema, f"assets/card.schema.json: does not know {name}")
        check(f"`{name}`" in readme, f"README.md: does not name `{name}`")
    return finish()


if __name__ == "__main__":
    sys.exit(main())
