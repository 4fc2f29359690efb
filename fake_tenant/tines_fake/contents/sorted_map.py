"""An immutable mapping in the order of its keys, for state that is written to often.

It is kept in chunks. A changed copy shares all chunks but one with the mapping it was made from: adding the 100,000th
entry costs as much as adding the first.
"""

import functools
import itertools
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from attrs import frozen

K = TypeVar("K")
V = TypeVar("V")
_LARGEST_CHUNK = 256


@frozen(eq=False, repr=False)
class SortedMap(Mapping[K, V]):
    """Keys of one map must be comparable with each other. Each chunk is in their order, too."""

    _chunks: tuple[dict[K, V], ...] = ()

    @classmethod
    def of(cls, entries: Mapping[K, V]) -> "SortedMap[K, V]":
        """A map of these entries, made in one go."""
        return cls(_cut(entries, _LARGEST_CHUNK))

    def with_entry(self, key: K, value: V) -> "SortedMap[K, V]":
        """Add an entry, or put it in the place of the one with its key."""
        at = self._chunk_of(key)
        chunk = {**self._chunks[at], key: value} if self._chunks else {key: value}
        # Keys mostly come in order. A full chunk that one is added to at the end stays full.
        is_split = len(chunk) > _LARGEST_CHUNK and at + 1 < len(self._chunks)
        return self._with_chunk(at, _cut(chunk, _LARGEST_CHUNK // 2 + 1 if is_split else _LARGEST_CHUNK))

    def without(self, key: K) -> "SortedMap[K, V]":
        """Remove the entry of a key; nothing changes where there is none."""
        if key not in self:
            return self
        at = self._chunk_of(key)
        kept = {one: value for one, value in self._chunks[at].items() if one != key}
        return self._with_chunk(at, (kept,) if kept else ())

    def _with_chunk(self, at: int, chunks: tuple[dict[K, V], ...]) -> "SortedMap[K, V]":
        return SortedMap((*self._chunks[:at], *chunks, *self._chunks[at + 1 :]))

    def _chunk_of(self, key: Any) -> int:
        """The place of the chunk that a key belongs to."""
        if len(self._chunks) < 2:
            return 0
        return max(0, bisect_right(self._chunks, key, key=lambda chunk: next(iter(chunk))) - 1)

    @functools.cached_property
    def in_order(self) -> "Values[V]":
        """The values in the order of their keys."""
        return Values([chunk.values() for chunk in self._chunks])

    def __getitem__(self, key: K) -> V:
        if not self._chunks:
            raise KeyError(key)
        return self._chunks[self._chunk_of(key)][key]

    def __iter__(self) -> Iterator[K]:
        return itertools.chain.from_iterable(self._chunks)

    def __len__(self) -> int:
        return sum(map(len, self._chunks))


class Values(Sequence[V]):
    """Values in chunks, of which a page is read without those before it."""

    def __init__(self, chunks: Sequence[Collection[V]]) -> None:
        self._chunks = chunks
        self._starts = list(itertools.accumulate(map(len, chunks), initial=0))

    def __getitem__(self, index: Any) -> Any:
        first, stop, step = index.indices(len(self)) if isinstance(index, slice) else (0, 0, 0)
        if step != 1:
            return tuple(self)[index]
        place = bisect_right(self._starts, first) - 1
        found = itertools.chain.from_iterable(self._chunks[place:])
        return tuple(itertools.islice(found, first - self._starts[place], max(first, stop) - self._starts[place]))

    def __iter__(self) -> Iterator[V]:
        return itertools.chain.from_iterable(self._chunks)

    def __len__(self) -> int:
        return self._starts[-1]


def _cut(entries: Mapping[K, V], largest: int) -> tuple[dict[K, V], ...]:
    """The entries in chunks, in the order of their keys."""
    keys: list[Any] = sorted(entries)
    cuts = (keys[at : at + largest] for at in range(0, len(keys), largest))
    return tuple({key: entries[key] for key in cut} for cut in cuts)
