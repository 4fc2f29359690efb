"""A tenant behind a socket.

Each request has its own deadline, however slowly the response drips, and each body its limit, however it is packed.
Cookies are kept as a browser does, but for requests without the right key. The key is in nothing that comes back.
"""

import asyncio
import json
import re
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from tines_contract.probes.probe import READING
from tines_contract.promises.addresses import named
from tines_contract.transport.targets import KeyFinder, UnreachableError, UnreadableError
from tines_contract.transport.unpacking import ENCODINGS, MAX_BODY, BodyError, Unpacking
from tines_fake import Credentials, Request, Response

_WRONG_KEY = "tines-contract-sends-no-key-on-purpose"
_SECRET_LENGTH = 4
"""What is shorter stands in any text."""

_NO_TLS = "does not speak TLS as https needs it: check the tenant's address and port"
_ASKS = "asks for a certificate: name one with --client-cert FILE"
TIMEOUT = 30.0
"""Seconds for one response, if nobody says otherwise."""


class OriginTarget:
    """A tenant behind a socket. Holds the key, and shows it nowhere.

    Args:
        origin: such as `https://acme.tines.com`.
        api_key: the key.
        requests_a_minute: how many it may be sent; None is no limit.
        max_body: the most bytes of a body, unpacked.
        timeout: seconds for one response.
        trusted: the certificates to trust. Default: those of the environment (SSL_CERT_FILE, SSL_CERT_DIR) or of
            certifi.
        headers: sent with each request; their values are as secret as the key.
    """

    def __init__(
        self,
        origin: str,
        api_key: str,
        *,
        requests_a_minute: int | None,
        max_body: int = MAX_BODY,
        timeout: float = TIMEOUT,
        trusted: ssl.SSLContext | None = None,
        headers: Mapping[str, str] = {},
    ) -> None:
        self.origin = origin
        self.name = origin
        self.requests_a_minute = requests_a_minute
        self._api_key = api_key
        self._more_headers = headers
        self._max_body = max_body
        self._timeout = timeout
        self._runner = asyncio.Runner()
        self._cookies = CookieJar()
        # Plain http is for this machine: a proxy would be sent the key in the clear, and certificates are not read.
        secure = origin.startswith("https:")
        verify = (trusted or True) if secure else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        options: dict[str, Any] = {"timeout": timeout, "verify": verify, "trust_env": secure}
        self._reader = httpx.AsyncClient(**options)
        # A write has a connection of its own: one that was kept open too long may break when it is used, and whether
        # the write was done would not be known.
        self._writer = httpx.AsyncClient(**options, limits=httpx.Limits(max_keepalive_connections=0))

    def send(self, request: Request) -> Response:
        """Send the request and return the response. Raises UnreachableError, UnreadableError."""
        try:
            return self._runner.run(self._send(request))
        except (TimeoutError, httpx.TimeoutException):
            message = f"no whole response within {self._timeout:g} s (--timeout)"
        except KeyboardInterrupt:
            self._runner.run(_give_up())  # else it would go on while the next is sent
            raise
        except BodyError as error:
            raise UnreadableError(f"{named(request)}: {error}") from None
        # h11 has raw ValueErrors, of lengths that are none; TLS has raw SSLErrors, of alerts instead of a response.
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
            message = self._without_secrets(_connection_problem(error, self.origin))
        raise UnreachableError(f"{named(request)}: {message}")

    async def _send(self, request: Request) -> Response:
        client = self._reader if request.method in READING else self._writer
        content = request.body or None
        # Whoever has written may be sent to where that is read by a cookie. It must not stand in for the key.
        client.cookies = self._cookies if request.credentials is Credentials.RIGHT else CookieJar()
        async with (
            asyncio.timeout(self._timeout),
            client.stream(request.method, request.url, headers=self._headers(request), content=content) as response,
        ):
            return self._redacted(response, b"" if request.method == "HEAD" else await self._body(response))

    async def _body(self, response: httpx.Response) -> bytes:
        """The body, unpacked. httpx would unpack what is packed several times, without a limit."""
        unpacking = Unpacking(response.headers.get("content-encoding", ""), self._max_body)
        async for piece in response.aiter_raw():
            unpacking.feed(piece)
        return unpacking.body()

    def _headers(self, request: Request) -> dict[str, str]:
        own = {"Accept": "application/json", "Accept-Encoding": ENCODINGS, "User-Agent": "tines-contract"}
        headers = own | dict(self._more_headers) | dict(request.headers)
        if request.body:
            headers["Content-Type"] = "application/json"
        if request.credentials is Credentials.NONE:
            return headers
        scheme = "bearer" if request.credentials is Credentials.LOWER_SCHEME else "Bearer"
        return {**headers, "Authorization": f"{scheme} {_shown(self._api_key, request.credentials)}".rstrip()}

    def _redacted(self, response: httpx.Response, body: bytes) -> Response:
        """The response without the key, should a tenant send it back: no report may show it."""
        headers = {name.lower(): self._without_secrets(value) for name, value in response.headers.items()}
        # Other headers may hold what any body does, such as a host: reports show no such text, or look for it first.
        body = body.replace(self._api_key.encode(), b"***")
        return Response(status=response.status_code, headers=headers, body=body)

    def _without_secrets(self, text: str) -> str:
        long_enough = (value for value in self._more_headers.values() if len(value) >= _SECRET_LENGTH)
        for secret in (self._api_key, *long_enough):
            text = text.replace(secret, "***")
        return text

    def key_finder(self) -> KeyFinder:
        """Finds the key in texts, and the values of headers that were given."""
        return KeyFinder(self._api_key, *self._more_headers.values())

    def close(self) -> None:
        """Close the connections."""
        self._runner.run(self._reader.aclose())
        self._runner.run(self._writer.aclose())
        self._runner.close()

    def __repr__(self) -> str:
        return f"OriginTarget({self.origin!r})"


