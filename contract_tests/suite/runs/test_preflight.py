"""What is wrong before anything is judged: one sentence that says what to do, its exit code, and hardly a request."""

import ssl
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
import trustme
from attrs import evolve

from contract_tests.suite.command.command_runs import Command, Run
from contract_tests.suite.tenants.busy_tenants import Wrapped
from contract_tests.suite.tenants.plain_server import KEY, Handler, PlainServer, serving
from contract_tests.suite.tenants.response_changes import of, refused
from contract_tests.suite.tenants.tenants import CASE, EMPTY, WRITING, judged_tenant, tenant
from tines_contract import ExitCode, FakeTarget, Plan, Verdict, judge
from tines_contract.engine.judging.preflight import await_tenant
from tines_contract.report.text_report import as_text
from tines_contract.transport.targets import UnreachableError
from tines_fake import Request, Response, fault

LIVE = evolve(WRITING, case_id=EMPTY)
"""A live tenant's plan: what is read is written to as well."""


def limited(refuses: Callable[[Request], bool], status: int) -> Wrapped:
    """A tenant whose key may not do all: what it may not gets a status."""
    return Wrapped(tenant(), refused(refuses, status)())


def created(target: Wrapped) -> int:
    return sum((one.request.method, one.response.status) == ("POST", 201) for one in target.fake.journal)


def writes(request: Request) -> bool:
    return request.method != "GET"


deletes = of("deleteCaseAction")


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_key_that_may_only_read_is_said_so_after_three_requests(status: int) -> None:
    target = limited(writes, status)
    report = target.judged(LIVE)
    assert (report.exit_code, report.requests, report.leftovers) == (ExitCode.NOT_AUTHORISED, 3, [])
    assert report.obstacle is not None
    assert f"may read case {EMPTY} and may not create" in report.obstacle.message
    assert "unset TINES_CONTRACT_WRITES" in report.obstacle.message
    assert as_text(report).count("\n") == 4


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_may_create_and_not_delete_creates_nothing(status: int) -> None:
    target = limited(deletes, status)
    report = target.judged(LIVE)
    assert (report.exit_code, created(target), report.leftovers) == (ExitCode.NOT_AUTHORISED, 0, [])
    assert "may not delete" in as_text(report)


@pytest.mark.parametrize(("status", "case"), [(404, EMPTY), (403, CASE)])
def test_where_that_shows_only_by_an_action_one_is_left_and_named(status: int, case: int) -> None:
    target = limited(deletes, status)
    report = target.judged(evolve(LIVE, case_id=case, writing_case=case))
    assert (report.exit_code, created(target), len(report.leftovers)) == (ExitCode.NOT_AUTHORISED, 1, 1)
    assert "left behind" in as_text(report)


def test_rights_that_show_only_by_a_right_body_end_the_run_too() -> None:
    target = limited(lambda sent: sent.method == "POST" and b'"url"' in sent.body and b'"label"' in sent.body, 403)
    report = target.judged(LIVE)
    assert (report.exit_code, report.requests < 200) == (ExitCode.NOT_AUTHORISED, True)


def test_a_plan_that_writes_nothing_asks_for_no_rights() -> None:
    target = limited(writes, 403)
    assert target.judged(evolve(LIVE, case_id=CASE, writing_case=None)).verdict is Verdict.ACCEPTED
    assert target.judged(evolve(LIVE, case_id=CASE, promises=frozenset({"LIST-SHAPE"}))).exit_code in (0, 3)


def test_a_tenant_that_deletes_somebody_elses_for_nothing_is_not_asked_to() -> None:
    fake = tenant()
    judged_tenant(fake, evolve(LIVE, case_id=CASE, writing_case=CASE))
    first = next(one.request for one in fake.journal if one.request.method == "DELETE")
    assert int(first.path.rpartition("/")[2]) < 2**31 - 2


