#!/usr/bin/env python3
"""Holds cards and broken cards against the published schema: python3 tests/lint/schema.py, from the project's root."""

import json
import pathlib
import re
import sys

from jsonschema import Draft202012Validator

BROKEN = pathlib.Path("tests/unit/broken")
ESCAPES = {b"n": b"\n", b"t": b"\t"}


def unescape(text):
    """\\n, \\t, \\\\ and \\xNN as bytes, as the table says."""

    def byte(match):
        code = match.group(1)
        return bytes([int(code[1:], 16)]) if len(code) == 3 else ESCAPES.get(code, code)

    return re.sub(rb"\\(x[0-9A-Fa-f]{2}|.)", byte, text.encode())


def read_rows(text):
    """One dict for each case: case, find, put, schema."""
    for block in text.split("\n\n"):
        pairs = [line.partition(":") for line in block.splitlines() if not line.startswith("#")]
        row = {key: value.removeprefix(" ") for key, _, value in pairs}
        if "case" in row:
            yield row


def broken_card(row, sound):
    if "put" not in row:
        return sound
    put = unescape(row["put"])
    if "find" not in row:
        return put
    find = unescape(row["find"])
    assert find in sound, f"{row['case']}: not in the sound card: {find}"
    return sound.replace(find, put, 1)


def no_constants(name):
    raise ValueError(f"{name} is not JSON")


def finite(text):
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError(f"{text} is not a number that a double can hold")
    return value


def accepts(validator, data):
    try:
        card = json.loads(data.decode("utf-8-sig"), parse_constant=no_constants, parse_float=finite)
    except ValueError:
        return False
    return validator.is_valid(card)


def main():
    schema = json.loads(pathlib.Path("assets/card.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    passed = failed = 0
    for path in sorted(pathlib.Path("cards").glob("*.json")):
        errors = list(validator.iter_errors(json.loads(path.read_text())))
        for error in errors:
            print(f"{path}: {error.json_path}: {error.message}", file=sys.stderr)
        passed, failed = passed + (not errors), failed + bool(errors)
    sound = (BROKEN / "sound.json").read_bytes()
    for row in read_rows((BROKEN / "table.txt").read_text()):
        ok = accepts(validator, broken_card(row, sound)) == (row["schema"] == "accepts")
        if not ok:
            print(f"{row['case']}: expected that the schema {row['schema']} it", file=sys.stderr)
        passed, failed = passed + ok, failed + (not ok)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
