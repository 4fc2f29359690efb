"""A hook of mkdocs: what the suite made of each party, as tables, in the place of `<!-- matrix -->`.

docs/explanation/matrix.json is what `nox -s matrix` wrote. What stands in none of a party's groups is as it should be.
"""

import json
import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tines_spec import operations, promises

_DATA = Path(__file__).parents[2] / "docs" / "explanation" / "matrix.json"
_MARKS = {"broken": "✗", "wrong": "✗", "suite error": "!", "suspected": "?", "not observed": "○"}
_NOT_ASKED = "\N{EN DASH}"


def on_page_markdown(markdown: str, **_: object) -> str:
    """Put the tables where a page wants them."""
    return markdown.replace("<!-- matrix -->", _tables()) if "<!-- matrix -->" in markdown else markdown


def _tables() -> str:
    found = json.loads(_DATA.read_text())
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, undefined=StrictUndefined
    )
    parties = [_with_cells(one) for one in (*found["tenants"], *found["clients"])]
    known = {
        **found,
        "tenants": parties[: len(found["tenants"])],
        "clients": parties[len(found["tenants"]) :],
        "promises": promises(),
        "operations": list(operations()),
    }
    return templates.get_template("matrix.jinja").render(known)


def _with_cells(party: dict[str, Any]) -> dict[str, Any]:
    """A cell leads to its reason: its mark, its word, and the place of the reason on the page."""
    cells: dict[str, tuple[str, str, str]] = {}
    for number, group in enumerate(party["groups"], 1):
        group["place"] = re.sub(r"\W+", "-", f"{party['name']} {number}")
        cells |= dict.fromkeys(group["of"], (_MARKS.get(group["word"], _NOT_ASKED), group["word"], group["place"]))
    return {**party, "cells": cells}
