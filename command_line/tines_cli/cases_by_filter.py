"""The cases that a file names by filters: all are read, and each shows that it fits, before one is written to.

A tenant may ignore a filter, and send every case. So it has to be one that cases show, and a case that may or may not
fit, which the SDK delivers, is refused.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from tines_cli.failures import CommandError, ExitCode
from tines_cli.file_values import refused
from tines_cli.filters import read_filter, shown_filters
from tines_cli.streams import say
from tines_cli.subject import CASES, subjects
from tines_cli.variables import Variables

if TYPE_CHECKING:
    from tines_cases import Case, TinesClient

_Schemas = Mapping[str, Mapping[str, Any]]


def cases_by_filter(tines: "TinesClient", path: str, given: Any, variables: Variables) -> Iterator[int]:
    """The numbers of the cases that fit. Filters that make no sense raise CommandError before anything is sent."""
    subject = subjects()[CASES]
    known, given = shown_filters(subject.listing), variables.expanded(given, f"{path}: {CASES}")
    if not isinstance(given, Mapping) or not given or None in given.values():
        raise refused(path, f"{CASES} must be an object of filters, each with a value; there are {', '.join(known)}")
    if unknown := next((name for name in given if name not in known), None):
        raise refused(path, f"{CASES}.{unknown[:40]} is no filter that cases show; there are {', '.join(known)}")
    plain = subject.listing.query_parameters
    try:
        values = {name: read_filter(known[name], value) for name, value in given.items()}
        arguments = {name: value for name, value in values.items() if name in plain}
        filters = {name: value for name, value in values.items() if name not in plain}
        found = subject.calls(tines).iterate(**arguments, filters=filters)
    except (TypeError, ValueError, click.BadParameter) as error:
        problem = variables.hidden(str(getattr(error, "message", error)))
        raise refused(path, f"{CASES}: {problem}") from None
    return _fitting(path, found, known, values)


def _fitting(path: str, found: "Iterable[Case]", known: _Schemas, values: Mapping[str, Any]) -> Iterator[int]:
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
