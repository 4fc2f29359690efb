"""The writes that make a list hold what is wanted, to look at before they are done, and how they are done.

`_Plan._steps` says, without I/O, what is asked next; both drivers do it, and no more. The list is read again before the
first write, so that a plan that is outdated writes nothing. Each item is read again right before its own:
with many writes and a rate limit that can be minutes later. This costs a request for each, and deletes nothing that
somebody has changed since. What only one of list and item shows is compared in the list alone.
"""

from collections.abc import Callable, Generator, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from msgspec import Struct

from tines_runtime.call.body_arguments import BodyArguments
from tines_runtime.call.response import Failure, value_or_raise
from tines_runtime.errors import PlanOutdatedError, TinesError, TooManyDeletesError
from tines_runtime.paging.one_at_a_time import OneAtATime
from tines_runtime.plan.matching import Changes, Matching
from tines_runtime.plan.writes import Create, Delete, Update, Write, leaves_in_doubt

Item = TypeVar("Item")
PlanSteps = Generator[Callable[[], Any], Any, None]


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
        from tines_runtime.plan.snapshot import Snapshot

        self.writes: Sequence[Write] = changes.writes
        """What is to do."""
        self.unchanged: Sequence[Item] = changes.unchanged
        """The items that are as they should be."""
        self.done: list[Write] = []
        """What `apply` has done of it."""
        self.writers = writers
        """What does them."""
        there = [*changes.unchanged, *changes.touched.values()]
        self._snapshot = Snapshot(matching, changes.touched, {getattr(item, matching.id) for item in there})
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
        if isinstance(max_deletes, bool) or not isinstance(max_deletes, int):
            raise TypeError(f"max_deletes must be an integer or None, not {type(max_deletes).__name__}")
        if max_deletes < 0:
            raise ValueError(f"max_deletes must be 0 or more, not {max_deletes}; None is no bound")
        if len(self.deletes) > max_deletes:
            problem = f"the plan deletes {len(self.deletes)} items, more than max_deletes={max_deletes}"
            raise TooManyDeletesError(f"{problem}: nothing was written; if all are meant, raise the bound")

    def __str__(self) -> str:
        return "\n".join([*map(str, self.writes), f"{len(self.unchanged)} stay as they are"])

    def __repr__(self) -> str:
        return f"{type(self).__name__}(writes={self.writes!r}, done={self.done!r})"

    def _steps(self, max_deletes: int | None) -> PlanSteps:
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
            steps = self._steps(max_deletes)
            outcome: Any = None
            while True:
                try:
                    step = steps.send(outcome)
                except StopIteration:
                    return
                outcome = step()


class AsyncPlan(_Plan[Item]):
    """As `Plan`, for async resources."""

    async def apply(self, *, max_deletes: int | None = None) -> None:
        """As `Plan.apply`."""
        with self._applying:
            steps = self._steps(max_deletes)
            outcome: Any = None
            while True:
                try:
                    step = steps.send(outcome)
                except StopIteration:
                    return
                outcome = await step()
