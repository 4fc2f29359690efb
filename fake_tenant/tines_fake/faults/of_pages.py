"""The faults of a list in which items a page holds, and in what its meta says of it."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from attrs import evolve

from tines_fake.contents.item_fields import Item
from tines_fake.exchanges.exchange import Request, Response
from tines_fake.faults.definition import Change, FaultTemplate, instead, success, where, with_json
from tines_fake.responding.request_context import Body
from tines_fake.responding.steps import Steps, Window
from tines_spec import Paging


def templates_of_pages(paging: Paging, path: str) -> Iterator[FaultTemplate]:
    """Those of any list at a path."""
    yield from (*_of_pages(paging), *_of_meta(paging), *_of_links(paging, path), *_of_the_default(paging))


def _of_pages(paging: Paging) -> Iterator[FaultTemplate]:
    item, items, size, number = paging.item, paging.items, paging.size, paging.number
    larger = instead(default_size=lambda size: size + 10)
    overlapping = instead(first=lambda window, _: max(0, (window.number - 1) * (window.size - 1)))
    doubled = instead(page=lambda page: [*page[:1], *page[:1], *page[2:]] if len(page) > 1 else page)
    skipping = instead(first=lambda window, _: (window.number - 1) * (window.size + 1))
    yield "DEFAULT-SIZE", "DEFAULT-PER-PAGE", f"by default a page holds 10 {items} too many", larger
    yield "DEFAULT-PAGE", "DEFAULT-PAGE", f"without {number} the second page comes", instead(default_number=lambda _: 2)
    yield "SIZE-IGNORED", "PER-PAGE-OBEYED", f"{size} is ignored", instead(size=lambda default, _: default)
    yield (
        "SIZE-OFF-BY-ONE",
        "PER-PAGE-OBEYED",
        f"a page holds one {item} more",
        instead(size=lambda _, asked: asked + 1),
    )
    yield "PAGE-IGNORED", "PAGE-OBEYED", f"{number} is ignored, and meta says page 1", instead(number=lambda _: 1)
    yield "PAGE-FIRST-AGAIN", "PAGE-OBEYED", f"every page holds the {items} of page 1", instead(first=lambda *_: 0)
    yield "PAGE-OVERLAP", "PAGES-DISJOINT", f"a page begins with the last {item} of the page before", overlapping
    if not paging.stable:  # else it is the order that is wrong, too
        yield "PAGE-SHUFFLE", "PAGES-DISJOINT", "the order is another one in each response", _shuffled
    yield "ORDER-TURNED", "CREATED-ASC", "the order is turned round", instead(ordered=lambda items: items[::-1])
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
