"""The one module that names what sends: httpx, or httpx2, its maintained continuation with the same API.

httpx2 is used where it is installed. A transport that is given decides for itself: it is sent requests of its own
library. Each has its connections in another library, httpcore or httpcore2.
"""

import functools
import importlib
import sys
from collections.abc import AsyncIterator
from types import FunctionType
from typing import Any

_LIBRARIES = {"httpx2": "httpcore2", "httpx": "httpcore"}
"""The first that is installed is used."""

_MODULES = frozenset(_LIBRARIES) | frozenset(_LIBRARIES.values())


class OnePiece:
    """A request's body for an async transport.

    httpx's own is an async generator, which a cancelled call leaves behind unfinished.
    """

    def __init__(self, body: bytes) -> None:
        self._pieces = iter((body,))

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        for piece in self._pieces:
            return piece
        raise StopAsyncIteration


class HttpLibrary:
    """The modules of one library, in which all names are the same."""

    def __init__(self, http: Any, core: Any) -> None:
        self.http = http
        self.core = core
        self.core_errors: tuple[type[Exception], ...] = (
            core.NetworkError,
            core.ProtocolError,
            core.ProxyError,
            core.TimeoutException,
            core.UnsupportedProtocol,
        )
        self.errors: tuple[type[Exception], ...] = (
            *self.core_errors,
            http.HTTPError,
            http.StreamError,
            http.InvalidURL,
            OSError,
        )
        self._shipped = [
            (owner, method, getattr(owner, method) if is_shipped(owner, method) else None)
            for owner, method in (
                (http.HTTPTransport, "handle_request"),
                (http.AsyncHTTPTransport, "handle_async_request"),
                (core.ConnectionPool, "handle_request"),
                (core.AsyncConnectionPool, "handle_async_request"),
            )
        ]
        self.one_piece: Any = type("OnePiece", (OnePiece, http.AsyncByteStream), {})

    def as_http_error(self, error: Exception) -> Exception:
        """The exception that httpx makes of one of a connection's: its own of the same name."""
        if not isinstance(error, self.core_errors):
            return error
        kind: type[Exception] = getattr(self.http, type(error).__name__, self.http.TransportError)
        same = kind(str(error))
        same.__cause__ = error
        return same

    def is_mocked(self) -> bool:
        """Whether something was put over its transports or its pools, as mocks and tracers do."""
        return any(
            getattr(owner, method, None) is not shipped and not is_shipped(owner, method)
            for owner, method, shipped in self._shipped
        )

    def runs_code_of_tests(self, transport: object) -> bool:
        """Whether what responds is a function or an application in this process."""
        in_process = (self.http.MockTransport, self.http.ASGITransport, self.http.WSGITransport)
        return isinstance(transport, in_process) or self.is_mocked()


def is_shipped(owner: type, method: str) -> bool:
    """Whether a class's method is the one that its library comes with."""
    function = getattr(owner, method, None)
    return type(function) is FunctionType and function.__globals__["__name__"].partition(".")[0] in _MODULES


def comes_from_library(value: object) -> bool:
    """Whether a value's class is one of a library's own."""
    return type(value).__module__.partition(".")[0] in _MODULES


@functools.cache
def _library(name: str) -> HttpLibrary:
    return HttpLibrary(importlib.import_module(name), importlib.import_module(_LIBRARIES[name]))


@functools.cache
def preferred() -> HttpLibrary:
    """The library of the client's own connections."""
    for name in _LIBRARIES:
        try:
            return _library(name)
        except ImportError:
            continue
    raise ImportError("neither httpx2 nor httpx is installed")


def mocked() -> HttpLibrary | None:
    """A library that something was put over: requests go there, so that mocks of either library are met."""
    for name in _LIBRARIES:
        if sys.modules.get(name) is not None and _library(name).is_mocked():
            return _library(name)
    return None


def library_of(transport: object) -> HttpLibrary:
    """The library whose requests a transport takes."""
    roots = {base.__module__.partition(".")[0] for base in type(transport).__mro__}
    return next((_library(name) for name in _LIBRARIES if name in roots), preferred())
