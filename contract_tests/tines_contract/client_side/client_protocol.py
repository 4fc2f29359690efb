"""What a client is to the suite: a function, so that any client can be handed in, and the suite imports none.

A `Client` is given a tenant and returns a `Call`. The tenant has an `origin`, and a `send` that takes the place of the
client's network: from a raw request to a raw response, by as many threads as the client likes. What the client shows as
its key is its own affair; it says whether that came with the request (`Request.credentials`).

A `Call` is given the operationId of the spec and the arguments by the spec's names, those of the path, of the
query and the properties of the body alike. What is not among them is not given; None is null. It returns what the
client has made of the response as JSON's own types, timestamps as RFC 3339, or raises whatever the client raises. What
it doesn't offer it says with NotImplementedError.

    call("updateCaseAction", {"case_id": 1, "id": 7, "label": "Escalate", "action_text": None})
"""

from collections.abc import Callable, Mapping
from typing import Any

from tines_contract.promises.lists import list_of, main_subject
from tines_contract.transport.targets import Target

Call = Callable[[str, Mapping[str, Any]], Any]
Client = Callable[[Target], Call]


def all_pages_of(operation: str) -> str:
    """In place of an operationId: the items of all pages of that list, as one list, given what the list is of."""
    return f"{operation}*"


ALL_PAGES = all_pages_of(list_of(main_subject()).name)
"""All actions of a case."""


class WithheldError(Exception):
    """The client sent what it was not asked for. The tenant never sees it: it may be a live one."""