async def _give_up() -> None:
    """End what is under way."""
    under_way = asyncio.all_tasks() - {asyncio.current_task()}
    for task in under_way:
        task.cancel()
    await asyncio.gather(*under_way, return_exceptions=True)


def _shown(key: str, credentials: Credentials) -> str:
    """The key, or a wrong one that is as near to it as is meant."""
    if credentials is Credentials.RIGHT:
        return key
    near = {
        Credentials.EMPTY: "",
        Credentials.CUT: key[:-1],
        Credentials.LENGTHENED: f"{key}x",
        Credentials.ALTERED: key[:-1] + ("y" if key.endswith("x") else "x"),
        Credentials.RECASED: key.swapcase(),
    }.get(credentials, _WRONG_KEY)
    return _WRONG_KEY if near == key else near


def _connection_problem(error: Exception, origin: str) -> str:
    """Why no response came, and what to do. It holds what the error says, unless we can say it better."""
    parts = urlsplit(origin)
    host, causes = parts.netloc, list(_causes(error))
    not_there = _of(causes, ConnectionRefusedError, socket.gaierror)
    if isinstance(error, httpx.ProxyError) or (not_there and _proxied(origin)):
        return f"the proxy does not let this through ({_text(error)}): check HTTPS_PROXY and NO_PROXY"
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = cause.verify_message
            return f"the certificate of {host} is not trusted ({why}): name its CA with --ca FILE or SSL_CERT_FILE"
    if _of(causes, ssl.SSLError):
        asks = any("CERTIFICATE_REQUIRED" in str(cause) for cause in causes)
        return f"{host} {_ASKS if asks else _NO_TLS}"
    if _of(causes, socket.gaierror):
        return f"there is no host {parts.hostname}, as far as the DNS here knows: check the tenant's address"
    if _of(causes, ConnectionRefusedError):
        return f"nothing listens at {host}: check the tenant's address, or give --wait-for-tenant while it starts"
    return _text(error)


def _text(error: Exception) -> str:
    """What an error says, but for the bytes that h11 shows of a response: there may be a cookie among them."""
    said = re.sub(r"(bytearray\()?b(['\"]).*", "…", str(error), flags=re.DOTALL)
    return f"{type(error).__name__}: {said}".removesuffix(": ")


def _proxied(origin: str) -> bool:
    parts = urlsplit(origin)
    proxies = getproxies()
    return parts.scheme == "https" and ("https" in proxies or "all" in proxies) and not proxy_bypass(parts.netloc)


def _of(causes: list[BaseException], *kinds: type[BaseException]) -> bool:
    return any(isinstance(cause, kinds) for cause in causes)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what has led to it."""
    yield error
    following = error.__cause__ or error.__context__
    for one in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        yield from _causes(one)
    if following is not None:
        yield from _causes(following)


@contextmanager
def served_fake() -> Iterator[OriginTarget]:
    """The sample tenant of `python -m tines_fake`, in a process of its own, for as long as the context lasts."""
    command = [sys.executable, "-m", "tines_fake", "--port", "0", "--json"]
    # In a session of its own, so that Ctrl-C does not end it before what was made is removed.
    with subprocess.Popen(  # noqa: S603 - the command is ours
        command, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            assert process.stdout is not None
            printed = process.stdout.readline()
            if not printed:
                raise UnreachableError("the served fake did not start: pip install 'tines-cases[contract]'")
            where = json.loads(printed)
            with closing(OriginTarget(where["origin"], where["api_key"], requests_a_minute=None)) as target:
                target.name = "the served fake"
                yield target
        finally:
            process.terminate()
