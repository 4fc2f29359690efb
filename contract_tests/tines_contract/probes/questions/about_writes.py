"""What creating, updating and deleting an action does, beyond what is documented."""

from itertools import pairwise

from attrs import evolve

from tines_contract.contract.timestamps import LONG_ENOUGH
from tines_contract.probes.bodies import OTHER_TEXT, TEXT
from tines_contract.probes.probe import NOT_SENT
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.questions.making import NOT_SHOWN, Made, change, make, writer_of
from tines_contract.probes.questions.question import Answer, Asking, Steps, asks, by_status, refusal, unclear


@asks("location", writes=True)
def location(asking: Asking) -> Steps:
    made = yield from make(asking)
    return made.why_not if made.number is None else Answer("location" in made.response.headers)


@asks("ids", writes=True)
def ids(asking: Asking) -> Steps:
    numbers: list[int] = []
    for _ in range(6):
        made = yield from make(asking)
        if made.number is None:
            return made.why_not
        numbers.append(made.number)
    steps = [after - before for before, after in pairwise(numbers)]
    if set(steps) == {1}:
        return Answer("consecutive")
    return Answer("gaps" if min(steps) > 0 else "random")


@asks("new_text", writes=True)
def new_text(asking: Asking) -> Steps:
    texts = []
    for kind in ("page", "webhook"):
        made = yield from make(asking, action_type=kind)
        if made.number is None:
            return made.why_not
        texts.append(made.shown("action_text").get("action_text", made))
    if any(isinstance(text, Made) for text in texts):
        return unclear("it does not come")
    if texts[0] != texts[1]:
        return Answer("by-type")
    return Answer({None: "null", "": "empty"}.get(texts[0], "the same for both types"))


@asks("given_null", writes=True)
def given_null(asking: Asking) -> Steps:
    made = yield from make(asking, action_text=TEXT)
    if made.number is None or made.shown("action_text").get("action_text") != TEXT:
        return made.why_not if made.number is None else unclear(NOT_SHOWN)
    changed = yield from change(asking, made.number, {"action_text": None})
    kept = changed.shown("action_text").get("action_text") == TEXT
    if 200 <= changed.response.status < 300:
        return Answer("ignored" if kept else "taken")
    return evolve(by_status(changed.response), contradicts=True)  # it is assumed that null may be sent


@asks("empty_update", writes=True)
def empty_update(asking: Asking) -> Steps:
    made = yield from make(asking)
    return (
        made.why_not
        if made.number is None
        else by_status((yield from change(asking, made.number, {})).response, "done")
    )


@asks("unchanged", writes=True)
def unchanged(asking: Asking) -> Steps:
    made = yield from make(asking, action_text=OTHER_TEXT)
    if made.number is None:
        return made.why_not
    changed = yield from change(asking, made.number, {"action_text": OTHER_TEXT}, wait=LONG_ENOUGH)
    if not 200 <= changed.response.status < 300:
        return by_status(changed.response)
    times = [one.shown("updated_at").get("updated_at") for one in (made, changed)]
    return (
        unclear("updated_at does not come") if None in times else Answer("stays" if times[0] == times[1] else "moves")
    )


@asks("owned_fields", writes=True)
def owned_fields(asking: Asking) -> Steps:
    owned = writer_of(asking).bodies.owned()
    made = yield from make(asking, **owned)
    if made.number is None:
        return made.why_not
    taken = [name for name, value in owned.items() if made.shown(name).get(name) == value]
    if taken:
        return Answer(f"they are taken: {', '.join(taken)}", contradicts=True)
    return Answer("ignored")


@asks("missing_field", writes=True)
def missing_field(asking: Asking) -> Steps:
    writer = writer_of(asking)
    return refusal((yield writer.requests.create(Purpose.INCOMPLETE, writer.bodies.without("label"))))


@asks("bad_json", writes=True)
def no_json(asking: Asking) -> Steps:
    return refusal((yield writer_of(asking).requests.create(Purpose.ODD, b"{")))


@asks("deleted_again", writes=True)
def deleted_again(asking: Asking) -> Steps:
    made, writer = (yield from make(asking)), writer_of(asking)
    if made.number is None:
        return made.why_not
    yield writer.requests.delete(Purpose.WRITE, made.number)
    write = writer.requests.delete(Purpose.ALREADY_DELETED, made.number)
    again = yield from writer.after_nothing(made.number, write)
    if again is NOT_SENT:
        return unclear("what was deleted is still there")
    return by_status(again, again.status)


@asks("unknown_type", writes=True)
def unknown_type(asking: Asking) -> Steps:
    writer = writer_of(asking)
    return refusal((yield writer.requests.create(Purpose.OTHER_TYPE, writer.bodies.of_nobodys_choice())))


@asks("no_url", writes=True)
def no_url(asking: Asking) -> Steps:
    made = yield from make(asking, url="not a url")
    return made.why_not if made.number is None else Answer("it is taken")
