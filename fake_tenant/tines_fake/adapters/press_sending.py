"""Sending a press: to a URL, or to an ASGI or WSGI application without a socket.

Tines' documentation says that it POSTs JSON. People who receive presses report that a browser sends them where the URL
is not the tenant's, and asks first, in the way of CORS. A browser that may not send says nothing: here that raises.
"""

import contextlib
import inspect
import json
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import anyio.from_thread
import anyio.lowlevel
import httpx
from attrs import frozen

from tines_fake.adapters.living_app import LivingApp
from tines_fake.contents.press import PreflightRefusedError, Press
from tines_fake.exchanges.exchange import Credentials, Exchange, Request, Response
from tines_fake.exchanges.journal import Journal

Receiver = str | Callable[..., Any]
"""A URL, an ASGI application, also a `LivingApp`, or a WSGI application."""
Send = Callable[[httpx.Request], Response]

_NO_URL = "https://receiver.test/"
"""Under which an application is called that has an action without a URL."""


@frozen
class Bounds:
    """timeout: seconds for a whole response. largest_body: its most bytes."""

    timeout: float
    largest_body: int


def send_press(
    press: Press, to: Receiver | None, origin: str | None, clicks: int, journal: Journal, bounds: Bounds
) -> list[Response]:
    """Send a press as often as it was clicked. origin: of the browser's page; None where no browser sends it.

    Raises TimeoutError for a receiver that responds too late, ValueError for one that responds with too much.
    """
    url = press.url_of(to if isinstance(to, str) else press.url or ("" if to is None else _NO_URL))
    if not url.startswith(("http://", "https://")):
        raise ValueError("the action has no URL that a press can be sent to: give it one, or to=")
    headers = {"content-type": "application/json"} | ({} if origin is None else {"origin": origin})
    body = json.dumps(press.body).encode()
    with _client(to, bounds) as client:
        responses = []
        for _ in range(clicks):
            if origin is not None and _origin_of(url) != origin:
                _ask(client, url, origin, journal)
            responses.append(_sent(client, httpx.Request("POST", url, headers=headers, content=body), journal))
    return responses


def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _ask(client: Send, url: str, origin: str, journal: Journal) -> None:
    """The preflight of a browser. POST needs no permission of its own; a content type of JSON does."""
    headers = {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    response = _sent(client, httpx.Request("OPTIONS", url, headers=headers), journal)
    allowed = {name.strip().lower() for name in response.headers.get("access-control-allow-headers", "").split(",")}
    problem = None
    if not 200 <= response.status < 300:
        problem = f"it responds with {response.status}"
    elif response.headers.get("access-control-allow-origin") not in ("*", origin):
        problem = f"access-control-allow-origin does not allow {origin}"
    elif not allowed & {"*", "content-type"}:
        problem = "access-control-allow-headers does not allow content-type"
    if problem is not None:
        raise PreflightRefusedError(
            f"the receiver does not allow the press: to OPTIONS {problem}; a browser sends no POST"
        )


def _sent(client: Send, request: httpx.Request, journal: Journal) -> Response:
    response = client(request)
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    sent = Request(
        method=request.method,
        origin=_origin_of(str(request.url)),
        path=path,
        query=query,
        credentials=Credentials.NONE,
        body=request.content,
    )
    journal.add(Exchange(request=sent, response=response))
    return response


@contextlib.contextmanager
def _client(to: Receiver | None, bounds: Bounds) -> Iterator[Send]:
    """What sends; the environment's proxies are not for a receiver under test."""
    if to is not None and not isinstance(to, str) and _is_wsgi(to):
        yield lambda request: _from_wsgi(httpx.WSGITransport(app=to), request, bounds)
        return
    if isinstance(to, LivingApp):
        yield lambda request: to.portal.call(_awaited, httpx.ASGITransport(app=_bounded(to, bounds)), request, bounds)
        return
    if to is None or isinstance(to, str):
        transport: httpx.AsyncBaseTransport = httpx.AsyncHTTPTransport(trust_env=False)
    else:
        transport = httpx.ASGITransport(app=_bounded(to, bounds))
    with anyio.from_thread.start_blocking_portal() as portal:
        yield lambda request: portal.call(_awaited, transport, request, bounds)


def _bounded(app: Callable[..., Any], bounds: Bounds) -> Callable[..., Any]:
    """An application whose response has its bounds while it is made: httpx takes all of it before it hands over any."""

    async def bounded(scope: Any, receive: Any, send: Any) -> None:
        body = _Body(bounds.largest_body)

        async def send_within_bounds(message: Any) -> None:
            body.add(message.get("body", b""))
            await anyio.lowlevel.checkpoint()  # a timeout ends only what waits
            await send(message)

        await app(scope, receive, send_within_bounds)

    return bounded


def _from_wsgi(transport: httpx.WSGITransport, request: httpx.Request, bounds: Bounds) -> Response:
    """The response of an application that cannot be interrupted: between two pieces of its body."""
    end = time.monotonic() + bounds.timeout
    came, body = transport.handle_request(request), _Body(bounds.largest_body)
    for piece in came.iter_raw():
        body.add(piece)
        if time.monotonic() > end:
            raise _late(bounds)
    return body.response(came)


async def _awaited(transport: httpx.AsyncBaseTransport, request: httpx.Request, bounds: Bounds) -> Response:
    body = _Body(bounds.largest_body)
    with anyio.move_on_after(bounds.timeout):
        async with transport:
            came = await transport.handle_async_request(request)
            async for piece in came.aiter_raw():
                body.add(piece)
            await came.aclose()
            return body.response(came)
    raise _late(bounds)


def _late(bounds: Bounds) -> TimeoutError:
    return TimeoutError(
        f"the receiver did not respond within {bounds.timeout:g} s; press(timeout=…) sets how long it may"
    )


class _Body:
    """The body of a response, as far as it may be read."""

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._whole = bytearray()

    def add(self, piece: bytes) -> None:
        self._whole += piece
        if len(self._whole) > self._largest:
            raise ValueError(f"the receiver's response has more than {self._largest} bytes, which is largest_body")

    def response(self, came: httpx.Response) -> Response:
        return Response(status=came.status_code, headers=dict(came.headers), body=bytes(self._whole))


def _is_wsgi(application: Callable[..., Any]) -> bool:
    """Whether it takes an environment and what starts the response; ASGI's are async, or take three arguments."""
    if inspect.iscoroutinefunction(application) or inspect.iscoroutinefunction(type(application).__call__):
        return False
    try:
        inspect.signature(application).bind({}, None)
    except TypeError:
        return False
    return True
