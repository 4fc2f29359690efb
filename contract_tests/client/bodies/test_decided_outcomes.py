"""What comes of bodies at the edge of what the document allows, decided once.

| body | outcome |
| --- | --- |
| an integer written `1.0` or `1e0` (allowed by the schema) | DecodeError at its place: it is a float to Python |
| an integer beyond 64 bits or below its minimum (not allowed) | the value: Python has room for it |
| a timestamp at second `:60` or of the year 0000 (allowed) | DecodeError at its place: no datetime is that |
| a timestamp without an offset | DecodeError at its place: it would be another instant elsewhere |
| a timestamp without seconds, a date, a number | DecodeError at its place |
| a timestamp with lower-case `t` and `z`, a blank for `T`, `-00:00` | the instant |
| seven fraction digits or more | the instant, rounded to the microsecond |
| … that round up past the year 9999 | DecodeError at its place |
| a lone surrogate (`"\\ud800"`), even in an unknown field | DecodeError at `$`: it is no text |
| NaN, Infinity, even in an unknown field | DecodeError at `$`: it is no JSON |
| bytes that are not UTF-8, a number beyond a float's range | DecodeError at `$` |
| … in an unknown field | ignored: what is skipped is not converted |
| a required property is missing | DecodeError at the object, naming the property |
| a property of another type, or null where it may not be | DecodeError at its place |
| an optional property is missing or null | None |
| a property comes twice | the last one |
| an action type in capitals, or empty (neither allowed) | its text |
| a body that is empty, cut off, followed by more, or begins with a BOM | DecodeError at `$` |

A DecodeError says what was expected and which type was found, and shows a value that is short and no secret.
"""

import json
from typing import Any

import pytest

from tines_cases.errors import DecodeError

_FIRST = "$.actions[0]"


def _with_raw(sample: Any, name: str, raw: str | bytes) -> bytes:
    """The sample, with a property of its first action written just so."""
    sample["actions"][0][name] = "@here@"
    return json.dumps(sample).encode().replace(b'"@here@"', raw.encode() if isinstance(raw, str) else raw)


@pytest.mark.parametrize("raw", ["1.0", "1e0", "1.5", '"1"', "true", "null", "[1]", "{}"])
def test_an_integer_that_is_not_written_as_one_is_a_decode_error(read: Any, sample: Any, raw: str) -> None:
    with pytest.raises(DecodeError, match="Expected `int`") as caught:
        read(_with_raw(sample, "id", raw))
    assert (caught.value.path, caught.value.status) == (f"{_FIRST}.id", 200)


@pytest.mark.parametrize("number", [0, -1, 2**63, -(2**63) - 1, 2**64, 10**30])
def test_an_integer_out_of_bounds_is_read(read: Any, sample: Any, number: int) -> None:
    assert read(_with_raw(sample, "id", str(number))).actions[0].id == number


@pytest.mark.parametrize(
    "text",
    [
        "2016-12-31T23:59:60Z",
        "0000-01-01T00:00:00Z",
        "2023-10-31T15:42:00",
        "2023-10-31T15:42:00.5",
        "2023-10-31T15:42Z",
        "2023-10-31",
        "2023-10-31T24:00:00Z",
        "2023-10-31T15:42:00+24:00",
        "2023-02-29T00:00:00Z",
        "2023-10-31T15:42:00,5Z",
        "9999-12-31T23:59:59.9999999Z",
        "31/10/2023 15:42",
        "",
    ],
)
def test_a_text_that_is_no_instant_is_a_decode_error(read: Any, sample: Any, text: str) -> None:
    with pytest.raises(DecodeError, match="datetime") as caught:
        read(_with_raw(sample, "updated_at", json.dumps(text)))
    assert caught.value.path == f"{_FIRST}.updated_at"


