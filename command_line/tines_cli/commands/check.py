"""`tines-cases check`: what works, line by line, and in one sentence what doesn't. It only reads."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tines_cli.failures import CommandError, exit_code_of
from tines_cli.options import Number, with_client
from tines_cli.streams import flush, write
from tines_runtime.errors import ApiError, DecodeError, TinesError, UnexpectedStatusError

if TYPE_CHECKING:
    from tines_cases import TinesClient

_WRITING = "not known: check only reads"
Line = tuple[str, str]


@click.command(epilog="\b\nExamples:\n  tines-cases check\n  tines-cases check 42 --tenant acme.tines.com")
@click.argument("case", type=Number(min=0), metavar="[CASE]", required=False)
@with_client
def check(tines: "TinesClient", *, case: int | None) -> None:
    """Say whether the tenant can be reached, the key is good, and the plan has cases; of CASE whether it can be read.

    It sends three requests at most, all of which read.
    """
    for subject, sentence in _lines(tines, case):
        write(f"{subject:<8} {sentence}\n")
        flush()


def _lines(tines: "TinesClient", case: int | None) -> Iterator[Line]:
    count = number_of_cases(tines)
    yield "tenant", "responds"
    yield "key", "is good"
    yield "plan", f"has cases; the key sees {count:,} of them"
    if case is not None:
        yield f"case {case}", f"can be read; actions: {actions_of(tines, case):,}"
    yield "writing", _WRITING


_NO_PLAN = "does not have access"
"""In what a tenant says whose plan has no cases, whatever the key."""


def number_of_cases(tines: "TinesClient") -> int:
    """How many cases there are to see. Raises CommandError, which says what is wrong and what to do."""
    try:
        return tines.cases.list(per_page=1).meta.count
    except TinesError as error:
        raise _explained(tines, error) from None


def actions_of(tines: "TinesClient", case: int) -> int:
    """How many actions a case has. Raises CommandError."""
    try:
        return tines.case_actions.list(case, per_page=1).meta.count
    except ApiError as error:
        reasons = {
            401: f"the key may list cases, but not the actions of case {case} (401): give it more rights",
            403: f"the key may not read the actions of case {case} (403): give it more rights",
            404: f"there is no case {case}, or the key may not see it (404)",
        }
        if error.status not in reasons:
            raise
        raise CommandError(reasons[error.status], exit_code_of(error)) from None


def _explained(tines: "TinesClient", error: TinesError) -> CommandError | TinesError:
    code = exit_code_of(error)
    if isinstance(error, DecodeError):
        return CommandError(f"the tenant responds, but not as Tines does; check its address: {error}", code)
    if isinstance(error, UnexpectedStatusError) and 300 <= error.status < 400:
        return CommandError("the tenant redirects, perhaps to a login page; check its address", code)
    return CommandError(_refusal(tines, error), code) if isinstance(error, ApiError) else error


def _refusal(tines: "TinesClient", error: ApiError) -> str:
    """Why the list of cases is refused."""
    if error.status == 401:
        return _unauthorised(error, _status_elsewhere(tines))
    if error.status == 404:
        known = "the key works, but there is no list of cases (404): give it more rights, or check the plan"
        unknown = "no API of Tines responds there (404): check the tenant's address"
        return known if _status_elsewhere(tines) == 200 else unknown
    reasons = {
        403: "the key may not list cases (403): give it more rights",
        429: f"the rate limit is reached; try again later: {error}",
    }
    return reasons.get(error.status, f"the tenant does not work: {error}")


def _unauthorised(error: ApiError, elsewhere: int) -> str:
    """elsewhere: what the tenant responds to the same key where no plan matters."""
    if elsewhere == 200:
        return "the key is good, but the tenant's plan has no cases (401)"
    if any(_NO_PLAN in message for message in error.messages):
        return "the tenant's plan has no cases (401): no key can change that"
    if elsewhere in (401, 403):
        return "the key is refused (401): check TINES_API_KEY, and that it is a key of this tenant"
    return "the key is wrong, or the tenant's plan has no cases (401): check TINES_API_KEY, then the plan"


def _status_elsewhere(tines: "TinesClient") -> int:
    """What the tenant responds where no plan matters."""
    try:
        return tines.request("GET", "/api/v1/info").status
    except ApiError as error:
        return error.status
    except TinesError:
        return 0
