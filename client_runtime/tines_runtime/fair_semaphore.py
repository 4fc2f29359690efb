"""So many at once, and whoever waits longest is next. A turn costs the same however many wait."""

import threading
from collections import OrderedDict
from weakref import WeakSet

import anyio


class Turn:
    """Is over when it is released, or nobody knows of it any more, as after an interrupt at the wrong moment."""


class FairSemaphore:
    """For threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._taken: WeakSet[Turn] = WeakSet()
        self._waiting: OrderedDict[threading.Lock, Turn] = OrderedDict()

    def acquire(self, timeout: float | None) -> Turn | None:
        """Wait for a turn, and for no more than the timeout; None if there was none."""
        turn = Turn()
        with self._lock:
            if len(self._taken) < self._limit:
                self._taken.add(turn)
                return turn
            gate = threading.Lock()
            gate.acquire()
            self._waiting[gate] = turn
        try:
            if gate.acquire(timeout=-1 if timeout is None else max(0.0, timeout)):
                return turn
        except BaseException:
            if not self._leave(gate):
                self.release(turn)
            raise
        return None if self._leave(gate) else turn

    def _leave(self, gate: threading.Lock) -> bool:
        """Whether the turn had not come yet."""
        with self._lock:
            waited = gate in self._waiting
            self._waiting.pop(gate, None)
            return waited

    def release(self, turn: Turn) -> None:
        with self._lock:
            self._taken.discard(turn)
            while self._waiting and len(self._taken) < self._limit:
                gate, following = self._waiting.popitem(last=False)
                self._taken.add(following)
                gate.release()


class AsyncFairSemaphore:
    """For the tasks of one event loop. Cancelling ends the wait."""

    def __init__(self, limit: int) -> None:
        self._free = limit
        self._waiting: OrderedDict[anyio.Event, None] = OrderedDict()

    async def acquire(self) -> None:
        if self._free:
            self._free -= 1
            return
        turn = anyio.Event()
        self._waiting[turn] = None
        try:
            await turn.wait()
        except BaseException:
            if turn in self._waiting:
                del self._waiting[turn]
            else:
                self.release()
            raise

    def release(self) -> None:
        if self._waiting:
            self._waiting.popitem(last=False)[0].set()
        else:
            self._free += 1
