"""What takes several calls, said once for threads and for tasks: a generator yields what to do, and is sent what came.

Its two drivers do that, and no more. What a step raises is thrown into the generator, where the step was yielded.
"""

import threading
from collections.abc import Callable, Generator
from typing import Any, TypeVar

from tines_runtime.errors import TinesError

T = TypeVar("T")
Step = Callable[[], Any]
Steps = Generator[Step, Any, T]


def run(steps: Steps[T]) -> T:
    """Do the steps one by one; what the generator returns."""
    came: Any = None
    error: BaseException | None = None
    while True:
        try:
            step = steps.send(came) if error is None else steps.throw(error)
        except StopIteration as end:
            result: T = end.value
            return result
        finally:
            error = None  # else it and this frame would hold each other
        try:
            came = step()
        except BaseException as raised:
            error = raised


async def run_async(steps: Steps[T]) -> T:
    """As `run`, for steps that give something to await."""
    came: Any = None
    error: BaseException | None = None
    while True:
        try:
            step = steps.send(came) if error is None else steps.throw(error)
        except StopIteration as end:
            result: T = end.value
            return result
        finally:
            error = None
        try:
            came = await step()
        except BaseException as raised:
            error = raised


class OneAtATime:
    """A block that only one thread or task may be in: a second one gets a RuntimeError with the problem, at once."""

    def __init__(self, problem: str) -> None:
        self._problem = problem
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        if not self._lock.acquire(blocking=False):
            raise RuntimeError(self._problem)

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def kept_or_removed(keep: Step, remove: Step, name: str) -> Steps[Any]:
    """What `keep` gives, as of an item that is given its own id; if that fails, what was made is removed again.

    Raises the error, with a note of it. Where it is interrupted, what was made is left: nobody has time to wait for
    another request.
    """
    left = f"{name} is left, without its own id"
    try:
        kept = yield keep
    except TinesError as error:
        try:
            yield remove
        except TinesError as failed:
            error.add_note(f"{left}: removing it failed too: {failed}")
        else:
            error.add_note(f"{name} was removed again")
        raise
    except BaseException as interrupt:
        interrupt.add_note(left)
        raise
    return kept
