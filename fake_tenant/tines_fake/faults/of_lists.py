"""The faults of a list, by the name of the promise that each breaks. Every list that makes the promise has them."""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import evolve

from tines_fake.contents.item_fields import Field, Item, fields_of
from tines_fake.contents.resources import Collection
from tines_fake.contents.state import State
from tines_fake.exchanges.exchange import Credentials, Request, Response
from tines_fake.faults.definition import (
    Change,
    Fault,
    FaultTemplate,
    admitting,
    faults_from,
    instead,
    server_error_where,
    success,
    where,
    with_another,
    with_blank,
    with_json,
    without_offset,
)
from tines_fake.faults.of_filters import templates_of_filters
from tines_fake.faults.of_items import ANY_KEY, NO_KEY, templates_of_success
from tines_fake.responding.request_context import Body
from tines_fake.responding.steps import Steps, Window
from tines_spec import Operation, Paging, resolve


def faults_of_list(operation: Operation) -> Iterator[Fault]:
    """The faults of one list, of those promises that it makes."""
    paging = operation.paging
    assert paging is not None
    page = resolve(operation.success_schema)
    fields = fields_of(resolve(page["properties"][paging.items])["items"])
    templates = (
        *_of_pages(paging),
        *_of_meta(paging),
        *_of_links(paging, operation.path),
        *_of_the_default(paging),
        *_of_access(operation, paging),
        *templates_of_success("TYPE-HTML", "BODY-CUT"),
        *_of_parents([name for name in operation.path_parameters if name in page["properties"]]),
        *_of_items(paging, fields),
        *templates_of_filters(paging.item, paging.items),
    )
    return faults_from(templates, operation)


def _of_access(operation: Operation, paging: Paging) -> Iterator[FaultTemplate]:
    begins = "a key is compared only as far as the shorter one goes"
    huge_size = server_error_where(lambda request: _huge(request.argument(paging.size)))
    odd_number = server_error_where(lambda request: _odd(request, paging.number))
    yield "AUTH-NO-KEY", "KEY-MISSING", "no key is needed", NO_KEY
    yield "AUTH-ANY-KEY", "KEY-WRONG", "any key will do", ANY_KEY
    yield "AUTH-KEY-BEGINS", "KEY-WRONG", begins, admitting(Credentials.CUT, Credentials.LENGTHENED)
    for name in ("x-user-token", "x-http-method-override"):
        yield name.upper(), "KEY-BYPASSED", f"with {name} no key is needed", _letting_in(name)
    yield "CASE-ANY", "CASE-UNKNOWN", f"an unknown case has no {paging.items}", instead(knows=lambda *_: True)
    yield "CASE-LEAK", "CASE-ONLY", f"the {paging.items} of every case are listed", instead(items_of=_of_all)
    for name in list(operation.path_parameters)[-1:]:
        crashes = server_error_where(lambda request: any(map(_huge, request.path.split("/"))))
        yield "HUGE-CASE-CRASHES", "NEVER-SERVER-ERROR", f"a {name} of more than 64 bits is a server error", crashes
    huge = f"a {paging.size} of more than 64 bits is a server error"
    yield "HUGE-SIZE-CRASHES", "NEVER-SERVER-ERROR", huge, huge_size
    odd = f"a {paging.number} that is no number is a server error"
    yield "ODD-PAGE-CRASHES", "NEVER-SERVER-ERROR", odd, odd_number


def _letting_in(header: str) -> Change:
    """Let in whoever sends a header, too."""

    def shows_neither(request: Request, _: Response) -> bool:
        return request.credentials is Credentials.NONE and header not in request.headers

    return lambda conforming: where(shows_neither, lambda _: Response(status=401))(NO_KEY(conforming))


def _of_all(state: State, collection: Collection, _: Sequence[Item]) -> list[Item]:
    return [item for one in state.collections(collection.resource) for item in state.items(one)]


def _huge(text: str | None) -> bool:
    return text is not None and text.isdecimal() and (len(text) > 19 or int(text) >= 2**63)


def _odd(request: Request, name: str) -> bool:
    return not (request.argument(name) or "1").lstrip("-").isdecimal()


def _of_parents(parents: Sequence[str]) -> Iterator[FaultTemplate]:
    for name in parents[-1:]:
        yield "CASE-OTHER", "CASE-ONLY", f"{name} is another one's", instead(body=with_another(name))


def _each(change: Callable[[Body], Body]) -> Change:
    """Change every item of a page."""
    return instead(items=lambda items: [change(item) for item in items])


def _with(change: Callable[[Body], Body]) -> Change:
    """Change some properties of every item."""
    return _each(lambda item: {**item, **change(item)})


