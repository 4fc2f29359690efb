"""`python -m tines_fake`: serves `FakeTenant.sample()` on this machine until Ctrl-C."""

import argparse
import importlib.util
import socket
import sys

from tines_fake.journal import Journal
from tines_fake.sample import summary_of
from tines_fake.serving import bind, is_reached_by_others, origin_of, serve
from tines_fake.tenant import API_KEY, FakeTenant

_STARTED = """\
TINES_TENANT={origin}
TINES_API_KEY={api_key}
A fake Tines tenant, not affiliated with Tines. It holds:
{summary}
Ctrl-C stops it.
"""
_LONGEST_JOURNAL = 1000
_LARGEST_BODY_KEPT = 64 * 1024


def main(arguments: list[str] | None = None) -> int:
    """Serve, and return the exit code: 0 after Ctrl-C, 1 where the port is taken, 2 for usage or a missing extra."""
    given = _parser().parse_args(arguments)
    try:
        journal = Journal(longest=_LONGEST_JOURNAL, largest_body=_LARGEST_BODY_KEPT)
        tenant = FakeTenant.sample(api_key=given.api_key, journal=journal)
    except ValueError as error:
        print(f"--api-key: {error}", file=sys.stderr)
        return 2
    if importlib.util.find_spec("uvicorn") is None:
        print("serving needs the extra: pip install 'tines-cases[fake]'", file=sys.stderr)
        return 2
    try:
        listening = bind(given.host, given.port)
    except (OSError, OverflowError) as error:
        print(f"cannot listen on {given.host} port {given.port}: {error}", file=sys.stderr)
        return 1
    try:
        _print_where(listening, tenant)
        serve(tenant.asgi, listening)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
    finally:
        listening.close()
    return 0


def _print_where(listening: socket.socket, tenant: FakeTenant) -> None:
    if is_reached_by_others(listening):
        print(f"Others on the network can reach it: it listens on {listening.getsockname()[0]}.", file=sys.stderr)
    started = _STARTED.format(origin=origin_of(listening), api_key=tenant.api_key, summary=summary_of(tenant.state))
    print(started, end="", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tines_fake", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="the port to listen on (default: a free one)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    parser.add_argument("--api-key", default=API_KEY, help="the key to ask for (default: %(default)s)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
