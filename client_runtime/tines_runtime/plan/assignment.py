"""Which of the items that are there each wanted one becomes, so that the fewest writes are left.

A pair that is equal needs no write; one that is alike needs an update in place of a create and a delete. So the best
pairing has the greatest sum of pairs and equal pairs: a matching of maximum weight, where equal pairs weigh 2 and
others 1. Pairs that are equal are alike, too.

The primal-dual method finds it in two rounds, as weights are 1 and 2. Round one makes as many equal pairs as there can
be. What its last sweep reached, from the wanted ones that got no item, may give up an equal pair for another one. Round
two pairs these, too, with what is alike and was not reached, and never has fewer equal pairs than before. Which edges
it may use is `_Level.allows`. Each round sweeps as Hopcroft and Karp do: by breadth for the length of the shortest ways
to pair one more, then by depth for such ways. Items are found by buckets, each gone through once by either.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

Keys = tuple[tuple[Hashable, ...], tuple[Hashable, ...]]
"""The buckets of the items that a wanted one is equal to, and of those that it is alike to, the best first."""


class _Level(Struct, frozen=True):
    """The wanted ones and the items that a sweep has reached."""

    wanted: set[int]
    items: set[int]

    def allows(self, one: int, item: int, is_equal: bool) -> bool:
        return (item in self.items) == (is_equal and one in self.wanted)


_NONE = _Level(set(), set())


class _Round(Struct, frozen=True):
    """Which edges may be used: how many of the best buckets, and those that `level` allows."""

    level: _Level
    equal: int
    alike: int

    def keys(self, one: int, keys: Keys) -> tuple[Hashable, ...]:
        equal, alike = keys
        return equal[: self.equal] + (alike[: self.alike] if one in self.level.wanted else ())


def assigned(wanted: Sequence[Keys], buckets: Mapping[Hashable, Sequence[int]]) -> list[int | None]:
    """The item of each wanted one, by its number; None for what has to be created.

    Of ways of equal weight, better buckets come first: what has got an item never loses it, but for another one.
    """
    if not wanted:
        return []
    found, reached = _Assignment(wanted, buckets), _NONE
    equal, alike = map(len, wanted[0])
    for best in range(1, equal + 1):
        reached = found.grow(_Round(_NONE, best, 0))
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
            sweep = _Sweep({one: 0 for one, item in enumerate(self.item_of) if item is None}, {}, {}, {})
            roots = list(sweep.wanted)
            if not self._measure(round_, sweep):
                return _Level(set(sweep.wanted), set(sweep.items))
            for one in roots:
                self._pair(one, round_, sweep)

    def _measure(self, round_: _Round, sweep: "_Sweep") -> bool:
        """Note how far all is from the wanted ones without an item, up to the next free items, if there are any."""
        found, ones, distance = False, list(sweep.wanted), 0
        while ones and not found:
            distance += 1
            items = [item for one in ones for item in self._new_items(one, round_, sweep)]
            for item in items:
                sweep.items.setdefault(item, distance)
            owners = [self._owner.get(item) for item in dict.fromkeys(items)]
            found = None in owners
            ones = [one for one in owners if one is not None]
            sweep.wanted.update(dict.fromkeys(ones, distance))
        return found

    def _new_items(self, one: int, round_: _Round, sweep: "_Sweep") -> Iterable[int]:
        keys = self._wanted[one]
        for key in round_.keys(one, keys):
            if key not in sweep.buckets:
                sweep.buckets[key] = sweep.wanted[one]
                for item in self._buckets.get(key, ()):
                    if item not in sweep.items and round_.level.allows(one, item, key in keys[0]):
                        yield item

    def _pair(self, one: int, round_: _Round, sweep: "_Sweep") -> None:
        """Find an item for it, where needed by having others take other items."""
        path, items = [one], list[int]()
        while path:
            item = self._next_item(path[-1], round_, sweep)
            if item is None:
                path.pop()
                del items[-1:]
                continue
            items.append(item)
            if item not in self._owner:
                return self._take(path, items)
            path.append(self._owner[item])
        return None

    def _next_item(self, one: int, round_: _Round, sweep: "_Sweep") -> int | None:
        """One of the next distance that was not tried."""
        distance, keys = sweep.wanted[one], self._wanted[one]
        for key in round_.keys(one, keys):
            if sweep.buckets.get(key) == distance:
                for item in sweep.left.setdefault(key, iter(self._buckets.get(key, ()))):
                    if sweep.items.get(item) == distance + 1 and round_.level.allows(one, item, key in keys[0]):
                        del sweep.items[item]
                        return item
        return None

    def _take(self, path: Sequence[int], items: Sequence[int]) -> None:
        for one, item in zip(path, items, strict=True):
            self._owner[item] = one
            self.item_of[one] = item


class _Sweep(Struct, frozen=True):
    """How far the wanted ones, items and buckets are, and what of each bucket was not tried."""

    wanted: dict[int, int]
    items: dict[int, int]
    buckets: dict[Hashable, int]
    left: dict[Hashable, Iterator[int]]
