"""An ASGI application that lives longer than one request: it starts up, is called, and shuts down."""

import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from anyio.from_thread import BlockingPortal


LONGEST = 30
"""Seconds that a startup, or a shutdown, may take."""


class LivingApp:
    """An ASGI application that has started up, and the event loop it lives in."""

    def __init__(self, app: Callable[..., Any], portal: "BlockingPortal") -> None:
        self.portal = portal
        self._app = app
        self._state: dict[str, Any] = {}

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        await self._app({**scope, "state": self._state.copy()}, receive, send)

    @contextlib.asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """From its startup to its shutdown; one that does not know them raises, and has none."""
        import asyncio

        events: asyncio.Queue[Any] = asyncio.Queue()
        responses: asyncio.Queue[Any] = asyncio.Queue()
        scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": self._state}
        life: asyncio.Future[Any] = asyncio.ensure_future(self._app(scope, events.get, responses.put))

        async def step(name: str) -> None:
            events.put_nowait({"type": f"lifespan.{name}"})
            response = asyncio.ensure_future(responses.get())
            done, _ = await asyncio.wait((life, response), timeout=LONGEST, return_when=asyncio.FIRST_COMPLETED)
            response.cancel()
            if not done:
                raise RuntimeError(f"the {name} of the application did not end within {LONGEST} s")
            if response in done and response.result()["type"].endswith("failed"):
                raise RuntimeError(f"the {name} of the application failed: {response.result().get('message', '')}")

        try:
            await step("startup")
            try:
                yield
            finally:
                await step("shutdown")
        finally:
            life.cancel()
            await asyncio.gather(life, return_exceptions=True)


@contextlib.contextmanager
def receiver(app: Callable[..., Any]) -> Iterator[LivingApp]:
    """An ASGI application from its startup to its shutdown, to be pressed: in one event loop, as a server has it.

        with tines_fake.receiver(app) as running_app:
            fake.press(1, 7, to=running_app)

    What it leaves running goes on until the end. Raises RuntimeError if its startup or its shutdown fails.
    """
    import anyio.from_thread

    with anyio.from_thread.start_blocking_portal() as portal:
        living_app = LivingApp(app, portal)
        with portal.wrap_async_context_manager(living_app.lifespan()):
            yield living_app
