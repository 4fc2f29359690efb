"""A hook of mkdocs: the evidence of openapi.yaml as tables, in the place of `<!-- promises -->` and the like."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from tines_spec import document, evidence, open_points, promises

_TABLES = ("promises", "evidence", "open", "sources")
"""What stands in a page, and as a macro in `evidence_ledger.jinja`."""


def on_page_markdown(markdown: str, **_: object) -> str:
    """Put the tables where a page wants them."""
    for name in _TABLES:
        if f"<!-- {name} -->" in markdown:
            markdown = markdown.replace(f"<!-- {name} -->", table(name))
    return markdown


def table(name: str) -> str:
    """One of the tables, as HTML."""
    folder = FileSystemLoader(Path(__file__).parent)
    templates = Environment(loader=folder, autoescape=True, trim_blocks=True, undefined=StrictUndefined)
    templates.filters["with_code"] = _with_code
    known = {
        "where": document()["info"]["x-sources"],
        "all_promises": promises(),
        "all_evidence": evidence(),
        "open_points": open_points(),
        "used": [one.source for one in promises()] + [one["source"] for one in evidence().values()],
    }
    made = templates.get_template("evidence_ledger.jinja", globals=known).module
    return str(getattr(made, name)()).strip()


def _with_code(text: str) -> Markup:
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704 - it is escaped
