"""The writes that make a list hold what is wanted, to look at before they are done, and how they are done.

`_Plan._steps` says, without I/O, what is asked next. The list is read again before the first write, so that a plan that
is outdated writes nothing. Each item is read again right before its own: with many writes and a rate limit that can be
minutes later. This costs a request for each, and deletes nothing that somebody has changed since. What only one of list
and item shows is compared in the list alone.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from msgspec import Struct

from tines_runtime.call.body import BodyArguments
from tines_runtime.call.operation import integer
from tines_runtime.call.response import Failure, value_or_raise
from tines_runtime.errors import NotFoundError, PlanOutdatedError, TinesError, TooManyDeletesError
from tines_runtime.plan.matching import (
    Changes,
    Create,
    Delete,
    Matching,
    Update,
    Write,
    comparable,
    leaves_in_doubt,
    shown_title,
)
from tines_runtime.steps import OneAtATime, Steps, run, run_async

Item = TypeVar("Item")


class _Snapshot(Struct, Generic[Item], frozen=True):
    """What was there when the plan was made. items: those that it changes or deletes, by their ids. ids: of all."""

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
            else self._outdated(write, there.get(write.id), self.matching.seen(self.matching.fields.checks))
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


class Writers(Struct, frozen=True):
    """What reads and writes the items. All but `listed` return failures. For async resources they are awaited."""

    listed: Callable[[], Any]
    read: Callable[[Any], Any]
    create: Callable[[BodyArguments], Any]
    update: Callable[[Any, BodyArguments], Any]
    delete: Callable[[Any], Any]

    def start(self, write: Write) -> Any:
        if isinstance(write, Create):
            return self.create(write.body)
        return self.update(write.id, write.body) if isinstance(write, Update) else self.delete(write.id)


class _Plan(Generic[Item]):
    def __init__(self, changes: Changes[Item], matching: Matching, *, writers: Writers) -> None:
        self.writes: Sequence[Write] = changes.writes
        """What is to do."""
        self.unchanged: Sequence[Item] = changes.unchanged
        """The items that are as they should be."""
        self.left_alone: Mapping[str, Sequence[Any]] = changes.left_alone
        """Of items that stay, changed or not: the fields that are left as they are, each with the ids of its items.

        A field is left alone if what is wanted does not give it, or if responses never show it.
        """
        self.done: list[Write] = []
        """What `apply` has done of it."""
        self.writers = writers
        """What does them."""
        there = [*changes.unchanged, *changes.touched.values()]
        self._snapshot = _Snapshot(matching, changes.touched, {getattr(item, matching.id) for item in there})
        self._created: set[Any] = set()
        self._in_doubt: Create | None = None
        self._applying = OneAtATime("the plan is being applied")

    @property
    def left(self) -> Sequence[Write]:
        """What is still to do."""
        return self.writes[len(self.done) :]

    @property
    def creates(self) -> list[Create]:
        """The items that are wanted and not there."""
        return [write for write in self.writes if isinstance(write, Create)]

    @property
    def updates(self) -> list[Update]:
        """The items that are there with other values."""
        return [write for write in self.writes if isinstance(write, Update)]

    @property
    def deletes(self) -> list[Delete]:
        """The items that are there and not wanted."""
        return [write for write in self.writes if isinstance(write, Delete)]

    def limit_deletes(self, max_deletes: int | None) -> None:
        """Raise TooManyDeletesError if the plan deletes more items; None is no bound."""
        if max_deletes is None:
            return
        integer(0)("max_deletes", max_deletes)
        if len(self.deletes) > max_deletes:
            problem = f"the plan deletes {len(self.deletes)} items, more than max_deletes={max_deletes}"
            raise TooManyDeletesError(f"{problem}: nothing was written; if all are meant, raise the bound")

    def __str__(self) -> str:
        left = "".join(f"; {name} of {len(ids)} left alone" for name, ids in self.left_alone.items())
        return "\n".join([*map(str, self.writes), f"{len(self.unchanged)} stay as they are{left}"])

    def __repr__(self) -> str:
        return f"{type(self).__name__}(writes={self.writes!r}, done={self.done!r})"

    def _steps(self, max_deletes: int | None) -> Steps[None]:
        """What is to be asked next; it is sent what came of it."""
        self.limit_deletes(max_deletes)
        if self._in_doubt is not None:
            raise PlanOutdatedError(f"it is not known whether this was done: {self._in_doubt}. Plan again")
        left = self.left
        if left:
            self._go_on(self._snapshot.differs_from_list(left, (yield self.writers.listed), self._created))
        for write in left:
            if not isinstance(write, Create):
                self._go_on(self._snapshot.differs_from(write, (yield partial(self.writers.read, write.id))))
            # An interrupt leaves it set, too. To update or delete once more does no harm.
            self._in_doubt = write if isinstance(write, Create) else None
            outcome = yield partial(self.writers.start, write)
            if not (isinstance(outcome, Failure) and leaves_in_doubt(outcome.error)):
                self._in_doubt = None
            self._go_on(outcome)
            if isinstance(write, Create):
                self._created.add(getattr(outcome, self._snapshot.matching.id, None))
            self.done.append(write)

    def _go_on(self, outcome: object) -> None:
        """Raises the error that stops the plan, if that is what came."""
        error = outcome.error if isinstance(outcome, Failure) else outcome
        if not isinstance(error, TinesError):
            return
        done = f"{len(self.done)} of {len(self.writes)} writes are done"
        failed = (
            "" if isinstance(error, PlanOutdatedError) else f", and this failed: {self.left[0]}. Plan again to go on"
        )
        error.add_note(f"{done}{failed}.")
        value_or_raise(outcome if isinstance(outcome, Failure) else Failure(error))


class Plan(_Plan[Item]):
    """The writes that make a list hold what is wanted: `print(plan)` shows them, `apply()` does them."""

    def apply(self, *, max_deletes: int | None = None) -> None:
        """Do the writes one by one. Creates and updates come before deletes.

        The list is read again before the first write, and each item that is to be changed or deleted right before its
        own. One that has changed since the plan was made stops it, and so does a new one with the title of one that is
        to be created. What the tenant asks to wait (`Retry-After`)
        does not count against the timeout of a request.

        Args:
            max_deletes: how many items the plan may delete; with more, nothing is written. Default: no bound.

        Raises:
            PlanOutdatedError: somebody has changed an item that is to be updated or deleted, deleted one that is to be
                updated, or created one that is to be created. Or a create that failed before may have been done. Plan
                again.
            TooManyDeletesError: the plan deletes more items than `max_deletes`.
            TinesError: a request failed. A note, `done` and `left` say how far it came. Called again, it begins with
                the write that failed, unless that is a create that may have been done: after a ServerError, a
                DecodeError, an interrupt, or if the error's `may_have_been_processed` is true.
        """
        with self._applying:
            run(self._steps(max_deletes))


class AsyncPlan(_Plan[Item]):
    """As `Plan`, for async resources."""

    async def apply(self, *, max_deletes: int | None = None) -> None:
        """As `Plan.apply`."""
        with self._applying:
            await run_async(self._steps(max_deletes))
