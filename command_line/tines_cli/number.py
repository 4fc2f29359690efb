"""Whole numbers as arguments: ids, and how many."""

import click


class Number(click.IntRange):
    """As click's own, but for what messages call it."""

    name = "number"
