"""What may stand between a client and a hostile server's behaviour: TLS, a proxy, a relay."""

import socket
import ssl

from contract_tests.runtime.servers.hostile_server import Behaviour, Peer


def over_tls(context: ssl.SSLContext, behaviour: Behaviour) -> Behaviour:
    """Behaves so inside TLS."""

    def behave(peer: Peer) -> None:
        if peer.start_tls(context):
            behaviour(peer)

    return behave


def as_proxy(behaviour: Behaviour, established: bytes = b"HTTP/1.1 200 Connection established\r\n\r\n") -> Behaviour:
    """Takes a CONNECT, says that the tunnel stands, and is itself what stands at its end."""

    def behave(peer: Peer) -> None:
        if peer.read_request():
            peer.send(established)
            behaviour(peer)

    return behave


def relays(port: int) -> Behaviour:
    """Hands everything on to a port of this machine, and back."""

    def behave(peer: Peer) -> None:
        with socket.create_connection(("127.0.0.1", port)) as upstream:
            peer.relay(upstream)

    return behave
