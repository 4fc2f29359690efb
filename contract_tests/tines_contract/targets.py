"""Tenants that can be judged: a fake in this process, one behind a socket, or a live one. All answer `send`."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import httpx
from attrs import frozen

from tines_fake import Credentials, FakeTenant, Request, Response

_WRONG_KEY = "tines-contract-sends-no-key-on-purpose"
_TIMEOUT = 30.0
_LARGEST_BODY = 64 * 1024 * 1024


class UnreachableError(Exception):
    """No answer came; the message says why, and holds no key."""


class Target(Protocol):
    """A tenant that can be asked.

    origin: what requests are sent to. name: what reports call it.
    requests_a_minute: how many it may be sent, None where there is no limit to keep.
    """

    @property
    def origin(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def requests_a_minute(self) -> int | None: ...

    def send(self, request: Request) -> Response:
        """Send the request and return the answer. Raises UnreachableError."""
        ...


@frozen
class FakeTarget:
    """A fake tenant in this process."""

    fake: FakeTenant
    name: str = "the fake in this process"
    requests_a_minute: None = None

    @property
    def origin(self) -> str:
        return self.fake.origin

    def send(self, request: Request) -> Response:
        return self.fake.answer(request)


class OriginTarget:
    """A tenant behind a socket. Holds the key, and shows it nowhere."""

    def __init__(self, origin: str, api_key: str, *, requests_a_minute: int | None) -> None:
        self.origin = origin
        self.name = origin
        self.requests_a_minute = requests_a_minute
        self._api_key = api_key
        self._client = httpx.Client(timeout=_TIMEOUT, follow_redirects=False)

    def send(self, request: Request) -> Response:
        try:
            with self._client.stream(request.method, request.url, headers=self._headers(request)) as response:
                self._client.cookies.clear()  # else a session's cookie would stand in for the key
                return _whole(response)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            told = f"{type(error).__name__}: {error}".replace(self._api_key, "***")
        raise UnreachableError(f"{request.method} {request.path}: {told}")

    def _headers(self, request: Request) -> dict[str, str]:
        headers = {"Accept": "application/json", "User-Agent": "tines-contract"}
        if request.credentials is Credentials.NONE:
            return headers
        return {**headers, "Authorization": f"Bearer {_shown(self._api_key, request.credentials)}"}

    def close(self) -> None:
        self._client.close()

    def __repr__(self) -> str:
        return f"OriginTarget({self.origin!r})"


def _shown(key: str, credentials: Credentials) -> str:
    """The key, or a wrong one that is as near to it as is meant."""
    if credentials is Credentials.RIGHT:
        return key
    near = {
        Credentials.CUT: key[:-1],
        Credentials.LENGTHENED: f"{key}x",
        Credentials.ALTERED: key[:-1] + ("y" if key.endswith("x") else "x"),
        Credentials.RECASED: key.swapcase(),
    }.get(credentials, _WRONG_KEY)
    return _WRONG_KEY if near == key else near


def _whole(response: httpx.Response) -> Response:
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_bytes():
        size += len(piece)
        if size > _LARGEST_BODY:
            raise httpx.DecodingError(f"the body is larger than {_LARGEST_BODY} bytes")
        pieces.append(piece)
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Response(status=response.status_code, headers=headers, body=b"".join(pieces))


@contextmanager
def served_fake() -> Iterator[OriginTarget]:
    """The sample tenant of `python -m tines_fake`, in a process of its own, for as long as the context lasts."""
    command = [sys.executable, "-m", "tines_fake", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own module
        try:
            assert process.stdout is not None
            said = dict(line.strip().partition("=")[::2] for line in (process.stdout.readline() for _ in range(2)))
            if "TINES_TENANT" not in said:
                raise UnreachableError("the served fake did not start: pip install 'tines-cases[contract]'")
            target = OriginTarget(said["TINES_TENANT"], said["TINES_API_KEY"], requests_a_minute=None)
            target.name = "the served fake"
            yield target
            target.close()
        finally:
            process.terminate()


def key_from_environment() -> str | None:
    """The key of a live tenant; it is read from TINES_API_KEY only, never from an argument."""
    return os.environ.get("TINES_API_KEY")
