"""The examples that are programs, run against the fake."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import through_a_corporate_proxy
import trace_with_opentelemetry
import trustme
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from contract_tests.fake.served.served import Served, served
from contract_tests.runtime.servers.hostile_server import HostileServer, as_proxy, over_tls, relays
from tines_cases import TinesClient
from tines_cases.errors import ApiError
from tines_fake import FakeTenant


def test_each_attempt_is_a_span_of_the_call_that_made_it() -> None:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracer = provider.get_tracer("tests")
    fake = FakeTenant.sample()
    on_attempt = trace_with_opentelemetry.span_of_each(tracer)
    tines = TinesClient(fake.origin, fake.api_key, transport=fake.transport(), on_attempt=on_attempt)

    with tracer.start_as_current_span("mine"):
        tines.case_actions.list(1)
        with pytest.raises(ApiError):
            tines.case_actions.get(1, 404)

    listed, missed, mine = exporter.get_finished_spans()
    assert {span.parent.span_id for span in (listed, missed)} == {mine.context.span_id}
    assert (listed.name, dict(listed.attributes)) == (
        "GET",
        {
            "http.request.method": "GET",
            "url.path": "/api/v2/cases/1/actions",
            "http.response.status_code": 200,
            "tines.request_id": fake.journal.responses()[0].headers["x-request-id"],
        },
    )
    assert (missed.status.status_code, missed.attributes["error.type"]) == (StatusCode.ERROR, "NotFoundError")
    assert all(mine.start_time <= span.start_time <= span.end_time <= mine.end_time for span in (listed, missed))


@pytest.fixture(scope="module")
def running() -> Iterator[Served]:
    with served("--allow-host", "acme.example") as fake:
        yield fake


@pytest.fixture
def proxy(running: Served, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[HostileServer]:
    """A proxy that opens TLS with certificates of its own authority, authority.pem, before a tenant behind a socket."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ssl_cert_file", "ssl_cert_dir"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("acme.example").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "another.pem"))
    monkeypatch.setenv("TINES_TENANT", "https://acme.example")
    monkeypatch.setenv("TINES_API_KEY", running.lines[1].removeprefix("export TINES_API_KEY="))
    with HostileServer(then=as_proxy(over_tls(context, relays(running.address[1])))) as server:
        yield server


@pytest.mark.parametrize(("authority", "code"), [("authority.pem", 0), ("another.pem", 1)])
def test_the_program_goes_through_the_proxy_and_trusts_its_authority_alone(
    proxy: HostileServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], authority: str, code: int
) -> None:
    address = f"http://user:pa55word@127.0.0.1:{proxy.port}"

    assert through_a_corporate_proxy.main(address, str(tmp_path / authority)) == code

    shown = capsys.readouterr()
    assert shown.out == ("cases: 60\n" if code == 0 else "")
    assert ("another.pem what signs the certificates of the proxy?" in shown.err) is (code == 1)
    assert "pa55word" not in shown.err
    assert proxy.requests[0].startswith(b"CONNECT acme.example:443 HTTP/1.1\r\n")
