"""The faults of a list, by the name of the promise that each breaks. Every list that makes the promise has them."""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from tines_fake.exchange import Credentials, Request
from tines_fake.faults.fault import Change, Fault, Row, faults_from
from tines_fake.faults.step_changes import (
    admitting,
    cut,
    guarding,
    instead,
    on_success,
    server_error_where,
    success,
    where,
    with_another,
    with_blank,
    without_offset,
)
from tines_fake.fields import Field, Item, fields_of
from tines_fake.listing import Body, Steps
from tines_fake.pages import Window
from tines_fake.resources import Collection
from tines_fake.state import State
from tines_spec import Operation, Paging, resolve


def faults_of_list(operation: Operation) -> Iterator[Fault]:
    """The faults of one list, of those promises that it makes."""
    paging = operation.paging
    assert paging is not None
    page = resolve(operation.success_schema)
    fields = fields_of(resolve(page["properties"][paging.items])["items"])
    rows = (
        *_of_pages(paging),
        *_of_meta(paging),
        *_of_links(paging, operation.path),
        *_of_access(operation, paging),
        *_of_bodies(operation.path_parameters.keys() & page["properties"].keys()),
        *_of_items(paging, fields),
    )
    return faults_from(rows, operation)


def _of_pages(paging: Paging) -> Iterator[Row]:
    item, items, size, number = paging.item, paging.items, paging.size, paging.number
    yield Row("DEFAULT-SIZE", "DEFAULT-PER-PAGE", f"by default a page holds 10 {items} too many", _larger_by_default)
    yield Row("DEFAULT-PAGE", "DEFAULT-PAGE", f"without {number} the second page comes", instead(default_number=2))
    yield Row("SIZE-IGNORED", "PER-PAGE-OBEYED", f"{size} is ignored", _of_default_size)
    yield Row("SIZE-OFF-BY-ONE", "PER-PAGE-OBEYED", f"a page holds one {item} more", instead(size=lambda n: n + 1))
    yield Row("PAGE-IGNORED", "PAGE-OBEYED", f"{number} is ignored, and meta says page 1", instead(number=lambda _: 1))
    yield Row("PAGE-FIRST-AGAIN", "PAGE-OBEYED", f"every page holds the {items} of page 1", instead(first=lambda _: 0))
    yield Row(
        "PAGE-OVERLAP",
        "PAGES-DISJOINT",
        f"a page begins with the last {item} of the page before",
        instead(first=lambda window: max(0, (window.number - 1) * (window.size - 1))),
    )
    yield Row("PAGE-SHUFFLE", "PAGES-DISJOINT", "the order is another one in each response", _shuffled)
    yield Row(
        "PAGE-DUPLICATE",
        "PAGES-DISJOINT",
        f"a page ends with its first {item}",
        instead(page=lambda page: [*page[:-1], page[0]] if len(page) > 1 else page),
    )
    yield Row(
        "PAGE-GAP",
        "PAGES-COMPLETE",
        f"one {item} between two pages is skipped",
        instead(first=lambda window: (window.number - 1) * (window.size + 1)),
    )


def _larger_by_default(steps: Steps) -> Steps:
    return evolve(steps, default_size=steps.default_size + 10)


def _of_default_size(steps: Steps) -> Steps:
    return evolve(steps, size=lambda _: steps.default_size)


def _shuffled(steps: Steps) -> Steps:
    turns = itertools.count(1)

    def ordered(items: Sequence[Item]) -> list[Item]:
        cut = 17 * next(turns) % max(1, len(items))
        return [*items[cut:], *items[:cut]]

    return evolve(steps, ordered=ordered)


def _meta(change: Callable[[Body, Window], Body]) -> Change:
    """Change what meta says."""
    return instead(meta=lambda meta, window, _: {**meta, **change(meta, window)})