PAGE = Response(status=200, headers={"content-type": "text/html; charset=utf-8"}, body=b"\n<!DOCTYPE html><p>Sign in")
RESPONSES = {
    "a wrong key": (Response(status=401), 3, ("TINES_API_KEY", "plan has no cases")),
    "too few rights": (Response(status=403), 3, ("may not list",)),
    "no such case": (Response(status=404), 4, (f"no case {CASE}",)),
    "a login page": (PAGE, 4, ("a page for people", "check the tenant's address")),
    "down": (Response(status=503), 6, ("503", "--wait-for-tenant")),
}


@pytest.mark.parametrize("situation", RESPONSES)
def test_a_situation_is_one_sentence_with_its_exit_code(situation: str) -> None:
    response, code, parts = RESPONSES[situation]
    report = Wrapped(tenant(), lambda *_: response).judged(Plan(CASE))
    assert (report.exit_code, report.requests) == (code, 2 if situation == "down" else 1)
    assert report.obstacle is not None
    assert all(part in report.obstacle.message for part in parts)


def test_a_list_that_only_calls_itself_a_page_for_people_is_accused() -> None:
    report = judge(FakeTarget(tenant(faults=[fault("TYPE-HTML")])), evolve(WRITING, writing_case=None))
    assert "LIST-CONTENT-TYPE" in report.broken


@pytest.mark.parametrize(("actions", "said"), [(12, "it takes 43"), (45, "holds 45 actions")])
def test_how_full_the_case_is_is_said_first(actions: int, said: str) -> None:
    messages: list[str] = []
    judge(FakeTarget(tenant(actions)), evolve(WRITING, writing_case=None), messages.append)
    assert said in messages[0]
    assert f"case {CASE} holds {actions} actions" in messages[0]


