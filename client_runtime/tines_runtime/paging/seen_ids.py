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
        ordered = _as_numbers(unknown)
        if not ordered:
            self._loose |= unknown
        elif not self._blocks or self._blocks[-1][-1] < ordered[0]:
            self._blocks.append(_block_of(ordered))
        elif ordered[-1] < self._blocks[0][0]:
            self._blocks.insert(0, _block_of(ordered))
        else:
            self._loose |= unknown
            if len(self._loose) > MOST_LOOSE:
                self._put_in_order()

    def update(self, other: "SeenIds") -> None:
        """Add what another one holds."""
        for ids in (*other._blocks, other._loose):
            self.add(self.unknown(ids))

    def _put_in_order(self) -> None:
        if ordered := _as_numbers(self._loose):
            self._blocks = [array("q", heapq.merge(chain(*self._blocks), ordered))]
            self._loose = set()


def _as_numbers(ids: set[Any]) -> list[int]:
    """The ids in order; empty where they are no numbers of 64 bits."""
    ordered = sorted(ids)
    if not ordered or type(ordered[0]) is not int or ordered[0] < -(2**63) or ordered[-1] >= 2**63:
        return []
    return ordered


def _block_of(ordered: list[int]) -> Sequence[int]:
    low, high = ordered[0], ordered[-1]
    return range(low, high + 1) if high - low == len(ordered) - 1 else array("q", ordered)


def _without(ids: set[int], block: Sequence[int]) -> set[int]:
    if len(block) <= 4 * len(ids):
        return ids.difference(block)
    return {one for one in ids if (at := bisect_left(block, one)) == len(block) or block[at] != one}