def _of_meta(paging: Paging) -> Iterator[Row]:
    yield Row(
        "COUNT-OF-PAGE",
        "COUNT-TOTAL",
        f"count is the number of {paging.items} on the page",
        instead(meta=lambda meta, _, page: {**meta, "count": len(page)}),
    )
    yield Row("COUNT-OFF", "COUNT-TOTAL", "count is one too many", _meta(lambda m, _: {"count": m["count"] + 1}))
    yield Row("PAGES-FLOOR", "PAGES-AGREE", "pages is rounded down", _meta(lambda _, w: {"pages": w.total // w.size}))
    yield Row("PAGES-MORE", "PAGES-AGREE", "pages is one too many", _meta(lambda _, w: {"pages": w.pages + 1}))
    yield Row(
        "NEXT-NEVER",
        "NEXT-UNTIL-LAST",
        "there is never a next page",
        _meta(lambda _, __: {"next_page": None, "next_page_number": None}),
    )
    yield Row("NEXT-ALWAYS", "NEXT-UNTIL-LAST", "the last page has a next one", _meta(_next_of_last(paging)))
    yield Row(
        "NEXT-NUMBER-ALWAYS",
        "NEXT-UNTIL-LAST",
        "next_page_number is not null on the last page",
        _meta(lambda _, w: {"next_page_number": w.number + 1} if w.number == w.pages else {}),
    )
    yield Row(
        "PREVIOUS-NEVER",
        "PREVIOUS-FROM-SECOND",
        "there is never a previous page",
        _meta(lambda _, __: {"previous_page": None}),
    )
    yield Row(
        "PREVIOUS-ALWAYS",
        "PREVIOUS-FROM-SECOND",
        "the first page has a previous one",
        _meta(lambda meta, w: {"previous_page": _numbered(paging, meta, max(1, w.number - 1))}),
    )
    yield Row("META-COUNT-TEXT", "SHAPE", "count is a string", _meta(lambda meta, _: {"count": str(meta["count"])}))


def _next_of_last(paging: Paging) -> Callable[[Body, Window], Body]:
    def change(meta: Body, window: Window) -> Body:
        following = window.number + 1
        if window.number != window.pages:
            return {}
        return {"next_page": _numbered(paging, meta, following), "next_page_number": following}

    return change


def _numbered(paging: Paging, meta: Body, number: int) -> str:
    """The link of another page."""
    return re.sub(rf"(?<=[?&]){paging.number}=\d+", f"{paging.number}={number}", meta["current_page"])


def _links(old: str, new: str) -> Change:
    """Write the links of meta with another text in them."""
    names = ("current_page", "previous_page", "next_page")
    return _meta(lambda meta, _: {name: meta[name].replace(old, new) for name in names if meta[name] is not None})


def _has_next(meta: Body) -> bool:
    return meta["next_page"] not in (None, "null")


def _of_links(paging: Paging, path: str) -> Iterator[Row]:
    yield Row(
        "NEXT-NUMBER-OFF",
        "LINKS-NUMBERED",
        "next_page_number is not the number in next_page",
        _meta(lambda meta, w: {"next_page_number": w.number + 2} if _has_next(meta) else {}),
    )
    yield Row(
        "NEXT-SKIPS",
        "LINKS-NUMBERED",
        "next_page skips a page",
        _meta(lambda meta, w: {"next_page": _numbered(paging, meta, w.number + 2)} if _has_next(meta) else {}),
    )
    yield Row("LINK-LOSES-SIZE", "LINKS-KEEP", f"links forget {paging.size}", _links(f"{paging.size}=", "forgotten="))
    yield Row("LINK-ELSEWHERE", "LINKS-KEEP", "links lead to another host", _links("://", "://evil."))
    before, belongs, _ = path.rpartition("{")
    if belongs:
        yield Row("LINK-OTHER-CASE", "LINKS-KEEP", "links lead to another case", _links(before, f"{before}9"))
    else:
        yield Row("LINK-OTHER-LIST", "LINKS-KEEP", "links lead to another list", _links(f"{path}?", f"{path}s?"))


def _of_access(operation: Operation, paging: Paging) -> Iterator[Row]:
    yield Row("AUTH-NO-KEY", "KEY-MISSING", "no key is needed", admitting(Credentials.NONE))
    yield Row("AUTH-ANY-KEY", "KEY-WRONG", "any key will do", guarding(admits=lambda k: k is not Credentials.NONE))
    yield Row(
        "AUTH-KEY-BEGINS",
        "KEY-WRONG",
        "a key is compared only as far as the shorter one goes",
        admitting(Credentials.CUT, Credentials.LENGTHENED),
    )
    yield Row("CASE-ANY", "CASE-UNKNOWN", f"an unknown case has no {paging.items}", guarding(knows=lambda _, __: True))
    yield Row("CASE-LEAK", "CASE-ONLY", f"the {paging.items} of every case are listed", instead(items_of=_of_all))
    for name in operation.path_parameters:
        yield Row(
            "HUGE-CASE-CRASHES",
            "NEVER-SERVER-ERROR",
            f"a {name} of more than 64 bits is a server error",
            server_error_where(lambda request: any(map(_huge, request.path.split("/")))),
        )
    yield Row(
        "HUGE-SIZE-CRASHES",
        "NEVER-SERVER-ERROR",
        f"a {paging.size} of more than 64 bits is a server error",
        server_error_where(lambda request: _huge(request.argument(paging.size))),
    )
    yield Row(
        "ODD-PAGE-CRASHES",
        "NEVER-SERVER-ERROR",
        f"a {paging.number} that is no number is a server error",
        server_error_where(lambda request: _odd(request, paging.number)),
    )


def _of_all(state: State, collection: Collection) -> list[Item]:
    return [item for one in state.collections(collection.resource) for item in state.items(one)]


def _huge(text: str | None) -> bool:
    return text is not None and text.isdecimal() and (len(text) > 19 or int(text) >= 2**63)


def _odd(request: Request, name: str) -> bool:
    return not (request.argument(name) or "1").lstrip("-").isdecimal()


def _of_bodies(names: Iterable[str]) -> Iterator[Row]:
    html = {"content-type": "text/html"}
    yield Row("STATUS-PARTIAL", "STATUS", "the status of a page is 206", on_success(status=206))
    yield Row("TYPE-HTML", "CONTENT-TYPE", "the content type of a page is HTML", on_success(headers=html))
    yield Row("BODY-CUT", "SHAPE", "the JSON ends too early", where(success, cut))
    for name in names:
        yield Row("CASE-OTHER", "CASE-ONLY", f"{name} is another one's", instead(body=with_another(name)))


def _item(change: Callable[[Body], Body]) -> Change:
    """Change every item."""
    return instead(item=lambda item: {**item, **change(item)})


def _of_items(paging: Paging, fields: Mapping[str, Field]) -> Iterator[Row]:
    item, id_name = paging.item, paging.id
    required = [name for name, one in fields.items() if one.required and name != id_name]
    text = next((name for name in required if fields[name].is_text), None)
    yield Row("TIME-WITHOUT-OFFSET", "TIMESTAMPS", "timestamps have no offset", instead(item=without_offset))
    yield Row("TIME-WITH-BLANK", "TIMESTAMPS", "timestamps have a blank for the T", instead(item=with_blank))
    yield Row("ID-TEXT", "SHAPE", f"{id_name} is a string", _item(lambda one: {id_name: str(one[id_name])}))
    for name in required[:1]:
        yield Row(_id_of(name, "MISSING"), "SHAPE", f"{item} without {name}", instead(item=_without(name)))
    if text is not None:
        yield Row(_id_of(text, "NULL"), "SHAPE", f"{text} is null", _item(lambda _: {text: None}))
    if "updated_at" in required:
        yield Row("UPDATED-BEFORE-CREATED", "UPDATED-AFTER-CREATED", "updated_at is of the year 2000", _item(_of_2000))
    if "action_type" in required:
        yield Row("TYPE-UPPER", "SHAPE", "action_type is in upper case", _item(_in_upper_case))


def _id_of(name: str, how: str) -> str:
    return f"{name}-{how}".replace("_", "-").upper()


def _without(name: str) -> Callable[[Body], Body]:
    return lambda item: {key: value for key, value in item.items() if key != name}


def _of_2000(item: Body) -> Body:
    return {"updated_at": f"2000{item['updated_at'][4:]}"}


def _in_upper_case(item: Body) -> Body:
    return {"action_type": item["action_type"].upper()}
