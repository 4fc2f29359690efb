"""Whatever bytes come over a socket, the served fake responds to none by a server error, and goes on."""

import contextlib
import json
import re
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.fake.served.sender import NEW
from tines_fake import FakeTenant, Journal
from tines_fake.serving.uvicorn_server import serving

CASE = "/api/v2/cases/1/actions"
STATUS = re.compile(rb"HTTP/1\.1 (\d{3})")
PATHS = [CASE, "/api/v2/cases", "/api/v2//cases/1/actions", "/__fake/reset", "*", f"http://elsewhere{CASE}"]
PATHS += [f"{CASE}/{one}" for one in ("1", "batch", 2**63 - 1, 2**63, "9" * 5000)]
PATHS += [f"/api/v2/cases/{one}" for one in (f"{2**64}/actions", "0/actions", "1%2Factions", "1/../1/actions")]
PATHS += ["/api/v2/cases/%00/actions", f"{CASE}%0d%0aX:1"]
_PRINTABLE = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20)
TARGETS = st.sampled_from(PATHS) | _PRINTABLE.map(lambda text: f"/{text}")
ODD = ["page=0", "page=-1", "page=99999999999999999999", "page=9223372036854775807&per_page=500", "per_page=x"]
ODD += ["per_page=", "per_page=1e3", "order=%FF", "%FF=%FF", "page=1&page=2", "a=b&" * 500, "[]=1", "team_id=1"]
QUERIES = st.sampled_from(["", *(f"?{one}" for one in ODD)])
METHODS = st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "QUERY"])
HALF = {**NEW, "label": "\ud800", "query_params": {"n": 2**80, "x": 1e300}}
JSON = [json.dumps(one).encode() for one in (NEW, HALF, {"actions": [NEW] * 3}, {"actions": [NEW, 7]}, {}, [], None)]
BROKEN = [b"", b"\xff\xfe", b"{" * 2000, b"[" * 99 + b"]" * 99, b'{"label": 1' + b"0" * 5000 + b"}"]
BROKEN += [b'{"query_params": ' + b'{"a":' * 500 + b"1" + b"}" * 501]
BROKEN += [b'{"url": "a", "url": "b", "label": "c", "action_type": "page"}']
BODIES = st.sampled_from([*JSON, *BROKEN]) | st.binary(max_size=50)
LINES = ["Host: x", "Host:", "X: \x80", "Content-Length: -1", "Expect: 100-continue", "Upgrade: h2c", ":"]


@st.composite
def _requests(draw: st.DrawFn) -> bytes:
    """Mostly well-formed, so that more is seen than the parser."""
    body = draw(BODIES)
    head = [f"{draw(METHODS)} {draw(TARGETS)}{draw(QUERIES)} HTTP/1.1", "Authorization: Bearer fake-tenant-key"]
    head += draw(st.lists(st.sampled_from(LINES), max_size=2))
    length = draw(st.sampled_from([len(body)] * 8 + [len(body) + 1, 10**12]))
    head.append(f"Content-Length: {length}")
    return "\r\n".join([*head, "", ""]).encode("latin-1") + body


def _statuses(origin: str, sent: bytes) -> list[int]:
    """Of all responses to what is sent, up to when the client says that there is no more."""
    parts, received = urlsplit(origin), b""
    with (
        socket.create_connection((str(parts.hostname), int(parts.port or 0)), timeout=20) as client,
        contextlib.suppress(OSError),
    ):
        client.sendall(sent)
        client.shutdown(socket.SHUT_WR)
        while piece := client.recv(65536):
            received += piece
    return [int(status) for status in STATUS.findall(received)]


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    fake = FakeTenant(journal=Journal(longest=1000, largest_body=64 * 1024))
    fake.case(1).add_actions([{}] * 30)
    with serving(fake.asgi) as origin:
        yield origin


@settings(max_examples=60)
@given(st.lists(_requests(), min_size=1, max_size=3))
def test_no_request_is_a_server_error(origin: str, requests: list[bytes]) -> None:
    statuses = _statuses(origin, b"".join(requests))
    assert [status for status in statuses if status >= 500] == []
