"""Reading what a webhook is sent when an analyst clicks the button of a case action."""

import json
import pickle
from typing import Any

import pytest
from hypothesis import given, settings

from contract_tests.client.through_the_suite.traffic import allowed
from contract_tests.runtime.secrets.key_search import KEY, places_that_show_the_key, shows_key
from tines_cases import ActionType, press
from tines_cases.errors import ConfigurationError, PressError, PressSecretError, TinesError
from tines_spec import document

SAMPLE: dict[str, Any] = document()["components"]["examples"]["OnePress"]["value"]
NAMED = document()["components"]["schemas"]["Press"]
LARGEST = 1_000_000


def sample(**changes: Any) -> bytes:
    return json.dumps({**SAMPLE, **changes}).encode()


def test_the_sample_of_the_document_is_read() -> None:
    read = press.read(sample())

    assert read.user is not None
    assert read.button is not None
    assert read.case is not None
    assert (read.user.id, read.user.email) == (27, "ada@example.com")
    assert (read.button.label, read.button.type) == ("Escalate case", ActionType.WEBHOOK)
    assert (read.case.name, read.case.status) == ("Phishing", "open")
    assert (read.case_id, read.button_id) == (42, 1)
    assert read.message == "Triggered by Escalate case in case 42"
    assert read.query_params == {"priority": "high"}
    assert read.raw_case == SAMPLE["case"]


@pytest.mark.parametrize(
    "body", [sample(), bytearray(sample()), sample().decode(), SAMPLE], ids=["bytes", "bytearray", "str", "mapping"]
)
def test_a_body_may_be_bytes_text_or_a_mapping(body: press.Body) -> None:
    assert press.read(body) == press.read(sample())


def test_the_reserved_names_are_those_of_the_document() -> None:
    assert list(press.RESERVED) == NAMED["x-reserved"]
    assert set(NAMED["properties"]) < set(press.RESERVED)


@settings(max_examples=100)
@given(allowed(NAMED))
def test_whatever_the_document_allows_is_read(body: dict[str, Any]) -> None:
    """Parts and fields that are null or missing, fields that nobody knows, types that nobody knows."""
    read = press.read(json.dumps(body))

    assert read.raw_case == (body.get("case") or {})
    assert read.message == body.get("message")
    assert (read.user is None, read.button is None) == (body.get("user") is None, body.get("button") is None)
    assert read.query_params == {name: value for name, value in body.items() if name not in press.RESERVED}


def test_a_query_parameter_called_as_a_field_of_ours_stays_one() -> None:
    odd = {"query_params": "a", "raw_case": "b", "case_id": 7}

    read = press.read(sample(**odd))

    assert read.query_params == {"priority": "high", "query_params": "a", "raw_case": "b"}
    assert (read.raw_case, read.case_id) == (SAMPLE["case"], 42)


@pytest.mark.parametrize(("part", "attribute"), [("case", "case_id"), ("button", "button_id")])
@pytest.mark.parametrize("value", [None, {}, {"id": None}, {"id": 0}, {"id": -1}, {"id": 2**63}])
def test_an_id_that_did_not_come_is_an_error_that_names_the_place(part: str, attribute: str, value: Any) -> None:
    read = press.read(sample(**{part: value}))

    with pytest.raises(PressError, match=rf"the press has no id at \$\.{part}\.id") as caught:
        getattr(read, attribute)
    assert caught.value.path == f"$.{part}.id"


@pytest.mark.parametrize("secret", [KEY, "pässword", "秘密", "\ud800"])
def test_the_right_secret_is_read_and_is_no_query_parameter(secret: str) -> None:
    assert press.read({**SAMPLE, "secret": secret}, secret=secret).query_params == {"priority": "high"}
    assert press.read({**SAMPLE, "token": secret}, secret=secret, secret_name="token") == press.read(SAMPLE)


@pytest.mark.parametrize(
    "shown",
    [{}, *({"secret": wrong} for wrong in ("wrong", f"{KEY}!", "", None, [KEY])), {"other": KEY}],
)
def test_another_secret_or_none_is_an_error_of_its_own(shown: dict[str, Any]) -> None:
    with pytest.raises(PressSecretError, match="does not hold the shared secret in its field 'secret'"):
        press.read(sample(**shown), secret=KEY)


def test_the_secret_counts_in_the_body_alone() -> None:
    """What else a press holds, such as its case, is written by people who do not know the secret."""
    hidden = {name: {**part, "secret": KEY} for name, part in SAMPLE.items() if isinstance(part, dict)}

    with pytest.raises(PressSecretError):
        press.read(sample(**hidden), secret=KEY)


def test_who_does_not_know_the_secret_learns_nothing_else() -> None:
    with pytest.raises(PressSecretError):
        press.read(sample(button="no object"), secret=KEY)


