"""A report as one HTML page, for people: it loads nothing, and runs nothing but the script that it holds."""

import base64
import hashlib
from pathlib import Path
from xml.etree import ElementTree as ET

from tines_contract.engine.judging.verdict import Report
from tines_contract.report.json_report import written
from tines_contract.report.page.elements import element, readable
from tines_contract.report.page.promises import promises
from tines_contract.report.page.summary import requests, summary
from tines_contract.report.remains import remains

_FOLDER = Path(__file__).parent


def as_html(report: Report) -> str:
    """The report as a page, in ASCII."""
    whole = written(report)
    style, script = ((_FOLDER / name).read_text("utf-8") for name in ("page.css", "page.js"))
    title = f"{report.verdict.value}: {report.target}, case {report.case_id}"
    body = element(
        "body",
        element("a", "Skip to the promises", href="#promises", class_="skip"),
        summary(whole, remains(report)),
        element("main", promises(whole), requests(whole), id="main"),
    )
    readable(body)
    head = element("head", *_policy(style, script), readable(element("title", title)), element("style", style))
    page = element("html", head, body, lang="en")
    body.append(element("script", script))
    made: bytes = ET.tostring(page, encoding="us-ascii", method="html")
    return f"<!DOCTYPE html>\n{made.decode()}\n"


def _policy(style: str, script: str) -> list[ET.Element]:
    """A browser loads nothing, and runs this script alone, whatever a tenant has got into the page."""
    sources = f"style-src {_hash(style)}; script-src {_hash(script)}"
    policy = f"default-src 'none'; img-src data:; {sources}; base-uri 'none'; form-action 'none'"
    return [
        element("meta", charset="us-ascii"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("link", rel="icon", href="data:,"),
    ]


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
