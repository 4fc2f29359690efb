"""What lists of cases are to hold, as files say it: one bad file, and none is used. The plan checks the items."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from tines_cli.failures import CommandError, ExitCode
from tines_cli.file_values import YAML, entries_of, file_value, refused, text_of
from tines_cli.filters import filter_values, shown_filters, type_of
from tines_cli.overview import BUTTONS
from tines_cli.streams import say
from tines_cli.subject import CASE, CASES, Subject, lists_of_a_case, subjects, warn_of_unknown_choices
from tines_cli.variables import Variables
from tines_spec import written

if TYPE_CHECKING:
    from tines_cases import Case, TinesClient


class Wanted(NamedTuple):
    """What a list of cases is to hold. key: its name in files. variables: of all files."""

    path: str
    subject: Subject
    key: str
    items: Sequence[Any]
    variables: Variables

    def checked(self) -> "Wanted":
        """The same; warns of unknown choices. Raises CommandError, which names an item that could not be written."""
        from tines_cli.shown_text import is_hidden

        for index, item in enumerate(self.items):
            name = f"{self.key}[{index}]"
            if not isinstance(item, Mapping):
                raise refused(self.path, f"{name} is no object")
            if is_hidden(item, self.subject.secrets):
                raise refused(self.path, f"the secrets of {name} are hidden (***): list with --show-secrets")
        warn_of_unknown_choices(written(self.subject.listing), self.variables.hidden(self.items))
        return self


def of_actions(path: str) -> Wanted:
    """The actions of a file of JSON alone. Raises CommandError, which names file and entry."""
    return Wanted(path, subjects()[BUTTONS], BUTTONS, _entries(path, text_of(path)), Variables()).checked()


def _entries(path: str, text: str) -> list[Any]:
    if path == "-" and not text.lstrip().startswith("["):  # what a program before us did not write would be deleted
        raise refused(path, "it is no JSON array, and JSON lines do not show where they broke off; use --json or jq -s")
    if not text.strip():
        raise refused(path, "it is empty; [] is a case without actions")
    return entries_of(path, text, "; it takes an array of actions, or one action a line")


def of_folder(tines: "TinesClient", path: str) -> list[tuple[int, Wanted]]:
    """What the files of a folder say, or one file, of each case. Raises CommandError."""
    files = [path]
    if Path(path).is_dir():  # a hidden file is one of an editor
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
    names = ", ".join(known)
    if not isinstance(value, Mapping) or len(value) < 2 or (CASE in value) == (CASES in value):
        raise refused(path, f"it must be an object of {CASE} or {CASES}, not both, and one at least of {names}")
    if unknown := next((name for name in value if name not in (CASE, CASES, *known)), None):
        raise refused(path, f"{unknown[:40]} is no key; there are {CASE}, {CASES}, {names}")
    case: Any = value.get(CASE)
    if CASE in value and (isinstance(case, bool) or not isinstance(case, int) or not 0 < case < 2**63):
        raise refused(path, f"{CASE} must be the number of a case")
    lists = []
    for key in filter(value.__contains__, known):
        if not isinstance(value[key], list):
            raise refused(path, f"{key} must be a list; an empty one is []")
        items = variables.expanded(value[key], f"{path}: {key}")
        lists.append(Wanted(path, known[key], key, items, variables).checked())
    return [case] if CASE in value else _cases_by_filter(tines, path, value[CASES], variables), lists


def _cases_by_filter(tines: "TinesClient", path: str, filters: Any, variables: Variables) -> Iterator[int]:
    """The numbers of the cases that fit. Filters that make no sense raise CommandError before anything is sent."""
    subject = subjects()[CASES]
    known, filters = shown_filters(subject.listing), variables.expanded(filters, f"{path}: {CASES}")
    if not isinstance(filters, Mapping) or not filters or None in filters.values():
        raise refused(path, f"{CASES} must be an object of filters, each with a value; there are {', '.join(known)}")
    if unknown := next((name for name in filters if name not in known), None):
        raise refused(path, f"{CASES}.{unknown[:40]} is no filter that cases show; there are {', '.join(known)}")
    try:
        texts = {name: one for name, one in filters.items() if isinstance(one, str)}
        values = {**filters, **{name: type_of(known[name]).convert(one, None, None) for name, one in texts.items()}}
        found = subject.calls(tines).iterate(**filter_values(subject.listing, values))
    except (TypeError, ValueError, click.BadParameter) as error:
        problem = variables.hidden(str(getattr(error, "message", error)))
        raise refused(path, f"{CASES}: {problem}") from None
    return _fitting(path, found, known, values)


def _fitting(path: str, found: "Iterable[Case]", known: Mapping[str, Any], values: Mapping[str, Any]) -> Iterator[int]:
    from tines_cases.errors import TinesError
    from tines_runtime.call.filters import ShownBy

    try:
        cases = [*found]
    except TinesError as error:
        error.add_note(f"{path} asks for it, and nothing was written")
        raise
    if not cases:
        say(f"warning: no case fits the filters of {path}")
    for case in cases:
        for name, value in values.items():
            if not ShownBy(**known[name]["x-shown-by"]).fits(case, value):
                problem = f"case {case.case_id} came, and does not show that it fits {CASES}.{name} of {path}"
                advice = "the tenant may have ignored that. Nothing was written: name the cases by number"
                raise CommandError(f"{problem}: {advice}", ExitCode.FAILED)
        yield case.case_id
