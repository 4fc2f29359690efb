"""The connections that a client opens for itself: one pool, the proxy of the environment, the certificates of the system.

`Transport` and `AsyncTransport` are httpx's own seam: whatever is one can be handed to a client instead.
"""

import ssl
import urllib.request
from typing import Any
from urllib.parse import urlsplit

import httpx

from tines_runtime.errors import ConfigurationError
from tines_runtime.network import DeadlineBackend

Transport = httpx.BaseTransport
AsyncTransport = httpx.AsyncBaseTransport


def open_transport(origin: str) -> httpx.HTTPTransport:
    """A pool of blocking connections that hold the deadline.

    Raises ConfigurationError for a proxy or certificates of the environment that make no sense.
    """
    transport: httpx.HTTPTransport = _opened(httpx.HTTPTransport, origin)
    # httpx has no public way to say which network its pool uses.
    transport._pool._network_backend = DeadlineBackend()
    return transport


def open_async_transport(origin: str) -> httpx.AsyncHTTPTransport:
    """A pool of connections for asyncio and trio. Raises as `open_transport` does."""
    transport: httpx.AsyncHTTPTransport = _opened(httpx.AsyncHTTPTransport, origin)
    return transport


def _opened(kind: Any, origin: str) -> Any:
    # Loading the system's certificates takes longer than all else here, and http does not read them.
    verify = True if origin.startswith("https:") else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        return kind(verify=verify, proxy=_proxy(origin))
    except (ValueError, ImportError) as error:
        problem = f"the proxy of the environment cannot be used: {type(error).__name__}"
    except OSError as error:
        problem = f"the certificates of the environment (SSL_CERT_FILE, SSL_CERT_DIR) cannot be read: {error.strerror}"
    raise ConfigurationError(problem)


def _proxy(origin: str) -> str | None:
    parts = urlsplit(origin)
    proxies = urllib.request.getproxies()
    if urllib.request.proxy_bypass(parts.netloc):
        return None
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy:
        return None
    return proxy if "://" in proxy else f"http://{proxy}"
