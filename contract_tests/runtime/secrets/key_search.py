"""Looks for the key of the tests in all that an exception leads to; and the ways to write one."""

import base64
import contextlib
import html
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import quote

import anyio.from_thread
import httpx

KEY = 'k3y-"of\\a/b<l33t>&co'
"""An API key whose every writing differs: in JSON, HTML and URLs."""

FRAGMENTS = ("k3y", "l33t")
"""The beginning and nearly the end of the key, which look the same in every writing."""

_TESTS = Path(__file__).parents[2]

CARRIERS = (httpx.Request, httpx.Response, httpx.Headers)
"""What does not show the key itself, but has it."""


def _each(template: str) -> Callable[[str], str]:
    return lambda key: "".join(template.format(ord(character)) for character in key)


ENCODINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in capitals": str.upper,
    "percent, what must be": lambda key: quote(key, safe=""),
    "percent, all": _each("%{:02x}"),
    "percent, all, in capitals": _each("%{:02X}"),
    "percent, twice": lambda key: quote(_each("%{:02X}")(key)),
    "HTML, what must be": html.escape,
    "HTML, decimal": _each("&#{};"),
    "HTML, decimal with zeros": _each("&#000{};"),
    "HTML, hexadecimal": _each("&#x{:x};"),
    "HTML, twice": lambda key: html.escape(_each("&#x{:x};")(key)),
    "JSON, all": _each("\\u{:04x}"),
    "JSON, twice": _each("\\\\u{:04X}"),
    "Python": _each("\\x{:02x}"),
    "quoted-printable": _each("={:02X}"),
    "hex": lambda key: key.encode().hex(),
    "hex in capitals": lambda key: key.encode().hex().upper(),
    "hex with colons": lambda key: key.encode().hex(":"),
    "base64": lambda key: base64.b64encode(key.encode()).decode(),
    "base64 for URLs": lambda key: base64.urlsafe_b64encode(key.encode()).decode(),
    "base64 of basic authentication": lambda key: base64.b64encode(f"u:{key}".encode()).decode(),
    "base64 behind one byte": lambda key: base64.b64encode(f"x{key}".encode()).decode(),
    "base64 of UTF-16": lambda key: base64.b64encode(key.encode("utf-16-le")).decode(),
    "every other one escaped": lambda key: "".join(
        quote(character, safe="") if place % 2 else f"&#{ord(character)};" for place, character in enumerate(key)
    ),
}


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
