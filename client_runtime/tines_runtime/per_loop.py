"""What belongs to an event loop, such as its connections: each loop makes its own, and none uses another's."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import anyio.lowlevel

T = TypeVar("T")


class PerLoop(Generic[T]):
    """A value that each event loop makes for itself when it first asks."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._values: dict[Any, T] = {}

    def get(self) -> T:
        token = anyio.lowlevel.current_token()
        loop = getattr(token, "native_token", token)
        found = self._values.get(loop)
        return self._added(loop) if found is None else found

    def _added(self, loop: Any) -> T:
        for other in list(self._values):
            if _is_over(other):
                del self._values[other]
        self._values[loop] = self._make()
        return self._values[loop]

    def pop(self) -> T | None:
        """Forget the value of this loop."""
        token = anyio.lowlevel.current_token()
        return self._values.pop(getattr(token, "native_token", token), None)


def _is_over(loop: Any) -> bool:
    if hasattr(loop, "is_closed"):
        return bool(loop.is_closed())
    try:
        loop.run_sync_soon(int)  # trio's way to ask
    except Exception:
        return True
    return False
