"""The page docs/reference/http-api.md, from openapi.yaml: each operation with samples, promises, and what is open."""

import json
import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tines_spec import (
    OpenPoint,
    Operation,
    components_of,
    document,
    inlined,
    open_points,
    operations,
    resolve,
    resource_of,
    source_of,
    written_operations,
)

_WIDE = 62
_ID = 1  # case 1 of the sample has an item of each kind with this id


def http_api_page() -> str:
    """The whole page."""
    folder = FileSystemLoader(Path(__file__).parent / "docs_site")
    templates = Environment(loader=folder, trim_blocks=True, undefined=StrictUndefined)  # noqa: S701 - it is Markdown
    templates.filters |= {
        "cell": lambda text: " ".join(str(text).split()).replace("|", "\\|"),
        "json": _json,
        "type": _type,
    }
    every = operations().values()
    refusals = {one: said for one, said in next(iter(every)).said["responses"].items() if not one.startswith("2")}
    found = templates.get_template("http_api.jinja").render(
        {
            one.__name__.strip("_"): one
            for one in (_count, _curl, _example, _fields, _method, _open, _open_for, _python)
        },
        document=document(),
        events=[one.said for one in written_operations(document(), "webhooks")],
        operations=every,
        refusals={one: resolve(said)["description"] for one, said in refusals.items()},
        open_refusals=[*_open(refusals)],
        resolve=resolve,
        source_of=source_of,
    )
    return re.sub(r"\n{4,}", "\n\n", found).strip() + "\n"


def _count(operation: Operation) -> str:
    grades = Counter(one.grade for one in operation.promises)
    counts = [f"{grades[one]} {one}" for one in ("documented", "observed", "assumed") if grades[one]]
    return f"{len(operation.promises)} promises: {', '.join(counts)}"


def _method(operation: Operation) -> str:
    """The method of the SDK; of a list, the one that reads all pages."""
    name = re.sub("([A-Z])", r"_\1", operation.name).lower()
    name = re.sub(f"_{operation.tag.rstrip('s')}s?$", "", name)
    return f"tines.{operation.tag}.{'iterate' if operation.paging else name}"


def _example(said: Any) -> Any:
    """The first example of a body; None where there is none."""
    content = resolve(said).get("content", {}).get("application/json", {})
    return next((resolve(one)["value"] for one in content.get("examples", {}).values()), None)


def _arguments(operation: Operation) -> dict[str, int]:
    return dict.fromkeys(operation.path_parameters, _ID)


def _curl(operation: Operation) -> str:
    path, paging = operation.path_for(**_arguments(operation)), operation.paging
    if paging is not None:
        path += f"?{paging.size}={operation.query_parameters[paging.size].schema['maximum']}&{paging.number}=1"
    method = "" if operation.method == "GET" else f" -X {operation.method}"
    lines = [f'curl --fail-with-body{method} "$TINES_TENANT{path}"', '-H "Authorization: Bearer $TINES_API_KEY"']
    if "requestBody" in operation.said:
        body = _json(_example(operation.said["requestBody"]))
        lines += ['-H "Content-Type: application/json"', f"-d '{body}'"]
    return " \\\n  ".join(lines)


def _python(operation: Operation, awaited: str) -> str:
    """The lines that call it. awaited: `await ` or nothing."""
    body = _example(operation.said.get("requestBody", {})) or {}
    given = [f"{name}={_literal(value)}" for name, value in {**_arguments(operation), **body}.items()]
    call = f"{_method(operation)}({', '.join(given)})"
    if len(call) > _WIDE or "\n" in call:
        lines = textwrap.indent("\n".join(f"{one}," for one in given), "    ")
        call = f"{_method(operation)}(\n{lines}\n)"
    if operation.paging:
        loop = "async for" if awaited else "for"
        return f"{loop} {operation.paging.item} in {call}:\n    print({operation.paging.item})"
    if operation.success_schema is None or operation.method == "DELETE":
        return f"{awaited}{call}"
    owner = resource_of(operation).list
    assert owner is not None
    assert owner.paging is not None
    name = owner.paging.items if operation.items else owner.paging.item
    return f"{name} = {awaited}{call}\nprint({name})"


def _literal(value: Any) -> str:
    """As Python has it: as JSON, but for what is no text or number."""
    return repr(value) if value is None or isinstance(value, bool) else _json(value, 4)


def _json(value: Any, indent: int = 2) -> str:
    short = json.dumps(value)
    return short if len(short) < _WIDE else json.dumps(value, indent=indent)


def _fields(schema: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Name, type, whether it is required, and what it is, of each property of a body."""
    whole = inlined(schema)
    for name, said in whole["properties"].items():
        yield name, _type(said), "yes" if name in whole.get("required", ()) else "", said.get("description", "")


def _type(schema: Mapping[str, Any]) -> str:
    several = schema.get("oneOf") or schema.get("anyOf") or schema.get("allOf")
    if several:
        return " or ".join(map(_type, several))
    named = schema.get("x-extensible-enum") or schema.get("enum")
    if named:
        return ", ".join(f"`{one}`" for one in named)
    kind = schema.get("type", "any")
    return f"array of {_type(schema['items'])}" if kind == "array" else str(kind)


def _open(said: Any, *names: str) -> Iterator[OpenPoint]:
    """What is open about a part of the document, and all that it leads to; or about what has one of these names."""
    there = {*names, *components_of(said)}
    for point in open_points().values():
        places = {one.partition(".")[0] for one in point.places}
        if there & {*places, *(f"schemas/{one}" for one in places)}:
            yield point


def _open_for(operation: Operation) -> Iterator[OpenPoint]:
    """That of an operation, but for its refusals, which all operations share."""
    succeeding = {one: said for one, said in operation.said["responses"].items() if one.startswith("2")}
    sent = (operation.said.get("parameters"), operation.said.get("requestBody"))
    return _open([*sent, succeeding], operation.name, *(one.id for one in operation.promises))
