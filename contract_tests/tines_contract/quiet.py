"""Whether others write to a case while it is read: what a breach of paging could otherwise be."""

from collections.abc import Callable
from typing import Any

from tines_contract.observation import Asked, Observation, Purpose
from tines_contract.probing import Asking
from tines_contract.promises import strict_json

Ask = Callable[[Asked], Observation]


def snapshot(asking: Asking, ask: Ask) -> list[Any]:
    """What the case holds, in no order: all where it fits on one page, else the first page, the last one and the count.

    Two snapshots that are equal say that nobody wrote in between, as far as reading can tell. An order that changes
    from answer to answer makes no difference while all fits on a page.
    """
    for size in (500, 50):
        first = _page(asking, ask, f"per_page={size}&page=1")
        if first is not None:
            break
    else:
        return []
    items, meta = first
    if meta.get("next_page") in (None, "null"):
        return _unordered(items)
    last = _page(asking, ask, f"per_page={size}&page={meta.get('pages')}")
    return [meta.get("count"), _unordered(items), [] if last is None else _unordered(last[0])]


def _page(asking: Asking, ask: Ask, query: str) -> tuple[list[Any], dict[str, Any]] | None:
    """The items and the meta of a page, or None for what is none."""
    response = ask(asking.list(Purpose.SNAPSHOT, query)).response
    try:
        body = strict_json(response.body)
        items, meta = list(body["actions"]), dict(body["meta"])
    except (ValueError, TypeError, KeyError):
        return None
    return items, meta


def _unordered(items: list[Any]) -> list[str]:
    return sorted(map(repr, items))
