"""A page around what it shows: it loads nothing, and runs nothing but the script that it holds."""

import base64
import hashlib
from pathlib import Path
from xml.etree import ElementTree as ET

from tines_contract.report.page.elements import element, readable

FOLDER = Path(__file__).parent


def html_document(title: str, *parts: ET.Element, script: str = "") -> str:
    """The page, in ASCII, with the style that all have."""
    style = (FOLDER / "page.css").read_text("utf-8")
    body = readable(element("body", *parts))
    head = element("head", *_policy(style, script), readable(element("title", title)), element("style", style))
    body.append(element("script", script))
    made: bytes = ET.tostring(element("html", head, body, lang="en"), encoding="us-ascii", method="html")
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
