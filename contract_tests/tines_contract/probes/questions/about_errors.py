"""How a tenant refuses: with which status, and with which body."""

from collections.abc import Generator

from tines_contract.contract.strict_json import strict_json
from tines_contract.probes.probe import Probe
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.questions.question import (
    Answer,
    Asking,
    Steps,
    asks,
    by_status,
    first_page,
    page_of,
    refusal,
    unclear,
)
from tines_contract.probes.refused_values import UNKNOWN_IDS, UNKNOWN_PARENTS
from tines_fake import Credentials, Response

_DEFAULT_SIZE = 20


def _unknown_case(asking: Asking) -> Generator[Probe, Response, Response]:
    case = next(one for one in UNKNOWN_PARENTS if one != asking.requests.case_id)
    return (yield asking.requests.list(Purpose.UNKNOWN_CASE, case=case))


@asks("no_key")
def no_key(asking: Asking) -> Steps:
    response = yield asking.requests.reads.page(Purpose.NO_KEY, credentials=Credentials.NONE)
    return refusal(response)


@asks("wrong_key")
def wrong_key(asking: Asking) -> Steps:
    response = yield asking.requests.reads.page(Purpose.WRONG_KEY, credentials=Credentials.WRONG)
    return refusal(response)


@asks("unknown_case")
def unknown_case(asking: Asking) -> Steps:
    return refusal((yield from _unknown_case(asking)))


@asks("unknown_action")
def unknown_action(asking: Asking) -> Steps:
    return refusal((yield asking.requests.get(Purpose.UNKNOWN_ITEM, UNKNOWN_IDS[0])))


@asks("odd_size")
def odd_size(asking: Asking) -> Steps:
    return _as_default((yield asking.requests.list(Purpose.ODD, size="abc")))


@asks("size_zero")
def size_zero(asking: Asking) -> Steps:
    response = yield asking.requests.list(Purpose.ODD, size=0)
    page = page_of(response)
    granted = None if page is None else page[1].get("per_page")
    if granted is None:
        return by_status(response)
    return Answer("default" if granted == _DEFAULT_SIZE else f"meta.per_page is {granted}")


@asks("odd_page")
def odd_page(asking: Asking) -> Steps:
    return _as_default((yield asking.requests.list(Purpose.ODD, size=50, number="abc")), 50)


@asks("page_zero")
def page_zero(asking: Asking) -> Steps:
    first = yield from first_page(asking)
    response = yield asking.requests.list(Purpose.ODD, size=50, number=0)
    page = page_of(response)
    if page is None or first is None:
        return by_status(response)
    ids = [[item.get("id") for item in one[0]] for one in (page, first)]
    if not ids[1]:
        return unclear("the case holds no actions")
    return Answer("default") if ids[0] == ids[1] else unclear("another page than the first came")


def _as_default(response: Response, size: int = _DEFAULT_SIZE) -> Answer:
    page = page_of(response)
    if page is None:
        return by_status(response)
    granted = page[1].get("per_page")
    return Answer("default") if granted == size else unclear(f"meta.per_page is {granted}")


@asks("error_body")
def error_body(asking: Asking) -> Steps:
    response = yield from _unknown_case(asking)
    if not 400 <= response.status < 500:
        return unclear(f"no error came, but a {response.status}")
    return Answer(_shape(response.body))


def _shape(body: bytes) -> str:
    if not body.strip():
        return "nothing"
    try:
        value = strict_json(body)
    except ValueError:
        return "html" if body.lstrip()[:1] == b"<" else "text"
    if isinstance(value, list):
        return "array"
    if not isinstance(value, dict):
        return "JSON that is no object"
    names = ", ".join(sorted(str(name)[:40] for name in value)[:10])
    known = {"errors": "errors", "errors, status_code, type": "typed-errors", "error": "error", "message": "message"}
    return known.get(names, f"an object of {names}")
