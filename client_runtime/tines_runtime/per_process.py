"""What a process or an event loop makes for itself: sockets and locks must not be shared across either.

What a child process inherits stays as it is, and referenced. To close or collect it could write into the parent's
connections.
"""

import itertools
import os
from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar


class Closable(Protocol):
    def close(self) -> None: ...


T = TypeVar("T")
C = TypeVar("C", bound=Closable)

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


class PerLoop(Generic[C]):
    """A value that each event loop makes for itself when it first asks, and that is closed when the loop is over."""

    def __init__(self, make: Callable[[], C]) -> None:
        self._make = make
        self._values: dict[Any, C] = {}

    def get(self) -> C:
        from anyio.lowlevel import current_token  # which a blocking client does without

        token = current_token()
        loop = getattr(token, "native_token", token)
        found = self._values.get(loop)
        return self._added(loop) if found is None else found

    def _added(self, loop: Any) -> C:
        for other in list(self._values):
            # Loops of other threads clear up too, at the same time.
            if _is_over(other) and (left := self._values.pop(other, None)) is not None:
                left.close()
        self._values[loop] = self._make()
        return self._values[loop]

    def close(self) -> None:
        """Close the values of all loops."""
        for value in list(self._values.values()):
            value.close()


def _is_over(loop: Any) -> bool:
    if hasattr(loop, "is_closed"):
        return bool(loop.is_closed())
    try:
        loop.run_sync_soon(int)  # trio's way to ask
    except Exception:
        return True
    return False
