"""The options of each command that talks to a tenant, and the client that it gets."""

import functools
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from tines_cli.command_error import CommandError, ExitCode
from tines_cli.number import Number
from tines_cli.signals import interruptible

if TYPE_CHECKING:
    from tines_cases import TinesClient

Command = Callable[..., int | None]
Decorator = Callable[[Command], Command]


def with_client(command: Command) -> Command:
    """Add the options; the command is called with a client, which is closed after it."""

    @click.option("--tenant", metavar="HOST", help="The tenant, such as acme.tines.com. Default: TINES_TENANT.")
    @click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=30.0,
        metavar="SECONDS",
        help="The budget of each call, retries included. Default: 30.",
    )
    @click.option(
        "--requests-per-minute",
        type=Number(min=1),
        metavar="N",
        help="Keep below a rate limit. Default: as fast as it goes.",
    )
    @click.option(
        "--allow-http",
        is_flag=True,
        help="Allow http to another machine: the key is sent in the clear.",
    )
    @functools.wraps(command)
    def run(
        *, tenant: str | None, timeout: float, requests_per_minute: int | None, allow_http: bool, **given: Any
    ) -> int | None:
        options = {"timeout": timeout, "requests_per_minute": requests_per_minute, "allow_http": allow_http}
        with interruptible(), client(tenant, options) as tines, named_if_unreachable(tenant):
            return command(tines, **given)

    return run


def client(tenant: str | None, options: Mapping[str, Any]) -> "TinesClient":
    """A client of these options. Raises CommandError."""
    if tenant == "":  # as of a variable that is not set: another tenant than that one must not be written to
        raise CommandError("--tenant is empty: leave it out to use TINES_TENANT", ExitCode.USAGE)
    missing = [] if tenant or os.environ.get("TINES_TENANT") else ["TINES_TENANT (such as acme.tines.com)"]
    missing += [] if os.environ.get("TINES_API_KEY") else ["TINES_API_KEY"]
    if missing:
        raise CommandError(f"set {' and '.join(missing)} in the environment", ExitCode.USAGE)
    from tines_cases import TinesClient
    from tines_cases.errors import ConfigurationError

    try:
        return TinesClient(tenant or None, **options)
    except ConfigurationError as error:
        raise CommandError(str(error).replace("allow_http=True", "--allow-http"), ExitCode.USAGE) from None


@contextmanager
def named_if_unreachable(tenant: str | None) -> Iterator[None]:
    """Have the error of a tenant that cannot be reached say which one that was."""
    from tines_cases.errors import ConnectionFailedError, DeadlineError
    from tines_cli.failures import is_in_doubt

    try:
        yield
    except (ConnectionFailedError, DeadlineError) as error:
        if getattr(error, "__notes__", ()) or is_in_doubt(error):  # something came before it, or may have been done
            raise
        name = tenant or os.environ.get("TINES_TENANT")
        host = str(name).rpartition("://")[2].rstrip("/")  # a message shows a URL as its host with `/***`
        raise CommandError(f"{host} cannot be reached: {error}; check the address", ExitCode.UNREACHABLE) from None


def id_argument(name: str) -> Decorator:
    """Add an argument that is a number; `case_id` is called CASE."""
    return click.argument(name, type=Number(min=0), metavar=name.removesuffix("_id").upper())
