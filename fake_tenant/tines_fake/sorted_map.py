"""An immutable mapping in the order of its keys, for state that is written to often.

It is kept in chunks. A changed copy shares all chunks but one with the mapping it was made from: adding the 100,000th
entry costs as much as adding the first, and the entries at a position are found without looking at those before it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, TypeVar, overload

from attrs import field, frozen

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")
_Chunk = tuple[tuple[K, ...], tuple[V, ...]]
_LARGEST_CHUNK = 256


@frozen(eq=False, repr=False)
class SortedMap(Mapping[K, V]):
    """Keys of one map must be comparable with each other."""

    _chunks: tuple[_Chunk[K, V], ...] = ()
    _size: int = 0
    _starts: tuple[int, ...] | None = field(default=None, init=False)
    _orders: dict[object, list[V]] = field(factory=dict, init=False)

    @classmethod
    def of(cls, entries: Mapping[K, V]) -> "SortedMap[K, V]":
        """A map of these entries, made in one go."""
        keys: list[Any] = sorted(entries)
        cuts = [tuple(keys[at : at + _LARGEST_CHUNK]) for at in range(0, len(keys), _LARGEST_CHUNK)]
        return cls(tuple((cut, tuple(entries[key] for key in cut)) for cut in cuts), len(keys))

    def with_entry(self, key: K, value: V) -> "SortedMap[K, V]":
        """Add an entry, or put it in the place of the one with its key."""
        if not self._chunks:
            return SortedMap((((key,), (value,)),), 1)
        index, place, found = self._locate(key)
        keys, values = self._chunks[index]
        after = place + found
        keys = (*keys[:place], key, *keys[after:])
        values = (*values[:place], value, *values[after:])
        return self._with_chunk(index, keys, values, self._size + (not found))

    def without(self, key: K) -> "SortedMap[K, V]":
        """Remove the entry of a key; nothing changes where there is none."""
        if not self._chunks:
            return self
        index, place, found = self._locate(key)
        if not found:
            return self
        keys, values = self._chunks[index]
        kept = (*keys[:place], *keys[place + 1 :]), (*values[:place], *values[place + 1 :])
        return self._with_chunk(index, *kept, self._size - 1)

    def _with_chunk(self, index: int, keys: tuple[K, ...], values: tuple[V, ...], size: int) -> "SortedMap[K, V]":
        before, after = self._chunks[:index], self._chunks[index + 1 :]
        if not keys:
            return SortedMap((*before, *after), size)
        if len(keys) <= _LARGEST_CHUNK:
            return SortedMap((*before, (keys, values), *after), size)
        # Keys mostly come in order. A full chunk that one is added to at the end stays full.
        cut = _LARGEST_CHUNK if not after else _LARGEST_CHUNK // 2
        halves = (keys[:cut], values[:cut]), (keys[cut:], values[cut:])
        return SortedMap((*before, *halves, *after), size)

    def _locate(self, key: Any) -> tuple[int, int, bool]:
        """The chunk that a key belongs to, its place there, and whether it is there."""
        index = max(0, bisect_right(self._chunks, key, key=lambda chunk: chunk[0][0]) - 1)
        keys: tuple[Any, ...] = self._chunks[index][0]
        place = bisect_left(keys, key)
        return index, place, place < len(keys) and keys[place] == key

    def __getitem__(self, key: K) -> V:
        if self._chunks:
            index, place, found = self._locate(key)
            if found:
                return self._chunks[index][1][place]
        raise KeyError(key)

    @overload
    def get(self, key: K, /) -> V | None: ...
    @overload
    def get(self, key: K, /, default: V | T) -> V | T: ...
    def get(self, key: K, /, default: Any = None) -> Any:
        if not self._chunks:
            return default
        index, place, found = self._locate(key)
        return self._chunks[index][1][place] if found else default

    def __iter__(self) -> Iterator[K]:
        return (key for keys, _ in self._chunks for key in keys)

    def __len__(self) -> int:
        return self._size

    def iterate_values(self) -> Iterator[V]:
        return (value for _, values in self._chunks for value in values)

    def in_order(self) -> "Values[V]":
        """The values in the order of their keys."""
        return Values(self)

    @property
    def _chunk_starts(self) -> tuple[int, ...]:
        """The position of the first entry of each chunk, counted once."""
        if self._starts is None:
            lengths = (len(keys) for keys, _ in self._chunks[:-1])
            object.__setattr__(self, "_starts", tuple(accumulate(lengths, initial=0)))
        assert self._starts is not None
        return self._starts

    def between(self, first: int, stop: int) -> list[V]:
        """The values from one position to before another, read without those before them."""
        found: list[V] = []
        if first >= min(stop, self._size):
            return found
        starts = self._chunk_starts
        for index in range(bisect_right(starts, first) - 1, len(starts)):
            if starts[index] >= stop:
                break
            values = self._chunks[index][1]
            found += values[max(0, first - starts[index]) : stop - starts[index]]
        return found

    def ordered(self, name: object, order: Callable[[Iterable[V]], list[V]]) -> list[V]:
        """The values in an order of some name, which is made once."""
        if name not in self._orders:
            self._orders[name] = order(self.in_order())
        return self._orders[name]


@frozen(eq=False, repr=False)
class Values(Sequence[V]):
    """The values of a map as a sequence, of which a slice is read without the rest."""

    _map: SortedMap[Any, V]

    @overload
    def __getitem__(self, index: int) -> V: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[V]: ...
    def __getitem__(self, index: int | slice) -> V | Sequence[V]:
        size = len(self._map)
        if isinstance(index, int):
            at = range(size)[index]
            return self._map.between(at, at + 1)[0]
        first, stop, step = index.indices(size)
        if step == 1:
            return self._map.between(first, stop)
        return Reversed(self) if (first, stop, step) == (size - 1, -1, -1) else list(self)[index]

    def ordered(self, name: object, order: Callable[[Iterable[V]], list[V]]) -> list[V]:
        return self._map.ordered(name, order)

    def __iter__(self) -> Iterator[V]:
        return self._map.iterate_values()

    def __len__(self) -> int:
        return len(self._map)


@frozen(eq=False, repr=False)
class Reversed(Sequence[V]):
    """A sequence from its end to its beginning, which is not copied."""

    _values: Values[V]

    @overload
    def __getitem__(self, index: int) -> V: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[V]: ...
    def __getitem__(self, index: int | slice) -> V | Sequence[V]:
        size = len(self._values)
        if isinstance(index, int):
            return self._values[size - 1 - range(size)[index]]
        first, stop, step = index.indices(size)
        if step != 1:
            return list(self)[index]
        return self._values[size - max(first, stop) : size - first][::-1]

    def __len__(self) -> int:
        return len(self._values)
