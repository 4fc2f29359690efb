"""What the environment says of a client's own connections: the proxy, and the certificates to trust."""

import ssl
from typing import Any
from urllib.parse import urlsplit

from tines_runtime.configuration import Tenant, is_loopback
from tines_runtime.errors import ConfigurationError
from tines_runtime.http_library import HttpLibrary
from tines_runtime.network_options import Limits, NetworkOptions
from tines_runtime.pool import MOST_CONNECTIONS, MOST_IDLE

IDLE_SECONDS = 5.0
"""How long a connection is kept that nobody uses."""


def pool_options(tenant: Tenant, library: HttpLibrary, network: NetworkOptions) -> dict[str, Any]:
    """The options of a pool of httpcore's. Raises ConfigurationError for a proxy or certificates that make no sense."""
    named = "the proxy of the environment" if network.proxy is None else "proxy"
    try:
        # Loading the system's certificates takes longer than all else here, and http does not read them.
        is_tls = tenant.origin.startswith("https:")
        return {
            "ssl_context": network.context(library) if is_tls else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            "proxy": _for_pool(library, _proxy(tenant, network)),
            **_limits(network.limits),
        }
    except ConfigurationError as error:
        problem = str(error)
    except ImportError:
        problem = f"{named} needs what is not installed: pip install 'httpx[socks]'"
    except ValueError:
        problem = f"{named} makes no sense: give it as 'http://host:port'"
    except OSError as error:
        problem = "the certificates of the environment (SSL_CERT_FILE, SSL_CERT_DIR) cannot be read: "
        problem += error.strerror or type(error).__name__
    raise ConfigurationError(problem)


def _limits(given: Limits | None) -> dict[str, Any]:
    if given is None:
        return {
            "max_connections": MOST_CONNECTIONS,
            "max_keepalive_connections": MOST_IDLE,
            "keepalive_expiry": IDLE_SECONDS,
        }
    names = ("max_connections", "max_keepalive_connections", "keepalive_expiry")
    return {name: getattr(given, name) for name in names}


def _proxy(tenant: Tenant, network: NetworkOptions) -> str | None:
    """The proxy to use. Raises ConfigurationError where it would read the key, and nobody has said that it may."""
    proxy = (network.proxy and network.proxy.reveal()) or _proxy_of_environment(tenant.origin)
    parts = urlsplit(tenant.origin)
    host = parts.hostname or ""
    if not proxy or parts.scheme == "https" or is_loopback(host) or tenant.allow_http == "proxy":
        return proxy
    advice = f"use https, reach {host} without a proxy (NO_PROXY), or pass allow_http='proxy' if you trust that too"
    raise ConfigurationError(f"http would send the key to a proxy in the clear: {advice}")


def _proxy_of_environment(origin: str) -> str | None:
    parts = urlsplit(origin)
    # http is for this machine alone: a proxy would be sent the key in the clear.
    if is_loopback(parts.hostname or ""):
        return None
    import urllib.request

    if urllib.request.proxy_bypass(parts.netloc):
        return None
    proxies = urllib.request.getproxies()
    return proxies.get(parts.scheme) or proxies.get("all")


def _for_pool(library: HttpLibrary, proxy: str | None) -> Any:
    if not proxy:
        return None
    if not isinstance(proxy, str):
        raise ValueError("it is no text")
    text = proxy if "://" in proxy else f"http://{proxy}"
    try:
        # It says what makes no sense, and what is not installed.
        library.http.HTTPTransport(verify=False, proxy=text)
        return _as_pools_have_it(library, library.http.Proxy(text))
    except library.http.InvalidURL:
        problem = "the proxy is no URL"
    raise ValueError(problem)


def _as_pools_have_it(library: HttpLibrary, proxy: Any) -> Any:
    url, core = proxy.url, library.core
    if not url.host or (url.port is not None and not 0 < url.port < 65536):
        raise ValueError("the proxy has no host, or a port that nobody has")
    target = core.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    return core.Proxy(target, auth=proxy.raw_auth, headers=proxy.headers.raw, ssl_context=proxy.ssl_context)
