"""Why no response came, in one sentence that says what to do."""

import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx


def connection_problem(error: Exception, origin: str) -> str:
    """The sentence. It holds what the error says, unless we can say it better."""
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
        return f"{host} does not speak TLS as https needs it: check the tenant's address and port"
    if _of(causes, socket.gaierror):
        return f"there is no host {parts.hostname}, as far as the DNS here knows: check the tenant's address"
    if _of(causes, ConnectionRefusedError):
        return f"nothing listens at {host}: check the tenant's address, or give --wait-for-tenant while it starts"
    return _text(error)


def _text(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".removesuffix(": ")


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
