"""Listing the actions of a case: which page is meant, what is on it, and what its meta says.

Each step is a function of its own, gathered in `Rules`, so that a fault can put a wrong one in its place.
"""

from collections.abc import Callable, Sequence
from typing import Any

from attrs import frozen

from tines_fake.asked import Asked, integer
from tines_fake.entry import unauthorized
from tines_fake.exchange import Credentials, Request, Response
from tines_fake.quirks import Quirks
from tines_fake.refusals import refusal
from tines_fake.routes import Parameter, Route
from tines_fake.showing import shown_listed
from tines_fake.state import Action, State


@frozen(kw_only=True)
class Window:
    """The page that is meant: its number, its size, and how many actions there are in all."""

    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        return -(-self.total // self.size)


@frozen(kw_only=True)
class Rules:
    """The steps of an answer. Those of a sound tenant are the functions of this module."""

    admits: Callable[[Credentials], bool]
    actions_of: Callable[[State, int], Sequence[Action] | None]
    default_size: int
    default_number: int
    size: Callable[[int], int]
    number: Callable[[int], int]
    ordered: Callable[[list[Action]], list[Action]]
    first: Callable[[Window], int]
    item: Callable[[dict[str, Any]], dict[str, Any]]
    body: Callable[[dict[str, Any], Window], dict[str, Any]]
    response: Callable[[Request, Response], Response]


def sound_rules(route: Route) -> Rules:
    """The steps of a tenant that keeps its promises."""
    return Rules(
        admits=lambda credentials: credentials is Credentials.RIGHT,
        actions_of=lambda state, case_id: state.cases.get(case_id),
        default_size=route.query["per_page"].default,
        default_number=route.query["page"].default,
        size=lambda size: size,
        number=lambda number: number,
        ordered=lambda actions: actions,
        first=lambda window: (window.number - 1) * window.size,
        item=lambda item: item,
        body=lambda body, _: body,
        response=lambda _, response: response,
    )


def list_case_actions(state: State, asked: Asked, rules: Rules) -> tuple[State, Response]:
    """Answer one request for a page."""
    return state, _page(state, asked, rules)


def _page(state: State, asked: Asked, rules: Rules) -> Response:
    request, route, quirks = asked.request, asked.route, asked.quirks
    if not rules.admits(request.credentials):
        return unauthorized(request, quirks)
    case_id = integer(asked.path["case_id"])
    actions = None if case_id is None else rules.actions_of(state, case_id)
    if case_id is None or actions is None:
        return refusal(quirks.unknown_case, "Case not found", quirks.error_body)
    window = _window(request, route, len(actions), quirks, rules)
    if isinstance(window, Response):
        return window
    if window.number > max(1, window.pages) and quirks.past_the_end != "empty":
        return refusal(quirks.past_the_end, "Page not found", quirks.error_body)
    first = rules.first(window)
    shown = rules.ordered(_ordered(actions, quirks))[first : first + window.size]
    body = {
        "case_id": case_id,
        "actions": [rules.item(shown_listed(action, quirks)) for action in shown],
        "meta": _meta(request, window, quirks),
    }
    return Response.of_json(200, rules.body(body, window))


def _window(request: Request, route: Route, total: int, quirks: Quirks, rules: Rules) -> Window | Response:
    size = _argument(request, "per_page", route.query["per_page"], rules.default_size, quirks)
    number = _argument(request, "page", route.query["page"], rules.default_number, quirks)
    for name, value in (("per_page", size), ("page", number)):
        if value is None:
            return refusal(int(quirks.odd_values), f"{name} is invalid", quirks.error_body)
    assert size is not None
    assert number is not None
    if size > quirks.largest_page and quirks.over_largest != "clamp":
        return refusal(quirks.over_largest, "per_page is too large", quirks.error_body)
    if request.argument("per_page") is not None:
        if size < quirks.smallest_page and quirks.under_smallest != "clamp":
            return refusal(quirks.under_smallest, "per_page is too small", quirks.error_body)
        size = rules.size(max(quirks.smallest_page, min(size, quirks.largest_page)))
    return Window(number=rules.number(number), size=size, total=total)


def _argument(request: Request, name: str, parameter: Parameter, absent: int, quirks: Quirks) -> int | None:
    """The argument as an integer; where it is odd, the document's default, or None for a refusal."""
    given = request.argument(name)
    if given is None:
        return absent
    value = integer(given)
    if value is None:
        return parameter.default if quirks.odd_values == "default" else None
    return value


def _ordered(actions: Sequence[Action], quirks: Quirks) -> list[Action]:
    if quirks.order == "label":
        return sorted(actions, key=lambda action: (action["label"], action["id"]))
    if quirks.order == "updated":
        return sorted(actions, key=lambda action: (action["updated_at"], action["id"]), reverse=True)
    return sorted(actions, key=lambda action: action["id"], reverse=quirks.order == "id-down")


def _meta(request: Request, window: Window, quirks: Quirks) -> dict[str, Any]:
    following = window.number + 1 if window.number < window.pages else None
    previous = window.number - 1 if window.number > 1 else None
    meta: dict[str, Any] = {
        "current_page": _link(request, window.number, window, quirks),
        "previous_page": _link(request, previous, window, quirks),
        "next_page": _link(request, following, window, quirks),
        "next_page_number": following,
        "per_page": window.size,
        "pages": window.pages or quirks.pages_of_nothing,
        "count": window.total,
    }
    if not quirks.next_page_number:
        del meta["next_page_number"]
    return {**meta, "cursor": "abc"} if quirks.unknown_fields else meta


def _link(request: Request, number: int | None, window: Window, quirks: Quirks) -> str | None:
    if number is None:
        return None if quirks.no_link == "null" else "null"
    arguments = [f"per_page={window.size}", f"page={number}"]
    if quirks.link_order == "page":
        arguments.reverse()
    return f"{request.origin}{request.path}?{'&'.join(arguments)}"
