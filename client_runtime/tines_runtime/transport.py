"""The connections that a client opens for itself: one pool, the environment's proxy, the system's certificates.

`Transport` and `AsyncTransport` are httpx's own seam: whatever is one can be handed to a client instead. httpx's own
connections are held to the deadline whoever made them; any other transport as far as it lets go in between.
"""

import ssl
import urllib.request
from typing import Any
from urllib.parse import urlsplit

import httpx

from tines_runtime.configuration import is_loopback
from tines_runtime.deadline_backend import AsyncDeadlineBackend, DeadlineBackend
from tines_runtime.errors import ConfigurationError

Transport = httpx.BaseTransport
AsyncTransport = httpx.AsyncBaseTransport


def open_transport(origin: str, given: Transport | None) -> Transport:
    """What was given, or a pool of blocking connections.

    Raises TypeError for what is no transport, ConfigurationError for a proxy or certificates of the environment that
    make no sense.
    """
    transport: Transport = _opened(httpx.HTTPTransport, origin) if given is None else given
    if not isinstance(transport, Transport):
        raise TypeError(f"transport must be an httpx.BaseTransport, not {type(transport).__name__}")
    # httpx has no public way to say which network its pool uses.
    if isinstance(transport, httpx.HTTPTransport) and not isinstance(transport._pool._network_backend, DeadlineBackend):
        transport._pool._network_backend = DeadlineBackend(transport._pool._network_backend)
    return transport


def open_async_transport(origin: str, given: AsyncTransport | None) -> AsyncTransport:
    """As `open_transport`, for asyncio and trio."""
    transport: AsyncTransport = _opened(httpx.AsyncHTTPTransport, origin) if given is None else given
    if not isinstance(transport, AsyncTransport):
        raise TypeError(f"transport must be an httpx.AsyncBaseTransport, not {type(transport).__name__}")
    if isinstance(transport, httpx.AsyncHTTPTransport):
        pool = transport._pool
        if not isinstance(pool._network_backend, AsyncDeadlineBackend):
            pool._network_backend = AsyncDeadlineBackend(pool._network_backend)
    return transport


def enforces_deadline(transport: object) -> bool:
    """Whether the network under a transport is ours, so that what it says of a connection can be believed."""
    return isinstance(transport, (httpx.HTTPTransport, httpx.AsyncHTTPTransport))


def _opened(kind: Any, origin: str) -> Any:
    # Loading the system's certificates takes longer than all else here, and http does not read them.
    verify = True if origin.startswith("https:") else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        proxy = _proxy(origin)
        # A tunnel whose TLS fails keeps its place in httpcore's pool for good, so that a bound would be used up.
        limits = httpx.Limits(max_connections=100 if proxy is None else None, max_keepalive_connections=20)
        return kind(verify=verify, proxy=proxy, limits=limits)
    except ImportError:
        problem = "the proxy of the environment needs what is not installed: pip install 'httpx[socks]'"
    except (ValueError, httpx.InvalidURL):
        problem = "the proxy of the environment makes no sense: give it as 'http://host:port'"
    except OSError as error:
        problem = "the certificates of the environment (SSL_CERT_FILE, SSL_CERT_DIR) cannot be read: "
        problem += error.strerror or type(error).__name__
    raise ConfigurationError(problem)


def _proxy(origin: str) -> httpx.Proxy | None:
    parts = urlsplit(origin)
    # http is for this machine alone: a proxy would be sent the key in the clear.
    if is_loopback(parts.hostname or "") or urllib.request.proxy_bypass(parts.netloc):
        return None
    proxies = urllib.request.getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy:
        return None
    found = httpx.Proxy(proxy if "://" in proxy else f"http://{proxy}")
    if not found.url.host:
        raise ValueError("the proxy has no host")
    return found
