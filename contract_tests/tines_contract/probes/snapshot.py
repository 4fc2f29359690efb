"""Whether others write to a case while it is read: what a breach of paging could otherwise be."""

from collections.abc import Generator, Iterable, Mapping
from typing import Any

from attrs import field, frozen

from tines_contract.contract.strict_json import strict_json
from tines_contract.probes.probe import Probe
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.request_builder import RequestBuilder
from tines_fake import Response


@frozen
class Snapshot:
    """What a case holds, as far as few requests can tell.

    whole: whether that is all. count: meta.count.
    items: the actions by id, in no order; without `whole` those of the first and of the last page.
    """

    whole: bool
    count: Any
    items: Mapping[Any, Any] = field(repr=False)


NOTHING = Snapshot(True, None, {})
"""What is seen where nothing can be, or need be, read."""


def snapshot(builder: RequestBuilder) -> Generator[Probe, Response, Snapshot]:
    """Read the case: all of it where that fits on one page."""
    for size in (500, 50):
        first = _page((yield builder.list(Purpose.SNAPSHOT, f"per_page={size}&page=1")))
        if first is not None:
            break
    else:
        return NOTHING
    items, meta = first
    whole = meta.get("next_page") in (None, "null")
    if not whole:
        last = _page((yield builder.list(Purpose.SNAPSHOT, f"per_page={size}&page={meta.get('pages')}")))
        items = items + ([] if last is None else last[0])
    return Snapshot(whole, meta.get("count"), by_id(items))


def changed_between(before: Snapshot, after: Snapshot, known: Mapping[Any, Any]) -> bool:
    """Whether somebody wrote between two snapshots; `known` are all actions that were seen before the first.

    An order that changes from response to response is no writing: it may show actions that were not met before, but
    none with a higher number than any that was, and none that is another than it was.
    """
    if before.whole and after.whole:
        return before.items != after.items
    earlier = {**known, **before.items}
    highest = max(earlier, default=0)
    return before.count != after.count or any(
        number > highest or earlier.get(number, item) != item for number, item in after.items.items()
    )


def by_id(items: Iterable[Any]) -> dict[Any, Any]:
    """The actions by id; those that come twice, with whatever content, together."""
    found: dict[Any, Any] = {}
    for item in items:
        number = item.get("id") if isinstance(item, dict) else None
        if isinstance(number, int):
            same = found.get(number, item) == item
            found[number] = item if same else sorted([repr(found[number]), repr(item)])
    return found


def _page(response: Response) -> tuple[list[Any], dict[str, Any]] | None:
    """The items and the meta of a page, or None for what is none."""
    try:
        body = strict_json(response.body)
        return list(body["actions"]), dict(body["meta"])
    except (ValueError, TypeError, KeyError):
        return None
