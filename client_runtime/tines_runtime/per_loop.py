"""What belongs to an event loop, such as its connections: each loop makes its own, and none uses another's."""

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

import anyio.lowlevel


class Closable(Protocol):
    def close(self) -> None: ...


T = TypeVar("T", bound=Closable)


class PerLoop(Generic[T]):
    """A value that each event loop makes for itself when it first asks, and that is closed when the loop is over."""

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
