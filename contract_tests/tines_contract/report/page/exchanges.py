"""The requests of a finding and their responses, side by side, redacted as in the text."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from tines_contract.evidence.evidence import Finding
from tines_contract.evidence.excerpt import Excerpt
from tines_contract.evidence.observation import Observation
from tines_contract.report.curl import curl_lines
from tines_contract.report.explaining import parts, warnings
from tines_contract.report.page.elements import code, details, element
from tines_fake import Credentials


def exchanges(finding: Finding, shows: Excerpt) -> Iterator[ET.Element]:
    """The requests in the order in which to send them; many that do not show it are folded."""
    for line in warnings(finding):
        yield element("p", line, class_="warning")
    showing = set(finding.shown_by)
    for part in parts(finding):
        made = element("ol", *(_exchange(one, shows, marked=one in showing) for one in part.seen), class_="exchanges")
        yield made if part.matters else details(f"{len(part.seen)} requests between", made, class_="between")


def _exchange(seen: Observation, shows: Excerpt, *, marked: bool) -> ET.Element:
    mark = [element("span", "shows it", class_="badge broken")] if marked else []
    return element(
        "li",
        element("p", seen.purpose.value, " ", *mark, class_="purpose"),
        element("div", _request(seen), _response(seen, shows), class_="sides"),
    )


def _request(seen: Observation) -> ET.Element:
    request = seen.request
    query = f"?{request.query}" if request.query else ""
    side = element("div", element("h4", "Request"), class_="side")
    side.append(element("p", element("b", request.method), " ", code(f"{request.path}{query}"), class_="line"))
    if seen.waited:
        side.append(element("p", f"after a wait of {seen.waited:g} s"))
    if request.credentials is not Credentials.RIGHT:
        side.append(element("p", f"key: {request.credentials.name.lower()}"))
    side.append(details("as a curl line", element("pre", code("\n".join(curl_lines(seen))))))
    if request.body:
        side.insert(2, element("pre", code(_text(request.body))))
    return side


def _text(body: bytes) -> str:
    return body.decode("utf-8", "backslashreplace")


def _response(seen: Observation, shows: Excerpt) -> ET.Element:
    status = seen.response.status
    kind = "ok" if seen.succeeded else "refused"
    return element(
        "div",
        element("h4", "Response"),
        element("p", element("b", str(status), class_=f"status {kind}"), class_="line"),
        element("p", code(shows(seen))),
        class_="side",
    )
