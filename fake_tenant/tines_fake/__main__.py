"""Serve a fake tenant on this machine, until Ctrl-C."""

import argparse
import json
import os
import secrets
import socket
import sys
from pathlib import Path
from typing import Any

from tines_fake.adapters.asgi import AsgiApp
from tines_fake.contents.filling import summary_of
from tines_fake.exchanges.exchange import Exchange
from tines_fake.exchanges.journal import Journal
from tines_fake.faults.active_faults import split_faults_and_failures
from tines_fake.given_arguments import API_KEY, checked_key
from tines_fake.quirks import quirks_from, quirks_like
from tines_fake.serving.control import PREFIX, ControlApp
from tines_fake.serving.uvicorn_server import HostCheck, bind, is_installed, is_loopback, origin_of, serve
from tines_fake.tenant.fake_tenant import FakeTenant

_STARTED = """\
export TINES_TENANT={origin}
export TINES_API_KEY={api_key}
{control}A fake Tines tenant, not affiliated with Tines. It holds:
{summary}
Ctrl-C stops it.
"""
_LONGEST_JOURNAL = 1000
_LARGEST_BODY_KEPT = 64 * 1024
_LARGEST_SEED = 256 * 1024 * 1024
TOKEN_VARIABLE = "TINES_FAKE_TOKEN"  # noqa: S105 - a name


class _LoggedJournal(Journal):
    """Prints a line for each request."""

    def add(self, exchange: Exchange) -> None:
        super().add(exchange)
        request = exchange.request
        print(f"{request.method} {request.path} {exchange.response.status or 'reset'}", file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None, program: str = "python -m tines_fake") -> int:
    """Serve, and return the exit code: 0 after Ctrl-C, 1 where the port is taken, 2 for usage or a missing extra."""
    given = _parser(program).parse_args(arguments)
    try:
        tenant = _tenant(given)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if not is_installed():
        print("serving needs the extra: pip install 'tines-cases[fake]'", file=sys.stderr)
        return 2
    try:
        listening = bind(given.host, given.port)
    except (OSError, OverflowError) as error:
        print(f"cannot listen on {given.host} port {given.port}: {error}; choose another --port", file=sys.stderr)
        return 1
    token = (os.environ.get(TOKEN_VARIABLE) or secrets.token_urlsafe()) if given.control else None
    try:
        _print_where(listening, tenant, token, as_json=given.json)
        app = AsgiApp(tenant) if token is None else ControlApp(tenant, token)
        serve(HostCheck(app, [given.host, *given.allow_host]), listening)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
    finally:
        listening.close()
    return 0


def _tenant(given: argparse.Namespace) -> FakeTenant:
    """The tenant that is asked for. Raises ValueError, which names the option."""
    journal = (_LoggedJournal if given.log else Journal)(longest=_LONGEST_JOURNAL, largest_body=_LARGEST_BODY_KEPT)
    options: dict[str, Any] = {"journal": journal}
    like = None if given.like is None else _of_option("like", lambda: quirks_like(Path(given.like)))
    for option, make in {
        "api_key": lambda: checked_key(given.api_key),
        "quirks": lambda: quirks_from(dict(map(_quirk, given.quirk)), like),
        "faults": lambda: [one for kind in split_faults_and_failures(map(_fault, given.fault)) for one in kind],
    }.items():
        options[option] = _of_option(option.replace("_", "-").removesuffix("s"), make)
    if given.seed is None:
        return FakeTenant.sample(**options)
    tenant = FakeTenant(**options)
    _of_option("seed", lambda: tenant.seed(_bounded(given.seed)))
    tenant.keep()
    return tenant


def _bounded(path: str) -> bytes:
    with Path(path).open("rb") as file:
        body = file.read(_LARGEST_SEED + 1)
    if len(body) > _LARGEST_SEED:
        raise ValueError(f"{path} is larger than {_LARGEST_SEED // 1024**2} MiB")
    return body


def _of_option(option: str, make: Any) -> Any:
    try:
        return make()
    except RecursionError:
        problem = "it is nested too deeply"
    except (ValueError, TypeError, OSError) as error:
        problem = str(error)
    raise ValueError(f"--{option}: {problem}")


def _quirk(text: str) -> tuple[str, Any]:
    """`order=label`, `largest_page=50`, `charset=true`."""
    name, _, value = text.partition("=")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _fault(text: str) -> Any:
    """An id, or a failure as JSON."""
    return json.loads(text) if text.startswith("{") else text


def _print_where(listening: socket.socket, tenant: FakeTenant, token: str | None, *, as_json: bool) -> None:
    if not is_loopback(listening.getsockname()[0]):
        print(f"Others on the network can reach it: it listens on {listening.getsockname()[0]}.", file=sys.stderr)
    tenant.origin = origin_of(listening)
    if as_json:
        where = {"origin": tenant.origin, "api_key": tenant.api_key, "control_token": token}
        print(json.dumps({name: value for name, value in where.items() if value is not None}), flush=True)
        return
    control = "" if token is None else f"export {TOKEN_VARIABLE}={token}\nThe control is under {PREFIX}\n"
    started = _STARTED.format(
        origin=tenant.origin, api_key=tenant.api_key, control=control, summary=summary_of(tenant.state)
    )
    print(started, end="", flush=True)


def _parser(program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=program, description=__doc__)
    option = parser.add_argument
    several: dict[str, Any] = {"action": "append", "default": []}
    option("--port", type=int, default=0, help="the port to listen on (default: a free one)")
    option("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    reached = "a name of this machine under which others reach it, such as that of a container"
    option("--allow-host", **several, metavar="NAME", help=reached)
    option("--api-key", default=API_KEY, help="the key that it accepts (default: %(default)s)")
    option("--seed", metavar="FILE", help="a JSON file of what it holds (default: a sample)")
    option("--quirk", **several, metavar="NAME=VALUE", help="how it differs, such as order=label")
    option("--like", metavar="FILE", help="what `probe --json` printed of a tenant")
    option("--fault", **several, metavar="ID", help="a way to fail: PAGE-OVERLAP, or a failure as JSON")
    option("--log", action="store_true", help="print a line for each request, on standard error")
    option("--json", action="store_true", help="print origin and key as one line of JSON, and no more")
    option("--control", action="store_true", help=f"let programs of this machine control it, under {PREFIX}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