@pytest.mark.parametrize("raw", ["1698766920", "1698766920.5", "null", "true"])
def test_a_timestamp_that_is_no_text_is_a_decode_error(read: Any, sample: Any, raw: str) -> None:
    with pytest.raises(DecodeError, match="Expected `datetime`") as caught:
        read(_with_raw(sample, "created_at", raw))
    assert caught.value.path == f"{_FIRST}.created_at"


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2023-10-31t15:42:00z", "2023-10-31T15:42:00+00:00"),
        ("2023-10-31 15:42:00Z", "2023-10-31T15:42:00+00:00"),
        ("2023-10-31T15:42:00-00:00", "2023-10-31T15:42:00+00:00"),
        ("2023-10-31T17:42:00+02:00", "2023-10-31T17:42:00+02:00"),
        ("2023-10-31T15:42:00.5Z", "2023-10-31T15:42:00.500000+00:00"),
        ("2023-10-31T15:42:00.123456789Z", "2023-10-31T15:42:00.123457+00:00"),
        ("2023-12-31T23:59:59.999999900Z", "2024-01-01T00:00:00+00:00"),
        ("0001-01-01T00:00:00+23:59", "0001-01-01T00:00:00+23:59"),
        ("9999-12-31T23:59:59-23:59", "9999-12-31T23:59:59-23:59"),
    ],
)
def test_an_unusual_timestamp_is_read_as_its_instant(read: Any, sample: Any, text: str, instant: str) -> None:
    assert read(_with_raw(sample, "created_at", json.dumps(text))).actions[0].created_at.isoformat() == instant


@pytest.mark.parametrize(("name", "form"), [("label", "%s"), ("query_params", '{"a": [%s]}'), ("unknown", "%s")])
@pytest.mark.parametrize("raw", [r'"\ud800"', r'"\udc00x"', r'{"\ud800": 1}', "NaN", "-Infinity"])
def test_what_is_no_text_or_no_number_is_a_decode_error_even_where_it_is_skipped(
    read: Any, sample: Any, name: str, form: str, raw: str
) -> None:
    with pytest.raises(DecodeError):
        read(_with_raw(sample, name, form % raw))


def test_a_number_too_large_for_a_float_is_a_decode_error_where_it_is_read(read: Any, sample: Any) -> None:
    with pytest.raises(DecodeError):
        read(_with_raw(sample, "query_params", '{"a": 1e999}'))
    sample["actions"][0]["query_params"] = None
    assert read(_with_raw(sample, "unknown", "1e999")).actions[0].label == "Claim case"


@pytest.mark.parametrize("raw", [b'"\xff"', b'"\xed\xa0\x80"'])
def test_bytes_that_are_not_utf_8_are_a_decode_error_where_they_are_read(read: Any, sample: Any, raw: bytes) -> None:
    with pytest.raises(DecodeError, match="not UTF-8"):
        read(_with_raw(sample, "label", raw))
    sample["actions"][0]["label"] = "Claim case"
    assert read(_with_raw(sample, "unknown", raw)).actions[0].label == "Claim case"


@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_text_of_any_script_is_read_escaped_or_not(read: Any, sample: Any, ascii_only: bool) -> None:
    raw = json.dumps("gr\u00fcn \U0001f525", ensure_ascii=ascii_only)
    assert read(_with_raw(sample, "label", raw)).actions[0].label == "gr\u00fcn \U0001f525"


def test_a_property_that_comes_twice_is_read_as_the_last(read: Any, sample: Any) -> None:
    assert read(_with_raw(sample, "label", '"first", "label": "last"')).actions[0].label == "last"


@pytest.mark.parametrize("text", ["WEBHOOK", "", "Página", "webhook ", "with\nline"])
def test_an_unknown_action_type_is_read_as_its_text(read: Any, sample: Any, text: str) -> None:
    sample["actions"][0]["action_type"] = text
    action_type = read(sample).actions[0].action_type
    assert (action_type, str(action_type), action_type.value) == (text, text, text)


@pytest.mark.parametrize("change", ["", "{", "cut", "more", "bom", "html"])
def test_a_body_that_is_no_json_is_a_decode_error(read: Any, sample: Any, change: str) -> None:
    text = json.dumps(sample)
    bodies = {"cut": text[:-1], "more": text + "}", "bom": "\ufeff" + text, "html": "<html>"}
    with pytest.raises(DecodeError) as caught:
        read(bodies.get(change, change))
    assert caught.value.path == "$"
