"""What a fault is: a wrong step in the place of a conforming tenant's.

And the ways to make a step wrong: the response, what is stored, what a write leaves behind.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from attrs import evolve, field, frozen

from tines_fake.contents.item_fields import Item
from tines_fake.contents.resources import Collection
from tines_fake.contents.state import State
from tines_fake.exchanges.exchange import Credentials, Request, Response
from tines_fake.responding.request_context import Body
from tines_fake.responding.steps import Steps
from tines_spec import Operation

Change = Callable[[Steps], Steps]
"""From the steps of an operation to steps of which one is wrong."""

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
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


def with_json(change: Callable[[Any], Any]) -> Callable[[Response], Response]:
    """Change the JSON of a response."""
    return lambda response: evolve(response, body=json.dumps(change(json.loads(response.body))).encode())


def server_error_where(odd: Callable[[Request], bool]) -> Change:
    return where(lambda request, _: odd(request), crashed)


def crashed(_: Response) -> Response:
    return Response(status=500, body=b"oops")


def stored_with(**fields: Any) -> Change:
    """Store an item with other values than were given."""
    return instead(made=lambda _, made: {**made, **fields})


def success(_: Request, response: Response) -> bool:
    return response.status < 300


def with_another(name: str) -> Callable[[Body], Body]:
    """With another id in a property."""

    def change(shown: Body) -> Body:
        value = shown[name]
        return {**shown, name: value + 1 if isinstance(value, int) else f"{value}-another"}

    return change


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


@frozen
class Write:
    """The list that is written to, the state before, and the one after it. What it returns are other states."""

    collection: Collection
    before: State
    after: State

    @property
    def was(self) -> Sequence[Item]:
        """The items before it."""
        return self.before.items(self.collection)

    @property
    def items(self) -> Sequence[Item]:
        """The items after it."""
        return self.after.items(self.collection)

    @property
    def new(self) -> list[Item]:
        """The items after it that were not there before, or not as they are."""
        name = self.collection.resource.id
        return [item for item in self.items if self.before.item(self.collection, item[name]) != item]

    @property
    def gone(self) -> list[Item]:
        """The items before it that are not there any more, or not as they were."""
        return Write(self.collection, self.after, self.before).new

    def holding(self, items: Iterable[Item]) -> State:
        """With these in the place of all items."""
        return self.after.with_items(self.collection, [*items])

    def adding(self, items: Iterable[Item]) -> State:
        """With these under new ids, too."""
        return _adding(self.after, self.collection, items)

    def adding_elsewhere(self, items: Sequence[Item]) -> State:
        """With these in the lists of all other cases, too."""
        state = self.after
        for other in self._others():
            state = _adding(state, other, items)
        return state

    def changing_elsewhere(self, change: Callable[[Sequence[Item]], Iterable[Item]]) -> State:
        """With other items in the lists of all other cases."""
        state = self.after
        for other in self._others():
            state = state.with_items(other, [*change(state.items(other))])
        return state

    def _others(self) -> Iterator[Collection]:
        if (above := self.collection.above) is not None:
            ids = [item[above.resource.id] for item in self.after.items(above)]
            lists = (Collection(self.collection.resource, (*above.parents, one)) for one in ids)
            yield from (one for one in lists if one.parents != self.collection.parents)


def _adding(state: State, collection: Collection, items: Iterable[Item]) -> State:
    resource = collection.resource
    for item in items:
        state = state.with_item(collection, {**item, resource.id: resource.id_of(state.next_number(resource))})
    return state


def written(change: Callable[[Write], State]) -> Change:
    """Leave something else behind, where something is written at all."""
    return written_always(lambda write: change(write) if [*write.was] != [*write.items] else write.after)


def written_always(change: Callable[[Write], State]) -> Change:
    """Leave something else behind."""
    return instead(written=lambda *write: change(Write(*write)))
