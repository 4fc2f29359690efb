"""Control of a served fake from another process or language: JSON under /__fake/, with a token of its own.

Plain functions from the tenant and what was sent to what is sent back; how they are reached is `control_app.py`'s.
"""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from tines_fake.clock import VirtualClock
from tines_fake.contents.state_json import as_json
from tines_fake.exchanges.exchange import Exchange
from tines_fake.failures import FAILURES
from tines_fake.faults.active_faults import ActiveFaults
from tines_fake.faults.catalogue import FAULTS
from tines_fake.near_match import unknown
from tines_fake.quirks import quirks_from
from tines_fake.tenant.fake_tenant import FakeTenant

Sent = Mapping[str, Any]
Command = Callable[[FakeTenant, Sent], Any]
_MOST_OF_JOURNAL = 1000


def _health(tenant: FakeTenant, _: Sent) -> Any:
    return {"status": "ok", "origin": tenant.origin, "requests": len(tenant.journal)}


def _reset(tenant: FakeTenant, _: Sent) -> Any:
    tenant.reset()
    return {}


def _state(tenant: FakeTenant, _: Sent) -> Any:
    return as_json(tenant.state)


def _seed(tenant: FakeTenant, sent: Sent) -> Any:
    tenant.seed(sent)
    return {}


def _faults(tenant: FakeTenant, _: Sent) -> Any:
    return {
        "active": [_shown(one) for one in tenant.faults.active],
        "known": [one.id for one in FAULTS],
        "failures": list(FAILURES),
    }


def _add_faults(tenant: FakeTenant, sent: Sent) -> Any:
    """Such as {"faults": ["PAGE-OVERLAP", {"failure": "status", "status": 503}], "operation": …, "nth": [1, 2]}."""
    known = {"faults", "operation", "nth", "probability", "seed"}
    for name in sent.keys() - known:
        raise ValueError(unknown("field of faults", name, sorted(known)))
    given = sent.get("faults")
    if not isinstance(given, list) or not given:
        raise ValueError('faults must be a list, such as ["PAGE-OVERLAP", {"failure": "status", "status": 503}]')
    selected = {name: value for name, value in sent.items() if name != "faults"}
    return _shown(tenant.faults(*given, **selected))


def _stop_faults(tenant: FakeTenant, sent: Sent) -> Any:
    """All, or those of a number that `faults` shows."""
    active = [one for one in tenant.faults.active if sent.get("number") in (None, one.number)]
    if "number" in sent and not active:
        raise ValueError(f"there are no active faults of the number {sent['number']!r}")
    for one in active:
        one.stop()
    return {}


def _shown(active: ActiveFaults) -> dict[str, Any]:
    return {"number": active.number, "faults": active.ids}


def _quirks(tenant: FakeTenant, _: Sent) -> Any:
    return attrs.asdict(tenant.quirks)


def _set_quirks(tenant: FakeTenant, sent: Sent) -> Any:
    tenant.quirks = quirks_from(sent, tenant.quirks)
    return attrs.asdict(tenant.quirks)


def _clock(tenant: FakeTenant, _: Sent) -> Any:
    return {"now": tenant.clock.now().isoformat(), "virtual": isinstance(tenant.clock, VirtualClock)}


def _set_clock(tenant: FakeTenant, sent: Sent) -> Any:
    """Such as {"advance": 60}, in seconds, or {"now": "2026-02-01T00:00:00Z"}. From then on it stands still."""
    if len(sent) != 1 or not sent.keys() <= {"advance", "now"}:
        raise ValueError('a clock takes {"advance": seconds} or {"now": "2026-02-01T00:00:00Z"}')
    clock = tenant.clock if isinstance(tenant.clock, VirtualClock) else VirtualClock(tenant.clock.now())
    if "now" in sent:
        clock.set(datetime.datetime.fromisoformat(str(sent["now"])))
    else:
        clock.advance(_number(sent["advance"]))
    tenant.clock = clock
    return _clock(tenant, {})


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"advance must be a number of seconds, not {value!r}")
    return value


def _journal(tenant: FakeTenant, _: Sent) -> Any:
    return {"exchanges": [_exchange(one) for one in list(tenant.journal)[-_MOST_OF_JOURNAL:]]}


def _clear_journal(tenant: FakeTenant, _: Sent) -> Any:
    tenant.journal.clear()
    return {}


def _exchange(exchange: Exchange) -> dict[str, Any]:
    request, response = exchange.request, exchange.response
    return {
        "method": request.method,
        "path": request.path,
        "query": dict(request.params),
        "headers": dict(request.headers),
        "key": request.credentials.value,
        "body": request.body.decode("utf-8", "replace"),
        "status": response.status,
        "response": response.body.decode("utf-8", "replace"),
    }


COMMANDS: Mapping[tuple[str, str], Command] = {
    ("GET", "health"): _health,
    ("POST", "reset"): _reset,
    ("GET", "state"): _state,
    ("POST", "seed"): _seed,
    ("GET", "faults"): _faults,
    ("POST", "faults"): _add_faults,
    ("DELETE", "faults"): _stop_faults,
    ("GET", "quirks"): _quirks,
    ("PUT", "quirks"): _set_quirks,
    ("GET", "clock"): _clock,
    ("PUT", "clock"): _set_clock,
    ("GET", "journal"): _journal,
    ("DELETE", "journal"): _clear_journal,
}
"""By method, and by what follows /__fake/ in the path."""
