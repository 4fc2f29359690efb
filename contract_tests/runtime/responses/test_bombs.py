"""Small responses that would take much time or memory cost little: bodies have limits, and texts are read in one go."""

import functools
import gzip
import json
import time
import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from contract_tests.client_adapters import KEY, Client, Flavour, blocking
from contract_tests.runtime.servers.hostile_server import http, http_json, sends
from contract_tests.runtime.servers.samples import ACTION, PAGE, Serve
from tines_cases.errors import ApiError, DecodeError, ProtocolError, TinesError

MOST_CPU = 2.0
"""Seconds of CPU, the server's included, on a machine that is busy; each of these took from 2 to 22."""
MIB = 1024 * 1024
LIMIT = 64 * 1024
"""Bytes of an error that are kept."""


@functools.cache
def zipped(make: Callable[[], bytes], status: int = 200) -> bytes:
    """A response with that body; made once for all flavours."""
    body = make()
    return http(status, gzip.compress(body, 9), "Content-Encoding: gzip", "Connection: close")


def many(unit: str, size: int) -> str:
    """So many bytes of an array."""
    return f"[{f'{unit},' * (size // (len(unit) + 1) - 1)}{unit}]"


def page(**fields: str) -> bytes:
    """A page with fields as they are written in JSON."""
    text = json.dumps(PAGE)[:-1] + "".join(f', "{name}": {value}' for name, value in fields.items()) + "}"
    return text.encode()


def page_with(size: int, unit: str) -> bytes:
    """A page whose action has a large `query_params`."""
    text = json.dumps(PAGE | {"actions": [ACTION | {"query_params": {"a": "HERE"}}]})
    return text.replace('"HERE"', many(unit, size)).encode()


def wrong_beside_much(size: int) -> bytes:
    return page(new=many("{}", size)).replace(b'"case_id": 1', b'"case_id": "x"')


