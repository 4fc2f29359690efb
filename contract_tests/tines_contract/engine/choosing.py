"""From what a user names (a tenant, a case) to a target and a plan: the same for the command and for pytest."""

import ipaddress
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx

from tines_contract.engine.usage_error import UsageError
from tines_contract.probes.marks import MARK
from tines_contract.probes.plan import Plan
from tines_contract.transport.origin_target import OriginTarget
from tines_contract.transport.pacing import LIVE_REQUESTS_A_MINUTE, MAX_TIME
from tines_contract.transport.served_fake import served_fake
from tines_contract.transport.targets import FakeTarget, Target
from tines_fake import FakeTenant

LARGE_CASE = 2
"""The case that is read of a fake."""

_EMPTY_CASE, _SAMPLE_CASE = 3, 1
_WRITES = "TINES_CONTRACT_WRITES"
_NO_TENANT = "no tenant: give --tenant fake, --tenant served, or --tenant ORIGIN, or set TINES_TENANT"
_DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,3})?) ?(s|m|h)?", re.ASCII)
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?", re.IGNORECASE)


@contextmanager
def chosen_target(tenant: str | None) -> Iterator[Target]:
    """The target for `fake`, `served` or an origin; None is TINES_TENANT. Raises UsageError."""
    tenant = tenant or os.environ.get("TINES_TENANT")
    if not tenant:
        raise UsageError(_NO_TENANT)
    if tenant == "fake":
        yield FakeTarget(FakeTenant.sample())
    elif tenant == "served":
        with served_fake() as served:
            yield served
    else:
        live = _live(tenant)
        try:
            yield live
        finally:
            live.close()


def _live(tenant: str) -> OriginTarget:
    origin = _origin(tenant)
    key = os.environ.get("TINES_API_KEY")
    if not key:
        raise UsageError("no key: set TINES_API_KEY; it is never taken from an argument")
    if not key.isascii() or not key.isprintable() or " " in key:
        raise UsageError("TINES_API_KEY holds a blank, a line break or a character outside ASCII")
    # A tenant on this machine is nobody's live one; should it have a limit all the same, its 429 is waited for.
    pace = None if _is_loopback(urlsplit(origin).hostname or "") else LIVE_REQUESTS_A_MINUTE
    try:
        return OriginTarget(origin, key, requests_a_minute=pace)
    except (ImportError, ValueError, httpx.InvalidURL) as error:
        problem = f"the proxy of the environment cannot be used: {type(error).__name__}"
    except OSError as error:
        problem = f"the certificates of the environment (SSL_CERT_FILE, SSL_CERT_DIR) cannot be read: {error.strerror}"
    raise UsageError(problem)


def _origin(tenant: str) -> str:
    try:
        parts = urlsplit(tenant if "://" in tenant else f"//{tenant}")
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise UsageError("the tenant is no origin: its port or its brackets make no sense") from None
    scheme = parts.scheme or ("http" if _is_loopback(host) else "https")
    if scheme not in ("http", "https") or not _is_host(host) or "@" in parts.netloc:
        raise UsageError("the tenant must be 'fake', 'served', or an origin such as https://acme.tines.com")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise UsageError(f"the tenant must be an origin such as https://{host}, without a path")
    if scheme == "http" and not _is_loopback(host):
        raise UsageError(f"http would send the key to {host} in the clear: use https")
    return f"{scheme}://{parts.netloc}"


def _is_host(host: str) -> bool:
    if ":" in host:
        return True  # an address of IPv6, which urlsplit has checked
    return len(host) <= 253 and all(_LABEL.fullmatch(label) for label in host.rstrip(".").split("."))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def chosen_plan(tenant: str | None, case: str | None, other_case: str | None = None) -> Plan:
    """The plan for a case, and another to compare it with. Raises UsageError.

    case: None is TINES_CASE_ID, and the large case of the fakes. The fakes are always written to, a live tenant only
    with TINES_CONTRACT_WRITES=1, and in the given case.
    """
    case, tenant = case or os.environ.get("TINES_CASE_ID"), tenant or os.environ.get("TINES_TENANT")
    if not tenant:
        raise UsageError(_NO_TENANT)
    other = None if other_case is None else _case(other_case)
    if tenant in ("fake", "served"):
        read = LARGE_CASE if not case else _case(case)
        written = _SAMPLE_CASE if read == _EMPTY_CASE else _EMPTY_CASE
        return Plan(read, writing_case=written, other_case=other, mark=MARK)  # each time the same
    if not case:
        raise UsageError("no case: give --case N, or set TINES_CASE_ID; one with more than 42 actions is best")
    read = _case(case)
    if other == read:
        raise UsageError(f"the other case must be another than case {read}")
    if not _may_write():
        return Plan(read, other_case=other)
    return Plan(read, writing_case=read, other_case=other)


def chosen_case(case: str | None) -> int:
    """The case that is named; None is TINES_CASE_ID. Raises UsageError."""
    case = case or os.environ.get("TINES_CASE_ID")
    if not case:
        raise UsageError("no case: give --case N, or set TINES_CASE_ID")
    return _case(case)


def chosen_max_time(text: str | None) -> float:
    """The seconds that a run may take, of a text such as 90, 15m or 1h; None is an hour. Raises UsageError."""
    if text is None:
        return MAX_TIME
    parts = _DURATION.fullmatch(text.strip())
    seconds = 0.0 if parts is None else float(parts[1]) * {"m": 60, "h": 3600}.get(parts[2], 1)
    if not seconds:
        raise UsageError(f"the time that a run may take must be such as 90, 90s, 15m or 1h, not {text[:40]!r}")
    return seconds


def _may_write() -> bool:
    allowed = os.environ.get(_WRITES, "")
    if allowed not in ("", "0", "1"):
        raise UsageError(f"{_WRITES} must be 1 to write to the case, or 0 or nothing to read, not {allowed[:40]!r}")
    return allowed == "1"


def _case(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text[:20]) < 2**63:
        raise UsageError(f"the case must be a positive integer, not {text[:40]!r}")
    return int(text)
