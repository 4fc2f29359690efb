"""What lists of cases are to hold, as files say it: one bad file, and none is used. The plan checks the items."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tines_cli.cases_by_filter import cases_by_filter
from tines_cli.file_values import YAML, entries_of, file_value, refused, text_of
from tines_cli.overview import BUTTONS
from tines_cli.subject import CASE, CASES, Subject, lists_of_a_case, subjects, warn_of_unknown_choices
from tines_cli.variables import Variables
from tines_spec import written

if TYPE_CHECKING:
    from tines_cases import TinesClient


class Wanted(NamedTuple):
    """What a list of cases is to hold. key: its name in files. variables: of all files."""

    path: str
    subject: Subject
    key: str
    items: Sequence[Any]
    variables: Variables

    def check(self) -> None:
        """Raises CommandError, which names the item, for one that could not be written; warns of unknown choices."""
        from tines_cli.shown_text import is_hidden

        for index, item in enumerate(self.items):
            name = f"{self.key}[{index}]"
            if not isinstance(item, Mapping):
                raise refused(self.path, f"{name} is no object")
            if is_hidden(item, self.subject.secrets):
                raise refused(self.path, f"the secrets of {name} are hidden (***): list with --show-secrets")
        warn_of_unknown_choices(written(self.subject.listing), self.variables.hidden(self.items))


def of_actions(path: str) -> Wanted:
    """The actions of a file of JSON alone. Raises CommandError, which names file and entry."""
    found = Wanted(path, subjects()[BUTTONS], BUTTONS, _entries(path, text_of(path)), Variables())
    found.check()
    return found


def _entries(path: str, text: str) -> list[Any]:
    if path == "-" and not text.lstrip().startswith("["):  # what a program before us did not write would be deleted
        raise refused(path, "it is no JSON array, and JSON lines do not show where they broke off; use --json or jq -s")
    if not text.strip():
        raise refused(path, "it is empty; [] is a case without actions")
    return entries_of(path, text, "; it takes an array of actions, or one action a line")


def of_folder(tines: "TinesClient", path: str) -> list[tuple[int, Wanted]]:
    """What the files of a folder say, or one file, of each case. Raises CommandError."""
    is_folder = Path(path).is_dir()
    files = [path]
    if is_folder:  # a hidden file is one of an editor
        seen_by_people = (one for one in Path(path).iterdir() if not one.name.startswith("."))
        files = sorted(str(one) for one in seen_by_people if one.suffix.lower() in (*YAML, ".json"))
    if not files:
        raise refused(path, "it holds no file *.yaml, *.yml or *.json")
    variables = Variables()
    checked = [_checked(tines, file, variables) for file in files]  # each, before anything is sent
    places: dict[int, str] = {}
    found: list[tuple[int, Wanted]] = []
    for file, (cases, lists) in zip(files, checked, strict=True):
        for case in cases:
            if places.setdefault(case, file) != file:
                raise refused(file, f"case {case} is in {places[case]}, too")
            found += [(case, one) for one in lists]
    return found


def _checked(tines: "TinesClient", path: str, variables: Variables) -> tuple[Iterable[int], list[Wanted]]:
    """The cases that a file is for, and what their lists are to hold."""
    known, value = lists_of_a_case(), file_value(path)
    if not isinstance(value, Mapping) or len(value) < 2:
        raise refused(path, f"it must be an object of {CASE} or {CASES}, and one at least of {', '.join(known)}")
    if unknown := next((name for name in value if name not in (CASE, CASES, *known)), None):
        raise refused(path, f"{unknown[:40]} is no key; there are {CASE}, {CASES}, {', '.join(known)}")
    lists = []
    for key in filter(value.__contains__, known):
        if not isinstance(value[key], list):
            raise refused(path, f"{key} must be a list; an empty one is []")
        items = variables.expanded(value[key], f"{path}: {key}")
        lists.append(Wanted(path, known[key], key, items, variables))
        lists[-1].check()
    return _cases(tines, path, value, variables), lists


def _cases(tines: "TinesClient", path: str, value: Mapping[str, Any], variables: Variables) -> Iterable[int]:
    if (CASE in value) == (CASES in value):
        raise refused(path, f"it must have {CASE}, a number, or {CASES}, filters: one of them")
    if CASES in value:
        return cases_by_filter(tines, path, value[CASES], variables)
    case = value[CASE]
    if isinstance(case, bool) or not isinstance(case, int) or not 0 < case < 2**63:
        raise refused(path, f"{CASE} must be the number of a case")
    return [case]
