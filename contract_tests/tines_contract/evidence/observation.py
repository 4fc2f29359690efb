"""What was seen: a request, why it was sent, and the response."""

import functools
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from attrs import field, frozen

from tines_contract.probes.probe import Purpose
from tines_contract.promises.lists import items_field, parent_of
from tines_contract.promises.responses import ReadPage, page_in
from tines_contract.promises.strict_json import strict_json
from tines_contract.promises.validation import allows, success_problems
from tines_fake import Credentials, Exchange, Request, Response
from tines_spec import Operation, operation_at

Item = dict[str, Any]
TRANSIENT = (502, 503, 504)
"""The statuses of a tenant, or of what stands before it, that is down for a moment."""

_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]{1,60}")


@frozen(eq=False)
class DecodedBody:
    """The body of a success that its schema allows. items: the items in it, one or several."""

    body: Item = field(repr=False)
    items: list[Item] = field(repr=False)


@frozen(eq=False)
class Observation:
    """A request that was sent, why, after which wait, and the response. sent: when, where that is known."""

    exchange: Exchange
    purpose: Purpose
    waited: float = 0.0
    sent: datetime | None = None

    @property
    def request(self) -> Request:
        return self.exchange.request

    @property
    def response(self) -> Response:
        return self.exchange.response

    @functools.cached_property
    def operation(self) -> Operation | None:
        """The operation that was requested; None where the spec has none there."""
        return operation_at(self.request.method, self.request.path)

    @functools.cached_property
    def writes(self) -> bool:
        """Whether an operation was requested that writes."""
        return self.operation is not None and self.operation.writes

    @functools.cached_property
    def arguments(self) -> Mapping[str, str]:
        """The path's arguments, as text."""
        return (self.operation and self.operation.arguments_of(self.request.method, self.request.path)) or {}

    @functools.cached_property
    def parent(self) -> str:
        """What the items that were requested are of, such as the number of a case; empty where they are of nothing."""
        return "" if self.operation is None else parent_of(self.operation, self.arguments)

    @functools.cached_property
    def allowed(self) -> bool:
        """Whether the spec allows the request; what odd arguments bring is left open."""
        return (
            self.purpose is not Purpose.ODD
            and self.request.credentials is Credentials.RIGHT
            and self.operation is not None
            and allows(self.operation, self.request)
        )

    @functools.cached_property
    def decoded(self) -> DecodedBody | None:
        """The body, decoded; None where it is no success, or none that its schema allows."""
        operation = self.operation
        if operation is None or operation.success_schema is None or not (self.succeeded and self.allowed):
            return None
        if not self.is_json or success_problems(operation, self.response):
            return None
        body = strict_json(self.response.body)
        return DecodedBody(body, _items(operation, body))

    @property
    def items(self) -> list[Item]:
        """The items in the decoded body; none where there is no such body."""
        return [] if self.decoded is None else self.decoded.items

    @functools.cached_property
    def page(self) -> ReadPage | None:
        """The page of a list that came; None where it is none, or none that its schema allows."""
        paging = None if self.operation is None else self.operation.paging
        return None if self.decoded is None or paging is None else page_in(paging, self.decoded.body)

    @functools.cached_property
    def media_type(self) -> str:
        """The content type of the response, without parameters; empty where it makes no sense."""
        named = self.response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return named if _MEDIA_TYPE.fullmatch(named) else ""

    @property
    def is_json(self) -> bool:
        """Whether the response says that it is JSON."""
        return self.media_type == "application/json"

    @property
    def succeeded(self) -> bool:
        return 200 <= self.response.status < 300

    @property
    def is_unanswered(self) -> bool:
        """Whether it got what a tenant that is down gets: a write may have been done all the same."""
        return self.response.status in TRANSIENT

    @property
    def refused(self) -> bool:
        """Whether this very request was refused, and not for how many there were."""
        return 400 <= self.response.status < 500 and self.response.status != 429

    @property
    def denied(self) -> bool:
        """Whether it was refused or redirected. Some servers redirect those without a key to a page for people."""
        return self.refused or 300 <= self.response.status < 400


def _items(operation: Operation, body: Item) -> list[Item]:
    """The items in a body, one or several."""
    if operation.envelope is not None:
        return [body[operation.envelope]]
    name = items_field(operation)
    return [body] if name is None else list(body[name])


def is_first_page(seen: Observation) -> bool:
    """Whether it is the first page of a list that was requested."""
    paging = None if seen.operation is None else seen.operation.paging
    return paging is None or seen.request.argument(paging.number) in (None, "1")
