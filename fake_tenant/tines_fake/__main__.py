"""`python -m tines_fake`: serves `FakeTenant.sample()` on this machine until Ctrl-C."""

import argparse
import importlib.util
import sys

from tines_fake.serving import bind, origin_of, serve
from tines_fake.tenant import API_KEY, FakeTenant

_TOLD = """\
TINES_TENANT={origin}
TINES_API_KEY={api_key}
A fake Tines tenant, not affiliated with Tines.
Case 1 is the documentation's sample, case 2 has 1,203 actions, case 3 none.
Ctrl-C stops it.
"""


def main(arguments: list[str] | None = None) -> int:
    """Serve, and return the exit code: 0 after Ctrl-C, 1 where the port is taken, 2 for usage or a missing extra."""
    given = _parser().parse_args(arguments)
    try:
        tenant = FakeTenant.sample(api_key=given.api_key)
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
    print(_TOLD.format(origin=origin_of(listening), api_key=given.api_key), end="", flush=True)
    serve(tenant, listening)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tines_fake", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="the port to listen on (default: a free one)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    parser.add_argument("--api-key", default=API_KEY, help="the key to ask for (default: %(default)s)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
