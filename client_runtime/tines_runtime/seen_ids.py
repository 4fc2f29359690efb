"""The ids of a whole list, kept small: as long as they come in rising or falling order, as most lists do.

Consecutive numbers cost nothing then, others eight bytes each. What comes out of order is kept in a set, up to a bound
from which on numbers go to where they belong. Ids that are texts are in the set for good.
"""

import heapq
from array import array
from bisect import bisect_left
from collections.abc import Collection, Hashable, Sequence
from itertools import chain, islice
from typing import Any

MOST_LOOSE = 50_000
"""How many numbers are kept in a set, which takes ten times the room."""


class SeenIds:
    """A set that only grows."""

    def __init__(self) -> None:
        # Each is sorted, and ends before the next begins.
        self._blocks: list[Sequence[Any]] = []
        self._loose: set[Any] = set()

    def unknown(self, ids: Collection[Hashable]) -> set[Any]:
        """Those that are not in it."""
        found: set[Any] = set(ids)
        if self._loose:
            found = found - self._loose
        if not found or not self._blocks:
            return found
        low, high = min(found), max(found)
        for block in islice(self._blocks, bisect_left(self._blocks, low, key=lambda block: block[-1]), None):
            if block[0] > high:
                break
            found = _without(found, block)
        return found

    def add(self, unknown: set[Any]) -> None:
        """Add ids that are not in it."""
        if not _are_numbers(unknown):
            self._loose |= unknown
        elif not self._blocks or self._blocks[-1][-1] < min(unknown):
            self._blocks.append(_block_of(unknown))
        elif max(unknown) < self._blocks[0][0]:
            self._blocks.insert(0, _block_of(unknown))
        else:
            self._loose |= unknown
            if len(self._loose) > MOST_LOOSE and _are_numbers(self._loose):
                self._blocks = [array("q", heapq.merge(chain(*self._blocks), sorted(self._loose)))]
                self._loose = set()

    def update(self, other: "SeenIds") -> None:
        """Add what another one holds."""
        for ids in (*other._blocks, other._loose):
            self.add(self.unknown(ids))


def _are_numbers(ids: set[Any]) -> bool:
    """Whether they are numbers of 64 bits, and there are any."""
    return set(map(type, ids)) == {int} and min(ids) >= -(2**63) and max(ids) < 2**63


def _block_of(ids: set[int]) -> Sequence[int]:
    low, high = min(ids), max(ids)
    return range(low, high + 1) if high - low == len(ids) - 1 else array("q", sorted(ids))


def _without(ids: set[int], block: Sequence[int]) -> set[int]:
    if len(block) <= 4 * len(ids):
        return ids.difference(block)
    return {one for one in ids if (at := bisect_left(block, one)) == len(block) or block[at] != one}
