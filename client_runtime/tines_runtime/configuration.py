"""Which tenant, with which key: from arguments or the environment, checked before anything is sent."""

import ipaddress
import os
import re
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from msgspec import Struct

from tines_runtime.errors import ConfigurationError
from tines_runtime.secret import Secret, SecretValue

TENANT_VARIABLE = "TINES_TENANT"
API_KEY_VARIABLE = "TINES_API_KEY"
_VISIBLE = re.compile(r"[\x21-\x7e]+")
_NUMBER_AT_END = re.compile(r"(.*\.)?\d+")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?", re.IGNORECASE)


AllowHttp = bool | Literal["proxy"]
"""Whether http may go to another machine; with "proxy" through a proxy, too, which then reads the key."""


class Tenant(Struct, frozen=True):
    """An origin such as `https://acme.tines.com`, and the key for it. allow_http: whether that may go in the clear.

    from_environment: whether both were named there.
    """

    origin: str
    key: Secret
    allow_http: AllowHttp = False
    from_environment: bool = False


def resolve(tenant: SecretValue[str | None], key: Secret | None, allow_http: AllowHttp) -> Tenant:
    """Check the tenant and the key, each taken from the environment where it is None.

    Raises ConfigurationError where one is missing or makes no sense. The tenant may hold a password by mistake.
    """
    from_environment = key is None and tenant.reveal() is None
    origin = tenant.read(lambda given: origin_of(_given_or_set(given), allow_http=allow_http))
    if key is None:
        key = _key_from_environment()
    problem = key.problem()
    if problem is not None:
        raise ConfigurationError(problem)
    return Tenant(origin, key, allow_http, from_environment)


def _given_or_set(tenant: str | None) -> str:
    if tenant is not None:
        return tenant
    found = os.environ.get(TENANT_VARIABLE)
    if not found:
        raise ConfigurationError(f"no tenant: give one, such as 'acme.tines.com', or set {TENANT_VARIABLE}")
    return found


def _key_from_environment() -> Secret:
    if not os.environ.get(API_KEY_VARIABLE):
        raise ConfigurationError(f"no API key: give one, or set {API_KEY_VARIABLE}")
    return Secret(os.environ[API_KEY_VARIABLE])


def origin_of(tenant: str, *, allow_http: AllowHttp = False) -> str:
    """Turn a host or an origin into an origin; `https` unless the host is this machine, or http is said and allowed.

    Raises ConfigurationError for anything else: a path, a user, a query, a scheme that would show the key.
    """
    if not isinstance(tenant, str):
        raise ConfigurationError(f"the tenant must be a str, not {type(tenant).__name__}")
    text = tenant.strip()
    if not text:
        raise ConfigurationError("the tenant is empty: give a host such as 'acme.tines.com'")
    # urlsplit drops what it calls unsafe, line breaks among it, without a word.
    if not _VISIBLE.fullmatch(text):
        raise ConfigurationError("the tenant holds a blank, a line break or a character outside ASCII")
    parts, port = _split(text)
    host = _checked_host(parts)
    loopback = is_loopback(host)
    scheme = parts.scheme or ("http" if loopback else "https")
    if scheme not in ("https", "http"):
        raise ConfigurationError(f"the tenant's scheme must be https, not {scheme!r}")
    if scheme == "http" and not loopback and not allow_http:
        advice = "use https, or pass allow_http=True if you trust the network, as for a fake in a container"
        raise ConfigurationError(f"http would send the key to {host} in the clear: {advice}")
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}" + (f":{port}" if port is not None else "")


def _split(text: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(text if "://" in text else f"//{text}")
        return parts, parts.port
    except ValueError:
        problem = "its port or its brackets make no sense"
    raise ConfigurationError(f"the tenant is no host and no origin: {problem}")


def _checked_host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    extras = {"a path": parts.path.strip("/"), "a query": parts.query, "a fragment": parts.fragment}
    found = [name for name, value in extras.items() if value]
    if "@" in parts.netloc:
        raise ConfigurationError("the tenant holds a user name: give the host alone, and the key as api_key")
    if found:
        raise ConfigurationError(f"the tenant {host!r} comes with {found[0]}: give the host alone, such as {host!r}")
    if not _is_address(host) and (not _HOST.fullmatch(host) or _NUMBER_AT_END.fullmatch(host)):
        raise ConfigurationError(f"the tenant {host!r} is no host name: give one such as 'acme.tines.com'")
    return host


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return "%" not in host


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine."""
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)
