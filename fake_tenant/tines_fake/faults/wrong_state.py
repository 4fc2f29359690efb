"""What faults leave behind instead of what a write should: from the list that is written to, the state before and the
one after.
"""

import datetime
from collections.abc import Callable, Iterator

from tines_fake.faults.definition import Change
from tines_fake.faults.step_changes import instead
from tines_fake.fields import Item
from tines_fake.guards import Found
from tines_fake.request_body import Body
from tines_fake.resources import Collection, Id
from tines_fake.state import State

DAY = datetime.timedelta(days=1)
Written = Callable[[Collection, State, State], State]


def written(change: Written) -> Change:
    """Write something else, where something is written at all."""

    def instead_of(collection: Collection, before: State, after: State) -> State:
        changed = list(before.items(collection)) != list(after.items(collection))
        return change(collection, before, after) if changed else after

    return instead(written=instead_of)


def nothing(_: Collection, before: State, __: State) -> State:
    return before


def found_anywhere(state: State, collection: Collection, item_id: Id) -> Found | None:
    """An item, whatever it belongs to."""
    lists = (collection, *state.collections(collection.resource))
    return next(((one, item) for one in lists if (item := state.item(one, item_id)) is not None), None)


def found_nearest(state: State, collection: Collection, item_id: Id) -> Found | None:
    """For an id that nothing has, the first item."""
    found = state.item(collection, item_id)
    if found is None and found_anywhere(state, collection, item_id) is None:
        found = next(iter(state.items(collection)), None)
    return None if found is None else (collection, found)


def found_anywhere_if_unknown(state: State, collection: Collection, item_id: Id) -> Found | None:
    if not state.has_parents(collection):
        return found_anywhere(state, collection, item_id)
    found = state.item(collection, item_id)
    return None if found is None else (collection, found)


def stored_twice(collection: Collection, _: State, after: State) -> State:
    return _with_new(after, collection, after.items(collection)[-1])


def others_lost(collection: Collection, before: State, after: State) -> State:
    return after.with_items(collection, _new(collection, before, after))


def others_relabelled(collection: Collection, before: State, after: State) -> State:
    new = _new(collection, before, after)
    changed = [item if item in new else {**item, "label": "Other"} for item in after.items(collection)]
    return after.with_items(collection, changed)


def others_touched(collection: Collection, before: State, after: State) -> State:
    """The others stay as they are, and say that they were updated."""
    new = _new(collection, before, after)
    changed = [item if item in new else {**item, "updated_at": after.moment} for item in after.items(collection)]
    return after.with_items(collection, changed)


def repeated_labels_lost(collection: Collection, _: State, after: State) -> State:
    """Of several actions with one label, the last is left."""
    by_label = {item["label"]: item for item in after.items(collection)}
    return after.with_items(collection, by_label.values())


def made_elsewhere(collection: Collection, before: State, after: State) -> State:
    for other in _others(collection, after):
        for item in _new(collection, before, after):
            after = _with_new(after, other, item)
    return after


def first_elsewhere_relabelled(collection: Collection, _: State, after: State) -> State:
    for other in _others(collection, after):
        for item in after.items(other)[:1]:
            after = after.with_item(other, {**item, "label": f"{item['label']}!"})
    return after


def first_elsewhere_lost(collection: Collection, _: State, after: State) -> State:
    for other in _others(collection, after):
        after = after.with_items(other, after.items(other)[1:])
    return after


def copied(collection: Collection, before: State, after: State) -> State:
    for gone in _new(collection, after, before)[:1]:
        after = _with_new(after, collection, gone)
    return after


def changed_lost(collection: Collection, before: State, after: State) -> State:
    new = _new(collection, before, after)
    return after.with_items(collection, [item for item in after.items(collection) if item not in new])


def changed_renumbered(collection: Collection, before: State, after: State) -> State:
    new = _new(collection, before, after)
    for item in new:
        after = _with_new(after.without_item(collection, item["id"]), collection, item)
    return after


def all_lost(collection: Collection, _: State, after: State) -> State:
    return after.with_items(collection, ())


def merged(collection: Collection, before: State, after: State) -> State:
    return after.with_items(collection, (*before.items(collection), *after.items(collection)))


def last_revived(collection: Collection, before: State, after: State) -> State:
    """The last of those that were there comes back, under another id."""
    for item in before.items(collection)[-1:]:
        after = _with_new(after, collection, item)
    return after


def elsewhere_lost(collection: Collection, _: State, after: State) -> State:
    for other in _others(collection, after):
        after = after.with_items(other, ())
    return after


def owned_taken(given: Body, action: Item) -> Item:
    return {**action, **{name: given[name] for name in ("story_name", "story_emoji", "page_emoji") if name in given}}


def reset(given: Body, _: Item, after: Item) -> Item:
    empty = {"url": "", "label": "", "action_text": None, "query_params": None}
    return {**after, **{name: value for name, value in empty.items() if name not in given}}


def _new(collection: Collection, before: State, after: State) -> list[Item]:
    """The items that are there after it, and were not before, or not as they are."""
    return [item for item in after.items(collection) if before.item(collection, item["id"]) != item]


def _others(collection: Collection, state: State) -> Iterator[Collection]:
    """The lists of all other cases."""
    if (above := collection.above) is not None:
        ids = [item[above.resource.id] for item in state.items(above)]
        lists = (Collection(collection.resource, (*above.parents, one)) for one in ids)
        yield from (one for one in lists if one.parents != collection.parents)


def _with_new(state: State, collection: Collection, item: Item) -> State:
    return state.with_item(collection, {**item, "id": state.next_number(collection.resource)})
