"""What a client is asked to do: a request of the suite as an operation with its arguments."""

import copy
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from attrs import field, frozen

from tines_contract.client_side.schemas import documented
from tines_contract.promises.lists import PagedList
from tines_contract.promises.strict_json import strict_json
from tines_contract.promises.validation import allows
from tines_fake import Credentials, Request
from tines_spec import Operation, Parameter, operation_at


@frozen(kw_only=True)
class Wanted:
    """What is asked of a client.

    path, query, body: the arguments, apart. credentials: what the tenant is shown in place of what the client shows.
    all_pages: whether the client pages by itself, so that what it says of pages is its own.
    """

    operation: Operation
    origin: str
    path: Mapping[str, Any]
    query: Mapping[str, Any] = field(factory=dict)
    body: Mapping[str, Any] | None = field(default=None, repr=False)
    credentials: Credentials = Credentials.RIGHT
    all_pages: bool = False

    @property
    def arguments(self) -> dict[str, Any]:
        """As the client is given them: a copy, which it may spoil."""
        return {**self.path, **self.query, **copy.deepcopy(dict(self.body or {}))}


def wanted(request: Request) -> Wanted | None:
    """What a client would be asked for such a request; None where the spec lets nobody ask so."""
    operation = operation_at(request.method, request.path)
    if operation is None or not allows(operation, request):
        return None
    query = parse_qsl(request.query, keep_blank_values=True)
    schema = operation.body_schema
    body = None if schema is None else strict_json(request.body)
    known = {name for name, _ in query} <= operation.query_parameters.keys()
    if not known or len(query) != len(dict(query)) or (schema is None and request.body):
        return None
    if schema is not None and not documented(body, schema):
        return None
    path = operation.arguments_of(request.method, request.path) or {}
    return Wanted(
        operation=operation,
        origin=request.origin,
        path={name: _value(operation.path_parameters[name], text) for name, text in path.items()},
        query={name: _value(operation.query_parameters[name], text) for name, text in query},
        body=body,
        credentials=request.credentials,
    )


def _value(parameter: Parameter, text: str) -> Any:
    """An argument as a client is given it."""
    kind = parameter.schema.get("type")
    if kind == "boolean":
        return text == "true"
    return int(text) if kind == "integer" else text


def as_text(value: Any) -> str:
    """An argument as it is sent."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def wanted_pages(operation: Operation, origin: str, case_id: int) -> Wanted:
    """All pages of a list, with what the spec requires, in an order in which they hold still where it has one."""
    path = dict.fromkeys(operation.path_parameters, case_id)
    given = PagedList(operation).arguments
    query = {name: _value(operation.query_parameters[name], text) for name, text in given.items()}
    return Wanted(operation=operation, origin=origin, path=path, query=query, all_pages=True)
