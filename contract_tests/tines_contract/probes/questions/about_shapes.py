"""What responses look like, beyond what is documented."""

import re

from tines_contract.probes.probe import Purpose, Steps
from tines_contract.probes.questions.question import (
    Answer,
    AnswerSteps,
    Json,
    QuestionContext,
    UnansweredError,
    asks,
    first_page,
    unclear,
)
from tines_contract.promises.lists import item_schema
from tines_contract.promises.responses import success_json
from tines_spec import document, operations

_NO_ACTIONS = "no action came"
_MOST_NAMES = 10
_FORMS = {"seconds": r"[^.]*Z", "milliseconds": r".*\.\d{3}Z", "offset": r"[^.]*[+-]\d\d:\d\d"}
_RATE = re.compile(r"(x-)?ratelimit.*|x-rate-limit.*|retry-after")


def _items(context: QuestionContext) -> Steps[list[Json]]:
    page = yield from first_page(context)
    if not page.objects:
        raise UnansweredError(unclear(_NO_ACTIONS))
    return page.objects


@asks("timestamps")
def timestamps(context: QuestionContext) -> AnswerSteps:
    items = yield from _items(context)
    found = {_form(str(item.get(name))) for item in items for name in ("created_at", "updated_at")}
    return Answer(found.pop()) if len(found) == 1 and "" not in found else unclear("there is no form of all of them")


def _form(text: str) -> str:
    return next((name for name, form in _FORMS.items() if re.fullmatch(form, text)), "")


def _presence(items: list[Json], name: str) -> Answer:
    have = [name in item for item in items]
    return unclear("some have it and some do not") if len(set(have)) > 1 else Answer(have[0])


@asks("item")
def generation(context: QuestionContext) -> AnswerSteps:
    items = yield from _items(context)
    emoji, params = (_presence(items, name) for name in ("page_emoji", "query_params"))
    if emoji.why or emoji.conclusion is False:
        return emoji if emoji.why else Answer("oldest")
    if params.conclusion:
        return Answer("newest")
    return unclear("query_params may be hidden, or unknown", {"item": "page-emoji"})


@asks("query_params_listed")
def query_params_listed(context: QuestionContext) -> AnswerSteps:
    return _presence((yield from _items(context)), "query_params")


@asks("action_text")
def texts_listed(context: QuestionContext) -> AnswerSteps:
    items = yield from _items(context)
    if any(item.get("action_text") for item in items):
        return Answer("given")
    if not any("action_text" in item for item in items):
        return Answer("absent")
    return unclear("all are null or empty, as those of actions given none may be", {"action_text": "null"})


@asks("unknown_fields")
def unknown_fields(context: QuestionContext) -> AnswerSteps:
    page = yield from first_page(context)
    if not page.objects:
        return unclear(_NO_ACTIONS)
    known = item_schema(context.requests.paged.operation)["properties"]
    meta = document()["components"]["schemas"]["PageMeta"]["properties"]
    more = {name for item in page.objects for name in item if name not in known} | (page.meta.keys() - meta.keys())
    return Answer(bool(more), note=_some(more))


def _some(names: set[str]) -> str:
    return ", ".join(sorted(name[:40] for name in names)[:_MOST_NAMES])


@asks("unknown_types")
def unknown_types(context: QuestionContext) -> AnswerSteps:
    items = yield from _items(context)
    more = {str(item.get("action_type"))[:40] for item in items} - {"webhook", "page"}
    return Answer(True, note=_some(more)) if more else unclear("none came; there may be some elsewhere")


def _case(context: QuestionContext, query: str = "") -> Steps[Json]:
    case = success_json((yield context.requests.probe(operations()["getCase"], Purpose.ODD, query=query)))
    if not isinstance(case, dict):
        raise UnansweredError(unclear("no case came"))
    return case


@asks("optional_fields")
def case_fields(context: QuestionContext) -> AnswerSteps:
    case = yield from _case(context)
    schema = item_schema(operations()["getCase"])
    names = [name for name in schema["properties"] if name not in schema["required"]]
    given = sum(case.get(name) is not None for name in names)
    null = sum(name in case and case[name] is None for name in names)
    note = f"{given} with a value, {null} as null, {len(names) - given - null} not at all"
    return Answer("given" if given else "null" if null else "absent", note=note)


@asks("case_users")
def case_users(context: QuestionContext) -> AnswerSteps:
    case = yield from _case(context)
    assignees = case.get("assignees")
    users = [case.get("author"), *(assignees if isinstance(assignees, list) else ())]
    known = [user for user in users if isinstance(user, dict)]
    forms = {
        f"{name}, a {_kind(user[name])}" for user in known for name in ("user_id", "id") if user.get(name) is not None
    }
    return Answer("; ".join(sorted(forms))) if forms else unclear("the case names no user with an id")


def _kind(value: object) -> str:
    return "number" if isinstance(value, int) else "text"


@asks("embedded_actions")
def embedded_actions(context: QuestionContext) -> AnswerSteps:
    case = yield from _case(context)
    page = yield from first_page(context)
    embedded, count = case.get("actions"), page.meta.get("count")
    if not isinstance(embedded, list):
        return Answer("it embeds none")
    if len(embedded) < (count or 0):
        return Answer(f"{len(embedded)} of {count}")
    return Answer(f"all {count}") if count and count > 20 else unclear("it takes a case with more than 20 actions")


@asks("resolve_mentions")
def resolve_mentions(context: QuestionContext) -> AnswerSteps:
    plain = yield from _case(context)
    resolved = yield from _case(context, "resolve_mentions=true")
    if plain.get("description") == resolved.get("description"):
        return unclear("it takes a case whose description mentions somebody")
    return Answer("yes")


@asks("charset")
def charset(context: QuestionContext) -> AnswerSteps:
    response = yield context.requests.page(Purpose.LIST_ALL, size=50, number=1)
    return Answer("charset" in response.headers.get("content-type", "").lower())


@asks("rate_headers")
def rate_headers(context: QuestionContext) -> AnswerSteps:
    response = yield context.requests.page(Purpose.LIST_ALL, size=50, number=1)
    names = sorted(name for name in response.headers if _RATE.fullmatch(name.lower()))
    return Answer(", ".join(names)) if names else Answer("no header says so")
