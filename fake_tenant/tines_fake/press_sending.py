"""Sending a press: to a URL, or to an ASGI or WSGI application without a socket.

Tines' documentation says that it POSTs JSON. People who receive presses report that a browser sends them where the URL
is not the tenant's, and asks first, in the way of CORS. A browser that may not send says nothing: here that raises.
"""

import contextlib
import inspect
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import anyio.from_thread
import httpx

from tines_fake.exchange import Credentials, Exchange, Request, Response
from tines_fake.journal import Journal
from tines_fake.press import PreflightRefusedError, Press

Receiver = str | Callable[..., Any]
"""A URL, an ASGI application, or a WSGI application."""

_NO_URL = "https://receiver.test/"
"""Under which an application is called that has an action without a URL."""
_TIMEOUT = 30.0


def send_press(press: Press, to: Receiver | None, origin: str | None, clicks: int, journal: Journal) -> list[Response]:
    """Send a press as often as it was clicked. origin: of the browser's page; None where no browser sends it."""
    url = press.url_of(to if isinstance(to, str) else press.url or ("" if to is None else _NO_URL))
    if not url.startswith(("http://", "https://")):
        raise ValueError("the action has no URL that a press can be sent to: give it one, or to=")
    headers = {"content-type": "application/json"} | ({} if origin is None else {"origin": origin})
    body = json.dumps(press.body).encode()
    with _client(to) as client:
        responses = []
        for _ in range(clicks):
            if origin is not None and _origin_of(url) != origin:
                _ask(client, url, origin, journal)
            responses.append(_sent(client, httpx.Request("POST", url, headers=headers, content=body), journal))
    return responses


def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _ask(client: httpx.Client, url: str, origin: str, journal: Journal) -> None:
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


def _sent(client: httpx.Client, request: httpx.Request, journal: Journal) -> Response:
    came = client.send(request)
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    response = Response(status=came.status_code, headers=dict(came.headers), body=came.content)
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
def _client(to: Receiver | None) -> Iterator[httpx.Client]:
    """What sends; the environment's proxies are not for a receiver under test."""
    if to is None or isinstance(to, str):
        with httpx.Client(trust_env=False, timeout=_TIMEOUT) as client:
            yield client
    elif _is_wsgi(to):
        with httpx.Client(transport=httpx.WSGITransport(app=to)) as client:
            yield client
    else:
        with anyio.from_thread.start_blocking_portal() as portal, httpx.Client(transport=_Asgi(to, portal)) as client:
            yield client


def _is_wsgi(application: Callable[..., Any]) -> bool:
    """Whether it takes an environment and what starts the response; ASGI's are async, or take three arguments."""
    if inspect.iscoroutinefunction(application) or inspect.iscoroutinefunction(type(application).__call__):
        return False
    try:
        inspect.signature(application).bind({}, None)
    except TypeError:
        return False
    return True


class _Asgi(httpx.BaseTransport):
    """An ASGI application, called in an event loop of its own."""

    def __init__(self, application: Callable[..., Any], portal: anyio.from_thread.BlockingPortal) -> None:
        self._transport = httpx.ASGITransport(app=application)
        self._portal = portal

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._portal.call(self._respond, request)

    async def _respond(self, request: httpx.Request) -> httpx.Response:
        response = await self._transport.handle_async_request(request)
        return httpx.Response(response.status_code, headers=response.headers, content=await response.aread())
