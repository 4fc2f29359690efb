"""Draws docs/architecture.svg from the layers that import-linter enforces: who may import whom.

    python scripts/picture_of_layers.py [--check]

With --check it writes nothing, and fails where the picture is another one.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "architecture.svg"


def picture(pyproject: str) -> str:
    """The drawing, of the text of pyproject.toml."""
    folder = FileSystemLoader(Path(__file__).parent / "docs_site")
    templates = Environment(loader=folder, trim_blocks=True, autoescape=True, undefined=StrictUndefined)
    return templates.get_template("layers.svg.jinja").render(columns=dict(_columns(pyproject))) + "\n"


def _columns(pyproject: str) -> Iterator[tuple[str, list[list[str]]]]:
    """The rows of each column, from the top; packages first. Layers of single modules are no part of the map."""
    for contract in tomllib.loads(pyproject)["tool"]["importlinter"]["contracts"]:
        layers = contract.get("layers", ())
        if layers and not any("." in layer for layer in layers):
            (container,) = contract.get("containers", ["packages"])
            yield container, [re.sub("[()]", "", layer).split(" | ") for layer in layers]


def main() -> None:
    """Draw it, or check that it is drawn."""
    drawn = picture((ROOT / "pyproject.toml").read_text("utf-8"))
    if "--check" not in sys.argv:
        PICTURE.write_text(drawn, "utf-8")
    elif PICTURE.read_text("utf-8") != drawn:
        sys.exit("docs/architecture.svg shows other layers: run nox -s generate")


if __name__ == "__main__":
    main()