@pytest.fixture
def reached(command: Command, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `run` with as few requests as can be, past any proxy: its exit code, and all that it said."""
    for name in ("HTTPS_PROXY", "https_proxy", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)

    def called(*arguments: str, **environment: str) -> tuple[int, str]:
        environment = {"TINES_API_KEY": KEY, "NO_PROXY": "*", **environment}
        code, out, err = command("run", "--case=2", "--only=LIST-KEY-MISSING", *arguments, **environment)
        return code, err + out

    return called


UNREACHED = {
    "nothing listens at 127.0.0.1:1": (("--tenant=127.0.0.1:1",), {}),
    "there is no host tines.invalid": (("--tenant=http://tines.invalid", "--allow-http"), {}),
    "check HTTPS_PROXY and NO_PROXY": (
        ("--tenant=https://acme.tines.test",),
        {"NO_PROXY": "", "HTTPS_PROXY": "http://127.0.0.1:1"},
    ),
}


@pytest.mark.parametrize("why", UNREACHED)
def test_why_a_tenant_cannot_be_reached_is_said(why: str, reached: Run) -> None:
    arguments, environment = UNREACHED[why]
    code, said = reached(*arguments, **environment)
    assert (code, why in said) == (6, True), said


def _with_a_header_that_is_none(handler: Handler, response: Response) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nset-cookie sesame\r\n\r\n")
    handler.close_connection = True


def test_what_is_said_of_a_response_that_is_none_shows_nothing_of_it(reached: Run) -> None:
    with serving(_with_a_header_that_is_none) as server:
        code, said = reached(f"--tenant={server.origin}")
    assert (code, "illegal header" in said, "sesame" in said) == (6, True, False), said


def _over_tls(authority: trustme.CA) -> Callable[[PlainServer], None]:
    def wrap(server: PlainServer) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(context)
        server.socket = context.wrap_socket(server.socket, server_side=True)

    return wrap


@pytest.mark.parametrize("trusted", ["", "--ca", "SSL_CERT_FILE"])
def test_a_certificate_is_trusted_where_its_authority_is_named(trusted: str, reached: Run, tmp_path: Path) -> None:
    authority, path = trustme.CA(), tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(path)
    with serving(Handler.reply, wrap=_over_tls(authority)) as server:
        given = [f"--ca={path}"] if trusted == "--ca" else []
        environment = {"SSL_CERT_FILE": str(path)} if trusted == "SSL_CERT_FILE" else {}
        code, said = reached(f"--tenant=https://127.0.0.1:{server.server_port}", *given, **environment)
    assert code == (0 if trusted else 6), said
    assert ("is not trusted" in said and "--ca FILE or SSL_CERT_FILE" in said) is not bool(trusted)


def test_a_server_without_tls_is_said_to_be_none(reached: Run) -> None:
    with serving(Handler.reply) as server:
        code, said = reached(f"--tenant=https://127.0.0.1:{server.server_port}")
    assert (code, "does not speak TLS" in said) == (6, True), said


@pytest.mark.parametrize(("content", "why"), [(None, "No such file"), ("", "holds no certificate")])
def test_a_file_of_certificates_that_is_none_is_a_matter_of_usage(
    content: str | None, why: str, reached: Run, tmp_path: Path
) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)
    code, said = reached("--tenant=https://acme.tines.test", f"--ca={path}")
    assert (code, why in said) == (2, True), said


@pytest.mark.parametrize("shown", [True, False])
def test_a_tenant_that_asks_for_a_certificate_is_shown_one(shown: bool, reached: Run, tmp_path: Path) -> None:
    authority, path, mine = trustme.CA(), tmp_path / "ca.pem", tmp_path / "mine.pem"
    authority.cert_pem.write_to_path(path)
    authority.issue_cert("me.test").private_key_and_cert_chain_pem.write_to_path(mine)

    def wrap(server: PlainServer) -> None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=path)
        context.verify_mode = ssl.CERT_REQUIRED
        authority.issue_cert("127.0.0.1").configure_cert(context)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        vars(server)["shutdown_request"] = last.enter_context  # closed at once, a reset might come before the alert

    with ExitStack() as last, serving(Handler.reply, wrap=wrap) as server:
        given = [f"--client-cert={mine}"] if shown else []
        code, said = reached(f"--tenant=https://127.0.0.1:{server.server_port}", f"--ca={path}", *given)
    assert (code, "name one with --client-cert" in said) == ((0, False) if shown else (6, True)), said


@pytest.mark.parametrize("knows_of_it", [True, False])
def test_a_gateway_has_a_path_and_a_header_of_its_own(knows_of_it: bool, reached: Run) -> None:
    def behind(handler: Handler, response: Response) -> None:
        at = f"http://{handler.headers['host']}".encode()
        body = response.body.replace(at + b"/", at + b"/soc/") if knows_of_it else response.body
        let_in = handler.headers["x-gateway"] == "letmein"
        handler.reply(evolve(response, body=body) if let_in else Response(status=502))

    with serving(behind) as server:
        given = (f"--tenant={server.origin}/soc", "--only=LIST-*", "--output-format=json")
        code, said = reached(*given, "--header=X-Gateway: letmein")
        assert (code, "letmein" in said, '"X-Gateway: ***"' in said) == (0, False, True), said
        assert reached(*given, "--max-time=1s")[0] != 0
    assert reached("--tenant=https://acme.tines.test/api/v2")[0] == 2


def test_plain_http_to_another_host_takes_a_word(reached: Run) -> None:
    assert reached("--tenant=http://tines.invalid")[0] == 2


class Starting(Wrapped):
    """A tenant that is there after so many seconds."""

    def __init__(self, after: float) -> None:
        super().__init__(tenant())
        self._after = after

    def send(self, request: Request) -> Response:
        if self.now < self._after / 2:
            raise UnreachableError("nothing listens")
        return Response(status=503) if self.now < self._after else super().send(request)


@pytest.mark.parametrize(("after", "wait", "there"), [(20, 30, True), (40, 30, False), (0, 30, True)])
def test_a_tenant_that_is_starting_is_waited_for_as_long_as_is_said(after: float, wait: float, there: bool) -> None:
    starting, said = Starting(after), []
    await_tenant(starting, CASE, wait, said.append, clock=starting.clock, pause=starting.pause)
    assert starting.now == min(after, wait)
    assert len(said) == (1 if after else 0)
    assert bool(starting.sent) is there
