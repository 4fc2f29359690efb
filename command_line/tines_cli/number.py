"""Whole numbers as arguments: ids, and how many."""

import re
from typing import Any

import click

_DIGITS = re.compile("[0-9]+")
"""int() takes `0_1`, blanks and the digits of other scripts, too: with those another item could be meant."""


class Number(click.IntRange):
    """As click's own, but ASCII digits alone, and for what messages call it."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if not isinstance(value, int) and not _DIGITS.fullmatch(str(value)):
            self.fail(f"{value!r} is not a valid {self.name}.", param, ctx)
        return super().convert(value, param, ctx)
