"""Several pages asked for at once: all have come, or failed, before the consumer goes on.

While the consumer is at work nothing is in flight. So there is nothing to end when it leaves the loop, raises, forgets
the iterator or closes the client, and leaving waits for nothing. The price: a batch takes as long as its slowest page.

Blocking: a thread a page, as long as the page takes; an interrupt in the middle of a batch ends the calls of the others
(`Batch`), and they are daemons, so that none holds the interpreter up. asyncio and trio: a task a page, in a
task group that ends within the step, so that none outlives it, and cancelling the step cancels them all.
"""

import contextvars
import threading
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

import anyio

from tines_runtime.network.deadline import Batch, batch_of_this_call

R = TypeVar("R")
T = TypeVar("T")


def fetch_all(fetch: Callable[[R], T], requests: Sequence[R]) -> tuple[list[T], float]:
    """What came of each page, in order, and for how many seconds nothing was done but wait."""
    watch = _Stopwatch()
    if len(requests) == 1:
        return [fetch(requests[0])], watch.idle()
    batch = Batch()
    jobs = [_Job(fetch, one, batch) for one in requests[1:]]
    try:
        for job in jobs:
            job.start()
        # In this thread, so that an interrupt ends the step at once.
        first = fetch(requests[0])
        outcomes = [first, *(job.joined() for job in jobs)]
    except BaseException:
        batch.abandon()
        raise
    return outcomes, watch.idle() - sum(job.worked for job in jobs)


async def fetch_all_async(fetch: Callable[[R], Awaitable[T]], requests: Sequence[R]) -> tuple[list[T], float]:
    """As `fetch_all`."""
    watch = _Stopwatch()
    if len(requests) == 1:
        return [await fetch(requests[0])], watch.idle()
    outcomes: dict[int, T] = {}
    crashes: list[Exception] = []

    async def keep(place: int, one: R) -> None:
        try:
            outcomes[place] = await fetch(one)
        except Exception as crash:
            crashes.append(crash)

    async with anyio.create_task_group() as tasks:
        for place, one in enumerate(requests):
            tasks.start_soon(keep, place, one)
    for crash in crashes:
        raise crash
    return [outcomes[place] for place in range(len(requests))], watch.idle()


class _Stopwatch:
    """The time that passes while this thread does nothing; without a network there is hardly any."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._worked = time.thread_time()

    def idle(self) -> float:
        return time.monotonic() - self._began - (time.thread_time() - self._worked)


class _Job(Generic[R, T]):
    """A page that is fetched in a thread of its own."""

    def __init__(self, fetch: Callable[[R], T], request: R, batch: Batch) -> None:
        self._batch = batch
        self._fetch = fetch
        self._request = request
        self._outcomes: list[T] = []
        self._crash: BaseException | None = None
        self.worked = 0.0
        run = contextvars.copy_context().run
        self._thread = threading.Thread(target=run, args=(self._run,), name="a page", daemon=True)

    def start(self) -> None:
        try:
            self._thread.start()
        except RuntimeError:
            # The system has no more threads, or the interpreter is ending: then one after the other.
            self._run()

    def _run(self) -> None:
        began = time.thread_time()
        token = batch_of_this_call.set(self._batch)
        try:
            self._outcomes.append(self._fetch(self._request))
        except BaseException as crash:
            self._crash = crash
        finally:
            batch_of_this_call.reset(token)
        self.worked = time.thread_time() - began

    def joined(self) -> T:
        if self._thread.ident is not None:
            self._thread.join()
        if self._crash is not None:
            raise self._crash
        return self._outcomes[0]
