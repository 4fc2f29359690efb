"""What lists of cases are to hold, as files say it: one bad file, and none is used. The plan checks the items."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tines_cli.file_values import YAML, entries_of, file_value, refused, text_of
from tines_cli.overview import BUTTONS
from tines_cli.subject import CASE, Subject, lists_of_a_case, subjects
from tines_cli.variables import Variables


class Wanted(NamedTuple):
    """What a list of a case is to hold. key: its name in files. variables: of all files."""

    path: str
    case: int
    subject: Subject
    key: str
    items: Sequence[Any]
    variables: Variables

    def check(self) -> None:
        """Raises CommandError, which names the item, for one that could not be written."""
        from tines_cli.shown_text import is_hidden

        for index, item in enumerate(self.items):
            name = f"{self.key}[{index}]"
            if not isinstance(item, Mapping):
                raise refused(self.path, f"{name} is no object")
            if is_hidden(item, self.subject.secrets):
                raise refused(self.path, f"the secrets of {name} are hidden (***): list with --show-secrets")


def of_one_case(case: int, path: str) -> list[Wanted]:
    """The actions of a file of JSON alone. Raises CommandError, which names file and entry."""
    found = Wanted(path, case, subjects()[BUTTONS], BUTTONS, _entries(path, text_of(path)), Variables())
    found.check()
    return [found]


def _entries(path: str, text: str) -> list[Any]:
    if path == "-" and not text.lstrip().startswith("["):  # what a program before us did not write would be deleted
        raise refused(path, "it is no JSON array, and JSON lines do not show where they broke off; use --json or jq -s")
    if not text.strip():
        raise refused(path, "it is empty; [] is a case without actions")
    return entries_of(path, text, "; it takes an array of actions, or one action a line")


def of_folder(path: str) -> list[Wanted]:
    """What the files of a folder say, or one file. Raises CommandError."""
    is_folder = Path(path).is_dir()
    files = [path]
    if is_folder:  # a hidden file is one of an editor
        seen_by_people = (one for one in Path(path).iterdir() if not one.name.startswith("."))
        files = sorted(str(one) for one in seen_by_people if one.suffix.lower() in (*YAML, ".json"))
    if not files:
        raise refused(path, "it holds no file *.yaml, *.yml or *.json")
    variables = Variables()
    found = [one for file in files for one in _lists(file, variables)]
    places = {one.case: one.path for one in reversed(found)}
    for one in found:
        one.check()
        if places[one.case] != one.path:
            raise refused(one.path, f"case {one.case} is in {places[one.case]}, too")
    return found


def _lists(path: str, variables: Variables) -> Iterator[Wanted]:
    known, value = lists_of_a_case(), file_value(path)
    names = f"{CASE}, {', '.join(known)}"
    if not isinstance(value, Mapping) or len(value) < 2:
        raise refused(path, f"it must be an object of {CASE} and one at least of {', '.join(known)}")
    if unknown := next((name for name in value if name not in (CASE, *known)), None):
        raise refused(path, f"{unknown[:40]} is no key; there are {names}")
    case = value.get(CASE)
    if isinstance(case, bool) or not isinstance(case, int) or not 0 < case < 2**63:
        raise refused(path, f"{CASE} must be there, and be the number of a case")
    for key in filter(value.__contains__, known):
        if not isinstance(value[key], list):
            raise refused(path, f"{key} must be a list; an empty one is []")
        items = variables.expanded(value[key], f"{path}: {key}")
        yield Wanted(path, case, known[key], key, items, variables)
