"""Sockets and locks must not be shared across a fork: each process makes its own.

What a child inherits stays as it is, and referenced. To close or collect it could write into the parent's connections.
"""

import itertools
import os
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

_forks = itertools.count(1)
_generation = 0


def _count_fork() -> None:
    global _generation  # noqa: PLW0603 - a fork is one of the whole process
    _generation = next(_forks)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_count_fork)


class PerProcess(Generic[T]):
    """A value that each process makes for itself when it first asks. Threads may ask at once."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._values: dict[tuple[int, int], T] = {}

    def get(self) -> T:
        # The generation tells processes apart whose ids are equal; the id, forks that Python does not know of.
        process = (_generation, os.getpid())
        found = self._values.get(process)
        return self._values.setdefault(process, self._make()) if found is None else found
