"""A served fake tenant whose place another can take, so that one proxy before it is enough for many."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from tines_fake import FakeTenant
from tines_fake.serving.uvicorn_server import bind, origin_of


class StandIn:
    """The tenant behind an origin: at each time the one that is its `fake`."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.fake = FakeTenant()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.fake.asgi(scope, receive, send)


@contextmanager
def serving() -> Iterator[StandIn]:
    """Serve it on a free port as long as the context lasts. The socket listens from the first moment on."""
    with bind("127.0.0.1", 0) as listening:
        stand_in = StandIn(origin_of(listening))
        config = uvicorn.Config(stand_in, log_level="warning", access_log=False, lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield stand_in
        finally:
            server.should_exit = True
            thread.join()
