"""The spec's operations, as the templates need them: names, arguments, what a success is read as, how it pages."""

import re
from collections.abc import Iterator, Mapping
from keyword import iskeyword
from typing import Any

from attrs import frozen
from contract_document import GenerationError, snake
from filters import Filters, filters_of, is_filters
from paging import Paging, paging_of
from schemas import Schemas, Sent

from tines_spec import DocumentError, WrittenOperation, envelope_of, is_text, written_operations

_ERRORS = {
    "400": "BadRequestError",
    "401": "AuthenticationError",
    "403": "PermissionDeniedError",
    "404": "NotFoundError",
    "422": "UnprocessableError",
    "429": "RateLimitError",
}
_TIMEOUT = "timeout: float | None | Keep = KEEP"
_TAKEN = {"self", "timeout", "body", "match", "missing_ok", "start"}
_METHODS_OF_RESOURCE = {"create_from", "create_with_own_id", "iterate", "plan", "with_response"}
_METHODS_OF_CLIENT = {"close", "paginate", "request", "with_options"}


@frozen
class Argument:
    """A parameter, or a property of a body: `name` is that on the wire, `python_name` that of the method's argument."""

    name: str
    sent: Sent
    required: bool
    description: str

    @property
    def python_name(self) -> str:
        return snake(self.name)

    def declared(self, absent: str) -> str:
        """It in a signature; `absent` is what follows where it need not be given."""
        return f"{self.python_name}: {self.sent.annotation}{'' if self.required else absent}"


@frozen(kw_only=True)
class Operation:
    """One operation.

    `successes` has the type of the body by status, `success` is that of what its method returns; `errors` has class,
    status and description.
    """

    name: str
    method: str
    path: str
    tag: str
    id: str
    summary: str
    description: str
    source: str
    in_path: list[Argument]
    in_query: list[Argument]
    body: list[Argument]
    body_check: str
    body_type: str
    title: str
    successes: dict[int, str]
    success: str
    envelope: str | None
    errors: list[tuple[str, str, str]]
    echoed: dict[str, str]
    repeatable: bool
    paging: Paging | None
    filters: Filters | None

    @property
    def method_name(self) -> str:
        name = self.name.replace(f"_{self.tag}", "").replace(f"_{self.tag.removesuffix('s')}", "")
        return f"{name}_" if iskeyword(name) else name

    @property
    def arguments(self) -> list[Argument]:
        return [*self.in_path, *self.in_query, *self.body]

    @property
    def types(self) -> set[str]:
        """The words of all annotations of its methods."""
        item = self.paging.item_class if self.paging else ""
        return set(re.findall(r"\w+", f"{self.signature()} {self.success} {item} {self.body_type}"))

    def signature(self, *more: str, without: str = "") -> str:
        """The parameters of the method: those of the path, then all others by keyword.

        A body that is one list and nothing else goes by position: it is what the call is about.
        """
        given = [argument.declared("") for argument in self.in_path]
        named = [argument.declared(" | None = None") for argument in self.in_query if argument.name != without]
        named += [f"{self.filters.name}: {self.filters.annotation} | None = None"] if self.filters else []
        body = [argument.declared(" | Unset = UNSET") for argument in self.body]
        alone = len(body) == 1 and self.body[0].sent.check.startswith("listed(")
        given, named = (given + body, named) if alone else (given, named + body)
        missing = ["missing_ok: bool = False"] if self.success == "None" else []
        return ", ".join(["self", *given, "*", *named, *missing, *more, _TIMEOUT])

    def item_signature(self, *more: str) -> str:
        """The parameters of a method that takes the whole body as one item."""
        return ", ".join(["self", *self._place(), f"item: {self.body_type}", "*", *more, _TIMEOUT])

    def plan_signature(self, required: list[Argument]) -> str:
        """The parameters of a method that takes all the items that a list is to hold, and what the list requires."""
        wanted, key = f"wanted: Iterable[{self.body_type}]", "key: Callable[[Any], Hashable] | None = None"
        named = [argument.declared("") for argument in required]
        return ", ".join(["self", *self._place(), wanted, "*", *named, key, _TIMEOUT])

    def _place(self) -> list[str]:
        return [argument.declared("") for argument in self.in_path]


