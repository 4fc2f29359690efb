"""A server that knows nothing of our fake's skins: what comes over the wire between the suite and a tenant.

Each `Wire` is one way in which a conforming tenant, or what stands before it, behaves below HTTP.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tines_fake import Credentials, FakeTenant, Request, Response

KEY = "the-key-of-the-plain-server"
Wire = Callable[["Handler", Response], None]


class Handler(BaseHTTPRequestHandler):
    """Answers by a fake tenant, through a wire."""

    protocol_version = "HTTP/1.1"
    wbufsize = 65536  # an answer in one piece: two would wait for each other
    server: "PlainServer"

    def do_GET(self) -> None:
        self.server.received += 1
        path, _, query = self.path.removeprefix("/soc").partition("?")
        origin, body = f"http://{self.headers['host']}", self.rfile.read(int(self.headers["content-length"] or 0))
        request = Request(
            method=self.command, origin=origin, path=path, query=query, credentials=self._credentials(), body=body
        )
        self.server.wire(self, self.server.fake.respond(request))

    do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815 - the library calls them so

    def _credentials(self) -> Credentials:
        shown = self.headers["authorization"]
        if shown is None:
            return Credentials.NONE
        return Credentials.RIGHT if shown == f"Bearer {KEY}" else Credentials.WRONG

    def reply(self, response: Response, **headers: str) -> None:
        """Answer as it is meant."""
        self.send_response(response.status)
        for name, value in {**response.headers, **headers, "content-length": str(len(response.body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(response.body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class PlainServer(ThreadingHTTPServer):
    """A tenant on loopback."""

    daemon_threads = True

    def __init__(self, fake: FakeTenant, wire: Wire) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.fake = fake
        self.wire = wire
        self.received = 0

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no error here."""


@contextmanager
def serving(
    wire: Wire, fake: FakeTenant | None = None, wrap: Callable[["PlainServer"], None] = lambda _: None
) -> Iterator[PlainServer]:
    """The sample tenant behind that wire. wrap: is given the server before it serves, such as to speak TLS."""
    with PlainServer(fake or FakeTenant.sample(), wire) as server:
        wrap(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()
