"""`--show-values`: the values of responses, for who asks for them; no key, no secret field and no path of a URL."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.runtime.secrets.key_search import ENCODINGS
from contract_tests.suite.tenants.plain_server import KEY, Handler, serving
from contract_tests.suite.tenants.tenants import CASE, full_tenant
from tines_contract.__main__ import main
from tines_contract.evidence.excerpt import excerpt
from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import Purpose
from tines_contract.report.shown_values import ShownValues
from tines_contract.transport.targets import KeyFinder
from tines_fake import Exchange, Request, Response, fault

SECRET = "sesame"
HOOK = f"https://hooks.tines.test/webhook/{SECRET}"
SENT = "a-Key/of+mine-9z"
"""A key whose Base64 needs what differs between its alphabets, and which is no long word by itself."""

Encode = Callable[[str], str]


def _base64(text: str) -> str:
    return base64.b64encode(f"{text} and more".encode()).decode()


NESTED: dict[str, Encode] = {
    "without its last": lambda key: key[:-1],
    "the most of it": lambda key: key[:12],
    "spaced": " ".join,
    "base64 in lines": lambda key: base64.encodebytes(f"{key * 6}".encode()).decode(),
    "base64 twice": lambda key: _base64(f"x{_base64(f'y{key}')}"),
    "base64, percent-encoded": lambda key: quote(_base64(key), safe=""),
    "hex in base64": lambda key: _base64(key.encode().hex()),
    "wide": lambda key: "".join(chr(ord(one) + 0xFEE0) for one in key),
}
IN_WORDS = {**{name: encode for name, encode in ENCODINGS.items() if "UTF-16" not in name}, **NESTED}


def _seen(response: Response) -> Observation:
    request = Request(origin="https://a.test", path=f"/api/v2/cases/{CASE}/actions/2")
    return Observation(Exchange(request=request, response=response), Purpose.READ)


def _shown(body: object, key: str = SENT) -> str:
    return ShownValues(KeyFinder(key))(_seen(Response.of_json(200, body)))


def _label(text: str) -> str:
    return _shown({"label": text}).removeprefix("application/json: {label ").removesuffix("}")


@pytest.mark.parametrize("asked", [True, False], ids=["asked for", "not asked for"])
def test_values_are_in_each_format_if_they_are_asked_for(
    asked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fake = full_tenant(faults=[fault("COUNT-OFF")])
    fake.add_action(CASE, label="Escalate now", url=HOOK, query_params={SECRET: SECRET}, action_text=f"See {HOOK}!")
    fake.add_action(CASE, label=f"the key is {KEY}")
    paths = [str(tmp_path / f"report.{ending}") for ending in ("txt", "json", "xml", "html")]
    monkeypatch.setenv("TINES_API_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    with serving(Handler.reply, fake) as server:
        options = [f"--tenant={server.origin}", f"--case={CASE}", "--only=LIST-COUNT-TOTAL", "-q"]
        options += [f"--report={path}" for path in paths]
        assert main(["run", *options, *(["--show-values"] if asked else [])]) == 1
    for text in (capsys.readouterr().out, *(Path(path).read_text("utf-8") for path in paths)):
        assert ("Escalate now" in text) is asked
        assert SECRET not in text
        assert KEY not in text


def test_texts_numbers_and_the_rest_of_an_item_are_shown_with_their_names() -> None:
    body = {"id": 7, "label": 'É & "b"', "action_text": None, "tags": ["a", 1.5, True], "author": {"first_name": "Ada"}}
    wanted = '{id 7, label "É & \\"b\\"", action_text null, tags [3: "a", 1.5, true], author {first_name "Ada"}}'
    assert _shown(body) == f"application/json: {wanted}"


def test_secret_fields_and_fields_that_the_spec_does_not_name_are_never_shown() -> None:
    secrets = {"url": HOOK, "query_params": {"id": SECRET, "label": SECRET}, SECRET: SECRET, "webhook_secret": SECRET}
    for body in (secrets, {"actions": [secrets]}, {"case": secrets}, {"url": [SECRET], "query_params": SECRET}):
        assert SECRET not in _shown(body)


@pytest.mark.parametrize("encoding", IN_WORDS)
def test_a_text_with_the_key_in_any_encoding_is_shown_by_its_length(encoding: str) -> None:
    encoded = IN_WORDS[encoding](SENT)
    text = f"no, {encoded}?"
    assert KeyFinder(SENT)(text)
    assert _label(text) == f"text of {len(text)} characters"
    assert _shown({"message": {"text": text}, "tags": [text]}).count(encoded) == 0


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(("{}", "%{:02x}", "&#{};", "\\u{:04x}")), min_size=len(SENT), max_size=len(SENT)))
def test_a_key_each_letter_of_which_is_escaped_in_another_way_is_found(ways: list[str]) -> None:
    text = "".join(one if way == "{}" else way.format(ord(one)) for one, way in zip(SENT, ways, strict=True))
    assert KeyFinder(SENT)(text)


@pytest.mark.parametrize("key", ["k", "12345678", "!!!", "a b", f"{SECRET}-key"])
def test_short_and_odd_keys_are_found_too(key: str) -> None:
    assert KeyFinder(key)(f"it is {key}.")
    assert KeyFinder(key)(f"it is {key.encode().hex()}.")


def test_digits_of_the_key_are_not_shown_as_a_number() -> None:
    shown = _shown({"id": 1234567890, "priority": 17}, key="1234567890")
    assert shown == "application/json: {id a number, priority 17}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"See {HOOK}, soon", '"See https://hooks.tines.test/…"'),
        (f"{HOOK} {HOOK}", '"https://hooks.tines.test/…"'),
        ("ftp://files.test:21/sesame?sesame=1#sesame", '"ftp://files.test:21/…"'),
        ("tines:// is no URL", None),
        (f"https://{SECRET}:{SECRET}@hooks.test/", None),
        (f"https://hooks.test/{SECRET}/@", None),
        (f"https:\\/\\/hooks.test\\/{SECRET}", None),
        (quote(f"https://hooks.test/{SECRET}", safe=""), None),
        (f"https&#58;//hooks.test/{SECRET}", None),
        (f"//hooks.test/{SECRET}", None),
        (f"hooks.test/{SECRET}", None),
        (f"localhost:3000/{SECRET}", None),
        (f"/webhook/{SECRET}", None),
        (f"?status={SECRET}", None),
        (f'{{"query_params": {{"status": "{SECRET}"}}}}', None),
        (f"url => {SECRET}", None),
        (f"{SECRET}0123456789ABCDEFGHIJ", None),
        ("%" + "25" * 20 + "41", None),
    ],
)
def test_of_a_url_in_a_text_scheme_and_host_are_shown_at_most(text: str, shown: str | None) -> None:
    assert _label(text) == (shown or f"text of {len(text)} characters")


@pytest.mark.parametrize("text", ["", "Escalate", "50 % off & more: a/b", "tines-contract-a1b2c3d4e5f6: É", "x" * 80])
def test_a_text_that_hides_nothing_is_shown_as_it_is(text: str) -> None:
    assert _label(text) == json.dumps(text, ensure_ascii=False)


def test_what_is_shown_is_bounded_and_printable() -> None:
    assert _label("x" * 90) == '"' + "x" * 80 + '…"'
    assert _label("x" * 2000) == "text of 2000 characters"
    assert _label("a\u202eb\x1b[2J\n") == '"a\\u202eb\\u001b[2J\\n"'
    assert _shown({"actions": [{"id": number} for number in range(50)]}).count("id ") == 6
    many = [{"label": "x" * 80, "action_text": "y" * 80, "description": "z" * 80} for _ in range(6)]
    assert len(_shown({"actions": [{"tasks": many}] * 6})) < 4100
    deep: object = {"label": SECRET}
    for _ in range(90):
        deep = {"case": [deep]}
    assert SECRET not in _shown(deep)


@pytest.mark.parametrize("body", [b"", b"<p>sesame</p>", b'"sesame"', b'["sesame"]'])
def test_what_is_no_object_is_shown_as_without_the_option(body: bytes) -> None:
    seen = _seen(Response(status=200, body=body))
    assert ShownValues(KeyFinder(SENT))(seen) == excerpt(seen)
