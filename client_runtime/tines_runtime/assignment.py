"""Which of the items that are there each wanted one becomes, so that the fewest writes are left.

A pair that is equal needs no write; one that is alike needs an update in place of a create and a delete. So the best
pairing has the greatest sum of pairs and equal pairs: a matching of maximum weight, where equal pairs weigh 2 and
others 1. Pairs that are equal are alike, too.

The primal-dual method finds it in two rounds, as weights are 1 and 2. Round one makes as many equal pairs as there can
be. What its last sweep reached, from the wanted ones that got no item, may give up an equal pair for another one. Round
two pairs these, too, with what is alike and was not reached, and never has fewer equal pairs than before. Which edges
it may use is `_Level.allows`. Items are found by buckets; a sweep goes through each bucket once.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence

from msgspec import Struct


class Keys(Struct, frozen=True):
    """The buckets of the items that a wanted one is equal to, and of those that it is alike to, the best first."""

    equal: tuple[Hashable, ...]
    alike: tuple[Hashable, ...]


class _Level(Struct, frozen=True):
    """The wanted ones and the items that a sweep has reached."""

    wanted: set[int]
    items: set[int]

    def allows(self, one: int, item: int, is_equal: bool) -> bool:
        return (item in self.items) == (is_equal and one in self.wanted)


class _Round(Struct, frozen=True):
    """Which edges may be used: how many of the best buckets, and those that `level` allows."""

    level: _Level
    equal: int
    alike: int

    def keys(self, one: int, keys: Keys) -> tuple[Hashable, ...]:
        return keys.equal[: self.equal] + (keys.alike[: self.alike] if one in self.level.wanted else ())


def assigned(wanted: Sequence[Keys], buckets: Mapping[Hashable, Sequence[int]]) -> list[int | None]:
    """The item of each wanted one, by its number; None for what has to be created.

    Of ways of equal weight, better buckets come first: what has got an item never loses it, but for another one.
    """
    found, level = _Assignment(wanted, buckets), _Level(set(), set())
    if not wanted:
        return []
    equal, alike = len(wanted[0].equal), len(wanted[0].alike)
    for best in range(1, equal + 1):
        reached = found.grow(_Round(level, best, 0))
    for best in range(1, alike + 1):
        found.grow(_Round(reached, equal, best))
    return found.item_of


class _Assignment:
    def __init__(self, wanted: Sequence[Keys], buckets: Mapping[Hashable, Sequence[int]]) -> None:
        self._wanted = wanted
        self._buckets = buckets
        self._owner: dict[int, int] = {}
        self.item_of: list[int | None] = [None] * len(wanted)

    def grow(self, round_: _Round) -> _Level:
        """Sweep until nothing more can be paired; what the last sweep has reached."""
        while True:
            before = len(self._owner)
            sweep = _Sweep(round_, _Level(set(), set()), {})
            for one, item in enumerate(self.item_of):
                if item is None:
                    self._pair(one, sweep)
            if len(self._owner) == before:
                return sweep.reached

    def _pair(self, one: int, sweep: "_Sweep") -> None:
        """Find an item for it, where needed by having others take other items: a search in depth."""
        path, items = [one], list[int]()
        while path:
            item = self._next_item(path[-1], sweep)
            if item is None:
                path.pop()
                del items[-1:]
                continue
            items.append(item)
            if item not in self._owner:
                return self._take(path, items)
            path.append(self._owner[item])
        return None

    def _next_item(self, one: int, sweep: "_Sweep") -> int | None:
        keys = self._wanted[one]
        sweep.reached.wanted.add(one)
        for key in sweep.round.keys(one, keys):
            for item in self._left(key, sweep):
                if item not in sweep.reached.items and sweep.round.level.allows(one, item, key in keys.equal):
                    sweep.reached.items.add(item)
                    return item
        return None

    def _left(self, key: Hashable, sweep: "_Sweep") -> Iterator[int]:
        """What of a bucket was not tried; first what nobody has to give up."""
        if key not in sweep.left:
            sweep.left[key] = iter(sorted(self._buckets.get(key, ()), key=self._owner.__contains__))
        return sweep.left[key]

    def _take(self, path: Sequence[int], items: Sequence[int]) -> None:
        for one, item in zip(path, items, strict=True):
            self._owner[item] = one
            self.item_of[one] = item


class _Sweep(Struct, frozen=True):
    """reached: so far. left: what of each bucket was not tried."""

    round: _Round
    reached: _Level
    left: dict[Hashable, Iterator[int]]