BAD_BODIES: dict[str, tuple[Any, str]] = {
    "empty": (b"", "the body is empty"),
    "no JSON": (f"<html>{KEY}".encode(), "the body is no JSON that can be read"),
    "cut": (sample(token=KEY)[:-5], "the body is no JSON that can be read"),
    "an array": (json.dumps([KEY]), "must be a JSON object, not an array"),
    "text": (json.dumps(KEY), "must be a JSON object, not text"),
    "no UTF-8": (f'{{"{KEY[:3]}": "\xff"}}'.encode("latin-1"), "the body is no JSON that can be read"),
    "half a character": ('{"a": "\ud800"}', "it is not UTF-8"),
    "too deep": (b"[" * 900_000, "it is nested too deeply"),
    "too large": (sample(token=KEY * 100_000), "the body has .* bytes, and max_body is 1,000,000"),
    "a user that is text": (sample(user=KEY), r"got `str` \(at \$\.user\)"),
    "a case that is an array": (sample(case=[KEY]), r"got `array` \(at \$\.case\)"),
    "an id that is a fraction": (sample(button={"id": 1.5}), r"got `float` \(at \$\.button\.id\)"),
    "a type that is a number": (sample(button={"type": 7}), r"\(at \$\.button\.type\)"),
    "a message that is an object": (sample(message={KEY: 1}), r"got `object` \(at \$\.message\)"),
}


@pytest.mark.parametrize(("body", "message"), BAD_BODIES.values(), ids=BAD_BODIES.keys())
def test_a_body_that_is_no_press_is_an_error_that_shows_nothing_of_it(body: Any, message: str) -> None:
    with pytest.raises(PressError, match=message) as caught:
        press.read(body, max_body=LARGEST)

    assert not isinstance(caught.value, PressSecretError)
    assert len(str(caught.value)) < 200
    assert places_that_show_the_key(caught.value) == []


def test_a_body_of_too_many_values_is_refused() -> None:
    with pytest.raises(PressError, match="too many values"):
        press.read(b'{"case": [' + b"0," * 600_000 + b"0]}")


def test_a_wrong_secret_is_in_no_frame_message_or_pickle() -> None:
    with pytest.raises(PressSecretError) as caught:
        press.read(sample(secret="another", token=KEY), secret=KEY)

    assert places_that_show_the_key(caught.value) == []
    assert not shows_key(repr(pickle.dumps(caught.value)))


@pytest.mark.parametrize(
    ("body", "options", "kind", "message"),
    [
        (None, {}, TypeError, "as bytes, str or a mapping, not NoneType"),
        ([KEY], {}, TypeError, "as bytes, str or a mapping, not list"),
        (SAMPLE, {"secret": None}, TypeError, "secret must be a str, not NoneType"),
        (SAMPLE, {"secret": ""}, ValueError, "an empty secret protects nothing"),
        (SAMPLE, {"secret": KEY.encode()}, TypeError, "secret must be a str, not bytes"),
        (SAMPLE, {"secret": KEY, "secret_name": "user"}, ValueError, "secret_name is 'user'"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(
    body: Any, options: dict[str, Any], kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind, match=message) as caught:
        press.read(body, **options)

    assert not isinstance(caught.value, TinesError)
    assert places_that_show_the_key(caught.value) == []


def test_the_repr_of_a_press_shows_no_url_and_no_value_of_a_query_parameter() -> None:
    urls = {name: {**SAMPLE[name], "url": f"https://hooks.example/{KEY}"} for name in ("button", "case")}

    read = press.read(sample(token=KEY, **urls))

    assert not shows_key(repr(read))
    assert "'token': ***" in repr(read)


def test_the_repr_of_a_press_is_bounded() -> None:
    for long in ({"message": "x" * 100_000}, {"x" * 100_000: 1}, {"case": {"name": "x" * 100_000}}):
        assert len(repr(press.read({**SAMPLE, **long}))) <= 1000


def test_a_press_is_pickled() -> None:
    read = press.read(SAMPLE)

    assert pickle.loads(pickle.dumps(read)) == read


@pytest.mark.parametrize("tenant", ["https://acme.tines.com", "acme.tines.com", "https://acme.tines.com/"])
def test_the_headers_let_one_origin_post_json(tenant: str) -> None:
    headers = press.cors_headers(tenant)

    allowed = document()["components"]["responses"]["PressAllowed"]["headers"]
    assert set(allowed) <= set(headers)
    assert headers["Access-Control-Allow-Origin"] == "https://acme.tines.com"


@pytest.mark.parametrize("origin", ["https://acme.tines.com/x", "*", "https://a b", "ftp://a", ""])
def test_what_is_no_origin_is_refused(origin: str) -> None:
    with pytest.raises(ConfigurationError, match="the tenant"):
        press.cors_headers(origin)
