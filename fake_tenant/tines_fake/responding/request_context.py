"""One request as an operation sees it: what is requested, when, and which of the conforming tenants this is."""

import datetime
import functools

from attrs import frozen

from tines_fake.clock import Clock
from tines_fake.contents.resources import Collection, Id, Resource, resource_for
from tines_fake.exchanges.exchange import Request
from tines_fake.quirks import Quirks
from tines_spec import Operation, operations_at

TICK = datetime.timedelta(seconds=1)
"""What lies between two writes at least, so that `updated_at` always moves."""


@frozen
class RequestContext:
    """clock: what time it is. last_write: when something was written before."""

    request: Request
    operation: Operation
    quirks: Quirks
    clock: Clock
    last_write: datetime.datetime

    @functools.cached_property
    def resource(self) -> Resource | None:
        """What the operation works on, or the nearest above that it belongs to."""
        return resource_for(self.operation)

    @functools.cached_property
    def now(self) -> datetime.datetime:
        """The moment of a write, which no earlier write shares."""
        return max(self.clock.now().replace(microsecond=0), self.last_write + TICK)

    @functools.cached_property
    def ids(self) -> tuple[Id | None, ...]:
        """The path's arguments that name items, as ids; None for what can be none."""
        lineage = () if self.resource is None else self.resource.lineage
        texts = next(arguments for one, arguments in operations_at(self.request.path) if one is self.operation)
        return tuple(one.parse_id(text) for one, text in zip(lineage, texts.values(), strict=False))

    @property
    def collection(self) -> Collection | None:
        """The list that is meant, or whose item; None where an argument can be no id."""
        if self.resource is None:
            return None
        parents = [one for one in self.ids[: len(self.resource.lineage) - 1] if one is not None]
        whole = len(parents) == len(self.resource.lineage) - 1
        return Collection(self.resource, tuple(parents)) if whole else None

    @property
    def item_id(self) -> Id | None:
        """The id of the item that is meant; None where it can be none."""
        known = 0 if self.resource is None else len(self.resource.lineage) - 1
        return self.ids[known] if len(self.ids) > known else None