def operations(document: dict[str, Any], schemas: Schemas) -> list[Operation]:
    """All operations, in the order of the spec. Raises GenerationError for what could not be called."""
    found = []
    for written in written_operations(document):
        try:
            above = document["paths"].get(written.path.rpartition("/{")[0], {}).get("get", {}).get("x-paging", {})
            found.append(_operation(schemas, written, above.get("id", "")))
        except DocumentError as error:
            raise GenerationError(f"{written.name}: {error}") from None
        except KeyError as error:
            missing = f"{error.args[0]} is missing, in it or in what it refers to"
            raise GenerationError(f"{written.name}: {missing}") from None
    return found


def _operation(schemas: Schemas, written: WrittenOperation, item_id: str) -> Operation:
    """item_id: the property that identifies the one item that the path ends in."""
    method, path, raw = written.method, written.path, written.said
    parameters = [schemas.resolved(parameter) for parameter in written.parameters]
    responses = {code: schemas.resolved(response) for code, response in raw["responses"].items()}
    successes = {code: response for code, response in responses.items() if code.startswith("2")}
    body = _body(schemas, raw)
    types = _types_of(schemas, method, successes)
    content = dict(schemas.resolved(schemas.json_of(next(iter(successes.values())))))
    in_path = sorted(
        (one for one in parameters if one["in"] == "path"), key=lambda one: path.find(f"{{{one['name']}}}")
    )
    names = [parameter["name"] for parameter in in_path]
    for name in names:
        if "properties" in schemas.resolved(content.get("properties", {}).get(name, {})):
            raise GenerationError(f"{name} is both in its path and an object of its success: give one another name")
    envelope = envelope_of(schemas.document, content, {*names})
    inner = content if envelope is None else schemas.resolved(content["properties"][envelope])
    properties = {**content.get("properties", {}), **inner.get("properties", {})}
    operation = Operation(
        name=snake(raw["operationId"]),
        method=method.upper(),
        path=path,
        tag=snake(raw["tags"][0]),
        id=raw["operationId"],
        summary=raw["summary"],
        description=raw["description"],
        source=raw["externalDocs"]["url"],
        in_path=[_parameter(schemas, parameter) for parameter in in_path],
        in_query=[_parameter(schemas, one) for one in parameters if one["in"] != "path" and not is_filters(one)],
        body=_properties(schemas, body),
        body_check=schemas.fields(body) if body else "",
        body_type=_type_of_item(schemas, raw),
        title=_title(schemas, body),
        successes=types,
        success=next(iter(types.values())) if envelope is None else schemas.read_as(content["properties"][envelope]),
        envelope=envelope,
        errors=[(_error(code), code, one["description"]) for code, one in responses.items() if code[0] in "45"],
        echoed=dict(_echoed(path, names, properties, _names_of_ids(method, properties, names, item_id))),
        # A further PUT, unlike HTTP's, may undo what somebody else did in between: then the spec says so.
        repeatable=raw.get("x-repeatable", True),
        paging=paging_of(schemas, parameters, raw["x-paging"], successes) if "x-paging" in raw else None,
        filters=filters_of(schemas, parameters, raw),
    )
    _refuse_what_cannot_be_called(operation)
    return operation


def _parameter(schemas: Schemas, parameter: dict[str, Any]) -> Argument:
    name, schema = parameter["name"], parameter.get("schema", {})
    if parameter["in"] not in ("path", "query"):
        raise GenerationError(f"parameter {name} is in a {parameter['in']}: only path and query are sent: leave it out")
    kinds = [schemas.resolved(choice).get("type") for choice in schemas.choices(schema)]
    if len(kinds) != 1 or kinds[0] in ("array", "object", "null"):
        found = " or ".join(map(str, kinds))
        raise GenerationError(f"parameter {name} is {found}, and no URL says how that is written: make it a string")
    sent = schemas.sent_as(schema)
    if parameter["in"] == "path" and sent.check == "text":
        sent = Sent(sent.annotation, "segment")
    return Argument(name, sent, parameter.get("required", False), parameter["description"])


