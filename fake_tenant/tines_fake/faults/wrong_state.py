"""What faults leave behind instead of what a write should."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import frozen

from tines_fake.contents.item_fields import Item
from tines_fake.contents.resources import Collection
from tines_fake.contents.state import State
from tines_fake.faults.definition import Change, instead


@frozen
class Write:
    """The list that is written to, the state before, and the one after it. What it returns are other states."""

    collection: Collection
    before: State
    after: State

    @property
    def was(self) -> Sequence[Item]:
        """The items before it."""
        return self.before.items(self.collection)

    @property
    def items(self) -> Sequence[Item]:
        """The items after it."""
        return self.after.items(self.collection)

    @property
    def new(self) -> list[Item]:
        """The items after it that were not there before, or not as they are."""
        name = self.collection.resource.id
        return [item for item in self.items if self.before.item(self.collection, item[name]) != item]

    @property
    def gone(self) -> list[Item]:
        """The items before it that are not there any more, or not as they were."""
        return Write(self.collection, self.after, self.before).new

    def holding(self, items: Iterable[Item]) -> State:
        """With these in the place of all items."""
        return self.after.with_items(self.collection, [*items])

    def adding(self, items: Iterable[Item]) -> State:
        """With these under new ids, too."""
        return _adding(self.after, self.collection, items)

    def adding_elsewhere(self, items: Sequence[Item]) -> State:
        """With these in the lists of all other cases, too."""
        state = self.after
        for other in self._others():
            state = _adding(state, other, items)
        return state

    def changing_elsewhere(self, change: Callable[[Sequence[Item]], Iterable[Item]]) -> State:
        """With other items in the lists of all other cases."""
        state = self.after
        for other in self._others():
            state = state.with_items(other, [*change(state.items(other))])
        return state

    def _others(self) -> Iterator[Collection]:
        if (above := self.collection.above) is not None:
            ids = [item[above.resource.id] for item in self.after.items(above)]
            lists = (Collection(self.collection.resource, (*above.parents, one)) for one in ids)
            yield from (one for one in lists if one.parents != self.collection.parents)


def _adding(state: State, collection: Collection, items: Iterable[Item]) -> State:
    resource = collection.resource
    for item in items:
        state = state.with_item(collection, {**item, resource.id: resource.id_of(state.next_number(resource))})
    return state


def written(change: Callable[[Write], State]) -> Change:
    """Leave something else behind, where something is written at all."""
    return written_always(lambda write: change(write) if [*write.was] != [*write.items] else write.after)


def written_always(change: Callable[[Write], State]) -> Change:
    """Leave something else behind."""
    return instead(written=lambda *write: change(Write(*write)))
