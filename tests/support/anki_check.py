"""Reads an export for Anki as Anki does (tab-separated, quotes doubled) and compares it with the card. usage: CARD TSV"""

import csv
import json
import pathlib
import re
import sys

ASKED = {"single_choice", "multiple_choice", "numeric", "ordering"}


def main(card_path, tsv_path):
    card = json.loads(pathlib.Path(card_path).read_text())
    lines = pathlib.Path(tsv_path).read_text().splitlines(keepends=True)
    headers = [line.rstrip("\n") for line in lines if line.startswith("#")]
    rows = list(csv.reader([line for line in lines if not line.startswith("#")], delimiter="\t"))
    tasks = [task for task in card["tasks"] if task["type"] in ASKED and not task.get("retired")]
    assert headers[:3] == ["#separator:tab", "#html:true", "#columns:id\tFront\tBack\tTags"], headers
    assert "#guid column:1" in headers and "#tags column:4" in headers
    assert all(len(row) == 4 for row in rows), "a record without four fields"
    assert [row[0] for row in rows] == [f"{card['id']}/{task['id']}" for task in tasks]
    for row, task in zip(rows, tasks):
        check_note(row, task)
    print(f"{len(rows)} notes")


def check_note(row, task):
    _, front, back, _ = row
    for side in (front, back):
        assert not re.search(r"(?<!\\)\$[^ \d]", side), f"{task['id']}: a formula without \\( in {side}"
        assert side.count("\\(") == side.count("\\)") and side.count("\\[") == side.count("\\]")
        for tag in ("b", "i", "li", "ol", "ul", "p", "code"):
            opened, closed = len(re.findall(rf"<{tag}[ >]", side)), side.count(f"</{tag}>")
            assert opened == closed, f"{task['id']}: {opened} <{tag}> and {closed} </{tag}>"
    options = task.get("options") or task.get("items") or []
    assert front.count("<li>") >= len(options), task["id"]
    right = sum(option.get("correct", False) for option in options)
    if task["type"].endswith("choice"):
        assert len(re.findall("<b>.*?</b><br>", back)) == right, f"{task['id']}: {back}"


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
