"""The one reader of OpenAPI documents: what a reference stands for, and which operations there are; and openapi.yaml.

It reads any document, as plain data, and judges nothing. It follows no reference out of the document, and comes to an
end whatever the document holds.
"""

import functools
import json
import pkgutil
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

METHODS = ("get", "put", "post", "patch", "delete", "options", "head", "trace")
_MOST_REFERENCES = 50


class DocumentError(ValueError):
    """A document cannot be read; says where, and why."""


class WrittenOperation(NamedTuple):
    """An operation as it is written: `said`, inside the path's `item`. name: the operationId, else method and path."""

    method: str
    path: str
    said: Mapping[str, Any]
    item: Mapping[str, Any]

    @property
    def name(self) -> str:
        return str(self.said.get("operationId", f"{self.method} {self.path}"))

    @property
    def parameters(self) -> tuple[Any, ...]:
        """Those of the path, and its own."""
        return (*self.item.get("parameters", ()), *self.said.get("parameters", ()))


def written_operations(document: Mapping[str, Any], part: str = "paths") -> Iterator[WrittenOperation]:
    """All operations, or those of webhooks. Raises DocumentError."""
    for path, written in document.get(part, {}).items():
        if str(path).startswith("x-"):
            continue
        item = _mapping(referred(document, written), f"the path {path}")
        for method in METHODS:
            if method in item:
                yield WrittenOperation(method, str(path), _mapping(item[method], f"{method} of {path}"), item)


def kept_promises(said: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The promises of templates that an operation keeps: id, template, and the group that has their evidence."""
    promised = said.get("x-promises", {})
    for group in promised.get("keeps", ()):
        if isinstance(group, Mapping):
            yield from ((f"{promised.get('prefix')}-{rule}", rule, group) for rule in group.get("rules", ()))


def referred(document: Mapping[str, Any], value: Any) -> Any:
    """What a `$ref` into a document stands for; anything else as it is. Raises DocumentError."""
    *_, found = (value, *followed(document, value))
    return found


def followed(document: Mapping[str, Any], value: Any) -> Iterator[Any]:
    """What a `$ref` stands for; where that is a `$ref`, what that one stands for, and so on. Raises DocumentError."""
    seen: list[str] = []
    while isinstance(value, Mapping) and isinstance(value.get("$ref"), str):
        reference = value["$ref"]
        if reference in seen or len(seen) > _MOST_REFERENCES:
            raise DocumentError(f"{reference} refers to itself")
        seen.append(reference)
        value = _at(document, reference)
        yield value


def _at(document: Mapping[str, Any], reference: str) -> Any:
    if not reference.startswith("#"):
        raise DocumentError(f"{reference} is in another document, which is not read: bundle it into one")
    value: Any = document
    for step in unquote(reference[1:]).split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, Mapping) and key in value:
            value = value[key]
        elif isinstance(value, list) and key.isdecimal() and int(key[:9]) < len(value):
            value = value[int(key)]
        else:
            raise DocumentError(f"it refers to {reference}, which it does not have")
    return value


def _mapping(value: Any, what: str) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    raise DocumentError(f"{what} must be an object")


def load() -> dict[str, Any]:
    """The whole document, parsed anew at each call."""
    found: dict[str, Any] = json.loads(_content())
    return found


def digest() -> str:
    """The SHA-256 of the document, as it is shipped: tines_openapi/openapi.json."""
    import hashlib  # only reports need it

    return f"sha256:{hashlib.sha256(_content()).hexdigest()}"


def _content() -> bytes:
    # importlib.resources would import what packs files.
    return pkgutil.get_data("tines_openapi", "openapi.json") or b""


@functools.cache
def document() -> Mapping[str, Any]:
    """The whole document, parsed once. Do not change it."""
    return load()


def named_properties() -> Iterator[tuple[str, Any]]:
    """The name of each property of a named schema, with its schema."""
    for schema in document()["components"]["schemas"].values():
        yield from schema.get("properties", {}).items()


def resolve(value: Any) -> Any:
    """What a `$ref` into the document stands for; anything else as it is."""
    reference = value.get("$ref") if isinstance(value, Mapping) else None
    return _referred(reference) if isinstance(reference, str) else value


@functools.cache
def _referred(reference: str) -> Any:
    return referred(document(), {"$ref": reference})


def components_of(value: Any) -> set[str]:
    """The components that a part of the document leads to, such as `schemas/CaseAction`."""
    found: set[str] = set()
    waiting = [str(value)]
    while waiting:
        referred = {*re.findall(r"#/components/(\w+/\w+)", waiting.pop())} - found
        waiting += [str(_referred(f"#/components/{one}")) for one in referred]
        found |= referred
    return found


def inlined(value: Any, of: Mapping[str, Any] | None = None) -> Any:
    """A part of the document, or of another, without references and examples: each is what it stands for."""
    value = resolve(value) if of is None else referred(of, value)
    if isinstance(value, list):
        return [inlined(entry, of) for entry in value]
    if not isinstance(value, Mapping):
        return value
    return {key: inlined(entry, of) for key, entry in value.items() if key not in ("example", "examples")}
