"""Looks for the key of the tests in all that an exception leads to."""

import contextlib
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import anyio.from_thread
import httpx

KEY = 'k3y-"of\\a/b<l33t>&co'
"""An API key whose every writing differs: in JSON, HTML and URLs."""

FRAGMENTS = ("k3y", "l33t")
"""The beginning and nearly the end of the key, which look the same in every writing."""

_TESTS = Path(__file__).parents[2]

CARRIERS = (httpx.Request, httpx.Response, httpx.Headers)
"""What does not show the key itself, but has it."""


def shows_key(text: str) -> bool:
    return any(fragment in text for fragment in FRAGMENTS)


def places_that_show_the_key(error: BaseException) -> list[str]:
    """All places that the error leads to and that show the key: messages, attributes, and variables of frames."""
    return [place for place, text in _places(error, set()) if shows_key(text)]


def _places(error: BaseException, seen: set[int]) -> Iterator[tuple[str, str]]:
    if id(error) in seen:
        return
    seen.add(id(error))
    name = type(error).__name__
    yield f"{name} itself", f"{error} {error!r} {error.args!r} {getattr(error, '__notes__', '')}"
    for attribute, value in attributes_of(error):
        yield f"{name}.{attribute}", KEY if isinstance(value, CARRIERS) else repr(value)
    for frame, _ in traceback.walk_tb(error.__traceback__):
        yield from _variables(frame)
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    for other in (error.__cause__, error.__context__, *inner):
        if other is not None:
            yield from _places(other, seen)


def _variables(frame: FrameType) -> Iterator[tuple[str, str]]:
    """What the variables of a frame are, and their attributes; a test's own variables hold the key, of course."""
    if Path(frame.f_code.co_filename).is_relative_to(_TESTS):
        return
    if Path(frame.f_code.co_filename) == Path(anyio.from_thread.__file__):  # how the tests drive the async client
        return
    where = f"{frame.f_code.co_qualname}"
    for name, value in frame.f_locals.items():
        yield f"{where}: {name}", repr(value)
        for attribute, inner in attributes_of(value):
            yield f"{where}: {name}.{attribute}", repr(inner)


def attributes_of(value: Any) -> Iterator[tuple[str, Any]]:
    for name in dir(value):
        if name in ("__traceback__", "__context__", "__cause__", "__globals__", "__builtins__"):
            continue
        with contextlib.suppress(Exception):
            yield name, getattr(value, name)