def _of_items(paging: Paging, fields: Mapping[str, Field]) -> Iterator[FaultTemplate]:
    item, id_name = paging.item, paging.id
    required = [name for name, one in fields.items() if one.required and name != id_name]
    text = next((name for name in required if fields[name].is_text), None)
    yield "TIME-WITHOUT-OFFSET", "TIMESTAMPS", "timestamps have no offset", _each(without_offset)
    yield "TIME-WITH-BLANK", "TIMESTAMPS", "timestamps have a blank for the T", _each(with_blank)
    yield "ID-TEXT", "SHAPE", f"{id_name} is a string", _with(lambda one: {id_name: str(one[id_name])})
    for name in required[:1]:
        yield _id_of(name, "MISSING"), "SHAPE", f"{item} without {name}", _each(_without(name))
    if text is not None:
        yield _id_of(text, "NULL"), "SHAPE", f"{text} is null", _with(lambda _: {text: None})
    if "updated_at" in required:
        old = _with(lambda one: {"updated_at": f"2000{one['updated_at'][4:]}"})
        yield "UPDATED-BEFORE-CREATED", "UPDATED-AFTER-CREATED", "updated_at is of the year 2000", old
    if "created_at" in required:
        created = "from page 2 on created_at is of another year"
        yield "CREATED-OF-PAGE", "CREATED-FIXED", created, _created_by_page(paging)
    if "action_type" in required:
        upper = _with(lambda one: {"action_type": one["action_type"].upper()})
        yield "TYPE-UPPER", "SHAPE", "action_type is in upper case", upper


def _id_of(name: str, how: str) -> str:
    return f"{name}-{how}".replace("_", "-").upper()


def _without(name: str) -> Callable[[Body], Body]:
    return lambda item: {key: value for key, value in item.items() if key != name}


def _created_by_page(paging: Paging) -> Change:
    def older(body: Body) -> Body:
        items = [{**one, "created_at": f"1999{one['created_at'][4:]}"} for one in body[paging.items]]
        return {**body, paging.items: items}

    def is_later(request: Request, response: Response) -> bool:
        return success(request, response) and request.argument(paging.number) not in (None, "1")

    return where(is_later, with_json(older))


def _of_pages(paging: Paging) -> Iterator[FaultTemplate]:
    item, items, size, number = paging.item, paging.items, paging.size, paging.number
    larger = instead(default_size=lambda size: size + 10)
    overlapping = instead(first=lambda window, _: max(0, (window.number - 1) * (window.size - 1)))
    doubled = instead(page=lambda page: [*page[:1], *page[:1], *page[2:]] if len(page) > 1 else page)
    skipping = instead(first=lambda window, _: (window.number - 1) * (window.size + 1))
    yield "DEFAULT-SIZE", "DEFAULT-PER-PAGE", f"by default a page holds 10 {items} too many", larger
    yield "DEFAULT-PAGE", "DEFAULT-PAGE", f"without {number} the second page comes", instead(default_number=lambda _: 2)
    yield "SIZE-IGNORED", "PER-PAGE-OBEYED", f"{size} is ignored", instead(size=lambda default, _: default)
    off_by_one = instead(size=lambda _, asked: asked + 1)
    yield "SIZE-OFF-BY-ONE", "PER-PAGE-OBEYED", f"a page holds one {item} more", off_by_one
    yield "PAGE-IGNORED", "PAGE-OBEYED", f"{number} is ignored, and meta says page 1", instead(number=lambda _: 1)
    yield "PAGE-FIRST-AGAIN", "PAGE-OBEYED", f"every page holds the {items} of page 1", instead(first=lambda *_: 0)
    yield "PAGE-OVERLAP", "PAGES-DISJOINT", f"a page begins with the last {item} of the page before", overlapping
    if not paging.stable:  # else it is the order that is wrong, too
        yield "PAGE-SHUFFLE", "PAGES-DISJOINT", "the order is another one in each response", _shuffled
    yield "PAGE-DUPLICATE", "PAGES-DISJOINT", f"a page holds its first {item} twice, and not its second", doubled
    yield "PAGE-GAP", "PAGES-COMPLETE", f"one {item} between two pages is skipped", skipping


def _shuffled(steps: Steps) -> Steps:
    turns = itertools.count(1)

    def ordered(items: Sequence[Item]) -> list[Item]:
        cut = 17 * next(turns) % max(1, len(items))
        return [*items[cut:], *items[:cut]]

    return evolve(steps, ordered=ordered)


def _meta(change: Callable[[Body, Window], Body]) -> Change:
    """Change what meta says."""
    return instead(meta=lambda window, _, meta: {**meta, **change(meta, window)})


