"""The tenants of all quirks: each alternative alone, and rows that hold every pair of two alternatives."""

import functools
import random
import typing
from collections.abc import Sequence

from allpairspy import AllPairs
from hypothesis import strategies as st

from tines_fake import Quirks
from tines_spec import open_points

HALF = 4
"""Rows: what no quirk but the bodies of errors has more alternatives than."""


def alternatives() -> dict[str, list[object]]:
    """The alternatives of each quirk, the default first."""
    return {point.id: list(point.alternatives) for point in open_points().values() if point.id == point.quirk}


def quirks_of(row: typing.Mapping[str, object]) -> Quirks:
    return Quirks(**typing.cast("dict[str, typing.Any]", row))


def any_quirks() -> st.SearchStrategy[Quirks]:
    """Any alternatives of all quirks."""
    chosen = {name: st.sampled_from(values) for name, values in alternatives().items()}
    return st.fixed_dictionaries(chosen).map(quirks_of)


@functools.cache
def covering_rows() -> Sequence[Quirks]:
    """Rows in which every two alternatives of two quirks come together; the same ones each time."""
    found = alternatives()
    return tuple(quirks_of(dict(zip(found, row, strict=True))) for row in AllPairs(list(found.values())))


@functools.cache
def rows_for_faults() -> Sequence[Quirks]:
    """Eight rows. All hold every alternative; so does each half, but for the bodies of errors, which are eight."""
    drawn = random.Random(0)
    halves = [{name: _half(drawn, values) for name, values in alternatives().items()} for _ in range(2)]
    bodies = alternatives()["error_body"]
    for half, first in zip(halves, (0, HALF), strict=True):
        half["error_body"] = bodies[first : first + HALF]
    return tuple(
        quirks_of(dict(zip(half, row, strict=True))) for half in halves for row in zip(*half.values(), strict=True)
    )


def _half(drawn: random.Random, values: list[object]) -> list[object]:
    """As many as a half has rows, in any order, and every alternative among them."""
    filled = (values * HALF)[:HALF]
    return drawn.sample(filled, HALF)
