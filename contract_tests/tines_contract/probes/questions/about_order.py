"""In which order actions come, and what replacing all of them does to it, beyond what is documented."""

from tines_contract.probes.bodies import TEXT
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.probe import NOT_SENT, Purpose, Steps
from tines_contract.probes.questions.question import (
    Answer,
    AnswerSteps,
    Json,
    QuestionContext,
    UnansweredError,
    asks,
    by_status,
    change,
    make,
    unclear,
)
from tines_contract.promises.responses import success_json
from tines_contract.promises.timestamps import LONG_ENOUGH
from tines_fake import Response

_RANKS = "bdaec"
_TRIES = 3
_FEW = 3


@asks("order", writes=True)
def order(context: QuestionContext) -> AnswerSteps:
    """Once more where ids that are any happen to be in the order of something else."""
    fits: list[str] = []
    for _ in range(_TRIES):
        numbers: list[int] = []
        for rank in _RANKS:
            made = yield from make(context, label=f"{context.writing.bodies.mark}: {rank}")
            numbers.append(made.number)
        yield from change(context, numbers[0], {"action_text": TEXT}, wait=LONG_ENOUGH)
        items = yield from context.writing.list_all()
        fits = _orders([item["id"] for item in items or () if item["id"] in numbers], numbers)
        if len(fits) == 2 and {one.partition("-")[0] for one in fits} == {"id", "created_at"}:
            return Answer(fits[0], note="or by created_at")
        if len(fits) == 1:
            return Answer("updated" if fits[0] == "updated_at-down" else fits[0])
    return unclear(f"{len(fits)} orders fit")


def _orders(listed: list[int], made: list[int]) -> list[str]:
    """By what they may be listed. made: in the order they were created; the first was updated last."""
    by_label = [number for _, number in sorted(zip(_RANKS, made, strict=True))]
    keys = {"id": sorted(made), "created_at": made, "label": by_label, "updated_at": [*made[1:], made[0]]}
    both = [(name, found) for key, one in keys.items() for name, found in ((key, one), (f"{key}-down", one[::-1]))]
    return [name for name, found in both if found == listed]


@asks("case_order")
def case_order(context: QuestionContext) -> AnswerSteps:
    requests = context.lists("listCases")
    orders = requests.paged.operation.query_parameters["order"].schema["enum"]
    plain = _ids(requests, (yield requests.raw(Purpose.ODD, "per_page=50&page=1")))
    fits = []
    for name in orders:
        page = yield requests.page(Purpose.ODD, size=50, number=1, filters={"order": name})
        if _ids(requests, page) == plain:
            fits.append(name)
    if len(plain) < _FEW:
        return unclear("it takes more cases")
    return Answer(f"as with {fits[0]}") if len(fits) == 1 else unclear(f"{len(fits)} orders fit")


def _ids(requests: ListRequests, response: Response) -> list[object]:
    page = requests.read(response)
    return [] if page is None else page.ids


def _replace(context: QuestionContext, body: Json) -> Steps[Response]:
    """Replace all actions. Raises UnansweredError where others' would be lost."""
    writer = context.writing
    response = yield from writer.replace(writer.requests.replace(Purpose.UNSPECIFIED, body))
    if response is NOT_SENT:
        raise UnansweredError(unclear("it takes a case that was empty"))
    return response


@asks("batch_order", writes=True)
def batch_order(context: QuestionContext) -> AnswerSteps:
    bodies = [context.writing.bodies.shortest() for _ in range(3)]
    response = yield from _replace(context, {"actions": bodies})
    found = success_json(response)
    if not isinstance(found, dict):
        return by_status(response)
    labels = [item.get("label") for item in found.get("actions", ())]
    given = [body["label"] for body in bodies]
    if labels in (given, given[::-1]):
        return Answer("kept" if labels == given else "turned")
    return Answer("in no order") if sorted(map(str, labels)) == sorted(given) else unclear("other actions came back")


@asks("batch_ids", writes=True)
def batch_ids(context: QuestionContext) -> AnswerSteps:
    body = context.writing.bodies.shortest()
    before = success_json((yield from _replace(context, {"actions": [body]})))
    yield from context.writing.list_all()
    response = yield from _replace(context, {"actions": [body]})
    after = success_json(response)
    if not isinstance(before, dict) or not isinstance(after, dict):
        return by_status(response)
    numbers = [[item.get("id") for item in one.get("actions", ())] for one in (before, after)]
    return Answer("kept" if numbers[0] == numbers[1] else "new") if all(numbers) else unclear("no action came back")


@asks("empty_batch", writes=True)
def empty_batch(context: QuestionContext) -> AnswerSteps:
    response = yield from _replace(context, {"actions": []})
    left = yield from context.writing.list_all()
    return by_status(response, None if left is None else "it is done, and they stay" if left else "done")


@asks("no_actions", writes=True)
def no_actions(context: QuestionContext) -> AnswerSteps:
    response = yield from _replace(context, {})
    return by_status(response, "it is not refused")


@asks("half_a_batch", writes=True)
def half_a_batch(context: QuestionContext) -> AnswerSteps:
    bodies = context.writing.bodies
    right = bodies.shortest()
    response = yield from _replace(context, {"actions": [right, bodies.without("label")]})
    listed = yield from context.writing.list_all()
    if listed is None:
        return unclear("the list could not be read whole")
    if right["url"] in [item.get("url") for item in listed]:
        return Answer(f"{response.status}, and the right one is taken")
    return by_status(response, "it is done, and none is taken")