ERRORS: dict[str, Callable[[], bytes]] = {
    "objects": lambda: many("{}", 60 * MIB).encode(),
    "arrays": lambda: many("[]", 60 * MIB).encode(),
    "texts in deep arrays": lambda: (b"[" * 500) + many('"a"', 60_000).encode() + (b"]" * 500),
    "a text in deep objects": lambda: b'{"errors":' * 600 + b'"a"' + b"}" * 600,
    "tags that never end": lambda: b"<" * 64_000,
    "scripts that never end": lambda: b"<script " * 8_000,
    "tags of scripts": lambda: b"<script>" * 8_000,
    "backslashes": lambda: b"\\" * 64_000,
    "escapes of escapes": lambda: b"&amp;" * 12_000 + b"%25" * 20_000,
    "the beginning of the key": lambda: KEY[:-1].encode() * (64_000 // len(KEY)),
    "URLs": lambda: b"https://" * 8_000,
    "blanks": lambda: b" " * 64_000 + b"x",
    "CSI": lambda: b"\x1b[" + b"0" * 64_000,
}


def costs_little(client: Client, expected: type[TinesError]) -> TinesError:
    began = time.process_time()
    error = client.failure(within=60)
    assert time.process_time() - began <= MOST_CPU
    assert isinstance(error, expected)
    return error


@blocking
@pytest.mark.parametrize("name", ERRORS)
def test_the_body_of_an_error_costs_little(flavour: Flavour, serve: Serve, name: str) -> None:
    client = flavour.open(serve(sends(zipped(ERRORS[name], 422))).origin, timeout=60)

    error = costs_little(client, ApiError)

    assert isinstance(error, ApiError)
    assert len(error.body) <= LIMIT
    assert len(str(error)) < 10_000


SUCCESSES: dict[str, tuple[Callable[[], bytes], type[TinesError]]] = {
    "a wrong field beside a large one": (lambda: wrong_beside_much(15 * MIB), DecodeError),
    "a large query_params of objects": (lambda: page_with(15 * MIB, "{}"), DecodeError),
    "a large query_params of arrays": (lambda: page_with(15 * MIB, "[]"), DecodeError),
    "more than max_body": (lambda: page_with(60 * MIB, "{}"), ProtocolError),
}


@blocking
@pytest.mark.parametrize("name", SUCCESSES)
def test_the_body_of_a_success_costs_little(flavour: Flavour, serve: Serve, name: str) -> None:
    make, expected = SUCCESSES[name]
    client = flavour.open(serve(sends(zipped(make))).origin, timeout=60)

    costs_little(client, expected)


def test_a_body_takes_no_more_memory_than_max_body_and_some(flavour: Flavour, serve: Serve) -> None:
    make, expected = SUCCESSES["more than max_body"]
    client = flavour.open(serve(sends(zipped(make))).origin, timeout=60, max_body=MIB)

    tracemalloc.start()
    try:
        assert isinstance(client.failure(within=60), expected)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak <= 8 * MIB


@pytest.mark.parametrize(("size", "shown"), [(1, ', where "x" came'), (MIB, "")])
def test_a_large_body_is_not_read_again_for_what_an_error_shows(
    flavour: Flavour, serve: Serve, size: int, shown: str
) -> None:
    body = page(case_id='"x"', new=f'"{"x" * size}"')
    error = flavour.open(serve(sends(http(200, body))).origin).failure(within=60)

    assert f"(at $.case_id{shown})" in str(error)


def test_many_empty_parts_of_gzip_cost_little(flavour: Flavour, serve: Serve) -> None:
    empty = gzip.compress(b"")
    sent = http(200, empty * 100_000, "Content-Encoding: gzip", "Connection: close")

    costs_little(flavour.open(serve(sends(sent)).origin, timeout=60), ProtocolError)


def test_gzip_that_takes_more_than_it_gives_is_counted_as_it_came(flavour: Flavour, serve: Serve) -> None:
    """Empty blocks of deflate become nothing, for ever."""
    deflate = zlib.compressobj(wbits=16 + zlib.MAX_WBITS)
    head = deflate.compress(b" ") + deflate.flush(zlib.Z_FULL_FLUSH)
    sent = http(200, head + b"\x00\x00\x00\xff\xff" * 10_000, "Content-Encoding: gzip", "Connection: close")
    client = flavour.open(serve(sends(sent)).origin, max_body=20_000)

    assert "max_body" in str(costs_little(client, ProtocolError))


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_body_may_be_as_large_as_max_body(flavour: Flavour, serve: Serve, encoding: str) -> None:
    body = json.dumps(PAGE).encode()
    sent = gzip.compress(body) if encoding == "gzip" else body
    response = http(200, sent, f"Content-Encoding: {encoding}", "Connection: close")
    server = serve(sends(response), sends(response))

    assert flavour.open(server.origin, max_body=len(body)).list(1).case_id == 1
    assert type(flavour.open(server.origin, max_body=len(body) - 1).failure()) is ProtocolError


CUTS = {
    "a key where the body is cut": [
        b"x" * before + KEY.encode() + b"x" * LIMIT for before in range(LIMIT - 30, LIMIT + 10, 3)
    ],
    # Without them it is so short that its end is shown, where the last one is cut.
    "nothing but keys": [b"x" * before + KEY.encode() * 4_000 for before in range(0, len(KEY), 3)],
}


@blocking
@pytest.mark.parametrize("bodies", CUTS.values(), ids=CUTS)
def test_an_error_that_is_cut_off_shows_no_part_of_the_key(flavour: Flavour, serve: Serve, bodies: list[bytes]) -> None:
    for body in bodies:
        server = serve(sends(http(401, body, "Connection: close")))
        error = flavour.open(server.origin).failure(within=60)
        assert isinstance(error, ApiError)
        assert b"k3y" not in error.body


def test_no_error_shows_what_came_in_place_of_http(flavour: Flavour, serve: Serve) -> None:
    server = serve(sends(b"HTTP/1.1 200 OK\r\nlabel Escalate\r\n\r\n"), sends(b"Escalate " * 10_000 + b"\r\n\r\n"))
    client = flavour.open(server.origin)

    for _ in range(2):
        error = client.failure()
        assert type(error) is ProtocolError
        assert "Escalate" not in f"{error} {error.__cause__} {error.__cause__!r}"
        assert len(str(error)) < 500


def test_large_pages_are_read(flavour: Flavour, serve: Serve) -> None:
    actions = [ACTION | {"id": number, "query_params": {"a": [1, 2, {}]}} for number in range(10_000)]
    server = serve(sends(http_json(200, PAGE | {"actions": actions})))

    assert len(flavour.open(server.origin).list(1).actions) == 10_000
