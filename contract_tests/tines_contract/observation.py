"""What the suite has seen: a request, why it was sent, and the answer."""

import functools
import re
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from tines_contract.operations import Operation, operation_of
from tines_contract.purpose import Purpose
from tines_contract.strict_json import strict_json
from tines_fake import Credentials, Exchange, Request, Response

Item = dict[str, Any]
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]{1,60}")


@frozen
class Asked:
    """A request to be sent, and why. wait: seconds to wait before."""

    request: Request
    purpose: Purpose
    wait: float = 0.0


@frozen(eq=False)
class Answer:
    """An answer of success that its schema allows, read. items: the actions in it, one or several."""

    body: Item = field(repr=False)
    items: list[Item] = field(repr=False)


@frozen(eq=False)
class Observation:
    """A request that was sent, why, after which wait, and the answer."""

    exchange: Exchange
    purpose: Purpose
    waited: float = 0.0

    @property
    def request(self) -> Request:
        return self.exchange.request

    @property
    def response(self) -> Response:
        return self.exchange.response

    @functools.cached_property
    def operation(self) -> Operation | None:
        """The operation that was asked for; None where the document has none there."""
        return operation_of(self.request)

    @functools.cached_property
    def arguments(self) -> Mapping[str, str]:
        """The path's arguments, as text."""
        return (self.operation and self.operation.arguments(self.request)) or {}

    @property
    def case(self) -> str:
        """The case that was asked for."""
        return self.arguments["case_id"]

    @functools.cached_property
    def allowed(self) -> bool:
        """Whether the document allows the request; what odd arguments bring is left open."""
        return (
            self.purpose is not Purpose.ODD
            and self.request.credentials is Credentials.RIGHT
            and self.operation is not None
            and self.operation.allows(self.request)
        )

    @functools.cached_property
    def answer(self) -> Answer | None:
        """The answer read; None where it is no success, or none that can be read."""
        operation = self.operation
        if operation is None or operation.answer is None or not (self.granted and self.allowed and self.is_json):
            return None
        if operation.shape_problems(self.response):
            return None
        body = strict_json(self.response.body)
        return Answer(body, [body] if operation.items is None else body[operation.items])

    @property
    def media_type(self) -> str:
        """What the answer says that it is, without parameters; nothing where that makes no sense."""
        said = self.response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return said if _MEDIA_TYPE.fullmatch(said) else ""

    @property
    def is_json(self) -> bool:
        """Whether the answer says that it is JSON."""
        return self.media_type == "application/json"

    @property
    def granted(self) -> bool:
        return 200 <= self.response.status < 300

    @property
    def refused(self) -> bool:
        """Whether the answer is a refusal of this very request, and no matter of how many there were."""
        return 400 <= self.response.status < 500 and self.response.status != 429

    @property
    def turned_away(self) -> bool:
        """Whether nothing was to be had. Some servers send those without a key to a page for people."""
        return self.refused or 300 <= self.response.status < 400
