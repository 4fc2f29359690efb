"""An immutable mapping in the order of its keys, for state that is written to often.

It is kept in chunks. A changed copy shares all chunks but one with the mapping it was made from: adding the 100,000th
entry costs as much as adding the first, and the entries at a position are found without looking at those before it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, overload

from attrs import frozen

K = TypeVar("K")
V = TypeVar("V")
_Chunk = tuple[tuple[K, ...], tuple[V, ...]]
_LARGEST_CHUNK = 256


@frozen(eq=False, repr=False)
class SortedMap(Mapping[K, V]):
    """Keys of one map must be comparable with each other."""

    _chunks: tuple[_Chunk[K, V], ...] = ()
    _size: int = 0

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

    def __iter__(self) -> Iterator[K]:
        return (key for keys, _ in self._chunks for key in keys)

    def __len__(self) -> int:
        return self._size

    def in_order(self) -> "Values[V]":
        """The values in the order of their keys."""
        return Values(self._chunks, self._size)


@frozen(eq=False, repr=False)
class Values(Sequence[V]):
    """The values of a map as a sequence, of which a slice is read without the rest."""

    _chunks: tuple[_Chunk[Any, V], ...]
    _size: int

    @overload
    def __getitem__(self, index: int) -> V: ...
    @overload
    def __getitem__(self, index: slice) -> list[V]: ...
    def __getitem__(self, index: int | slice) -> V | list[V]:
        if isinstance(index, slice):
            first, stop, step = index.indices(self._size)
            return self._between(first, stop) if step == 1 else list(self)[index]
        at = range(self._size)[index]
        return self._between(at, at + 1)[0]

    def _between(self, first: int, stop: int) -> list[V]:
        found: list[V] = []
        passed = 0
        for _, values in self._chunks:
            if passed >= stop:
                break
            if passed + len(values) > first:
                found += values[max(0, first - passed) : stop - passed]
            passed += len(values)
        return found

    def __iter__(self) -> Iterator[V]:
        return (value for _, values in self._chunks for value in values)

    def __len__(self) -> int:
        return self._size
