"""A fake tenant in force: the environment names it, and the clients of this process reach it and nothing else.

The one module of the fake that knows the runtime of the SDK, whose clients ask it where they send to.
"""

import contextlib
import functools
import inspect
import os
from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

from tines_fake.clock import VirtualClock, clock_for_clients
from tines_fake.tenant.fake_tenant import FakeTenant

F = TypeVar("F", bound=Callable[..., Any])


class running(contextlib.ContextDecorator):  # noqa: N801 - called like a function
    """Let `TinesClient()` reach a tenant in this process, and no client anything else, as long as this lasts.

        with tines_fake.running() as fake:
            fake.case(1).add_action(label="Escalate")

    Also as `async with`. For unittest, scripts, and fixtures of any scope. `fake.allowed_hosts` names what clients may
    reach all the same.

    Args:
        fake: the tenant. Default: an empty one, with a clock that tests advance.

    Raises:
        AssertionError: at its end, if a fault or failure never fired, unless `fake.assert_all_fired` is False.
    """

    def __init__(self, fake: FakeTenant | None = None) -> None:
        self._fake = fake
        self._entered: list[contextlib.AbstractContextManager[FakeTenant]] = []

    def __enter__(self) -> FakeTenant:
        self._entered.append(_running(self._fake or FakeTenant(clock=VirtualClock())))
        return self._entered[-1].__enter__()

    def __exit__(self, *error: Any) -> None:
        self._entered.pop().__exit__(*error)

    def __call__(self, function: F) -> F:
        """Let a function have a tenant in force as long as it runs, also one that is async."""
        if not inspect.iscoroutinefunction(function):
            return super().__call__(function)

        @functools.wraps(function)
        async def during(*args: Any, **kwargs: Any) -> Any:
            with self:
                return await function(*args, **kwargs)

        return cast("F", during)

    async def __aenter__(self) -> FakeTenant:
        return self.__enter__()

    async def __aexit__(self, *error: Any) -> None:
        self.__exit__(*error)


@contextlib.contextmanager
def _running(fake: FakeTenant) -> Iterator[FakeTenant]:
    with in_force(fake):
        yield fake
    if fake.assert_all_fired:
        fake.faults.assert_all_fired()


@contextlib.contextmanager
def in_force(fake: FakeTenant, *, is_served: bool = False) -> Iterator[None]:
    """As `running`. is_served: the tenant is behind a socket, at its origin."""
    from tines_runtime import in_process

    local = _LocalTenant(fake, is_served)
    in_process.enter(local)
    try:
        with _environment(TINES_TENANT=local.origin, TINES_API_KEY=local.api_key):
            yield
    finally:
        in_process.leave(local)


class _LocalTenant:
    """What a client wants to know of a tenant of its process."""

    def __init__(self, fake: FakeTenant, is_served: bool) -> None:
        self._fake = fake
        self.is_served = is_served
        self.origin = fake.origin
        self.api_key = fake.api_key
        self.transport = fake.transport
        self.async_transport = fake.async_transport

    @property
    def allowed_hosts(self) -> set[str]:
        return self._fake.allowed_hosts

    @property
    def tines_clock(self) -> VirtualClock | None:
        return clock_for_clients(self._fake.clock)


_replaced: list[dict[str, str | None]] = []
"""What stood in the environment before each tenant in force."""


@contextlib.contextmanager
def _environment(**variables: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    _replaced.append(before)
    os.environ.update(variables)
    try:
        yield
    finally:
        at = next(place for place, one in enumerate(_replaced) if one is before)
        del _replaced[at]
        if at < len(_replaced):  # a later one is still in force, and goes back to this when it ends
            _replaced[at].update(before)
        else:
            for name, value in before.items():
                os.environ.pop(name, None)
                os.environ.update({} if value is None else {name: value})
