"""The page docs/reference/http-api.md, from openapi.yaml: each operation with samples, promises, and what is open."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import tines_spec
from tines_spec import OpenPoint, Operation, components_of, document, open_points, operations, resolve

_WIDE = 62


def http_api_page() -> str:
    """The whole page."""
    folder = FileSystemLoader(Path(__file__).parent / "docs_site")
    templates = Environment(loader=folder, trim_blocks=True, undefined=StrictUndefined)  # noqa: S701 - it is Markdown
    templates.filters |= {"cell": lambda text: " ".join(str(text).split()).replace("|", "\\|"), "json": _json}
    templates.tests["success"] = lambda status: status.startswith("2")
    page = templates.get_template("http_api.jinja").render(
        {one.__name__.strip("_"): one for one in (_call, _example, _method, _open)},
        spec=tines_spec,
        document=document(),
        operations=operations().values(),
        events=[one.said for one in tines_spec.written_operations(document(), "webhooks")],
    )
    return re.sub(r"\n{4,}", "\n\n", page).strip() + "\n"


def _method(operation: Operation) -> str:
    """The method of the SDK; of a list, the one that reads all pages."""
    name = re.sub("([A-Z])", r"_\1", operation.name).lower()
    name = re.sub(f"_{operation.tag.rstrip('s')}s?$", "", name)
    return f"tines.{operation.tag}.{'iterate' if operation.paging else name}"


def _example(body: Any) -> Any:
    """The first example of a body; None where there is none."""
    content = resolve(body).get("content", {}).get("application/json", {})
    return next((resolve(one)["value"] for one in content.get("examples", {}).values()), None)


def _call(operation: Operation) -> str:
    """The call of the method, on one line if it is short. Case 1 of the sample has an item 1 of each kind."""
    sent = dict.fromkeys(operation.path_parameters, 1) | (_example(operation.said.get("requestBody", {})) or {})
    arguments = [f"{name}={_literal(value)}" for name, value in sent.items()]
    call = f"{_method(operation)}({', '.join(arguments)})"
    if len(call) <= _WIDE:
        return call
    lines = "".join(f"{one},\n" for one in arguments).rstrip("\n").replace("\n", "\n    ")
    return f"{_method(operation)}(\n    {lines}\n)"


def _literal(value: Any) -> str:
    """As Python has it: as JSON, with a comma at the end of a line, but for what is no text or number."""
    return repr(value) if isinstance(value, bool) else re.sub(r"(?<![\[{,])(\n *[\]}])", r",\1", _json(value, 4))


def _json(value: Any, indent: int = 2) -> str:
    short = json.dumps(value)
    return short if len(short) < _WIDE else json.dumps(value, indent=indent)


def _open(part: Any, *names: str) -> Iterator[OpenPoint]:
    """What is open about a part of the document, and all that it leads to; or about what has one of these names."""
    there = {*names, *components_of(part)}
    for point in open_points().values():
        places = {one.partition(".")[0] for one in point.places}
        if there & {*places, *(f"schemas/{one}" for one in places)}:
            yield point
