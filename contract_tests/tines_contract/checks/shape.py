"""Checks of a response's shape, the same for each operation: status, content type, body, timestamps and their order."""

from tines_contract.checks.check import Findings, check
from tines_contract.evidence.evidence import Evidence, Finding, found
from tines_contract.evidence.list_evidence import Page
from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import ANY_SUCCESS, Purpose
from tines_contract.promises.addresses import named
from tines_contract.promises.lists import date_times, described
from tines_contract.promises.timestamps import LONG_ENOUGH, is_before, moment
from tines_contract.promises.validation import success_problems
from tines_spec import Operation

_NOT_OF_THE_CASE = (Purpose.UNKNOWN_CASE, Purpose.WRONG_CASE, Purpose.UNKNOWN_ITEM)


def _allowed(evidence: Evidence, operation: Operation) -> list[Observation]:
    """The requests that the spec allows, with the right key."""
    return [seen for seen in evidence.observations_of(operation) if seen.allowed]


def _successes(evidence: Evidence, operation: Operation) -> list[Observation]:
    """Those that succeeded, also with a status that STATUS has a finding for, as long as there is a body to judge."""
    found = [seen for seen in _allowed(evidence, operation) if seen.succeeded]
    return [seen for seen in found if seen.response.status in operation.successes or seen.response.body]


def _as_named(evidence: Evidence, operation: Operation) -> bool:
    return any(seen.response.status in operation.successes for seen in _allowed(evidence, operation))


def _succeeded(evidence: Evidence, operation: Operation) -> bool:
    return bool(_successes(evidence, operation))


def _has_items(evidence: Evidence, operation: Operation) -> bool:
    return any(decoded.items for _, decoded in evidence.decoded_of(operation))


def _has_bodies(evidence: Evidence, operation: Operation) -> bool:
    return bool(evidence.decoded_of(operation))


@check("STATUS", exercised=_as_named, needs=ANY_SUCCESS)
def status(evidence: Evidence, operation: Operation) -> Findings:
    """A request that the spec allows gets a status that the spec names."""
    for seen in _allowed(evidence, operation):
        if not operation.names(seen.response.status):
            message = f"the response has status {seen.response.status}, which the spec does not name"
            yield Finding(f"{named(seen.request)}: {message}", [seen])


@check("CONTENT-TYPE", exercised=_succeeded, needs=ANY_SUCCESS)
def content_type(evidence: Evidence, operation: Operation) -> Findings:
    """A success is application/json."""
    for seen in _successes(evidence, operation):
        if not seen.is_json:
            kind = f"the content type {seen.media_type}" if seen.media_type else "no content type that can be read"
            yield Finding(f"{named(seen.request)}: a {seen.response.status} has {kind}, not application/json", [seen])


@check("SHAPE", exercised=_has_items, needs=ANY_SUCCESS)
def shape(evidence: Evidence, operation: Operation) -> Findings:
    """The body of a success is JSON that its schema allows, and no object in it names a key twice."""
    for seen in _successes(evidence, operation):
        problems = success_problems(operation, seen.response) if seen.is_json else []
        if problems:
            more = f" (and {len(problems) - 1} more in this response)" if len(problems) > 1 else ""
            yield Finding(f"{named(seen.request)}: {problems[0]}{more}", [seen])


def _has_timestamps(evidence: Evidence, operation: Operation) -> bool:
    items = [item for _, decoded in evidence.decoded_of(operation) for item in decoded.items]
    return any(item.get(name) for item in items for name in date_times(operation))


@check("TIMESTAMPS", exercised=_has_timestamps, needs=ANY_SUCCESS)
def timestamps(evidence: Evidence, operation: Operation) -> Findings:
    """Timestamps are those of RFC 3339, with any fraction and any offset."""
    for seen, decoded in evidence.decoded_of(operation):
        for item in decoded.items:
            for name in date_times(operation):
                text = item.get(name)
                if isinstance(text, str) and moment(text) is None:
                    form = f"{name} is no timestamp of RFC 3339, but {_form(text)!r}"
                    yield Finding(f"{described(operation, item)}: {form}", [seen])


@check("CASE-NAMED", exercised=_has_bodies, needs=ANY_SUCCESS)
def case_named(evidence: Evidence, operation: Operation) -> Findings:
    """case_id in the response is the case that was requested."""
    for seen, decoded in evidence.decoded_of(operation):
        if seen.purpose not in _NOT_OF_THE_CASE and str(decoded.body["case_id"]) != seen.arguments["case_id"]:
            message = f"case {seen.arguments['case_id']} was requested, and case_id is {decoded.body['case_id']}"
            yield Finding(message, [seen])


def _form(text: str) -> str:
    """The form of a text without its content: 9 for a digit, a for a letter."""
    return "".join("9" if c.isdigit() else "a" if c.isalpha() else c for c in text)[:40]


@check("UPDATED-AFTER-CREATED", exercised=_has_items, needs=ANY_SUCCESS)
def updated_after_created(evidence: Evidence, operation: Operation) -> Findings:
    """updated_at is not before created_at."""
    for page in evidence.list_of(operation).pages:
        for number, item in zip(page.ids, page.items, strict=True):
            created, updated = item.get("created_at"), item.get("updated_at")
            if created and updated and is_before(updated, created):
                message = f"updated_at {updated} is before created_at {created}"
                yield found(f"{page.paged.item} {number}: {message}", page)


def _times(page: Page) -> list[tuple[int, str]]:
    """The items that say when they were created. Where the others come is not documented."""
    items = zip(page.ids, page.items, strict=True)
    return [(number, item["created_at"]) for number, item in items if item.get("created_at") is not None]


def _read_again(evidence: Evidence, operation: Operation) -> bool:
    pages = [page for page in evidence.list_of(operation).judged if page.ids]
    return len(pages) > len({number for page in pages for number in page.ids[:1]})


@check("CREATED-FIXED", exercised=_read_again, needs=ANY_SUCCESS, apart=LONG_ENOUGH)
def created_fixed(evidence: Evidence, operation: Operation) -> Findings:
    """created_at of one item is the same each time that it is read."""
    first: dict[int, tuple[str, Page]] = {}
    for page in evidence.list_of(operation).judged:
        for number, created in _times(page):
            before, seen_on = first.setdefault(number, (created, page))
            if is_before(before, created) or is_before(created, before):
                message = f"created_at of {page.paged.item} {number} was {before}, and is {created}"
                yield found(message, seen_on, page, items=[number])
                return
