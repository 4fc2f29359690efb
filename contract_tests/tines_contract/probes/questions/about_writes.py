"""What writing actions does, to their order and to their query_params too, beyond what is documented."""

from itertools import pairwise

from attrs import evolve

from tines_contract.probes.bodies import OTHER_TEXT, TEXT
from tines_contract.probes.probe import NOT_SENT, Purpose, Steps
from tines_contract.probes.questions.question import (
    Answer,
    AnswerSteps,
    Json,
    QuestionContext,
    UnansweredError,
    asks,
    asks_how_refused,
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


@asks("params_shown", writes=True)
def params_shown(context: QuestionContext) -> AnswerSteps:
    made = yield from make(context, query_params={"tier": "1"})
    places = {(True, True): "everywhere", (True, False): "alone", (False, True): "in-lists"}
    found = places.get((bool(made.single.get("query_params")), bool(made.listed.get("query_params"))))
    older = {"item": "page-emoji" if "page_emoji" in made.single else "oldest"}
    return Answer(found, also={"item": "newest"}) if found else unclear("query_params do not come", older)


@asks("no_query_params", writes=True)
def no_params(context: QuestionContext) -> AnswerSteps:
    made = yield from make(context)
    given = yield from make(context, query_params={"tier": "1"})
    both = ((made.single, given.single), (made.listed, given.listed))
    shown = [without for without, other in both if other.get("query_params")]
    if not shown:
        return unclear("query_params that were given do not come either")
    found = shown[0].get("query_params", "absent")
    return Answer("empty" if found == {} else "null" if found is None else "absent")


@asks("param_values", writes=True)
def param_values(context: QuestionContext) -> AnswerSteps:
    given = {"number": 1, "flag": True}
    made = yield from make(context, query_params=given)
    found = made.shown("query_params")
    if found == given and [type(value) for value in found.values()] == [int, bool]:
        return Answer("kept")
    return Answer("text" if all(isinstance(value, str) for value in found.values()) else "some change")


@asks("reserved_params", writes=True)
def reserved_params(context: QuestionContext) -> AnswerSteps:
    made = yield from make(context, query_params={"case_id": "x", "tier": "1"})
    return Answer("kept" if "case_id" in made.shown("query_params") else "left-out")


@asks("changed_params", writes=True)
def changed_params(context: QuestionContext) -> AnswerSteps:
    made = yield from make(context, query_params={"one": "1", "two": "2"})
    changed = yield from change(context, made.number, {"query_params": {"one": "3"}})
    if not 200 <= changed.response.status < 300:
        return by_status(changed.response)
    return Answer("merged" if "two" in changed.shown("query_params") else "replaced")


@asks("location", writes=True)
def location(context: QuestionContext) -> AnswerSteps:
    made = yield from make(context)
    return Answer("location" in made.response.headers)


@asks("ids", writes=True)
def ids(context: QuestionContext) -> AnswerSteps:
    numbers: list[int] = []
    for _ in range(6):
        made = yield from make(context)
        numbers.append(made.number)
    steps = [after - before for before, after in pairwise(numbers)]
    if set(steps) == {1}:
        return Answer("consecutive")
    return Answer("gaps" if min(steps) > 0 else "random")


@asks("new_text", writes=True)
def new_text(context: QuestionContext) -> AnswerSteps:
    texts = []
    for kind in ("page", "webhook"):
        made = yield from make(context, action_type=kind)
        if "action_text" not in {*made.single, *made.listed}:
            return unclear("it does not come")
        texts.append(made.value("action_text"))
    if texts[0] != texts[1]:
        return Answer("by-type")
    return Answer({None: "null", "": "empty"}.get(texts[0], "the same for both types"))


@asks("given_null", writes=True)
def given_null(context: QuestionContext) -> AnswerSteps:
    made = yield from make(context, action_text=TEXT)
    if made.shown("action_text") != TEXT:
        return unclear("another text is shown")
    changed = yield from change(context, made.number, {"action_text": None})
    kept = changed.value("action_text") == TEXT
    if 200 <= changed.response.status < 300:
        return Answer("ignored" if kept else "taken")
    return evolve(by_status(changed.response), contradicts=True)  # it is assumed that null may be sent


@asks("empty_update", writes=True)
def empty_update(context: QuestionContext) -> AnswerSteps:
    made = yield from make(context)
    return by_status((yield from change(context, made.number, {})).response, "done")


@asks("unchanged", writes=True)
def unchanged(context: QuestionContext) -> AnswerSteps:
    made = yield from make(context, action_text=OTHER_TEXT)
    changed = yield from change(context, made.number, {"action_text": OTHER_TEXT}, wait=LONG_ENOUGH)
    if not 200 <= changed.response.status < 300:
        return by_status(changed.response)
    before, after = made.shown("updated_at"), changed.shown("updated_at")
    return Answer("stays" if before == after else "moves")


@asks("owned_fields", writes=True)
def owned_fields(context: QuestionContext) -> AnswerSteps:
    owned = context.writing.bodies.owned()
    made = yield from make(context, **owned)
    taken = [name for name, value in owned.items() if made.value(name) == value]
    if taken:
        return Answer(f"they are taken: {', '.join(taken)}", contradicts=True)
    return Answer("ignored")


asks_how_refused(
    "missing_field", lambda one: one.creates(Purpose.INCOMPLETE, one.writing.bodies.without("label")), writes=True
)
asks_how_refused("bad_json", lambda one: one.creates(Purpose.ODD, b"{"), writes=True)


@asks("deleted_again", writes=True)
def deleted_again(context: QuestionContext) -> AnswerSteps:
    made, writer = (yield from make(context)), context.writing
    yield writer.requests.delete(Purpose.WRITE, made.number)
    write = writer.requests.delete(Purpose.ALREADY_DELETED, made.number)
    again = yield from writer.after_nothing(write)
    if again is NOT_SENT:
        return unclear("what was deleted is still there")
    return by_status(again, again.status)


asks_how_refused(
    "unknown_type", lambda one: one.creates(Purpose.OTHER_TYPE, one.writing.bodies.of_nobodys_choice()), writes=True
)


@asks("no_url", writes=True)
def no_url(context: QuestionContext) -> AnswerSteps:
    yield from make(context, url="not a url")
    return Answer("it is taken")
