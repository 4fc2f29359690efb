"""The operations of the document, as the checks need them: where they are, what they allow, what they promise."""

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any

import jsonschema_rs
from attrs import field, frozen

from tines_contract.contract.strict_json import strict_json
from tines_fake import Request, Response
from tines_spec import Paging, Promise, load
from tines_spec import operations as spec_operations

LIST, CREATE, REPLACE = "listCaseActions", "createCaseAction", "replaceAllCaseActions"
GET, UPDATE, DELETE = "getCaseAction", "updateCaseAction", "deleteCaseAction"


@frozen
class Operation:
    """One operation of the document.

    success: the one status of success. repeatable: whether sending it twice does no more than sending it once.
    query, path_arguments: the schemas of the parameters by name.
    items: where a success holds its actions; None where it is one. success_body, request_body: what validates the JSON
    of a success and of a request; None where there is none.
    """

    name: str
    method: str
    path: str
    promises: tuple[Promise, ...]
    statuses: frozenset[str]
    success: int
    repeatable: bool
    query: Mapping[str, Mapping[str, Any]]
    path_arguments: Mapping[str, Mapping[str, Any]]
    items: str | None
    paging: Paging | None
    success_body: Any = field(repr=False)
    request_body: Any = field(repr=False)

    @property
    def word(self) -> str:
        """What the ids of its promises begin with, such as LIST."""
        return self.promises[0].id.partition("-")[0]

    @property
    def writes(self) -> bool:
        return self.method != "GET"

    @property
    def item_argument(self) -> str | None:
        """The path's argument that says which item it is for; None where it is for several, or for a new one."""
        last = self.path.rpartition("/")[2]
        return last[1:-1] if last.startswith("{") else None

    def path_of(self, **arguments: object) -> str:
        return functools.reduce(
            lambda path, name: path.replace(f"{{{name}}}", str(arguments[name])), self.path_arguments, self.path
        )

    def arguments(self, request: Request) -> dict[str, str] | None:
        """The path's arguments as text; None where the request is for another path or method."""
        return self.arguments_of(request.method, request.path)

    def arguments_of(self, method: str, path: str) -> dict[str, str] | None:
        found = self._pattern.fullmatch(path) if method == self.method else None
        return None if found is None else found.groupdict()

    @functools.cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(self.path)))

    def default(self, name: str) -> int:
        return int(self.query[name]["default"])

    def allows(self, request: Request) -> bool:
        """Whether the request's arguments and its body are those that the document allows."""
        path = self.arguments(request)
        query = {name: request.argument(name) for name in self.query}
        return (
            path is not None
            and all(_within(path[name], schema) for name, schema in self.path_arguments.items())
            and all(_within(text, self.query[name]) for name, text in query.items() if text is not None)
            and (self.request_body is None or not problems(self.request_body, request.body))
        )

    def names(self, status: int) -> bool:
        return str(status) in self.statuses or f"{status // 100}XX" in self.statuses

    def shape_problems(self, response: Response) -> list[str]:
        """Where the body of a success is not what its schema allows."""
        return [] if self.success_body is None else problems(self.success_body, response.body)


def _within(text: str, schema: Mapping[str, Any]) -> bool:
    """Whether an argument is an integer within the bounds of its schema."""
    if not text.isascii() or not text.isdecimal() or len(text) > 19:
        return False
    return bool(schema["minimum"] <= int(text) <= schema["maximum"])


def problems(validator: Any, body: bytes) -> list[str]:
    """What a validator finds in a body."""
    try:
        value = strict_json(body)
    except ValueError:
        return ["the body is no JSON"]
    try:
        return [f"{_place(error.instance_path)}: {error.message}" for error in validator.iter_errors(value)]
    except ValueError:  # a lone surrogate, or nesting beyond what a validator follows
        return ["the body is no JSON that can be read"]


def _place(steps: Sequence[str | int]) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


@functools.cache
def operations() -> Mapping[str, Operation]:
    """All operations of the document, by name."""
    document = load()
    found = [
        _operation(document, path, method.upper(), operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]
    return {operation.name: operation for operation in found}


def operation_of(request: Request) -> Operation | None:
    """The operation that a request is for. A path that is written out wins over one with an argument in that place."""
    return _operation_at(request.method, request.path)


@functools.lru_cache(maxsize=4096)
def _operation_at(method: str, path: str) -> Operation | None:
    found = [operation for operation in operations().values() if operation.arguments_of(method, path) is not None]
    return min(found, key=lambda operation: len(operation.path_arguments), default=None)


def promises() -> list[Promise]:
    """All promises of the document."""
    return [promise for operation in operations().values() for promise in operation.promises]


def promised_by(promise: Promise) -> Operation:
    """The operation that a promise is of."""
    return next(operation for operation in operations().values() if promise in operation.promises)


def _operation(document: Mapping[str, Any], path: str, method: str, said: Mapping[str, Any]) -> Operation:
    parameters = [_resolved(document, parameter) for parameter in said.get("parameters", ())]
    success = next(int(code) for code in said["responses"] if code.startswith("2"))
    return Operation(
        name=said["operationId"],
        method=method,
        path=path,
        promises=spec_operations()[said["operationId"]].promises,
        statuses=frozenset(said["responses"]),
        success=success,
        repeatable=method != "POST" and bool(said.get("x-repeatable", True)),
        query={p["name"]: p["schema"] for p in parameters if p["in"] == "query"},
        path_arguments={p["name"]: p["schema"] for p in parameters if p["in"] == "path"},
        items=_items(document, said["responses"][str(success)]),
        paging=spec_operations()[said["operationId"]].paging,
        success_body=_validator(document, said["responses"][str(success)]),
        request_body=_validator(document, said.get("requestBody", {})),
    )


def _items(document: Mapping[str, Any], said: Mapping[str, Any]) -> str | None:
    content = _resolved(document, said).get("content")
    if content is None:
        return None
    properties = _resolved(document, content["application/json"]["schema"])["properties"]
    return next((name for name, prop in properties.items() if prop.get("type") == "array"), None)


def _validator(document: Mapping[str, Any], said: Mapping[str, Any]) -> Any:
    content = _resolved(document, said).get("content")
    if content is None:
        return None
    schema = {**content["application/json"]["schema"], "components": document["components"]}
    # Timestamps have a promise of their own, so that each fault is told once.
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=False, mask="the value")


def _resolved(document: Mapping[str, Any], value: Any) -> Any:
    """What a `$ref` into the document's components stands for; anything else as it is."""
    if "$ref" not in value:
        return value
    kind, name = value["$ref"].split("/")[-2:]
    return document["components"][kind][name]
