"""The fake tenant behind a socket, with uvicorn (the extra `fake`)."""

import ipaddress
import logging
import socket

from tines_fake.tenant import FakeTenant

# What listens everywhere is reached here.
_REACHED: dict[str, str] = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 is any free one. Raises OSError where the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # By its protocol asyncio knows that it may send small responses at once, without waiting for more of them.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError:
        listening.close()
        raise
    return listening


def origin_of(listening: socket.socket) -> str:
    """The origin under which the socket is reached."""
    bound, port = listening.getsockname()[:2]
    host = _REACHED.get(bound, str(bound))
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_reached_by_others(listening: socket.socket) -> bool:
    """Whether other machines reach the socket, as far as the network lets them."""
    return not ipaddress.ip_address(listening.getsockname()[0]).is_loopback


def serve(tenant: FakeTenant, listening: socket.socket) -> None:
    """Serve until a KeyboardInterrupt, which ends it at once, whatever is half sent."""
    import uvicorn

    config = uvicorn.Config(
        tenant.asgi,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=0,
    )
    server = uvicorn.Server(config)
    # Whom the end interrupts is no news.
    logging.getLogger("uvicorn.error").addFilter(lambda _: not server.should_exit)
    server.run(sockets=[listening])
