"""What a tenant holds: the items of each resource, by what they belong to. Immutable; a change gives another state."""

import datetime
import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn
from urllib.parse import urlsplit

from attrs import evolve, field, frozen

from tines_fake.contents.behaviour import Story
from tines_fake.contents.item_fields import Item
from tines_fake.contents.resources import Collection, Id, Parents, Resource
from tines_fake.contents.sorted_map import SortedMap
from tines_spec import named_properties


class StoredItem(dict[str, Any]):
    """The fields of an item, also as attributes; a time is a datetime with a time zone."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"there is no {name}; there are {', '.join(self)}") from None

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("what a tenant holds is changed by requests, or by add_case(id, …) and what begins with add")

    __setitem__ = __delitem__ = __ior__ = pop = popitem = clear = _refuse
    update = setdefault = _refuse  # pyright: ignore[reportAssignmentType]  # whatever they are called with, they raise

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={_shown(name, value)}' for name, value in self.items())})"


def stored(fields: Mapping[str, Any]) -> StoredItem:
    """An item as a tenant stores it."""
    return fields if isinstance(fields, StoredItem) else StoredItem(fields)


def _shown(name: str, value: object) -> str:
    """A value as a repr shows it: of a secret URL its host, of secret parameters their names."""
    if name not in _secret_names() or not value:
        return repr(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key!r}: …' for key in value)}}}"
    host = urlsplit(value).hostname if isinstance(value, str) else None
    return f"'https://{host}/…'" if host else "…"


@functools.cache
def _secret_names() -> frozenset[str]:
    return frozenset(name for name, one in named_properties() if one.get("x-secret"))


_LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@frozen
class Contents:
    """The items of one list, by their ids. removed: the ids of those that were there."""

    items: SortedMap[Id, StoredItem] = field(factory=SortedMap)
    removed: SortedMap[Id, None] = field(factory=SortedMap)

    def with_item(self, item_id: Id, item: StoredItem) -> "Contents":
        return Contents(self.items.with_entry(item_id, item), self.removed.without(item_id))

    def without(self, item_id: Id) -> "Contents":
        if item_id not in self.items:
            return self
        return Contents(self.items.without(item_id), self.removed.with_entry(item_id, None))


_NOTHING = Contents()


@frozen(eq=False)
class State:
    """held: by the path of their resource, and by what the items belong to. last_ids: by path, the id up to which no
    new item has one. stories: by the URLs of their webhooks and pages. moment: of the last write.
    """

    held: Mapping[str, SortedMap[Parents, Contents]] = {}
    last_ids: Mapping[str, int] = {}
    stories: Mapping[str, Story] = {}
    moment: datetime.datetime = _LONG_AGO

    def items(self, collection: Collection) -> Sequence[StoredItem]:
        """The items of a list, in the order of their ids."""
        return self._contents(collection).items.in_order

    def item(self, collection: Collection, item_id: Id) -> StoredItem | None:
        return self._contents(collection).items.get(item_id)

    def was_removed(self, collection: Collection, item_id: Id) -> bool:
        return item_id in self._contents(collection).removed

    def has_parents(self, collection: Collection) -> bool:
        """Whether what the items belong to exists."""
        above = collection.above
        return above is None or self.item(above, collection.parents[-1]) is not None

    def collections(self, resource: Resource) -> list[Collection]:
        """The lists that have, or had, an item."""
        return [Collection(resource, parents) for parents in self.held.get(resource.path, ())]

    def with_item(self, collection: Collection, item: Item) -> "State":
        """Add an item, or put it in the place of the one with its id."""
        item_id = item[collection.resource.id]
        return self._with(collection, self._contents(collection).with_item(item_id, stored(item)), item_id)

    def without_item(self, collection: Collection, item_id: Id) -> "State":
        """Take an item away, with all that belongs to it."""
        inside, of = f"{collection.resource.path}/{{", (*collection.parents, item_id)
        held = {
            path: SortedMap.of({one: lists[one] for one in lists if one[: len(of)] != of})
            for path, lists in self.held.items()
            if path.startswith(inside)
        }
        state = evolve(self, held={**self.held, **held})
        return state._with(collection, self._contents(collection).without(item_id))

    def with_items(self, collection: Collection, items: Iterable[Item]) -> "State":
        """Put these in the place of all items of a list."""
        held = SortedMap.of({item[collection.resource.id]: stored(item) for item in items})
        before = self._contents(collection)
        gone = {**before.removed, **dict.fromkeys(before.items)}
        removed = SortedMap.of({item_id: None for item_id in gone if item_id not in held})
        return self._with(collection, Contents(held, removed), *held)

    def with_story(self, url: str, story: Story) -> "State":
        return evolve(self, stories={**self.stories, url: story})

    def at(self, moment: datetime.datetime) -> "State":
        return evolve(self, moment=moment)

    def next_number(self, resource: Resource) -> int:
        """A number that no item of the tenant has or had for an id, nor any above it."""
        return 1 + self.last_ids.get(resource.path, 0)

    def _contents(self, collection: Collection) -> Contents:
        return self.held.get(collection.resource.path, _EMPTY).get(collection.parents, _NOTHING)

    def _with(self, collection: Collection, contents: Contents, *new: Id) -> "State":
        path = collection.resource.path
        lists = self.held.get(path, _EMPTY).with_entry(collection.parents, contents)
        numbers = [one for one in new if isinstance(one, int)]
        last = self.last_ids.get(path, 0) + len(new) - len(numbers)
        last_ids = {**self.last_ids, path: max((last, *numbers[-1:]))}
        return evolve(self, held={**self.held, path: lists}, last_ids=last_ids)


_EMPTY: SortedMap[Parents, Contents] = SortedMap()
