"""Tables of changes of a document: a row says where, with which new value in YAML, and what is to come of it."""

import json
import re
from typing import Any

import yaml

GONE = "GONE"
"""In place of a value: what stands there is taken out."""


def rows(table: str, **places: str) -> list[list[str]]:
    """The cells of each row, which `|` parts; a backslash goes on with a line. A cell may begin with a place's name."""
    lines = table.replace("\\\n", " ").strip().splitlines()
    return [[_expanded(" ".join(cell.split()), places) for cell in f"{line} ".split(" |")] for line in lines]


def _expanded(cell: str, places: dict[str, str]) -> str:
    name = next((name for name in places if re.match(rf"{name}([/~:]|$)", cell)), "")
    return places.get(name, "") + cell.removeprefix(name)


def changed(document: Any, pointer: str, value: str) -> Any:
    """A copy of a document with another value at a JSON pointer; `-` stands for the end of a list."""
    edited = json.loads(json.dumps(document))  # in which no part stands in two places
    *steps, last = (step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
    place = edited
    for step in steps:
        place = place[int(step) if isinstance(place, list) else step]
    if last == "-":
        place.append(yaml.safe_load(value))
        return edited
    key = int(last) if isinstance(place, list) else last
    if value == GONE:
        del place[key]
    else:
        place[key] = yaml.safe_load(value)
    return edited
