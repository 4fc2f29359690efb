"""The fake presses its buttons: what a receiver is sent."""

import functools
import itertools
import threading
from collections.abc import Callable
from typing import Any
from wsgiref.simple_server import make_server

import jsonschema
import pytest

from contract_tests.fake.served.receivers import ALLOWING, URL, Asgi, Quiet, Wsgi, tenant
from tines_fake import Credentials, FakeTenant, PreflightRefusedError
from tines_spec import document

ABSENT = {"optional_fields": "absent"}


def pressed(fake: FakeTenant, **options: Any) -> Any:
    receiver = Wsgi()
    fake.press(42, 1, to=receiver, **options)
    return receiver.received[-1][3]


def conforms(body: Any) -> None:
    """What comes is what the document allows."""
    whole = document()
    schema = {"$ref": "#/components/schemas/Press", "components": whole["components"]}
    jsonschema.Draft202012Validator(schema).validate(body)


@pytest.mark.parametrize("receiver", [Wsgi(), Asgi()], ids=["WSGI", "ASGI"])
def test_an_application_is_asked_and_then_sent_the_press(receiver: Wsgi | Asgi) -> None:
    (response,) = tenant().press(42, 1, to=receiver)

    (asked, asked_path, asking, nothing), (sent, path, headers, body) = receiver.received
    assert (asked, sent, nothing) == ("OPTIONS", "POST", None)
    assert asked_path == path == "/press/abc?team=2&priority=high&notify=true&case_id=7&user=nobody"
    assert (asking["host"], asking["origin"]) == ("hooks.example.com", "https://fake.tines.test")
    assert asking["access-control-request-method"] == "POST"
    assert asking["access-control-request-headers"] == "content-type"
    assert (headers["origin"], headers["content-type"]) == ("https://fake.tines.test", "application/json")
    assert "authorization" not in {*asking, *headers}
    assert (body["message"], response.status) == ("Triggered by Escalate case in case 42", 204)


def _called(app: Any) -> Any:
    """Not async itself: its arguments tell what it is."""

    def called(scope: Any, receive: Any, send: Any) -> Any:
        return app(scope, receive, send)

    return called


@pytest.mark.parametrize(
    ("kind", "make"), [*itertools.product([Wsgi, Asgi], [functools.partial, lambda app: app.__call__]), (Asgi, _called)]
)
def test_an_application_may_be_any_callable(kind: type[Any], make: Callable[[Any], Any]) -> None:
    receiver = kind()

    tenant().press(42, 1, to=make(receiver))

    assert [method for method, *_ in receiver.received] == ["OPTIONS", "POST"]


