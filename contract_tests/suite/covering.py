"""The tenants of all quirks: each alternative alone, and rows that hold every pair of two alternatives."""

import functools
import typing
from collections.abc import Sequence

import attrs
from allpairspy import AllPairs

from tines_fake import Quirks

ROWS_FOR_FAULTS = 10


def alternatives() -> dict[str, list[object]]:
    """The alternatives of each quirk, the default first."""
    hints = typing.get_type_hints(Quirks)
    return {
        field.name: sorted(_values(hints[field.name]), key=lambda value, is_=field.default: value != is_)
        for field in attrs.fields(Quirks)
    }


def _values(hint: object) -> Sequence[object]:
    return (False, True) if hint is bool else typing.get_args(hint)


def quirks_of(row: typing.Mapping[str, object]) -> Quirks:
    return Quirks(**typing.cast("dict[str, typing.Any]", row))


@functools.cache
def covering_rows() -> Sequence[Quirks]:
    """Rows in which every two alternatives of two quirks come together; the same ones each time."""
    found = alternatives()
    return tuple(quirks_of(dict(zip(found, row, strict=True))) for row in AllPairs(list(found.values())))


def rows_for_faults() -> Sequence[Quirks]:
    """Ten of them, evenly spread."""
    rows = covering_rows()
    return [rows[len(rows) * index // ROWS_FOR_FAULTS] for index in range(ROWS_FOR_FAULTS)]
