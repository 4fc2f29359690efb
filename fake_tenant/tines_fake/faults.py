"""Ways to break a promise, each with a stable id and the promise that it breaks.

A fault puts a wrong step in the place of a sound one (`listing.Rules`). Hand one to a fake tenant to see what your own
code, or a check, makes of it.
"""

import itertools
import re
from collections.abc import Callable
from typing import Any

from attrs import evolve, field, frozen

from tines_fake.exchange import Credentials, Request, Response
from tines_fake.listing import Rules, Window
from tines_fake.state import Action

Body = dict[str, Any]


@frozen
class Fault:
    """One broken promise.

    id: stable, such as PAGE-OVERLAP. promise: the id in openapi.yaml. told: what the tenant does wrong.
    change: from the steps of an operation to steps of which one is wrong.
    """

    id: str
    promise: str
    told: str
    change: Callable[[Any], Any] = field(repr=False)
    operation: str = "listCaseActions"


def _instead(**steps: Any) -> Callable[[Rules], Rules]:
    """Put steps in the place of the sound ones."""
    return lambda rules: evolve(rules, **steps)


def _meta(change: Callable[[Body, Window], Body]) -> Callable[[Rules], Rules]:
    """Change what meta says."""
    return _instead(body=lambda body, window: {**body, "meta": {**body["meta"], **change(body["meta"], window)}})


def _item(change: Callable[[Body], Body]) -> Callable[[Rules], Rules]:
    """Change every item."""
    return _instead(item=lambda item: {**item, **change(item)})


def _without(*names: str) -> Callable[[Rules], Rules]:
    return _instead(item=lambda item: {name: value for name, value in item.items() if name not in names})


def _links(old: str, new: str) -> Callable[[Body, Window], Body]:
    """Write the links of meta with another text in them."""
    names = ("current_page", "previous_page", "next_page")
    return lambda meta, _: {name: meta[name].replace(old, new) for name in names if meta[name] is not None}


def _numbered(meta: Body, number: int) -> str:
    """The link of another page."""
    return re.sub(r"(?<=[?&])page=\d+", f"page={number}", meta["current_page"])


def _has_next(meta: Body) -> bool:
    return meta["next_page"] not in (None, "null")


def _next_of_last(meta: Body, window: Window) -> Body:
    number = window.number + 1
    return {"next_page": _numbered(meta, number), "next_page_number": number} if number == window.pages + 1 else {}


def _server_error_where(odd: Callable[[Request], bool]) -> Callable[[Rules], Rules]:
    def response(request: Request, sound: Response) -> Response:
        return Response(status=500, body=b"oops") if odd(request) else sound

    return _instead(response=response)


def _huge(text: str | None) -> bool:
    return text is not None and text.isdecimal() and int(text) >= 2**63


def _with_status(status: int) -> Callable[[Rules], Rules]:
    return _instead(response=lambda _, sound: evolve(sound, status=status) if sound.status == 200 else sound)


def _with_content_type(content_type: str) -> Callable[[Rules], Rules]:
    return _instead(
        response=lambda _, sound: (
            evolve(sound, headers={"content-type": content_type}) if sound.status == 200 else sound
        )
    )


def _of_all_cases(rules: Rules) -> Rules:
    def actions_of(state: Any, case_id: int) -> Any:
        found = rules.actions_of(state, case_id)
        return None if found is None else [action for actions in state.cases.values() for action in actions]

    return evolve(rules, actions_of=actions_of)


def _shuffled(rules: Rules) -> Rules:
    turns = itertools.count(1)

    def ordered(actions: list[Action]) -> list[Action]:
        cut = 17 * next(turns) % max(1, len(actions))
        return [*actions[cut:], *actions[:cut]]

    return evolve(rules, ordered=ordered)


def _duplicated(body: Body, _: Window) -> Body:
    actions = body["actions"]
    return {**body, "actions": [*actions[:-1], actions[0]] if len(actions) > 1 else actions}


