"""Checks of who may see what, and of what is refused."""

from collections.abc import Callable

from tines_contract.evidence import Evidence
from tines_contract.finding import Check, Finding, Findings, found
from tines_contract.listing import Listing
from tines_contract.observation import Observation, Purpose


def _refused(seen: Observation) -> bool:
    """A redirect is one too: some servers send those without a key to a page for people."""
    return 300 <= seen.response.status < 500 and seen.response.status != 429


def _granted(purpose: Purpose, promise: str, what: str) -> Callable[[Evidence], Findings]:
    """A check that requests of that purpose are not answered with success."""

    def judge(evidence: Evidence) -> Findings:
        for seen in evidence.seen:
            if seen.purpose is purpose and 200 <= seen.response.status < 300:
                yield Finding(promise, f"{what} is answered with {seen.response.status}", [seen])

    return judge


def _tried(purpose: Purpose) -> Callable[[Evidence], bool]:
    """Whether such a request was refused, and the list was still granted after it."""

    def exercised(evidence: Evidence) -> bool:
        granted = [page.seen for page in evidence.listings]
        last = max((index for index, seen in enumerate(evidence.seen) if seen in granted), default=0)
        return any(seen.purpose is purpose and _refused(seen) for seen in evidence.seen[:last])

    return exercised


def never_server_error(evidence: Evidence) -> Findings:
    for seen in evidence.seen:
        if seen.response.status >= 500:
            told = f"{seen.request.path}{'?' + seen.request.query if seen.request.query else ''} is answered with "
            yield Finding("LIST-NEVER-SERVER-ERROR", f"{told}{seen.response.status}", [seen])


def case_only(evidence: Evidence) -> Findings:
    for page in evidence.listings:
        if str(page.body["case_id"]) != page.case:
            told = f"case {page.case} was asked for, and case_id is {page.body['case_id']}"
            yield found("LIST-CASE-ONLY", told, page)
    for neighbour in evidence.of(Purpose.NEIGHBOUR):
        shared = _shared(evidence.listings, neighbour)
        if shared is not None:
            page, number = shared
            told = f"action {number} is listed under case {page.case} and under case {neighbour.case}"
            yield found("LIST-CASE-ONLY", told, page, neighbour)


def _shared(asked: list[Listing], neighbour: Listing) -> tuple[Listing, int] | None:
    """An action, the same in every field, that two cases list.

    Where both seem to count their actions from 1, as cases made from one template may, equal numbers say nothing: there
    only two lists that are the same do.
    """
    theirs = {item["id"]: item for item in neighbour.items}
    ours = {number for page in asked for number in page.ids}
    from_one = min(theirs, default=0) == min(ours, default=0) == 1
    if from_one and len(ours & set(theirs)) * 2 >= min(len(theirs), len(ours)):
        asked = [page for page in asked if page.items == neighbour.items and page.count == neighbour.count]
    for page in asked:
        for item in page.items:
            if theirs.get(item["id"]) == item:
                return page, item["id"]
    return None


CHECKS = (
    Check(
        "LIST-KEY-MISSING",
        _granted(Purpose.NO_KEY, "LIST-KEY-MISSING", "a request without a key"),
        _tried(Purpose.NO_KEY),
    ),
    Check(
        "LIST-KEY-WRONG",
        _granted(Purpose.WRONG_KEY, "LIST-KEY-WRONG", "a request with a wrong key"),
        _tried(Purpose.WRONG_KEY),
    ),
    Check(
        "LIST-CASE-UNKNOWN",
        _granted(Purpose.UNKNOWN_CASE, "LIST-CASE-UNKNOWN", "a case that does not exist"),
        _tried(Purpose.UNKNOWN_CASE),
    ),
    Check(
        "LIST-NEVER-SERVER-ERROR",
        never_server_error,
        lambda e: bool(e.of(Purpose.AGAIN)) and any(seen.purpose is Purpose.ODD for seen in e.seen),
    ),
    Check("LIST-CASE-ONLY", case_only, lambda e: any(page.ids for page in e.listings)),
)
