"""The items that were there when a plan was made, to be compared when it is applied."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Generic, TypeVar

from msgspec import Struct

from tines_runtime.call.response import Failure
from tines_runtime.errors import NotFoundError, PlanOutdatedError
from tines_runtime.plan.matching import Matching, comparable
from tines_runtime.plan.writes import Create, Delete, Update, Write, shown_title

Item = TypeVar("Item")


class Snapshot(Struct, Generic[Item], frozen=True):
    """items: those that the plan changes or deletes, by their ids. ids: of all."""

    matching: Matching
    items: Mapping[Any, Item]
    ids: Collection[Any]

    def differs_from_list(
        self, writes: Iterable[Write], listed: Iterable[Item], created: Collection[Any]
    ) -> PlanOutdatedError | None:
        """The error for the first of the writes whose item has changed, or is there by now, if there is one.

        created: the ids of those that the plan itself has created.
        """
        there = {getattr(item, self.matching.id): item for item in listed}
        new = (number for number in there if number not in self.ids and number not in created)
        titles = {getattr(there[number], self.matching.title): number for number in new}
        found = (
            self._doubled(write, titles)
            if isinstance(write, Create)
            else self._outdated(write, there.get(write.id), self.matching.fields.checks)
            for write in writes
        )
        return next(filter(None, found), None)

    def _doubled(self, write: Create, titles: Mapping[Any, Any]) -> PlanOutdatedError | None:
        number = titles.get(write.title)
        if number is None:
            return None
        name = f"{number} {shown_title(write.title)}"
        return PlanOutdatedError(f"{name} was created since the plan was made: plan again", item_id=number)

    def differs_from(self, write: Update | Delete, read: Item | Failure) -> PlanOutdatedError | Failure | None:
        """As `differs_from_list`, for one that was read alone, which may show more or less than in a list."""
        if isinstance(read, Failure):
            return self._outdated(write, None, ()) if isinstance(read.error, NotFoundError) else read
        before, now = self.matching.shown(self.items[write.id]), self.matching.shown(read)
        in_both = [name for name in now if before[name] is not None and now[name] is not None]
        return self._outdated(write, read, in_both)

    def _outdated(self, write: Update | Delete, item: Item | None, names: Collection[str]) -> PlanOutdatedError | None:
        name = f"{write.id} {shown_title(write.title)}"
        if item is None:
            # What was to be deleted and is gone is as it should be.
            gone = f"{name} was deleted since the plan was made: plan again"
            return None if isinstance(write, Delete) else PlanOutdatedError(gone, item_id=write.id)
        changed = self._changed(write, item, names)
        if not changed:
            return None
        title = self.matching.title
        now = f" (now {shown_title(getattr(item, title))})" if title in changed else ""
        fields = ", ".join(changed)
        return PlanOutdatedError(
            f"{name} has changed since the plan was made: {fields}{now}. Plan again", item_id=write.id, changed=changed
        )

    def _changed(self, write: Update | Delete, item: Item, names: Collection[str]) -> tuple[str, ...]:
        """The fields that are neither as they were nor, as after an update that failed late, as they are to be."""
        before, now = self.matching.shown(self.items[write.id]), self.matching.shown(item)
        after = {**before, **{name: comparable(value) for name, value in _changes(write).items()}}
        return tuple(name for name in names if now[name] not in (before[name], after[name]))


def _changes(write: Update | Delete) -> Mapping[str, Any]:
    return write.changes if isinstance(write, Update) else {}
