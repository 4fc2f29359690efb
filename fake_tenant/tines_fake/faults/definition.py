"""What a fault is: a wrong step in the place of a conforming tenant's; and the ways to make a step wrong."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import evolve, field, frozen

from tines_fake.exchanges.exchange import Credentials, Request, Response
from tines_fake.responding.request_context import Body
from tines_fake.responding.steps import Steps
from tines_spec import Operation, Writable, operation_at, writable

Change = Callable[[Steps], Steps]
"""From the steps of an operation to steps of which one is wrong."""

_WITHOUT_PREFIX = "LIST"
"""The ids of the faults of this operation are older than other lists, and stay as they are."""


@frozen
class Fault:
    """One broken promise of one operation."""

    id: str
    """Stable, such as PAGE-OVERLAP or TASKS-PAGE-OVERLAP."""
    promise: str
    """Its id in openapi.yaml."""
    description: str
    """What the tenant does wrong."""
    change: Change = field(repr=False)
    """What makes the wrong steps of the conforming ones."""
    operation: str
    """Its operationId."""


FaultTemplate = tuple[str, str, str, Change]
"""A fault of any operation that makes a promise: its name, the promise's, a description, the change."""


def faults_from(templates: Iterable[FaultTemplate], operation: Operation) -> Iterator[Fault]:
    """The faults of an operation, of those promises that it makes."""
    prefix = "" if operation.prefix == _WITHOUT_PREFIX else f"{operation.prefix}-"
    promised = {promise.id for promise in operation.promises}
    for name, rule, description, change in templates:
        promise = f"{operation.prefix}-{rule}"
        if promise in promised:
            yield Fault(f"{prefix}{name}", promise, description, change, operation.name)


_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def instead(**steps: Any) -> Change:
    """Put steps in the place of the conforming ones."""
    return lambda conforming: evolve(conforming, **steps)


def admitting(*others: Credentials) -> Change:
    """Let in whoever shows these, too."""
    return instead(admits=lambda shown, right: right or shown in others)


def where(holds: Callable[[Request, Response], bool], change: Callable[[Response], Response]) -> Change:
    """Change the responses for which something holds."""
    return instead(
        response=lambda request, response: change(response) if holds(request, response) else response,
    )


def on_success(**changes: Any) -> Change:
    """Change a response of success."""
    return where(success, lambda response: evolve(response, **changes))


def redirected(status: int) -> Change:
    """Redirect what would succeed to a path of the same host, after it is done."""

    def response(request: Request, conforming: Response) -> Response:
        moved = Response(status=status, headers={"location": f"{request.path}/"})
        return moved if success(request, conforming) else conforming

    return instead(response=response)


def not_modified() -> Change:
    """Respond as though whoever requests it had it, and had asked whether it is still the same."""
    return on_success(status=304, headers={}, body=b"")


def with_json(change: Callable[[Any], Any]) -> Callable[[Response], Response]:
    """Change the JSON of a response."""
    return lambda response: evolve(response, body=json.dumps(change(json.loads(response.body))).encode())


def server_error_where(odd: Callable[[Request], bool]) -> Change:
    return where(lambda request, _: odd(request), crashed)


def crashed(_: Response) -> Response:
    return Response(status=500, body=b"oops")


def both(first: Change, second: Change) -> Change:
    return lambda conforming: second(first(conforming))


def rejected_but_done(lets_in: Change, holds: Callable[[Request, Response], bool], status: int) -> Change:
    """Do what should be rejected, and respond as though it was."""
    return both(lets_in, where(holds, lambda _: Response(status=status)))


def unless(word: str) -> Change:
    """Overlook the problems of a body that hold a word."""
    return instead(enforced=lambda problems: [problem for problem in problems if word not in problem])


def stored_with(**fields: Any) -> Change:
    """Store an item with other values than were given."""
    return instead(made=lambda _, made: {**made, **fields})


def success(_: Request, response: Response) -> bool:
    return response.status < 300


def without_key(request: Request, _: Response) -> bool:
    return request.credentials is Credentials.NONE


def with_wrong_key(request: Request, _: Response) -> bool:
    return request.credentials not in (Credentials.NONE, Credentials.RIGHT)


def any_in_body(request: Request, holds: Callable[[Body], bool]) -> bool:
    """Whether something holds for an item of the body."""
    try:
        body = json.loads(request.body)
    except ValueError:
        return False
    known = _written_by(request)
    several = "" if known is None else known.several or ""
    sent = body.get(several, [body]) if isinstance(body, dict) else []
    return any(holds(one) for one in sent if isinstance(one, dict)) if isinstance(sent, list) else False


def _written_by(request: Request) -> Writable | None:
    operation = operation_at(request.method, request.path)
    return None if operation is None else writable(operation)


def unknown_choice(name: str) -> Callable[[Request, Response], bool]:
    """Whether a property of the body is none of the values that the spec lists."""

    def holds(request: Request, _: Response) -> bool:
        known = _written_by(request)
        listed = () if known is None else known.choices[name]
        return any_in_body(request, lambda body: name in body and body[name] not in listed)

    return holds


def incomplete(request: Request, _: Response) -> bool:
    known = _written_by(request)
    required = () if known is None else known.required
    return any_in_body(request, lambda body: not body.keys() >= set(required))


def no_json(request: Request, response: Response) -> bool:
    return response.status in (400, 422) and not request.body.lstrip().startswith((b"{", b"["))


def odd_id(request: Request) -> bool:
    last = request.path.rpartition("/")[2]
    return not last.isdecimal() or len(last) > 19


def with_another(name: str) -> Callable[[Body], Body]:
    """With another id in a property."""

    def change(shown: Body) -> Body:
        value = shown[name]
        return {**shown, name: value + 1 if isinstance(value, int) else f"{value}-another"}

    return change


def cut(response: Response) -> Response:
    return evolve(response, body=response.body[:-1])


def first_key_twice(response: Response) -> Response:
    """With the first key of the JSON again at its end, without a value."""
    name = next(iter(json.loads(response.body)))
    return evolve(response, body=b"%s, %s: null}" % (response.body[:-1], json.dumps(name).encode()))


def without_offset(shown: Body) -> Body:
    """With timestamps that do not say in which time zone they are."""
    return {name: _with_times(value, lambda time: time[:19]) for name, value in shown.items()}


def with_blank(shown: Body) -> Body:
    """With timestamps that have a blank between date and time."""
    return {name: _with_times(value, lambda time: time.replace("T", " ")) for name, value in shown.items()}


def _with_times(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {name: _with_times(one, change) for name, one in value.items()}
    if isinstance(value, list):
        return [_with_times(one, change) for one in value]
    return change(value) if isinstance(value, str) and _TIME.fullmatch(value) else value
