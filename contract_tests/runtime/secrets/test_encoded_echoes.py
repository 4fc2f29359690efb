"""A tenant that sends the key back, in whatever encoding and wherever: no error shows it."""

import json
import pickle
import ssl
from collections.abc import Callable
from urllib.parse import quote

import pytest

from contract_tests.client_adapters import KEY, Flavour, blocking
from contract_tests.runtime.secrets.key_search import ENCODINGS, places_that_show_the_key
from contract_tests.runtime.servers.hostile_server import http, http_json, sends
from contract_tests.runtime.servers.samples import ACTION, PAGE, Serve
from tines_cases.errors import ApiError, ConnectionFailedError, DecodeError, TinesError

RANDOM = "q8XzP2vN-7mK_aT5wRcY9dLb"
"""A key as they are in practice: nothing in it has to be escaped."""


each_key = pytest.mark.parametrize("key", [KEY, RANDOM], ids=["awkward", "random"])
PLACES: dict[str, Callable[[str], bytes]] = {
    "the body of an error": lambda echo: http(401, f"<p>Invalid: {echo}</p>".encode()),
    "the message of an error": lambda echo: http_json(401, {"message": f"Invalid: {echo}."}),
    "the content type": lambda echo: http(200, b"<p>", f"Content-Type: text/{echo}"),
    "a value": lambda echo: http_json(200, PAGE | {"actions": [ACTION | {"id": echo}]}),
}


def middle(echo: str) -> str:
    """The echo without its ends: in base64 they belong to what stands beside the key, too."""
    return echo[4:-4]


def assert_hidden(error: TinesError, echo: str) -> None:
    """The echo is not in the error, however it is looked at."""
    pickled = pickle.dumps(error)
    texts = [str(error), repr(error), pickled.decode("latin-1"), repr(error.__cause__)]
    if isinstance(error, ApiError):
        texts += [*error.messages, error.body.decode("latin-1")]
    for text in texts:
        assert echo not in text
        assert echo not in text.replace("\\\\", "\\")


@blocking
@each_key
@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
def test_in_any_encoding(serve: Serve, flavour: Flavour, key: str, encode: Callable[[str], str]) -> None:
    echo = encode(key)
    server = serve(*(sends(respond(echo)) for respond in PLACES.values()))

    for place in PLACES:  # each with a client of its own: the server closes after each response
        error = flavour.open(server.origin, key=key).failure()
        assert isinstance(error, ApiError if "error" in place else DecodeError)
        assert_hidden(error, middle(echo))
        if isinstance(error, DecodeError):  # what it shows ends early
            assert_hidden(error, middle(echo)[:8])


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@each_key
def test_in_a_body_of_wide_characters(serve: Serve, flavour: Flavour, key: str, codec: str) -> None:
    server = serve(sends(http(401, f"Invalid: {key}".encode(codec))))

    error = flavour.open(server.origin, key=key).failure()

    assert isinstance(error, ApiError)
    assert_hidden(error, key.encode(codec).decode("latin-1").strip("\xff\xfe\x00"))
    assert_hidden(error, "\\x00".join(key))


@each_key
def test_in_what_a_proxy_says(
    serve: Serve, flavour: Flavour, trusted: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    echo = quote(key, safe="")
    server = serve(sends(f"HTTP/1.1 407 No {echo}\r\nContent-Length: 0\r\n\r\n".encode()))
    monkeypatch.setenv("HTTPS_PROXY", server.origin)

    error = flavour.open("https://acme.example", key=key).failure()

    assert type(error) is ConnectionFailedError
    assert "407" in str(error)
    assert_hidden(error, echo)


def test_json_of_a_raw_call_shows_neither_content_type_nor_body(serve: Serve, flavour: Flavour) -> None:
    server = serve(sends(http(200, f"<p>{KEY}".encode(), f"Content-Type: text/{KEY}")))
    response = flavour.open(server.origin).request("GET", "/x")

    with pytest.raises(DecodeError) as caught:
        response.json()

    assert_hidden(caught.value, KEY)
    assert places_that_show_the_key(caught.value) == []
    assert json.loads(json.dumps(str(caught.value)))


@blocking
@pytest.mark.parametrize("key", ["e", "abc", "invalid", "1"])
def test_a_short_key_is_hidden_as_a_word_and_blots_no_letters(flavour: Flavour, serve: Serve, key: str) -> None:
    text = f"Invalidly abcess 4017 tokens; got {key}, 'Bearer {key}' and %{ord(key[0]):02x}{key[1:]}"
    client = flavour.open(serve(sends(http_json(401, {"message": text}))).origin, key=key)

    error = client.failure()

    assert str(error).endswith("Invalidly abcess 4017 tokens; got ***, 'Bearer ***' and ***")
