"""How a tenant refuses: with which status, and with which body."""

from collections.abc import Generator

from tines_contract.contract.strict_json import strict_json
from tines_contract.probes.probe import Probe
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.questions.question import (
    Answer,
    QuestionContext,
    Steps,
    asks,
    by_status,
    first_page,
    refusal,
    unclear,
)
from tines_contract.probes.refused_values import UNKNOWN_IDS, UNKNOWN_PARENTS
from tines_fake import Credentials, Response

_DEFAULT_SIZE = 20


def _unknown_case(context: QuestionContext) -> Generator[Probe, Response, Response]:
    case = next(one for one in UNKNOWN_PARENTS if one != context.requests.parent)
    return (yield context.requests.page(Purpose.UNKNOWN_CASE, parent=case))


@asks("no_key")
def no_key(context: QuestionContext) -> Steps:
    response = yield context.requests.page(Purpose.NO_KEY, credentials=Credentials.NONE)
    return refusal(response)


@asks("wrong_key")
def wrong_key(context: QuestionContext) -> Steps:
    response = yield context.requests.page(Purpose.WRONG_KEY, credentials=Credentials.WRONG)
    return refusal(response)


@asks("unknown_case")
def unknown_case(context: QuestionContext) -> Steps:
    return refusal((yield from _unknown_case(context)))


@asks("unknown_action")
def unknown_action(context: QuestionContext) -> Steps:
    return refusal((yield context.requests.item(Purpose.UNKNOWN_ITEM, UNKNOWN_IDS[0])))


@asks("odd_size")
def odd_size(context: QuestionContext) -> Steps:
    return _as_default(context, (yield context.requests.page(Purpose.ODD, size="abc")))


@asks("size_zero")
def size_zero(context: QuestionContext) -> Steps:
    response = yield context.requests.page(Purpose.ODD, size=0)
    page = context.requests.read(response)
    granted = None if page is None else page.meta.get("per_page")
    if granted is None:
        return by_status(response)
    return Answer("default" if granted == _DEFAULT_SIZE else f"meta.per_page is {granted}")


@asks("odd_page")
def odd_page(context: QuestionContext) -> Steps:
    return _as_default(context, (yield context.requests.page(Purpose.ODD, size=50, number="abc")), 50)


@asks("page_zero")
def page_zero(context: QuestionContext) -> Steps:
    first = yield from first_page(context)
    response = yield context.requests.page(Purpose.ODD, size=50, number=0)
    page = context.requests.read(response)
    if page is None:
        return by_status(response)
    if not first.ids:
        return unclear("the case holds no actions")
    return Answer("default") if page.ids == first.ids else unclear("another page than the first came")


def _as_default(context: QuestionContext, response: Response, size: int = _DEFAULT_SIZE) -> Answer:
    page = context.requests.read(response)
    if page is None:
        return by_status(response)
    granted = page.meta.get("per_page")
    return Answer("default") if granted == size else unclear(f"meta.per_page is {granted}")


@asks("error_body")
def error_body(context: QuestionContext) -> Steps:
    response = yield from _unknown_case(context)
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
