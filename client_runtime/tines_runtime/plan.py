"""What has to be written so that a list holds just what is wanted: the fewest writes, to look at before they are done.

Nothing is replaced as a whole: what is as it should be is not touched. A plan is made of what the list held when it was
read. After an error a new plan begins where this one ended, since what was done is no longer to do.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from msgspec import Struct

from tines_runtime.body_arguments import BodyArguments
from tines_runtime.errors import TinesError
from tines_runtime.fields import Fields
from tines_runtime.one_at_a_time import OneAtATime
from tines_runtime.redaction import cut, printable

Item = TypeVar("Item")
Key = Callable[[Any], Hashable]
_LONGEST = 60


class Create(Struct, frozen=True):
    """Create an item of these fields."""

    title: str
    body: BodyArguments

    @property
    def fields(self) -> Mapping[str, Any]:
        return self.body.revealed()

    def __str__(self) -> str:
        return f"create {_shown(self.title)}"


class Update(Struct, frozen=True):
    """Change these fields of an item, and leave its others as they are."""

    id: Any
    title: str
    body: BodyArguments

    @property
    def changes(self) -> Mapping[str, Any]:
        return self.body.revealed()

    def __str__(self) -> str:
        return f"update {self.id} {_shown(self.title)}: {', '.join(self.changes)}"


class Delete(Struct, frozen=True):
    """Delete an item."""

    id: Any
    title: str

    def __str__(self) -> str:
        return f"delete {self.id} {_shown(self.title)}"


Write = Create | Update | Delete
Writes = tuple[list[Write], list[Item]]
"""What is to do, and the items that stay as they are."""


class Matching(Struct, frozen=True):
    """How items are matched.

    fields: what may be written. id: the property that identifies an item. title: one that people know it by.
    key: what is the same in an item that is wanted and in one that is there; without it the id, and for what has none
    that is there the title.
    """

    fields: Fields
    id: str
    title: str
    key: Key | None = None

    def writes(self, wanted: Iterable[object]) -> "Callable[[Sequence[Item]], Writes[Item]]":
        """What makes of the items that are there what is to do, and those that are as they should be.

        A function, so that no frame of an error holds what is wanted. Raises TypeError or ValueError where something
        that is wanted could not be written.
        """
        kind: type[TypeError | ValueError]
        try:
            pairs = self._checked(wanted)
            return lambda current: self._writes(current, pairs)
        except TypeError as error:
            kind, message = TypeError, str(error)
        except ValueError as error:
            kind, message = ValueError, str(error)
        del wanted
        raise kind(message)

    def _checked(self, wanted: Iterable[object]) -> list[tuple[object, Mapping[str, Any]]]:
        return [(one, self.fields(f"wanted[{index}]", one)) for index, one in enumerate(list(wanted))]

    def _writes(self, current: Sequence[Item], wanted: Sequence[tuple[object, Mapping[str, Any]]]) -> "Writes[Item]":
        matches = self._matches(current, [one for one, _ in wanted])
        writes: list[Write] = []
        unchanged: list[Item] = []
        for (_, one), match in zip(wanted, matches, strict=True):
            if match is None:
                writes.append(Create(str(one.get(self.title, "")), BodyArguments(**one)))
                continue
            # Nothing, in whatever way it is said, is nothing.
            changes = {
                name: value for name, value in one.items() if not _same(getattr(match, name) or None, value or None)
            }
            if changes:
                writes.append(Update(getattr(match, self.id), getattr(match, self.title), BodyArguments(**changes)))
            else:
                unchanged.append(match)
        kept = {getattr(match, self.id) for match in matches if match is not None}
        gone = [item for item in current if getattr(item, self.id) not in kept]
        writes += [Delete(getattr(item, self.id), getattr(item, self.title)) for item in gone]
        return writes, unchanged

    def _matches(self, current: Sequence[Item], wanted: Sequence[object]) -> list[Item | None]:
        """The item that is there for each that is wanted, in order where several have one key."""
        if self.key is not None:
            return _paired(current, wanted, self.key)
        there = {getattr(item, self.id): item for item in current}
        ids = [_value(one, self.id) for one in wanted]
        self._must_be_comparable(ids, there)
        known = [number for number in ids if number in there]
        if len(set(known)) < len(known):
            raise ValueError(f"wanted has two items whose {self.id} is the same")
        left = [item for number, item in there.items() if number not in known]
        unknown = [one for one, id_ in zip(wanted, ids, strict=True) if id_ not in there]
        others = iter(_paired(left, unknown, self._title_of))
        return [there[id_] if id_ in there else next(others) for id_ in ids]

    def _must_be_comparable(self, ids: Sequence[object], there: Mapping[Any, object]) -> None:
        """`"1"` is no id of an item that has 1, which would be deleted; True would be it. Raises TypeError."""
        kinds = {type(number) for number in there}
        for index, number in enumerate(ids):
            if kinds and number is not None and type(number) not in kinds:
                expected, given = next(iter(kinds)).__name__, type(number).__name__
                raise TypeError(f"wanted[{index}].{self.id} must be {expected}, not {given}")

    def _title_of(self, item: object) -> Hashable:
        return str(_value(item, self.title))


def _paired(current: Sequence[Item], wanted: Sequence[object], key: Key) -> list[Item | None]:
    waiting: dict[Hashable, deque[Item]] = defaultdict(deque)
    for item in current:
        waiting[key(item)].append(item)
    return [same.popleft() if (same := waiting.get(key(one))) else None for one in wanted]


def _same(there: Any, wanted: Any) -> bool:
    """Whether two values of JSON are the same: for Python True is 1, and for JSON it is not."""
    if isinstance(there, bool) or isinstance(wanted, bool):
        return there is wanted
    if isinstance(there, Mapping) and isinstance(wanted, Mapping):
        return there.keys() == wanted.keys() and all(_same(there[name], wanted[name]) for name in there)
    if isinstance(there, list) and isinstance(wanted, list):
        return len(there) == len(wanted) and all(map(_same, there, wanted))
    return bool(there == wanted)


def _value(item: object, name: str) -> Any:
    return item.get(name) if isinstance(item, Mapping) else getattr(item, name, None)


class Writers(Struct, frozen=True):
    """What does each kind of write. For async resources they are awaited."""

    create: Callable[[BodyArguments], Any]
    update: Callable[[Any, BodyArguments], Any]
    delete: Callable[[Any], Any]

    def start(self, write: Write) -> Any:
        if isinstance(write, Create):
            return self.create(write.body)
        return self.update(write.id, write.body) if isinstance(write, Update) else self.delete(write.id)


class _Plan(Generic[Item]):
    def __init__(self, writes: Sequence[Write], unchanged: Sequence[Item], *, writers: Writers) -> None:
        self.writes = writes
        """What is to do."""
        self.unchanged = unchanged
        """The items that are as they should be."""
        self.done: list[Write] = []
        """What `apply` has done of it."""
        self.writers = writers
        """What does them."""
        self.applying = OneAtATime("the plan is being applied")

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

    def __str__(self) -> str:
        return "\n".join([*map(str, self.writes), f"{len(self.unchanged)} stay as they are"])

    def __repr__(self) -> str:
        return f"{type(self).__name__}(writes={self.writes!r}, done={self.done!r})"

    def _note(self, error: TinesError) -> None:
        done = f"{len(self.done)} of {len(self.writes)} writes are done"
        error.add_note(f"{done}, and this failed: {self.left[0]}. Plan again to go on.")


class Plan(_Plan[Item]):
    """The writes that make a list hold what is wanted: `print(plan)` shows them, `apply()` does them."""

    def apply(self) -> None:
        """Do the writes one by one. Creates and updates come before deletes.

        Raises TinesError at the first that fails, with a note; `done` and `left` say how far it came. Called again, it
        begins with the write that failed. Plan again instead if that may have been done: after a ServerError, a
        DecodeError, an interrupt, or if the error's `may_have_been_processed` is true.
        """
        with self.applying:
            while self.left:
                try:
                    self.writers.start(self.left[0])
                except TinesError as error:
                    self._note(error)
                    raise
                self.done.append(self.left[0])


class AsyncPlan(_Plan[Item]):
    """As `Plan`, for async resources."""

    async def apply(self) -> None:
        """As `Plan.apply`."""
        with self.applying:
            while self.left:
                try:
                    await self.writers.start(self.left[0])
                except TinesError as error:
                    self._note(error)
                    raise
                self.done.append(self.left[0])


def _shown(title: str) -> str:
    return repr(cut(printable(title), _LONGEST))
