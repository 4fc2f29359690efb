"""What lists of cases are to hold, as files say it. Nothing is sent: one bad file, and none is used."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tines_cli.file_values import YAML, FileValue, file_value, from_json, refused, text_of
from tines_cli.subject import CASE, Subject, lists_of_a_case
from tines_cli.variables import Variables


class Wanted(NamedTuple):
    """What a list of a case is to hold. names: what messages call each item."""

    file: FileValue
    case: int
    subject: Subject
    items: Sequence[Any]
    names: Sequence[str]

    @property
    def called(self) -> str:
        """Such as `case 42, actions`."""
        return f"case {self.case}, {self.subject.group}"

    def check(self) -> None:
        """Raises CommandError, which names the item, for one that could not be written."""
        from tines_cli.shown_text import is_hidden

        fields = self.subject.fields_of_new()
        for name, item in zip(self.names, self.items, strict=True):
            if not isinstance(item, Mapping):
                raise self.file.refused(f"{name} is no object")
            if is_hidden(item, self.subject.secrets):
                raise self.file.refused(f"the secrets of {name} are hidden (***): list with --show-secrets")
            try:
                fields.with_nulls(name, item)
            except (TypeError, ValueError) as error:
                raise self.file.refused(str(error)) from None


def of_one_case(case: int, path: str) -> list[Wanted]:
    """The actions of a file of JSON alone. Raises CommandError, which names file and entry."""
    file = FileValue(path, _entries(path, text_of(path)), {})
    names = [f"entry {number}" for number, _ in enumerate(file.value, 1)]
    found = Wanted(file, case, lists_of_a_case()["actions"], file.value, names)
    found.check()
    return [found]


def _entries(path: str, text: str) -> list[Any]:
    advice = "; it takes an array of actions, or one action a line"
    if text.lstrip().startswith("["):
        return list(from_json(path, text, advice=advice))
    if path == "-":  # what a program before us did not write would be deleted
        raise refused(path, "it is no JSON array, and JSON lines do not show where they broke off; use --json or jq -s")
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        raise refused(path, "it is empty; [] is a case without actions")
    return [from_json(path, line, number, advice) for number, line in lines]


def of_folder(path: str, variables: Variables) -> list[Wanted]:
    """What the files of a folder say, or one file. Raises CommandError."""
    found = [one for file in map(file_value, _files(path)) for one in _lists(file, variables)]
    variables.must_be_set()
    files: dict[int, str] = {}
    for one in found:
        one.check()
        if files.setdefault(one.case, one.file.path) != one.file.path:
            raise one.file.refused(f"case {one.case} is in {files[one.case]}, too")
    return found


def _files(path: str) -> list[str]:
    if not Path(path).is_dir():
        return [path]
    found = sorted(str(one) for one in Path(path).iterdir() if one.suffix.lower() in (*YAML, ".json"))
    if not found:
        raise refused(path, "it holds no file *.yaml, *.yml or *.json")
    return found


def _lists(file: FileValue, variables: Variables) -> Iterator[Wanted]:
    known, value = lists_of_a_case(), file.value
    names = f"{CASE}, {', '.join(known)}"
    if not isinstance(value, Mapping):
        raise file.refused(f"it must be an object of {names}")
    if unknown := next((name for name in value if name not in (CASE, *known)), None):
        raise file.refused(f"{unknown[:40]} is no key; there are {names}")
    case = value.get(CASE)
    if isinstance(case, bool) or not isinstance(case, int) or not 0 < case <= sys.maxsize:
        raise file.refused(f"{CASE} must be there, and the number of a case")
    if len(value) == 1:
        raise file.refused(f"it says nothing of case {case}: give one of {', '.join(known)}")
    for key in filter(value.__contains__, known):
        if not isinstance(value[key], list):
            raise file.refused(f"{key} must be a list; an empty one is []")
        items = variables.expanded(file, value[key], key)
        yield Wanted(file, case, known[key], items, [f"{key}[{index}]" for index in range(len(items))])