def test_the_body_is_what_the_documentation_shows() -> None:
    body = pressed(tenant())

    assert body["user"] == {"id": 27, "first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}
    assert body["button"] == {"id": 1, "label": "Escalate case", "type": "webhook", "url": URL}
    assert (body["case"]["id"], body["case"]["name"], body["case"]["status"]) == (42, "Phishing", "open")
    assert "case_id" not in {**body, **body["case"]}
    assert (body["priority"], body["notify"]) == ("high", True)
    assert [action["label"] for action in body["case"]["actions"]] == ["Open"]
    conforms(body)


def test_what_is_open_is_null_absent_or_more_as_the_quirks_say() -> None:
    nulls, bare, more = (
        pressed(tenant(**one)) for one in ({"optional_fields": "null"}, ABSENT, {"unknown_fields": True})
    )

    assert (nulls["user"], nulls["message"], nulls["case"]["description"]) == (None, None, None)
    assert not {"user", "message"} & bare.keys() | {"description"} & bare["case"].keys()
    assert all("style" in part for part in (more, more["user"], more["button"], more["case"]))
    conforms(nulls)
    conforms(more)
    clicked = {"id": 9, "first_name": "Ada", "last_name": "Lovelace", "email": None}
    assert pressed(tenant(), user={"id": 9, "email": None})["user"] == clicked
    assert pressed(tenant(**ABSENT), user={"id": 9})["user"]["id"] == 9


def test_the_case_comes_with_all_that_it_holds() -> None:
    receiver = Wsgi()
    fake = FakeTenant.sample()

    fake.press(2, 1001, to=receiver)

    case = receiver.received[-1][3]["case"]
    assert (len(case["actions"]), len(case["tasks"])) == (1202, 60)


def test_a_double_click_sends_the_same_twice_whatever_the_first_did() -> None:
    fake = tenant()
    bodies: list[Any] = []

    def removing(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        if environ["REQUEST_METHOD"] == "POST":
            bodies.append(environ["wsgi.input"].read())
            fake.add_case(42, name="Changed")
        start_response("200 OK", list(ALLOWING.items()))
        return [b"taken"]

    responses = fake.press(42, 1, to=removing, clicks=2)

    assert [response.body for response in responses] == [b"taken", b"taken"]
    assert bodies[0] == bodies[1]


def test_all_that_is_sent_is_in_the_journal_of_presses_and_not_in_that_of_the_tenant() -> None:
    fake = tenant()
    fake.press(42, 1, to=Wsgi(), clicks=2)

    assert [exchange.request.method for exchange in fake.presses] == ["OPTIONS", "POST"] * 2
    sent = fake.presses[1]
    assert sent.request.url.startswith(f"{URL}&priority=high")
    assert (sent.request.credentials, sent.response.status) == (Credentials.NONE, 204)
    assert len(fake.journal) == 0


def test_a_press_that_no_browser_sends_comes_without_asking() -> None:
    receiver = Wsgi(headers={})

    tenant().press(42, 1, to=receiver, sent_by="tenant")

    ((method, _, headers, _),) = receiver.received
    assert (method, "origin" in headers) == ("POST", False)


def test_a_url_of_the_tenant_itself_is_not_asked() -> None:
    fake = tenant()
    fake.add_action(42, id=3, action_type="webhook", url=f"{fake.origin}/webhook/abc")
    receiver = Wsgi(headers={})

    fake.press(42, 3, to=receiver)

    assert [method for method, *_ in receiver.received] == ["POST"]


@pytest.mark.parametrize(
    ("status", "headers", "message"),
    [
        ("405 Method Not Allowed", ALLOWING, "it responds with 405"),
        ("204 No Content", {}, "access-control-allow-origin does not allow https://fake.tines.test"),
        (
            "204 No Content",
            {**ALLOWING, "access-control-allow-origin": "https://acme.tines.com"},
            "does not allow https",
        ),
        ("204 No Content", {"access-control-allow-origin": "*"}, "access-control-allow-headers does not allow"),
    ],
)
def test_a_receiver_that_does_not_let_a_browser_send_is_told_so(
    status: str, headers: dict[str, str], message: str
) -> None:
    receiver = Wsgi(status, headers)

    with pytest.raises(PreflightRefusedError, match=message):
        tenant().press(42, 1, to=receiver)

    assert [method for method, *_ in receiver.received] == ["OPTIONS"]


def test_a_receiver_behind_a_socket_is_sent_the_press() -> None:
    receiver, fake = Wsgi(), tenant()
    with make_server("127.0.0.1", 0, receiver, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            fake.add_action(42, id=3, action_type="webhook", url=f"http://127.0.0.1:{server.server_port}/a?b=c")
            fake.press(42, 3)
            fake.press(42, 1, to=f"http://127.0.0.1:{server.server_port}/other")
        finally:
            server.shutdown()
            thread.join()

    paths = [path for method, path, *_ in receiver.received if method == "POST"]
    assert paths == ["/a?b=c", "/other?priority=high&notify=true&case_id=7&user=nobody"]


def test_an_exception_in_an_application_passes_through() -> None:
    def failing(*_: object) -> list[bytes]:
        raise RuntimeError("of the receiver")

    with pytest.raises(RuntimeError, match="of the receiver"):
        tenant().press(42, 1, to=failing)


@pytest.mark.parametrize(
    ("case", "action", "error", "message"),
    [
        (42, 9, LookupError, "case 42 has no action 9 to press"),
        (41, 1, LookupError, "case 41 has no action 1 to press"),
        (42, 2, ValueError, "action 2 is a 'page', not a 'webhook': a click sends nothing"),
    ],
)
def test_what_cannot_be_pressed_is_refused(case: int, action: int, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        tenant().press(case, action, to=Wsgi())


def test_an_action_without_a_url_needs_a_receiver() -> None:
    fake = FakeTenant.sample()
    receiver = Wsgi()

    with pytest.raises(ValueError, match="the action has no URL"):
        fake.press(1, 1)
    fake.press(1, 1, to=receiver)

    assert receiver.received[-1][1] == "/"