def _of_meta(paging: Paging) -> Iterator[FaultTemplate]:
    of_page = instead(meta=lambda _, page, meta: {**meta, "count": len(page)})
    never = _meta(lambda _, __: {"next_page": None, "next_page_number": None})
    number_always = _meta(lambda _, w: {"next_page_number": w.number + 1} if w.number == w.pages else {})
    previous_always = _meta(lambda meta, w: {"previous_page": _numbered(paging, meta, max(1, w.number - 1))})
    previous_never = _meta(lambda _, __: {"previous_page": None})
    yield "COUNT-OF-PAGE", "COUNT-TOTAL", f"count is the number of {paging.items} on the page", of_page
    yield "COUNT-OFF", "COUNT-TOTAL", "count is one too many", _meta(lambda m, _: {"count": m["count"] + 1})
    yield "PAGES-FLOOR", "PAGES-AGREE", "pages is rounded down", _meta(lambda _, w: {"pages": w.total // w.size})
    yield "PAGES-MORE", "PAGES-AGREE", "pages is one too many", _meta(lambda _, w: {"pages": w.pages + 1})
    yield "NEXT-NEVER", "NEXT-UNTIL-LAST", "there is never a next page", never
    yield "NEXT-ALWAYS", "NEXT-UNTIL-LAST", "the last page has a next one", _meta(_next_of_last(paging))
    yield "NEXT-NUMBER-ALWAYS", "NEXT-UNTIL-LAST", "next_page_number is not null on the last page", number_always
    yield "PREVIOUS-NEVER", "PREVIOUS-FROM-SECOND", "there is never a previous page", previous_never
    yield "PREVIOUS-ALWAYS", "PREVIOUS-FROM-SECOND", "the first page has a previous one", previous_always
    yield "META-COUNT-TEXT", "SHAPE", "count is a string", _meta(lambda meta, _: {"count": str(meta["count"])})


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


def _of_links(paging: Paging, path: str) -> Iterator[FaultTemplate]:
    number_off = _meta(lambda meta, w: {"next_page_number": w.number + 2} if _has_next(meta) else {})
    skips = _meta(lambda meta, w: {"next_page": _numbered(paging, meta, w.number + 2)} if _has_next(meta) else {})
    yield "NEXT-NUMBER-OFF", "LINKS-NUMBERED", "next_page_number is not the number in next_page", number_off
    yield "NEXT-SKIPS", "LINKS-NUMBERED", "next_page skips a page", skips
    yield "LINK-LOSES-SIZE", "LINKS-KEEP", f"links forget {paging.size}", _links(f"{paging.size}=", "forgotten=")
    yield "LINK-ELSEWHERE", "LINKS-KEEP", "links lead to another host", _links("://", "://evil.")
    before, belongs, _ = path.rpartition("{")
    if belongs:
        yield "LINK-OTHER-CASE", "LINKS-KEEP", "links lead to another case", _links(before, f"{before}9")
    else:
        yield "LINK-OTHER-LIST", "LINKS-KEEP", "links lead to another list", _links(f"{path}?", f"{path}s?")


def _of_the_default(paging: Paging) -> Iterator[FaultTemplate]:
    """What meta says wrong only where neither size nor number is requested."""

    def unasked(name: str, value: Callable[[Body], object]) -> Change:
        def changed(body: Body) -> Body:
            return {**body, paging.meta: {**body[paging.meta], name: value(body[paging.meta])}}

        return where(_unasked(paging), with_json(changed))

    wrong, size = "without arguments", paging.size
    count, pages = unasked("count", lambda meta: meta["count"] + 1), unasked("pages", lambda meta: meta["pages"] + 1)
    following = unasked("next_page", lambda meta: None if _has_next(meta) else _numbered(paging, meta, 2))
    previous, current = (
        unasked(name, lambda meta: _numbered(paging, meta, 0)) for name in ("previous_page", "current_page")
    )
    other_size = unasked("current_page", lambda meta: meta["current_page"].replace(f"{size}=", f"{size}=1"))
    only_there = "next_page is null where another page follows, and only there"
    yield "DEFAULT-COUNT", "COUNT-TOTAL", f"{wrong} count is one too many", count
    yield "DEFAULT-PAGES", "PAGES-AGREE", f"{wrong} pages is one too many", pages
    yield "DEFAULT-NEXT", "NEXT-UNTIL-LAST", f"{wrong} {only_there}", following
    yield "DEFAULT-PREVIOUS", "PREVIOUS-FROM-SECOND", f"{wrong} there is a previous page", previous
    yield "DEFAULT-CURRENT", "LINKS-NUMBERED", f"{wrong} current_page is page 0", current
    yield "DEFAULT-LINK-SIZE", "LINKS-KEEP", f"{wrong} current_page has another {size}", other_size


def _unasked(paging: Paging) -> Callable[[Request, Response], bool]:
    """Whether a page came by itself."""
    names = (paging.size, paging.number)
    return lambda request, response: success(request, response) and not any(map(request.argument, names))
