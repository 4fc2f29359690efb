"""A button that knows which it is: created, then given its own id among its query parameters, or not left at all."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from tines_runtime.errors import TinesError

T = TypeVar("T")


def kept_or_removed(keep: Callable[[], T], remove: Callable[[], None], name: str) -> T:
    """What `keep` gives; where that fails, what was made is removed again. Raises the error, with a note of it.

    Where it is interrupted, what was made is left: nobody has time to wait for another request.
    """
    try:
        return keep()
    except TinesError as error:
        try:
            remove()
        except TinesError as left:
            error.add_note(f"{_left(name)}: removing it failed too: {left}")
        else:
            error.add_note(f"{name} was removed again")
        raise
    except BaseException as interrupt:
        interrupt.add_note(_left(name))
        raise


async def async_kept_or_removed(
    keep: Callable[[], Awaitable[T]], remove: Callable[[], Awaitable[None]], name: str
) -> T:
    """As `kept_or_removed`."""
    try:
        return await keep()
    except TinesError as error:
        try:
            await remove()
        except TinesError as left:
            error.add_note(f"{_left(name)}: removing it failed too: {left}")
        else:
            error.add_note(f"{name} was removed again")
        raise
    except BaseException as interrupt:
        interrupt.add_note(_left(name))
        raise


def _left(name: str) -> str:
    return f"{name} is left, without its own id"
