"""What only one thread or task may be in the middle of: a second one gets an error at once."""

import threading


class OneAtATime:
    """A block that raises RuntimeError, with the problem, while somebody else is in it."""

    def __init__(self, problem: str) -> None:
        self._problem = problem
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        if not self._lock.acquire(blocking=False):
            raise RuntimeError(self._problem)

    def __exit__(self, *_: object) -> None:
        self._lock.release()
