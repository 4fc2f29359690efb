"""What a client's own connections go through: a proxy, certificates, and how many of them there are.

An option that is left out comes from the environment.
"""

import os
import ssl
from typing import Any, Protocol
from urllib.parse import urlsplit

from msgspec import Struct

from tines_runtime.configuration import Tenant, is_loopback
from tines_runtime.errors import ConfigurationError
from tines_runtime.network.http_library import HttpLibrary
from tines_runtime.network.pool import MOST_CONNECTIONS, MOST_IDLE
from tines_runtime.secret import SecretValue

Verify = ssl.SSLContext | str | os.PathLike[str]
Cert = str | os.PathLike[str] | tuple[str, str] | tuple[str, str, str]
_MOST_OF_CERT = 3


class Limits(Protocol):
    """How many connections there are, how many are kept, and for how many seconds: `httpx.Limits` is one."""

    @property
    def max_connections(self) -> int | None: ...
    @property
    def max_keepalive_connections(self) -> int | None: ...
    @property
    def keepalive_expiry(self) -> float | None: ...


class NetworkOptions(Struct, frozen=True):
    """Options that a transport of somebody's own decides by itself. None is what the environment says."""

    proxy: SecretValue[str] | None = None
    verify: Verify | None = None
    cert: SecretValue[Cert] | None = None
    limits: Limits | None = None

    @classmethod
    def given(
        cls, proxy: str | None, verify: Verify | None, cert: Cert | None, limits: Limits | None
    ) -> "NetworkOptions":
        """With what may hold a password out of sight."""
        return cls(
            None if proxy is None else SecretValue(proxy), verify, None if cert is None else SecretValue(cert), limits
        )

    def refuse_beside_a_transport(self) -> None:
        """Raise TypeError where one is given, and would be of no effect."""
        if given := self._given():
            raise TypeError(f"{given[0]} has no effect on a transport of your own: set it there")

    def _given(self) -> list[str]:
        return [name for name in self.__struct_fields__ if getattr(self, name) is not None]

    def __repr__(self) -> str:
        return f"NetworkOptions({', '.join(self._given())})"

    def context(self, library: HttpLibrary) -> ssl.SSLContext:
        """What servers are trusted by. Raises ConfigurationError for files that cannot be read."""
        if isinstance(self.verify, ssl.SSLContext):
            if self.cert is not None:
                raise TypeError("cert has no effect on an SSLContext of your own: call its load_cert_chain")
            return self.verify
        if self.verify is not None and not isinstance(self.verify, str | os.PathLike):
            raise TypeError(f"verify must be a CA file or an SSLContext, not {type(self.verify).__name__}")
        context = library.trusting_context() if self.verify is None else _trusting(os.fspath(self.verify))
        if self.cert is not None:
            self.cert.read(lambda cert: _present(context, *_files(cert)))
        return context


def _files(cert: Cert) -> tuple[Any, ...]:
    if isinstance(cert, str | os.PathLike):
        return (cert,)
    if not isinstance(cert, tuple) or len(cert) > _MOST_OF_CERT:
        raise TypeError("cert must be a file, or a tuple of a file, a file of its key and a password")
    return cert


def _trusting(place: str) -> ssl.SSLContext:
    try:
        if os.path.isdir(place):
            return ssl.create_default_context(capath=place)
        return ssl.create_default_context(cafile=place)
    except OSError as error:
        problem = error.strerror or type(error).__name__
    raise ConfigurationError(f"verify: the certificates in {place!r} cannot be read: {problem}")


def _present(
    context: ssl.SSLContext,
    file: str | os.PathLike[str],
    key: str | os.PathLike[str] | None = None,
    password: str | os.PathLike[str] = "",
) -> None:
    """Show a certificate of the client's own. Without a password, nobody is asked for one."""
    try:
        context.load_cert_chain(file, key, str(password))
        return
    except (OSError, TypeError, ValueError) as error:
        problem = getattr(error, "strerror", None) or type(error).__name__
    raise ConfigurationError(f"cert: the client's certificate or its key cannot be read: {problem}")


IDLE_SECONDS = 5.0
"""How long a connection is kept that nobody uses."""
_LIMITS: dict[str, Any] = {
    "max_connections": MOST_CONNECTIONS,
    "max_keepalive_connections": MOST_IDLE,
    "keepalive_expiry": IDLE_SECONDS,
}


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
        return _LIMITS
    if not all(hasattr(given, name) for name in _LIMITS):
        raise TypeError(f"limits must be httpx.Limits, not {type(given).__name__}")
    return {name: getattr(given, name) for name in _LIMITS}


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
