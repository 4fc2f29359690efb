"""Closing an async client from a fixture that is not async, so that the test may use any event loop, and any plugin."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tines_cases import AsyncTinesClient


@contextlib.contextmanager
def closed_with_its_loop(client: "AsyncTinesClient") -> "Iterator[AsyncTinesClient]":
    """The test's event loop may have ended: what would wait for it is left, as the sockets went with the loop."""
    try:
        yield client
    finally:
        closing = client.close()
        with contextlib.suppress(StopIteration, RuntimeError):
            closing.send(None)
        closing.close()
