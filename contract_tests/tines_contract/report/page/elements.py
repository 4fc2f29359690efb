"""HTML as a tree, so that every text is escaped where it is written, and none can be forgotten.

A page loads nothing, and runs nothing but the script that it holds.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from tines_contract.report.readable import printable

Child = ET.Element | str
FOLDER = Path(__file__).parent


def element(tag: str, *children: Child, **attributes: str) -> ET.Element:
    """An element. Of the names of attributes, `_` is `-`, and one at the end keeps Python's words apart: `class_`."""
    made = ET.Element(tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()})
    for child in children:
        if isinstance(child, ET.Element):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + child
        else:
            made.text = (made.text or "") + child
    return made


def code(text: str) -> ET.Element:
    return element("code", text)


def details(summary: Child, *children: Child, **attributes: str) -> ET.Element:
    """What opens and closes by itself, also where no script runs."""
    return element("details", element("summary", summary), *children, **attributes)


def table(names: Iterable[Child], rows: Iterable[Iterable[ET.Element]], **attributes: str) -> ET.Element:
    """Rows of cells below the names of their columns."""
    head = element("tr", *(element("th", name, scope="col") for name in names))
    body = element("tbody", *(element("tr", *cells) for cells in rows))
    return element("table", element("thead", head), body, **attributes)


def definitions(terms: Mapping[str, str | Iterable[Child] | None], **attributes: str) -> ET.Element:
    """Terms with their meanings; one without a meaning is left out."""
    made = element("dl", **attributes)
    for term, meaning in terms.items():
        if meaning:
            parts = [meaning] if isinstance(meaning, str) else meaning
            made.append(element("div", element("dt", term), element("dd", *parts)))
    return made


def _without_tricks(tree: ET.Element) -> ET.Element:
    """The tree, with what turns a line round, hides or is no character written as an escape, such as \\u202e."""
    for one in tree.iter():
        one.text, one.tail = _readable(one.text), _readable(one.tail)
        for name, value in one.attrib.items():
            one.set(name, _readable(value) or "")
    return tree


def _readable(text: str | None) -> str | None:
    return None if text is None else "\n".join(printable(line) for line in text.split("\n"))


def html_document(title: str, *parts: ET.Element, script: str = "") -> str:
    """The page, in ASCII, with the style that all have."""
    style = (FOLDER / "page.css").read_text("utf-8")
    body = _without_tricks(element("body", *parts))
    head = element("head", *_policy(style, script), _without_tricks(element("title", title)), element("style", style))
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
