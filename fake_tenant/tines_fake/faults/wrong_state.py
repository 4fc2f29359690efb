"""What faults leave behind instead of what a write should: from the list that is written to, the state before and the
one after.
"""

import datetime
from collections.abc import Callable, Iterator

from tines_fake.contents.item_fields import Item
from tines_fake.contents.resources import Collection, Id, Resource
from tines_fake.contents.state import State
from tines_fake.faults.definition import Change
from tines_fake.faults.step_changes import instead
from tines_fake.responding.guards import Found
from tines_fake.responding.request_body import Body
from tines_spec import Writable

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


def stored_twice(collection: Collection, before: State, after: State) -> State:
    return _with_new(after, collection, _new(collection, before, after)[-1])


def others_lost(collection: Collection, before: State, after: State) -> State:
    return after.with_items(collection, _new(collection, before, after))


def others_retitled(title: str) -> Written:
    def change(collection: Collection, before: State, after: State) -> State:
        new = _new(collection, before, after)
        changed = [item if item in new else {**item, title: "Other"} for item in after.items(collection)]
        return after.with_items(collection, changed)

    return change


def others_touched(collection: Collection, before: State, after: State) -> State:
    """The others stay as they are, and say that they were updated."""
    new = _new(collection, before, after)
    changed = [item if item in new else {**item, "updated_at": after.moment} for item in after.items(collection)]
    return after.with_items(collection, changed)


def repeated_titles_lost(title: str) -> Written:
    """Of several items with one title, the last is left."""

    def change(collection: Collection, _: State, after: State) -> State:
        by_title = {item[title]: item for item in after.items(collection)}
        return after.with_items(collection, by_title.values())

    return change


def made_elsewhere(collection: Collection, before: State, after: State) -> State:
    for other in _others(collection, after):
        for item in _new(collection, before, after):
            after = _with_new(after, other, item)
    return after


def first_elsewhere_retitled(title: str) -> Written:
    def change(collection: Collection, _: State, after: State) -> State:
        for other in _others(collection, after):
            for item in after.items(other)[:1]:
                after = after.with_item(other, {**item, title: f"{item[title]}!"})
        return after

    return change


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
        after = _with_new(after.without_item(collection, item[collection.resource.id]), collection, item)
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


def owned_taken(known: Writable) -> Callable[[Body, Item], Item]:
    def take(given: Body, item: Item) -> Item:
        owned = [name for name in known.owned if name in given]
        texts = [name for name in owned if not isinstance(item.get(name), datetime.datetime)]
        taken = {name: given[name] for name in texts}
        # Of times only where the server owns nothing else: these are no text where they are stored.
        times = {name: given[name] for name in owned if not texts}
        return {**item, **taken, **{name: datetime.datetime.fromisoformat(value) for name, value in times.items()}}

    return take


def reset(known: Writable, resource: Resource) -> Callable[[Body, Item, Item], Item]:
    """With what is not given as in a new item."""
    empty = {name: resource.fields[name].empty for name in known.given if name not in known.choices}
    return lambda given, _, after: {**after, **{name: value for name, value in empty.items() if name not in given}}


def _new(collection: Collection, before: State, after: State) -> list[Item]:
    """The items that are there after it, and were not before, or not as they are."""
    name = collection.resource.id
    return [item for item in after.items(collection) if before.item(collection, item[name]) != item]


def _others(collection: Collection, state: State) -> Iterator[Collection]:
    """The lists of all other cases."""
    if (above := collection.above) is not None:
        ids = [item[above.resource.id] for item in state.items(above)]
        lists = (Collection(collection.resource, (*above.parents, one)) for one in ids)
        yield from (one for one in lists if one.parents != collection.parents)


def _with_new(state: State, collection: Collection, item: Item) -> State:
    resource = collection.resource
    return state.with_item(collection, {**item, resource.id: resource.id_of(state.next_number(resource))})
