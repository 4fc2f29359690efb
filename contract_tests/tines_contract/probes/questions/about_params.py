"""What becomes of the query_params of an action, beyond what is documented."""

from tines_contract.probes.questions.making import NOT_SHOWN, change, make
from tines_contract.probes.questions.question import Answer, Asking, Steps, asks, by_status, unclear


@asks("params_shown", writes=True)
def params_shown(asking: Asking) -> Steps:
    made = yield from make(asking, query_params={"tier": "1"})
    if made.number is None:
        return made.why_not
    places = {(True, True): "everywhere", (True, False): "alone", (False, True): "in-lists"}
    found = places.get((bool(made.single.get("query_params")), bool(made.listed.get("query_params"))))
    older = {"item": "page-emoji" if "page_emoji" in made.single else "oldest"}
    return Answer(found, also={"item": "newest"}) if found else unclear("query_params do not come", older)


@asks("no_query_params", writes=True)
def no_params(asking: Asking) -> Steps:
    made = yield from make(asking)
    if made.number is None:
        return made.why_not
    given = yield from make(asking, query_params={"tier": "1"})
    shown = [
        (one, other)
        for one, other in ((made.single, given.single), (made.listed, given.listed))
        if other.get("query_params")
    ]
    if not shown:
        return unclear("query_params that were given do not come either")
    found = shown[0][0].get("query_params", "absent")
    return Answer("empty" if found == {} else "null" if found is None else "absent")


@asks("param_values", writes=True)
def param_values(asking: Asking) -> Steps:
    given = {"number": 1, "flag": True}
    made = yield from make(asking, query_params=given)
    if made.number is None:
        return made.why_not
    found = made.shown("query_params").get("query_params")
    if not found:
        return unclear(NOT_SHOWN)
    if found == given and [type(value) for value in found.values()] == [int, bool]:
        return Answer("kept")
    return Answer("text" if all(isinstance(value, str) for value in found.values()) else "some change")


@asks("reserved_params", writes=True)
def reserved_params(asking: Asking) -> Steps:
    made = yield from make(asking, query_params={"case_id": "x", "tier": "1"})
    if made.number is None:
        return made.why_not
    found = made.shown("query_params").get("query_params")
    return Answer("kept" if "case_id" in found else "left-out") if found else unclear(NOT_SHOWN)


@asks("changed_params", writes=True)
def changed_params(asking: Asking) -> Steps:
    made = yield from make(asking, query_params={"one": "1", "two": "2"})
    if made.number is None:
        return made.why_not
    changed = yield from change(asking, made.number, {"query_params": {"one": "3"}})
    found = changed.shown("query_params").get("query_params")
    if not found or not 200 <= changed.response.status < 300:
        return unclear(NOT_SHOWN) if 200 <= changed.response.status < 300 else by_status(changed.response)
    return Answer("merged" if "two" in found else "replaced")