def _body(schemas: Schemas, raw: Mapping[str, Any]) -> dict[str, Any] | None:
    """The schema of what is sent, which must be a named object, always due and nothing but JSON."""
    if "requestBody" not in raw:
        return None
    body, schema = schemas.resolved(raw["requestBody"]), schemas.json_of(raw["requestBody"])
    whole = schemas.resolved(schema)
    if len(body["content"]) > 1 or not body.get("required") or "$ref" not in schema or "properties" not in whole:
        raise GenerationError("its body must be a named object, required, and JSON alone")
    return dict(whole)


def _type_of_item(schemas: Schemas, raw: Mapping[str, Any]) -> str:
    """What may be given as the whole body, where that is a class."""
    body = schemas.json_of(raw.get("requestBody", {}))
    return schemas.sent_as(body).annotation if str(body.get("$ref", "")).rpartition("/")[2] in schemas.models else ""


def _title(schemas: Schemas, body: dict[str, Any] | None) -> str:
    """The property of a body that people know the item by: the first required text that is no secret."""
    for name in (body or {}).get("required", ()):
        if is_text(schemas.resolved((body or {})["properties"][name])):
            return str(name)
    return ""


def _properties(schemas: Schemas, body: dict[str, Any] | None) -> list[Argument]:
    if body is None:
        return []
    required = body.get("required", ())
    return [
        Argument(name, schemas.sent_as(schema), name in required, schemas.resolved(schema)["description"])
        for name, schema in body["properties"].items()
    ]


def _types_of(schemas: Schemas, method: str, found: dict[str, dict[str, Any]]) -> dict[int, str]:
    """The type of the body by status: one for all, or, where something is deleted, none."""
    if not found or not all(code.isdigit() for code in found):
        raise GenerationError("it names no success by its status: give one, such as 200")
    types = {int(code): _type_of_body(schemas, response) for code, response in found.items()}
    if "None" in types.values() and (len(types) > 1 or method != "delete"):
        raise GenerationError("a response without a body is for deleting: give its body a schema")
    if method == "delete":
        return dict.fromkeys(types, "None")
    if len(set(types.values())) > 1:
        raise GenerationError(f"its successes are {', '.join(types.values())}: give them one schema")
    return types


def _type_of_body(schemas: Schemas, response: dict[str, Any]) -> str:
    if "content" not in response:
        return "None"
    if [*response["content"]] != ["application/json"]:
        raise GenerationError(f"a success is {', '.join(response['content'])}: make it application/json alone")
    return schemas.read_as(schemas.json_of(response))


def _echoed(path: str, in_path: list[str], properties: Mapping[str, Any], ids: list[str]) -> Iterator[tuple[str, str]]:
    """The properties of a success that name a parameter of the path again, each with that parameter.

    ids: those that name the item that the path ends in.
    """
    for name in in_path:
        ends = path.rfind("{") == path.find(f"{{{name}}}")
        for found in properties:
            if (ends and found in ids) or (found == name and (name != "id" or ends)):
                yield found, name


def _names_of_ids(method: str, properties: Mapping[str, Any], in_path: list[str], item_id: str) -> list[str]:
    """The property that identifies an item; where one is deleted, any that can only be its id."""
    others = [name for name in properties if name.endswith("_id") and name not in in_path]
    return [item_id, *others] if method == "delete" else [item_id]


def _error(status: str) -> str:
    return "ServerError" if status[0] == "5" else _ERRORS.get(status, "UnexpectedStatusError")


def _refuse_what_cannot_be_called(operation: Operation) -> None:
    names = [argument.python_name for argument in operation.arguments]
    for name in names:
        if names.count(name) > 1 or name in _TAKEN or name == operation.name:
            raise GenerationError(f"a method cannot have two arguments called {name}: give one another name")
    if operation.success == "None" and (operation.body or not operation.repeatable):
        raise GenerationError("it removes something with a body, or only once: teach tines_runtime.call.operation")
    if operation.paging and operation.method != "GET":
        raise GenerationError("it pages and is no GET: make it one")
    if operation.method_name in _METHODS_OF_RESOURCE:
        raise GenerationError(f"{operation.method_name} is a method of every resource: give it another operationId")
    if operation.tag in _METHODS_OF_CLIENT:
        raise GenerationError(f"its tag {operation.tag} is a method of the client: give it another")
