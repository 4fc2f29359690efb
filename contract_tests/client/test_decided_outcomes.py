"""What comes of bodies at the edge of what the document allows, decided once.

An integer that is written as a float is none, and one beyond 64 bits is read. A timestamp that is no instant to Python
is an error; one in another form that means an instant is read, to the microsecond. What is no text or no number of JSON
is an error even where it is skipped; what is only too large, or no UTF-8, is one where it is read. An error names the
place, and shows what was found there unless it is long or secret.
"""

import json
from typing import Any

import httpx
import pytest

import tines_spec
from contract_tests.client_adapters import KEY
from tines_cases.errors import DecodeError

_EXAMPLES = tines_spec.load()["components"]["examples"]
_SAMPLE = json.dumps(_EXAMPLES["DocumentationSample"]["value"])


def _with_raw(name: str, raw: str | bytes) -> bytes:
    """The documentation's sample, with a property of its first action written just so."""
    sample = json.loads(_SAMPLE)
    sample["actions"][0][name] = "@here@"
    return json.dumps(sample).encode().replace(b'"@here@"', raw.encode() if isinstance(raw, str) else raw)


def _read(opened: Any, content: str | bytes) -> Any:
    with opened(lambda _: httpx.Response(200, content=content)) as client:
        return client.list(1).actions[0]


_NO_INSTANTS = (
    *("2016-12-31T23:59:60Z", "0000-01-01T00:00:00Z", "2023-10-31T15:42:00", "2023-10-31T15:42Z", "2023-10-31"),
    *("2023-10-31T24:00:00Z", "2023-10-31T15:42:00+24:00", "2023-02-29T00:00:00Z", "2023-10-31T15:42:00,5Z"),
    *("9999-12-31T23:59:59.9999999Z", "31/10/2023 15:42", ""),
)


@pytest.mark.parametrize(
    ("name", "raw", "expected"),
    [
        *(("id", raw, "Expected `int`") for raw in ("1.0", "1e0", "1.5", '"1"', "true", "null", "[1]", "{}")),
        *(("updated_at", json.dumps(text), "datetime") for text in _NO_INSTANTS),
        *(("created_at", raw, "Expected `datetime`") for raw in ("1698766920", "1698766920.5", "null", "true")),
    ],
)
def test_another_type_is_a_decode_error_at_its_place(opened: Any, name: str, raw: str, expected: str) -> None:
    with pytest.raises(DecodeError, match=expected) as caught:
        _read(opened, _with_raw(name, raw))
    assert (caught.value.path, caught.value.status) == (f"$.actions[0].{name}", 200)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2023-10-31t15:42:00z", "2023-10-31T15:42:00+00:00"),
        ("2023-10-31 15:42:00Z", "2023-10-31T15:42:00+00:00"),
        ("2023-10-31T15:42:00-00:00", "2023-10-31T15:42:00+00:00"),
        ("2023-10-31T15:42:00.123456789Z", "2023-10-31T15:42:00.123457+00:00"),
        ("2023-12-31T23:59:59.999999900Z", "2024-01-01T00:00:00+00:00"),
        ("9999-12-31T23:59:59-23:59", "9999-12-31T23:59:59-23:59"),
    ],
)
def test_an_unusual_timestamp_is_read_as_its_instant(opened: Any, text: str, instant: str) -> None:
    assert _read(opened, _with_raw("created_at", json.dumps(text))).created_at.isoformat() == instant


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        *(("id", str(number), number) for number in (0, -1, 2**63, -(2**63) - 1, 10**30)),
        *(("action_type", json.dumps(text), text) for text in ("WEBHOOK", "", "Página", "webhook ", "with\nline")),
        ("label", '"gr\u00fcn \U0001f525"', "gr\u00fcn \U0001f525"),
        ("label", r'"\ud83d\udd25"', "\U0001f525"),
        ("label", '"first", "label": "last"', "last"),
    ],
)
def test_what_is_merely_odd_is_read_as_it_is(opened: Any, name: str, raw: str, value: Any) -> None:
    read = getattr(_read(opened, _with_raw(name, raw)), name)
    assert (read, str(read)) == (value, str(value))


