"""What the suite has seen: an exchange, and why it was asked for."""

from enum import Enum

from attrs import frozen

from tines_fake import Exchange, Request, Response


class Purpose(Enum):
    """Why a request was sent. A check reads only the observations whose purpose it knows."""

    DEFAULT = "the list without arguments"
    WALK = "one page of a walk through all pages of one size"
    SIZE = "the first page of another size"
    NEIGHBOUR = "the list of a case beside the one in the plan"
    GENERATED = "arguments that the document allows"
    AGAIN = "the list without arguments, at the end"
    SNAPSHOT = "as much as comes at once, to see whether others write"
    NO_KEY = "the list without a key"
    WRONG_KEY = "the list with a wrong key"
    UNKNOWN_CASE = "a case that does not exist"
    ODD = "an argument that is huge or odd"


@frozen
class Asked:
    """A request to be sent, and why."""

    request: Request
    purpose: Purpose


@frozen(eq=False)
class Observation:
    """A request that was sent, why, and the answer."""

    exchange: Exchange
    purpose: Purpose

    @property
    def request(self) -> Request:
        return self.exchange.request

    @property
    def response(self) -> Response:
        return self.exchange.response

    @property
    def refused(self) -> bool:
        """Whether the answer is a refusal of this very request, and no matter of how many there were."""
        return 400 <= self.response.status < 500 and self.response.status != 429
