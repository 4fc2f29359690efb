"""The lines of a report are taken by any shell, and have curl send what was sent."""

import os
import subprocess

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tines_contract.report.curl import curl
from tines_fake import Credentials, Request

_SHELL = """
curl() {
  while [ $# -gt 1 ]; do
    case $1 in
      -H) printf '%s\\n' "$2" >&2; shift;;
      --data-raw) printf '%s' "$2"; shift;;
      --data-binary) cat; shift;;
    esac
    shift
  done
  printf '%s\\n' "$1" >&2
}
"""


def _in_a_shell(line: str) -> tuple[bytes, list[str]]:
    """What curl would be given: the body, and the headers with the URL."""
    environment = {"PATH": os.environ["PATH"], "TINES_API_KEY": "Keyx"}
    done = subprocess.run(["sh", "-c", _SHELL + line], env=environment, capture_output=True, timeout=10, check=True)
    return done.stdout, done.stderr.decode().splitlines()


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(
    st.binary(max_size=20) | st.text(max_size=20).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=12),
)
@example(b"\x011", "")
def test_a_shell_gives_curl_the_very_body_and_url(body: bytes, query: str) -> None:
    request = Request(method="PUT", origin="https://a.test", path="/x", query=query, body=body)
    line = curl(request)
    assert line.isascii()
    assert line.isprintable()
    sent, headers = _in_a_shell(f"{line}  # 200")
    assert sent == body
    assert headers[-1] == request.url


SENT = {
    Credentials.RIGHT: "Bearer Keyx",
    Credentials.CUT: "Bearer Key",
    Credentials.LENGTHENED: "Bearer Keyxx",
    Credentials.ALTERED: "Bearer Keyy",
    Credentials.RECASED: "Bearer kEYX",
    Credentials.WRONG: "Bearer wrong",
    Credentials.LOWER_SCHEME: "bearer wrong",
}


@pytest.mark.parametrize("credentials", SENT)
def test_a_shell_makes_of_the_key_what_was_sent(credentials: Credentials) -> None:
    _, headers = _in_a_shell(curl(Request(origin="https://a.test", path="/", credentials=credentials)))
    assert f"Authorization: {SENT[credentials]}" in headers


def test_a_request_without_a_key_is_shown_without_one() -> None:
    line = curl(Request(origin="https://a.test", path="/", credentials=Credentials.NONE))
    assert "Authorization" not in line