@pytest.mark.parametrize(("name", "form"), [("label", "%s"), ("query_params", '{"a": [%s]}'), ("unknown", "%s")])
@pytest.mark.parametrize("raw", [r'"\ud800"', r'"\udc00x"', r'{"\ud800": 1}', "NaN", "-Infinity"])
def test_what_is_no_text_or_no_number_is_an_error_even_where_it_is_skipped(
    opened: Any, name: str, form: str, raw: str
) -> None:
    with pytest.raises(DecodeError):
        _read(opened, _with_raw(name, form % raw))


@pytest.mark.parametrize(
    ("name", "form", "raw"),
    [("query_params", b'{"a": %b}', b"1e999"), ("label", b"%b", b'"\xff"'), ("label", b"%b", b'"\xed\xa0\x80"')],
)
def test_what_python_has_no_value_for_is_an_error_only_where_it_is_read(
    opened: Any, name: str, form: bytes, raw: bytes
) -> None:
    with pytest.raises(DecodeError):
        _read(opened, _with_raw(name, form % raw))
    assert _read(opened, _with_raw("unknown", raw)).label == "Claim case"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", "empty"),
        *((body, "no JSON") for body in (" \n", "{", _SAMPLE[:-1], _SAMPLE + "}", "\ufeff" + _SAMPLE, "<html>")),
        *(("null", "null"), ("[]", "array"), ("{}", "case_id"), (b'{"new":' + b"[" * 1_000_000, "nested")),
        (_with_raw("query_params", '{"a":' * 100_000), "nested"),
    ],
    ids=lambda value: str(value[:12]),
)
def test_a_body_that_is_no_page_is_a_decode_error(opened: Any, body: str | bytes, message: str) -> None:
    with pytest.raises(DecodeError, match=message) as caught:
        _read(opened, body)
    assert (caught.value.path, caught.value.status) == ("$", 200)


_LONG, _SECRET = "x" * 50, "https://hooks.example/webhook/s3cret"


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("id", "seven", '"seven" came'),
        ("label", 7.5, "7.5 came"),
        ("created_at", "yesterday", '"yesterday" came'),
        ("id", None, "null came"),
        ("id", _LONG, f'"{_LONG[:38]}… came'),
        ("id", _SECRET, '"https://hooks.example/***" came'),
        ("id", "\x1b[31m\n\x9b2J\u202e", r'"\x1b[31m \x9b2J\u202e" came'),
        ("id", f"{_LONG[:30]}{KEY}", f'"{_LONG[:30]}***" came'),
        ("id", ["s3cret"], None),
        ("label", {"url": "s3cret"}, None),
        ("url", 5318008, None),
        ("url", ["s3cret"], None),
    ],
)
def test_an_error_shows_what_was_found_where_it_is_short_and_no_secret(
    opened: Any, name: str, value: Any, shown: str | None
) -> None:
    with pytest.raises(DecodeError) as caught:
        _read(opened, _with_raw(name, json.dumps(value)))
    place = f"(at $.actions[0].{name}"
    assert (f"{place}, where {shown})" if shown else f"{place})") in str(caught.value)
    assert not any(secret in str(caught.value) for secret in ("s3cret", "5318008", KEY))


@pytest.mark.parametrize(
    ("method", "ids", "example", "path", "message"),
    [
        ("list", (2,), "DocumentationSample", "$.case_id", "case_id is 1, and 2 was asked for"),
        ("get", (43, 29907), "OneAction", "$.case_id", "case_id is 42, and 43 was asked for"),
        ("get", (42, 7), "OneAction", "$.id", "id is 29907, and 7 was asked for"),
    ],
)
def test_an_id_that_was_not_asked_for_is_an_error_that_shows_both(
    opened: Any, method: str, ids: Any, example: str, path: str, message: str
) -> None:
    """Of each operation this is shown by the tenants of `test_sound_clients.py` that name another."""
    body = _EXAMPLES[example]["value"]
    with (
        opened(lambda _: httpx.Response(200, json=body)) as client,
        pytest.raises(DecodeError, match=message) as caught,
    ):
        client.call(method, *ids)
    assert (caught.value.status, caught.value.path) == (200, path)
