"""A tenant in a process of its own, which responds to each request with a page after a while: `python -m` runs it.

It prints its port. Over TLS where it is given a certificate; it takes CONNECT as a proxy does, and is itself what
stands at the end of the tunnel. `GET /open` tells how many connections are open, itself not counted.
"""

import argparse
import asyncio
import json
import ssl
import sys
from pathlib import Path

from contract_tests.runtime.servers.samples import PAGE

BODY = json.dumps(PAGE).encode()


class Server:
    """Counts its connections."""

    def __init__(self, latency: float, tunnel: ssl.SSLContext | None) -> None:
        self._latency = latency
        self._tunnel = tunnel
        self._open = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open += 1
        try:
            await self._respond_to_all(reader, writer)
        except (OSError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        finally:
            self._open -= 1
            writer.close()

    async def _respond_to_all(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            if head.startswith(b"CONNECT "):
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                assert self._tunnel is not None
                await writer.start_tls(self._tunnel)
                continue
            body = BODY
            if head.startswith(b"GET /open "):
                body = b"%d" % (self._open - 1)
            elif self._latency:
                await asyncio.sleep(self._latency)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
            await writer.drain()


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--latency", type=float, required=True)
    parser.add_argument("--certificate", type=Path)
    parser.add_argument("--proxy", action="store_true")
    options = parser.parse_args()
    context = None
    if options.certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate)
    server = Server(options.latency, context if options.proxy else None)
    listening = await asyncio.start_server(
        server.serve, "127.0.0.1", 0, backlog=4096, ssl=None if options.proxy else context
    )
    print(listening.sockets[0].getsockname()[1], flush=True)
    asyncio.get_running_loop().add_reader(sys.stdin, sys.exit)  # it ends with whoever started it
    await listening.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
