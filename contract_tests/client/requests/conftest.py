"""A judge of requests that is neither the client's nor the fake tenant's: the document's parameters, and jsonschema."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, unquote

import httpx
import jsonschema
import pytest

from tines_spec import referred, written_operations

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_BEARER = re.compile(r"Bearer [\x21-\x7e]+")


class Judge:
    """Whether the document allows a request."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document

    def accusations(self, request: httpx.Request) -> list[str]:
        """Everything about the request that the document does not allow."""
        path, _, query = request.url.raw_path.decode().partition("?")
        found = self._operation(request.method, path)
        if found is None:
            return [f"no operation is {request.method} {path}"]
        operation, in_path = found
        parameters = [referred(self._document, entry) for entry in operation.get("parameters", ())]
        given = {"path": in_path, "query": parse_qsl(query, keep_blank_values=True)}
        return [
            *_of_origin(request.url),
            *_of_security(operation, request.headers),
            *self._of_body(operation, request),
            *(line for place in given for line in _of_parameters(place, parameters, given[place])),
        ]

    def _operation(self, method: str, path: str) -> tuple[dict[str, Any], list[tuple[str, str]]] | None:
        for known, template, said, _ in written_operations(self._document):
            names = re.findall(r"{(\w+)}", template)
            found = re.fullmatch(re.sub(r"{\w+}", "([^/]*)", template), path)
            if found is not None and known == method.lower():
                return said, list(zip(names, map(unquote, found.groups()), strict=True))
        return None

    def _of_body(self, operation: dict[str, Any], request: httpx.Request) -> Iterator[str]:
        if "requestBody" not in operation:
            yield from ["it has a body"] if request.content else []
            return
        content = referred(self._document, operation["requestBody"])["content"]
        if request.headers.get_list("content-type") != [*content]:
            yield f"its body is {request.headers.get('content-type')}"
            return
        schema = {**content["application/json"]["schema"], "components": self._document["components"]}
        try:
            body = json.loads(request.content.decode("utf-8"), parse_constant=float)
        except ValueError:
            yield "its body is no JSON"
            return
        yield from (f"its body: {e.message}" for e in jsonschema.Draft202012Validator(schema).iter_errors(body))


def _of_origin(url: httpx.URL) -> Iterator[str]:
    if url.scheme != "https" or url.userinfo or not url.host:
        yield f"{url.copy_with(path='/')} is no server of the document"


def _of_security(operation: dict[str, Any], headers: httpx.Headers) -> Iterator[str]:
    assert operation["security"] == [{"bearer": []}], "this judge knows of bearer tokens only"
    given = headers.get_list("authorization")
    if len(given) != 1 or not _BEARER.fullmatch(given[0]):
        yield "it carries no bearer token, or more than one"


def _of_parameters(place: str, declared: list[dict[str, Any]], given: list[tuple[str, str]]) -> Iterator[str]:
    known = {parameter["name"]: parameter for parameter in declared if parameter["in"] == place}
    names = [name for name, _ in given]
    yield from (f"{name} is no {place} parameter" for name in names if name not in known)
    yield from (f"{name} comes twice" for name in known if names.count(name) > 1)
    yield from (f"{name} is missing" for name in known if known[name].get("required") and name not in names)
    for name, text in given:
        if name in known:
            yield from (f"{name}: {line}" for line in _problems(text, known[name]["schema"]))


def _problems(text: str, schema: dict[str, Any]) -> list[str]:
    is_number = schema["type"] == "integer" and _INTEGER.fullmatch(text)
    value = int(text) if is_number else text
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(value)]


@pytest.fixture(scope="session")
def accusations(document: dict[str, Any]) -> Callable[[httpx.Request], list[str]]:
    """Everything about a request that the document does not allow."""
    return Judge(document).accusations
