"""Bytes that nobody asked for are never the next call's response: their connection is not used again."""

import json
import ssl
import threading

import pytest

from contract_tests.client_adapters import PLENTY, Client, Flavour
from contract_tests.runtime.servers.hostile_server import Peer, http, http_json, over_tls, responds, sends
from contract_tests.runtime.servers.samples import ACTION, PAGE, RESPONDS, RESPONSE, Reach, Serve

OTHERS = http_json(200, PAGE | {"case_id": 666})
"""A response to somebody else."""
CHUNK = 65536
"""What httpcore reads at once."""


def _of_size(size: int) -> bytes:
    """A response of so many bytes."""
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {size - 1000}\r\nX-Padding: ".encode()
    body = json.dumps(PAGE).encode().ljust(size - 1000)
    return head + b"x" * (1000 - len(head) - 4) + b"\r\n\r\n" + body


SURPLUS: dict[str, list[bytes]] = {
    "behind a response": [RESPONSE + OTHERS],
    "a body behind a 204": [http(204).replace(b"Content-Length: 0\r\n", b"") + OTHERS],
    "a body that a 204 counts": [b"HTTP/1.1 204 No Content\r\nContent-Length: 300\r\n\r\n" + OTHERS],
    "behind a chunked response": [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"%x\r\n%b\r\n0\r\n\r\n" % (len(json.dumps(PAGE)), json.dumps(PAGE).encode())
        + OTHERS
    ],
    "in a packet of its own": [RESPONSE, OTHERS],
    "one line break": [RESPONSE + b"\r\n"],
    "behind what is read at once": [_of_size(CHUNK) + OTHERS],
    "behind two of what is read at once": [_of_size(2 * CHUNK) + OTHERS],
    "behind a TLS record": [_of_size(16384) + OTHERS],
    "behind an error": [http_json(404, {}) + OTHERS],
}


def _first_call(client: Client, name: str) -> None:
    if "204" in name:
        client.call("delete", 1, 2)
    elif "error" in name:
        client.failure()
    else:
        assert client.list(1).case_id == 1


@pytest.mark.parametrize("name", SURPLUS)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_what_comes_behind_a_response_is_dropped_with_its_connection(
    flavour: Flavour, reach: Reach, tls: ssl.SSLContext, name: str, scheme: str
) -> None:
    sent = threading.Event()

    def goes_on(peer: Peer) -> None:
        sent.set()
        RESPONDS(peer)

    first = sends(*SURPLUS[name], then=goes_on)
    server, origin = reach(scheme, first if scheme == "http" else over_tls(tls, first))
    client = flavour.open(origin)

    _first_call(client, name)
    assert sent.wait(PLENTY)

    assert client.list(1).case_id == 1
    assert server.connections == 2


def test_what_comes_while_a_connection_is_idle_is_dropped_with_it(flavour: Flavour, serve: Serve) -> None:
    read, sent = threading.Event(), threading.Event()

    def goes_on(peer: Peer) -> None:
        assert read.wait(PLENTY)
        peer.send(OTHERS)
        sent.set()
        RESPONDS(peer)

    server = serve(sends(RESPONSE, then=goes_on))
    client = flavour.open(server.origin)

    client.list(1)
    read.set()
    assert sent.wait(PLENTY)

    assert client.list(1).case_id == 1
    assert server.connections == 2


def test_a_sound_response_keeps_its_connection(flavour: Flavour, serve: Serve) -> None:
    server = serve(then=responds(http_json(200, {**ACTION, "case_id": 1})))
    client = flavour.open(server.origin)

    for _ in range(3):
        client.call("get", 1, 1)

    assert server.connections == 1
