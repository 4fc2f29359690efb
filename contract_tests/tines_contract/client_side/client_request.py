"""What a client is asked to do: a request of the suite as an operation with its arguments.

What the client sends for it has to be a request that the spec allows, and say what was asked, and no more.
"""

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from attrs import field, frozen

from tines_contract.client_side.deviations import Deviation, deviations, documented, same_json
from tines_contract.promises.lists import PagedList, argument_text
from tines_contract.promises.strict_json import strict_json
from tines_contract.promises.validation import allows
from tines_fake import Credentials, Request, Response
from tines_spec import Operation, Parameter, operation_at

_MOST_REQUESTS = 1000
"""Of one call that pages by itself: one that never ends would hang the run."""


@frozen(kw_only=True)
class ClientRequest:
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

    def problems(self, sent: Request, before: Sequence[Response]) -> list[str]:
        """What is wrong with what the client sends, in words without its values. before: the responses until then."""
        found = (self._of_address(sent), self._of_query(sent), self._of_body(sent), self._of_repeating(before))
        return [problem for problems in found for problem in problems]

    def _of_address(self, sent: Request) -> Iterator[str]:
        if sent.method != self.operation.method:
            yield f"it sends {sent.method} in place of {self.operation.method}"
        if sent.path != self.operation.path_for(**self.path):
            yield "it asks for another path than that of the arguments"
        if sent.origin != self.origin:
            yield "it asks another tenant"
        if sent.credentials is not Credentials.RIGHT:
            yield f"it shows {sent.credentials.value}"

    def _of_query(self, sent: Request) -> Iterator[str]:
        given = parse_qsl(sent.query, keep_blank_values=True)
        found, known = dict(given), self.operation.query_parameters
        if len(found) != len(given):
            yield "it sends an argument of the query twice"
        yield from (f"it sends {name}, which the spec does not know" for name in found if name not in known)
        if self.all_pages and not allows(self.operation, sent):
            yield "it asks for a page that the spec does not allow"
        paging = self.operation.paging if self.all_pages else None
        own = (paging.number, paging.size) if paging else ()
        for name in (name for name in known if name not in own):
            # What is not given may be said all the same: the default of the spec is the same page.
            expected = self.query.get(name, known[name].default)
            if name in found and found[name] != argument_text(expected):
                yield f"it sends another {name} than was given"
            if name not in found and name in self.query:
                yield f"it does not send {name}"

    def _of_body(self, sent: Request) -> Iterator[str]:
        if self.body is None:
            yield from ["it sends a body where there is none"] if sent.body else []
            return
        try:
            body = strict_json(sent.body)
        except ValueError:
            yield "it sends a body that is no JSON"
            return
        if not isinstance(body, dict):
            yield "it sends a body that is no object"
            return
        yield from (f"it does not send {name}" for name in self.body if name not in body)
        yield from (f"it sends {name[:40]}, which was not given" for name in body if name not in self.body)
        for name, value in self.body.items():
            if name in body and not same_json(body[name], value):
                yield f"it sends another {name} than was given"

    def deviations(self, response: Response) -> frozenset[Deviation]:
        """All ways in which a response of success to it deviates."""
        return deviations(self.operation, response, self.path)

    def _of_repeating(self, before: Sequence[Response]) -> Iterator[str]:
        if self.all_pages:
            if len(before) >= _MOST_REQUESTS:
                yield f"it goes on asking after {_MOST_REQUESTS} requests"
        # It may be sent again if it was not processed, or if twice does no more than once.
        elif before and before[-1].status != 429 and not (self.operation.repeatable and before[-1].status >= 500):
            yield f"it sends the request again after a response of {before[-1].status}"


def client_request(request: Request) -> ClientRequest | None:
    """What a client would be asked for such a request; None where the spec lets nobody ask so."""
    operation = operation_at(request.method, request.path)
    if operation is None or not allows(operation, request):
        return None
    query, schema = parse_qsl(request.query, keep_blank_values=True), operation.body_schema
    body = None if schema is None else strict_json(request.body)
    known = {name for name, _ in query} <= operation.query_parameters.keys()
    if not known or len(query) != len(dict(query)) or (schema is None and request.body):
        return None
    if schema is not None and not documented(body, schema):
        return None
    path = operation.arguments_of(request.method, request.path) or {}
    return ClientRequest(
        operation=operation,
        origin=request.origin,
        path={name: _value(operation.path_parameters[name], text) for name, text in path.items()},
        query={name: _value(operation.query_parameters[name], text) for name, text in query},
        body=body,
        credentials=request.credentials,
    )


def all_pages_request(operation: Operation, origin: str, case_id: int) -> ClientRequest:
    """All pages of a list, with what the spec requires, in an order in which they hold still where it has one."""
    path = dict.fromkeys(operation.path_parameters, case_id)
    given = PagedList(operation).arguments
    query = {name: _value(operation.query_parameters[name], text) for name, text in given.items()}
    return ClientRequest(operation=operation, origin=origin, path=path, query=query, all_pages=True)


def _value(parameter: Parameter, text: str) -> Any:
    """An argument as a client is given it."""
    kind = parameter.schema.get("type")
    if kind == "boolean":
        return text == "true"
    return int(text) if kind == "integer" else text
