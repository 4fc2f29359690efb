"""So many at once, and whoever waits longest is next. A turn costs the same however many wait."""

import threading
from collections import OrderedDict

import anyio


class FairSemaphore:
    """For threads."""

    def __init__(self, limit: int) -> None:
        self._free = limit
        self._lock = threading.Lock()
        self._waiting: OrderedDict[threading.Lock, None] = OrderedDict()

    def acquire(self, timeout: float | None) -> bool:
        """Wait for a turn, and for no more than the timeout; False if there was none."""
        with self._lock:
            if self._free:
                self._free -= 1
                return True
            gate = threading.Lock()
            gate.acquire()
            self._waiting[gate] = None
        try:
            if gate.acquire(timeout=-1 if timeout is None else max(0.0, timeout)):
                return True
        except BaseException:
            if not self._leave(gate):
                self.release()
            raise
        return not self._leave(gate)

    def _leave(self, gate: threading.Lock) -> bool:
        """Whether the turn had not come yet."""
        with self._lock:
            waited = gate in self._waiting
            self._waiting.pop(gate, None)
            return waited

    def release(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popitem(last=False)[0].release()
            else:
                self._free += 1


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
