"""What has to be written so that a list holds just what is wanted: the fewest writes.

Nothing is replaced as a whole: what is as it should be is not touched. A wanted item can become one that is there if
all the fields that it gives are equal (no write), if the ids are, the titles, or all but the title: a rename. Of all
ways to pair them so, one with the fewest writes is taken. An id is no more than this: one of another case or tenant may
be there by chance, and would have what is as it should be written anew. What an item belongs to (`Fields.shown_as`) no
update changes, and `Matching.fixed` none takes: items that differ in it are never paired.

It comes to creates, updates and deletes. Their texts show no value but titles.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct

from tines_runtime.call.body import BodyArguments, Fields, several
from tines_runtime.errors import ServerError, TransportError
from tines_runtime.secret import cut, printable

_LONGEST = 60


class Create(Struct, frozen=True):
    """Create an item of these fields."""

    title: str
    body: BodyArguments

    @property
    def fields(self) -> Mapping[str, Any]:
        """The fields, secrets too."""
        return self.body.revealed()

    def __str__(self) -> str:
        return f"create {shown_title(self.title)}"


class Update(Struct, frozen=True):
    """Change these fields of an item, and leave its others as they are."""

    id: Any
    title: str
    body: BodyArguments
    before: BodyArguments

    @property
    def changes(self) -> Mapping[str, Any]:
        """The fields as they are to be, secrets too."""
        return self.body.revealed()

    @property
    def old(self) -> Mapping[str, Any]:
        """The same fields as they are, secrets too."""
        return self.before.revealed()

    def __str__(self) -> str:
        return f"update {self.id} {shown_title(self.title)}: {', '.join(self.changes)}"


class Delete(Struct, frozen=True):
    """Delete an item."""

    id: Any
    title: str

    def __str__(self) -> str:
        return f"delete {self.id} {shown_title(self.title)}"


Write = Create | Update | Delete


def leaves_in_doubt(error: BaseException) -> bool:
    """Whether a write that failed so may have been done all the same."""
    unknown = isinstance(error, ServerError) or (isinstance(error, TransportError) and error.may_have_been_processed)
    succeeded = 200 <= getattr(error, "status", 0) < 300  # and what came with that could not be read
    return unknown or succeeded


def shown_title(title: str) -> str:
    return repr(cut(printable(title), _LONGEST))


if TYPE_CHECKING:
    from tines_runtime.plan.assignment import Keys

Item = TypeVar("Item")
Key = Callable[[Any], Hashable]
Shown = Mapping[str, Hashable]


class Changes(Struct, Generic[Item], frozen=True):
    """What is to do, the items that stay as they are, and, by their ids, those that do not, as they were.

    left_alone: the ids of the items that stay or change, by the fields that are left as they are.
    """

    writes: list[Write]
    unchanged: list[Item]
    touched: dict[Any, Item]
    left_alone: dict[str, list[Any]]


class _Wanted(Struct, frozen=True):
    """One that is wanted: as it was given, its fields, and the same to compare."""

    given: object
    fields: Mapping[str, Any]
    shown: Shown

    def __repr__(self) -> str:  # frames of errors hold it
        return f"_Wanted({', '.join(self.fields)})"


class Matching(Struct, frozen=True):
    """How items are matched.

    fields: what may be written. id: the property that identifies an item. title: one that people know it by.
    fixed: the fields that only a new item may be given. key: what is the same in an item that is wanted and in one that
    is there; it takes the place of id and title, and with it nothing is a rename.
    """

    fields: Fields
    id: str
    title: str
    fixed: Collection[str] = ()
    key: Key | None = None

    def changes(self, wanted: Iterable[object]) -> "Callable[[Sequence[Item]], Changes[Item]]":
        """What makes of the items that are there what is to do, and those that are as they should be.

        A function, so that no frame of an error holds what is wanted. Raises TypeError or ValueError where something
        that is wanted could not be written.
        """
        kind: type[TypeError | ValueError]
        try:
            checked = [self._checked(index, one) for index, one in enumerate(several("wanted", wanted))]
            return lambda current: self._changes(current, checked)
        except TypeError as error:
            kind, message = TypeError, str(error)
        except ValueError as error:
            kind, message = ValueError, str(error)
        del wanted
        raise kind(message)

    def shown(self, item: object) -> Shown:
        """What an item shows of the fields that may be written."""
        return {name: comparable(self.fields.shown(item, name)) for name in self.seen(self.fields.checks)}

    def _checked(self, index: int, one: object) -> _Wanted:
        fields = self.fields.with_nulls(f"wanted[{index}]", one)
        return _Wanted(one, fields, {name: comparable(fields[name]) for name in self.seen(fields)})

    def seen(self, names: Iterable[str]) -> list[str]:
        """Without those that nothing shows: whether they are as they should be, nobody can tell."""
        return [name for name in names if name not in self.fields.unseen]

    def _changes(self, current: Sequence[Item], wanted: Sequence[_Wanted]) -> "Changes[Item]":
        there = {getattr(item, self.id): item for item in current}
        shown = {number: self.shown(item) for number, item in there.items()}
        found = Changes[Item]([], [], there, {})
        for one, number in zip(wanted, self._ids(there, shown, wanted), strict=True):
            if number is None:
                found.writes.append(Create(str(one.fields.get(self.title, "")), BodyArguments(**one.fields)))
                continue
            for name in self._left_alone(one, shown[number]):
                found.left_alone.setdefault(name, []).append(number)
            update = self._update(number, there[number], one, shown[number])
            if update is None:
                found.unchanged.append(there.pop(number))
            else:
                found.writes.append(update)
        updated = {write.id for write in found.writes if isinstance(write, Update)}
        deletes = [Delete(number, getattr(item, self.title)) for number, item in there.items() if number not in updated]
        found.writes.extend(deletes)
        return found

    def _update(self, number: Any, item: object, one: _Wanted, there: Shown) -> Update | None:
        changes = {name: one.fields[name] for name, value in one.shown.items() if there[name] != value}
        if not changes:
            return None
        old = BodyArguments(**{name: getattr(item, name, None) for name in changes})
        return Update(number, getattr(item, self.title), BodyArguments(**changes), old)

    def _left_alone(self, one: _Wanted, there: Shown) -> list[str]:
        """The fields that are left out and hold something, or are wanted and nothing shows."""
        held = (name for name, value in there.items() if value is not None and name not in one.fields)
        return [*held, *(name for name in one.fields if name in self.fields.unseen)]

    def _ids(self, there: Mapping[Any, Item], shown: Mapping[Any, Shown], wanted: Sequence[_Wanted]) -> list[Any]:
        """The id of the item that each wanted one becomes; None for what has to be created."""
        from tines_runtime.plan.assignment import assigned

        self._check_ids([self.fields.shown(one.given, self.id) for one in wanted], there)
        numbers = list(there)
        keys = [self._keys(one.given, one.shown, tuple(one.shown)) for one in wanted]
        buckets: dict[Hashable, list[int]] = defaultdict(list)
        for names in {tuple(one.shown) for one in wanted}:
            for index, number in enumerate(numbers):
                equal, alike = self._keys(there[number], shown[number], names)
                for key in (*equal, *alike):
                    buckets[key].append(index)
        return [None if index is None else numbers[index] for index in assigned(keys, buckets)]

    def _check_ids(self, ids: Sequence[Any], there: Mapping[Any, object]) -> None:
        """Raises ValueError for an id that is there and given twice."""
        if self.key:
            return
        self._must_be_comparable(ids, there)
        known = [number for number in ids if number in there]
        if len(set(known)) < len(known):
            raise ValueError(f"wanted has two items whose {self.id} is the same")

    def _must_be_comparable(self, ids: Sequence[object], there: Mapping[Any, object]) -> None:
        """`"1"` is no id of an item that has 1, which would be deleted; True would be it. Raises TypeError."""
        kinds = {type(number) for number in there}
        for index, number in enumerate(ids):
            if kinds and number is not None and type(number) not in kinds:
                expected, given = next(iter(kinds)).__name__, type(number).__name__
                raise TypeError(f"wanted[{index}].{self.id} must be {expected}, not {given}")

    def _keys(self, item: object, shown: Shown, names: Sequence[str]) -> "Keys":
        """The buckets of an item, for a wanted one that gives fields of these names."""
        values = (names, *[shown[name] for name in names])
        unchangeable = (*self.fields.shown_as, *(name for name in self.fixed if name in names))
        fixed = tuple(shown[name] for name in unchangeable)
        if self.key:
            own = (self.key(item), fixed)
            return ((own, values),), ((own,),)
        number, title = self.fields.shown(item, self.id), shown[self.title]
        alike: tuple[Hashable, ...] = ("id", number, fixed), ("title", title, fixed)
        others = [shown[name] for name in names if name != self.title]
        if others:  # an item that gives nothing but its title could become any other
            alike = *alike, ("rename", (names, *others))
        if self.fields.shown_as:
            alike = *alike, ("fixed", fixed)
        return ((values, number), (values,)), alike


def comparable(value: Any) -> Hashable:
    """Equal and of one hash for what is the same; None for nothing, in whatever way it is said: null, "", {} or []."""
    if value is None or (not value and isinstance(value, str | Mapping | list | tuple)):
        return None
    try:
        return _comparable(value)
    except RecursionError:
        return _TooDeep()


class _TooDeep:
    """A value that is nested deeper than any that can be wanted is like no other."""


def _comparable(value: Any) -> Hashable:
    if isinstance(value, bool):  # for Python True is 1, and for JSON it is not
        return (bool, value)
    if isinstance(value, Mapping):
        return (dict, frozenset((name, _comparable(entry)) for name, entry in value.items()))
    if isinstance(value, list | tuple):
        return (list, tuple(map(_comparable, value)))
    return value if isinstance(value, Hashable) else repr(value)
