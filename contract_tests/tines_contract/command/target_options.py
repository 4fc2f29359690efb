"""From what a user names (a tenant, and how to reach it) to a target: the same for the command and for pytest."""

import ipaddress
import os
import re
import ssl
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import httpx
from attrs import field, frozen

from tines_contract.engine.user_input import UsageError, number_of, seconds_of
from tines_contract.transport.origin_target import TIMEOUT, OriginTarget, served_fake
from tines_contract.transport.pacing import LIVE_REQUESTS_A_MINUTE
from tines_contract.transport.targets import FakeTarget, KeyedTarget
from tines_fake import FakeTenant

FAKES = ("fake", "served")
_NO_TENANT = "no tenant: give --tenant fake, --tenant served, or --tenant ORIGIN, or set TINES_TENANT"
_NOT_GIVEN = re.compile(
    "authorization|x-user-token|accept(-encoding)?|content-(type|length)|transfer-encoding|connection|"
    "x-(http-)?method(-override)?",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_PREFIX = re.compile(r"(/(?!\.\.?(/|$))[A-Za-z0-9._~-]+)*")
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?", re.IGNORECASE)


@frozen
class TargetOptions:
    """What a user calls a tenant, and how to reach it.

    tenant: `fake`, `served` or an origin. ca: a file with the certificates to trust; None trusts those of the
    environment. allow_http: whether the key may be sent in the clear. rate: requests a minute; None is the default for
    the tenant. timeout: seconds for one response. headers: sent with each request. client_cert: a file with a
    certificate and its key.
    """

    tenant: str
    ca: str | None
    allow_http: bool
    rate: int | None
    timeout: float
    headers: Mapping[str, str] = field(factory=dict, repr=False)
    client_cert: str | None = None

    @property
    def requests_a_minute(self) -> int | None:
        """How many the tenant will be sent; None is any number. Raises UsageError."""
        if self.rate is not None or self.tenant in FAKES:
            return self.rate
        # A tenant on this machine is nobody's live one; should it have a limit all the same, its 429 is waited for.
        return None if _is_loopback(urlsplit(self._origin).hostname or "") else LIVE_REQUESTS_A_MINUTE

    @contextmanager
    def target(self) -> Iterator[KeyedTarget]:
        """The tenant. Raises UsageError."""
        if self.tenant == "fake":
            yield FakeTarget(FakeTenant.sample(), requests_a_minute=self.rate)
        elif self.tenant == "served":
            with served_fake() as served:
                served.requests_a_minute = self.rate
                yield served
        else:
            with closing(self._live()) as live:
                yield live

    @property
    def _origin(self) -> str:
        return _origin(self.tenant, allow_http=self.allow_http)

    def _live(self) -> OriginTarget:
        origin, rate = self._origin, self.requests_a_minute
        trusted = _trusting(self.ca, self.client_cert)
        key = os.environ.get("TINES_API_KEY")
        if not key:
            raise UsageError("no key: set TINES_API_KEY; it is never taken from an argument")
        if not key.isascii() or not key.isprintable() or " " in key:
            raise UsageError("TINES_API_KEY holds a blank, a line break or a character outside ASCII")
        try:
            return OriginTarget(
                origin, key, requests_a_minute=rate, timeout=self.timeout, trusted=trusted, headers=self.headers
            )
        except (ImportError, ValueError, httpx.InvalidURL) as error:
            problem = f"the proxy of the environment cannot be used: {type(error).__name__}"
        except OSError as error:
            certificates = "the certificates of the environment (SSL_CERT_FILE, SSL_CERT_DIR)"
            problem = f"{certificates} cannot be read: {error.strerror}"
        raise UsageError(problem)


def target_options(given: Namespace) -> TargetOptions:
    """What the options of a command name. Raises UsageError."""
    rate = None if given.rate is None else number_of(given.rate, "--rate")
    timeout = TIMEOUT if given.request_timeout is None else seconds_of(given.request_timeout, "--timeout")
    headers = dict(map(_header, given.header))
    return TargetOptions(
        chosen_tenant(given.tenant), given.ca, given.allow_http, rate, timeout, headers, given.client_cert
    )


def _header(text: str) -> tuple[str, str]:
    """Name and value; no message shows the value."""
    name, colon, value = (part.strip() for part in text.partition(":"))
    if not colon or not value or not _NAME.fullmatch(name) or not (value.isascii() and value.isprintable()):
        shown = f" {name[:40]!r}" if colon else ""
        raise UsageError(f"--header{shown} must be NAME:VALUE, in ASCII, such as 'X-Gateway-Token: abc'")
    if _NOT_GIVEN.fullmatch(name):
        raise UsageError(
            f"--header must not be {name[:40]!r}: the key is that of TINES_API_KEY, and the run sets the rest"
        )
    return name, value


def chosen_tenant(tenant: str | None) -> str:
    """What the user calls the tenant; None is TINES_TENANT. Raises UsageError."""
    tenant = tenant or os.environ.get("TINES_TENANT")
    if not tenant:
        raise UsageError(_NO_TENANT)
    return tenant


def _trusting(ca: str | None, client_cert: str | None) -> ssl.SSLContext | None:
    """Trust the certificates in a file, and no others; show that of another file. None where neither is named."""
    if ca is None and client_cert is None:
        return None
    with _read(f"the certificates of --ca {ca!r}", "it holds no certificate"):
        context = httpx.create_ssl_context() if ca is None else ssl.create_default_context(cafile=ca)
    if client_cert is not None:
        needs = "it must hold a certificate and its key, without a password"
        with _read(f"the certificate of --client-cert {client_cert!r}", needs):
            context.load_cert_chain(client_cert, password=lambda: b"")  # none is asked for
    return context


@contextmanager
def _read(what: str, needs: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:  # that a file does not hold what it needs is an SSLError, and so an OSError
        why = needs if isinstance(error, ssl.SSLError) else getattr(error, "strerror", None)
        raise UsageError(f"{what} cannot be read: {why or 'it is no name of a file'}") from None


def _origin(tenant: str, *, allow_http: bool) -> str:
    try:
        parts = urlsplit(tenant if "://" in tenant else f"//{tenant}")
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise UsageError("the tenant is no origin: its port or its brackets make no sense") from None
    scheme = parts.scheme or ("http" if _is_loopback(host) else "https")
    if scheme not in ("http", "https") or not _is_host(host) or "@" in parts.netloc:
        raise UsageError("the tenant must be 'fake', 'served', or an origin such as https://acme.tines.com")
    path = parts.path.rstrip("/")
    if not _PREFIX.fullmatch(path) or parts.query or parts.fragment:
        raise UsageError(f"the tenant must be an origin such as https://{host}, or https://{host}/prefix of a gateway")
    if "/api/" in f"{path}/":
        raise UsageError(f"the tenant must be given without the API's own path, {path[path.index('/api') :][:40]}")
    if scheme == "http" and not (allow_http or _is_loopback(host)):
        raise UsageError(f"http would send the key to {host} in the clear: use https, or give --allow-http")
    return f"{scheme}://{parts.netloc}{path}"


def _is_host(host: str) -> bool:
    if ":" in host:
        return True  # an address of IPv6, which urlsplit has checked
    return len(host) <= 253 and all(_LABEL.fullmatch(label) for label in host.rstrip(".").split("."))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