FAULTS: tuple[Fault, ...] = (
    Fault("DEFAULT-SIZE", "LIST-DEFAULT-PER-PAGE", "a page holds 30 actions by default", _instead(default_size=30)),
    Fault("DEFAULT-PAGE", "LIST-DEFAULT-PAGE", "without page the second page comes", _instead(default_number=2)),
    Fault("SIZE-IGNORED", "LIST-PER-PAGE-OBEYED", "per_page is ignored", _instead(size=lambda _: 20)),
    Fault(
        "SIZE-OFF-BY-ONE", "LIST-PER-PAGE-OBEYED", "a page holds one action more", _instead(size=lambda size: size + 1)
    ),
    Fault("PAGE-IGNORED", "LIST-PAGE-OBEYED", "page is ignored, and meta says page 1", _instead(number=lambda _: 1)),
    Fault(
        "PAGE-FIRST-AGAIN", "LIST-PAGE-OBEYED", "every page holds the first one's actions", _instead(first=lambda _: 0)
    ),
    Fault(
        "PAGE-OVERLAP",
        "LIST-PAGES-DISJOINT",
        "a page begins with the last action of the page before",
        _instead(first=lambda window: max(0, (window.number - 1) * (window.size - 1))),
    ),
    Fault("PAGE-SHUFFLE", "LIST-PAGES-DISJOINT", "the order is another one in each answer", _shuffled),
    Fault("PAGE-DUPLICATE", "LIST-PAGES-DISJOINT", "a page ends with its first action", _instead(body=_duplicated)),
    Fault(
        "PAGE-GAP",
        "LIST-PAGES-COMPLETE",
        "an action between two pages is skipped",
        _instead(first=lambda window: (window.number - 1) * (window.size + 1)),
    ),
    Fault(
        "COUNT-OF-PAGE",
        "LIST-COUNT-TOTAL",
        "count is the number of actions on the page",
        _instead(body=lambda body, _: {**body, "meta": {**body["meta"], "count": len(body["actions"])}}),
    ),
    Fault(
        "COUNT-OFF", "LIST-COUNT-TOTAL", "count is one too many", _meta(lambda meta, _: {"count": meta["count"] + 1})
    ),
    Fault("PAGES-FLOOR", "LIST-PAGES-AGREE", "pages is rounded down", _meta(lambda _, w: {"pages": w.total // w.size})),
    Fault("PAGES-MORE", "LIST-PAGES-AGREE", "pages is one too many", _meta(lambda _, w: {"pages": w.pages + 1})),
    Fault(
        "NEXT-NEVER",
        "LIST-NEXT-UNTIL-LAST",
        "there is never a next page",
        _meta(lambda _, w: {"next_page": None, "next_page_number": None}),
    ),
    Fault("NEXT-ALWAYS", "LIST-NEXT-UNTIL-LAST", "the last page has a next one", _meta(_next_of_last)),
    Fault(
        "NEXT-NUMBER-ALWAYS",
        "LIST-NEXT-UNTIL-LAST",
        "next_page_number is not null on the last page",
        _meta(lambda _, w: {"next_page_number": w.number + 1} if w.number == w.pages else {}),
    ),
    Fault(
        "PREVIOUS-NEVER",
        "LIST-PREVIOUS-FROM-SECOND",
        "there is never a previous page",
        _meta(lambda _, w: {"previous_page": None}),
    ),
    Fault(
        "PREVIOUS-ALWAYS",
        "LIST-PREVIOUS-FROM-SECOND",
        "the first page has a previous one",
        _meta(lambda meta, w: {"previous_page": _numbered(meta, max(1, w.number - 1))}),
    ),
    Fault(
        "NEXT-NUMBER-OFF",
        "LIST-LINKS-NUMBERED",
        "next_page_number is not the number in next_page",
        _meta(lambda meta, w: {"next_page_number": w.number + 2} if _has_next(meta) else {}),
    ),
    Fault(
        "NEXT-SKIPS",
        "LIST-LINKS-NUMBERED",
        "next_page skips a page",
        _meta(lambda meta, w: {"next_page": _numbered(meta, w.number + 2)} if _has_next(meta) else {}),
    ),
    Fault("LINK-LOSES-SIZE", "LIST-LINKS-KEEP", "links forget per_page", _meta(_links("per_page=", "size="))),
    Fault("LINK-OTHER-CASE", "LIST-LINKS-KEEP", "links lead to another case", _meta(_links("/cases/", "/cases/9"))),
    Fault("LINK-ELSEWHERE", "LIST-LINKS-KEEP", "links lead to another host", _meta(_links("://", "://evil."))),
    Fault("CASE-LEAK", "LIST-CASE-ONLY", "actions of every case are listed", _of_all_cases),
    Fault(
        "CASE-OTHER",
        "LIST-CASE-ONLY",
        "case_id is another case's",
        _instead(body=lambda body, _: {**body, "case_id": body["case_id"] + 1}),
    ),
    Fault(
        "AUTH-NO-KEY",
        "LIST-KEY-MISSING",
        "no key is needed",
        _instead(admits=lambda shown: shown in (Credentials.RIGHT, Credentials.NONE)),
    ),
    Fault(
        "AUTH-ANY-KEY",
        "LIST-KEY-WRONG",
        "any key will do",
        _instead(admits=lambda shown: shown is not Credentials.NONE),
    ),
    Fault(
        "AUTH-KEY-BEGINS",
        "LIST-KEY-WRONG",
        "a key is compared only as far as the shorter one goes",
        _instead(admits=lambda shown: shown in (Credentials.RIGHT, Credentials.CUT, Credentials.LENGTHENED)),
    ),
    Fault(
        "CASE-ANY",
        "LIST-CASE-UNKNOWN",
        "an unknown case is a case without actions",
        _instead(actions_of=lambda state, case_id: state.cases.get(case_id, ())),
    ),
    Fault(
        "HUGE-CASE-CRASHES",
        "LIST-NEVER-SERVER-ERROR",
        "a case_id of more than 64 bits is a server error",
        _server_error_where(lambda request: _huge(request.path.split("/")[-2])),
    ),
    Fault(
        "HUGE-SIZE-CRASHES",
        "LIST-NEVER-SERVER-ERROR",
        "a per_page of more than 64 bits is a server error",
        _server_error_where(lambda request: _huge(request.argument("per_page"))),
    ),
    Fault(
        "ODD-PAGE-CRASHES",
        "LIST-NEVER-SERVER-ERROR",
        "a page that is no number is a server error",
        _server_error_where(lambda request: not (request.argument("page") or "1").lstrip("-").isdecimal()),
    ),
    Fault(
        "TIME-WITHOUT-OFFSET",
        "LIST-TIMESTAMPS",
        "timestamps have no offset",
        _item(lambda item: {"created_at": item["created_at"][:19], "updated_at": item["updated_at"][:19]}),
    ),
    Fault(
        "TIME-WITH-BLANK",
        "LIST-TIMESTAMPS",
        "timestamps have a blank for the T",
        _item(lambda item: {"updated_at": item["updated_at"].replace("T", " ")}),
    ),
    Fault(
        "UPDATED-BEFORE-CREATED",
        "LIST-UPDATED-AFTER-CREATED",
        "updated_at is of the year 2000",
        _item(lambda item: {"updated_at": f"2000{item['updated_at'][4:]}"}),
    ),
    Fault("STATUS-PARTIAL", "LIST-STATUS", "a page is answered with 206", _with_status(206)),
    Fault("TYPE-HTML", "LIST-CONTENT-TYPE", "a page is said to be HTML", _with_content_type("text/html")),
    Fault("LABEL-NULL", "LIST-SHAPE", "a label is null", _item(lambda _: {"label": None})),
    Fault("ID-TEXT", "LIST-SHAPE", "an id is a string", _item(lambda item: {"id": str(item["id"])})),
    Fault("URL-MISSING", "LIST-SHAPE", "an action has no url", _without("url")),
    Fault(
        "TYPE-UPPER",
        "LIST-SHAPE",
        "action_type is in upper case",
        _item(lambda i: {"action_type": i["action_type"].upper()}),
    ),
    Fault("META-COUNT-TEXT", "LIST-SHAPE", "count is a string", _meta(lambda meta, _: {"count": str(meta["count"])})),
    Fault(
        "BODY-CUT",
        "LIST-SHAPE",
        "the JSON ends too early",
        _instead(response=lambda _, sound: evolve(sound, body=sound.body[:-1]) if sound.status == 200 else sound),
    ),
)
