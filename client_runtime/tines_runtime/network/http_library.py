"""The one module that names what sends: httpx, or httpx2, its maintained continuation with the same API.

httpx2 is used where it is installed. A transport that is given decides for itself: it is sent requests of its own
library. Each has its connections in another library, httpcore or httpcore2.
"""

import functools
import importlib
import os
import ssl
import sys
from collections.abc import AsyncIterator
from importlib.util import find_spec
from types import FunctionType
from typing import Any

_LIBRARIES = {"httpx2": "httpcore2", "httpx": "httpcore"}
"""The first that is installed is used."""

_SEND, _SEND_ASYNC = "handle_request", "handle_async_request"
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
    """The modules of one library, in which all names are the same.

    The client's own connections need `core` alone. `http` takes longer to import than all else that a client needs, so
    that it is imported where it is asked for, or where the program has done so.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self.core: Any = importlib.import_module(_LIBRARIES[name])
        core = self.core
        self.core_errors: tuple[type[Exception], ...] = (
            core.NetworkError,
            core.ProtocolError,
            core.ProxyError,
            core.TimeoutException,
            core.UnsupportedProtocol,
        )
        self._methods = _Methods([(core.ConnectionPool, _SEND), (core.AsyncConnectionPool, _SEND_ASYNC)])

    @property
    def is_loaded(self) -> bool:
        return sys.modules.get(self._name) is not None

    @functools.cached_property
    def http(self) -> Any:
        return importlib.import_module(self._name)

    @functools.cached_property
    def _http_methods(self) -> "_Methods":
        return _Methods([(self.http.HTTPTransport, _SEND), (self.http.AsyncHTTPTransport, _SEND_ASYNC)])

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What sending raises."""
        http = (self.http.HTTPError, self.http.StreamError, self.http.InvalidURL) if self.is_loaded else ()
        return (*self.core_errors, *http, OSError)

    @functools.cached_property
    def public_body(self) -> Any:
        """`OnePiece`, as the library's own transports want it."""
        return type("PublicBody", (OnePiece, self.http.AsyncByteStream), {})

    def trusting_context(self) -> ssl.SSLContext:
        """What the library itself trusts: SSL_CERT_FILE or SSL_CERT_DIR, else certificates that come with it."""
        if self._name == "httpx2":
            context: ssl.SSLContext = self.core.default_ssl_context()
            return context
        file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
        if file or folder:
            return ssl.create_default_context(cafile=file, capath=None if file else folder)
        import certifi

        return ssl.create_default_context(cafile=certifi.where())

    def as_http_error(self, error: Exception) -> Exception:
        """The exception that httpx makes of one of a connection's: its own of the same name."""
        if not isinstance(error, self.core_errors) or not self.is_loaded:
            return error
        kind: type[Exception] = getattr(self.http, type(error).__name__, self.http.TransportError)
        same = kind(str(error))
        same.__cause__ = error
        return same

    def is_mocked(self) -> bool:
        """Whether something was put over its transports or its pools, as mocks and tracers do."""
        return self._methods.are_covered() or (self.is_loaded and self._http_methods.are_covered())

    def runs_code_of_tests(self, transport: object) -> bool:
        """Whether what responds is a function or an application in this process."""
        if self.is_mocked() or not self.is_loaded:
            return self.is_mocked()
        return isinstance(transport, (self.http.MockTransport, self.http.ASGITransport, self.http.WSGITransport))


class _Methods:
    """Methods that others put theirs over."""

    def __init__(self, methods: list[tuple[Any, str]]) -> None:
        # What is there first may be a mock already.
        self._methods = [
            (owner, name, getattr(owner, name) if is_shipped(owner, name) else None) for owner, name in methods
        ]

    def are_covered(self) -> bool:
        for owner, name, shipped in self._methods:
            if getattr(owner, name, None) is not shipped and not is_shipped(owner, name):
                return True
        return False


def is_shipped(owner: type, method: str) -> bool:
    """Whether a class's method is the one that its library comes with."""
    function = getattr(owner, method, None)
    return type(function) is FunctionType and function.__globals__["__name__"].partition(".")[0] in _MODULES


def comes_from_library(value: object) -> bool:
    """Whether a value's class is one of a library's own."""
    return type(value).__module__.partition(".")[0] in _MODULES


@functools.cache
def _library(name: str) -> HttpLibrary:
    return HttpLibrary(name)


@functools.cache
def preferred() -> HttpLibrary:
    """The library of the client's own connections."""
    for name in _LIBRARIES:
        if find_spec(name) is not None:
            return _library(name)
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
