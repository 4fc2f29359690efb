"""How many bytes to read at once, so that a call can end in time whatever the bytes make the parser do."""

import time

_FIRST = 64 * 1024
_LEAST = 4 * 1024
_MOST = 256 * 1024
"""A page of 500 is 200 KB."""
_QUICK = 0.005
"""Seconds that bytes may take until more are read. A flood of tiny chunks takes a hundred times as long."""


class ReadSize:
    """Grows while bytes are used up quickly, and shrinks where they are not."""

    def __init__(self) -> None:
        self._size = _FIRST
        self._given: float | None = None

    def next(self) -> int:
        if self._given is not None:
            quick = time.monotonic() - self._given < _QUICK
            self._size = min(_MOST, self._size * 4) if quick else max(_LEAST, self._size // 4)
        return self._size

    def given(self) -> None:
        """Note that bytes are given to the parser."""
        self._given = time.monotonic()

    def pause(self) -> None:
        """Note that what follows is no parsing."""
        self._given = None
