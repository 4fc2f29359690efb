"""HTML as a tree, so that every text is escaped where it is written, and none can be forgotten."""

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from tines_contract.report.readable import printable

Child = ET.Element | str


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


def definitions(terms: Mapping[str, str | Iterable[Child] | None], **attributes: str) -> ET.Element:
    """Terms with their meanings; one without a meaning is left out."""
    made = element("dl", **attributes)
    for term, meaning in terms.items():
        if meaning:
            parts = [meaning] if isinstance(meaning, str) else meaning
            made.append(element("div", element("dt", term), element("dd", *parts)))
    return made


def readable(tree: ET.Element) -> ET.Element:
    """The tree, with what turns a line round, hides or is no character written as an escape, such as \\u202e."""
    for one in tree.iter():
        one.text, one.tail = _readable(one.text), _readable(one.tail)
        for name, value in one.attrib.items():
            one.set(name, _readable(value) or "")
    return tree


def _readable(text: str | None) -> str | None:
    return None if text is None else "\n".join(printable(line) for line in text.split("\n"))
