"""The steps of an operation that reads or writes single items: each a function, so that a fault can put a wrong one in
its place.
"""

from collections.abc import Callable
from typing import Any

from attrs import frozen

from tines_fake.contents.item_fields import Item
from tines_fake.contents.resources import Collection
from tines_fake.contents.state import State
from tines_fake.exchanges.exchange import Request, Response
from tines_fake.responding.guards import Guards, conforming_guards
from tines_fake.responding.request_body import Body, Enforced


@frozen(kw_only=True)
class ItemSteps:
    """The last argument of a step is what a conforming tenant would have there, and what it returns.

    enforced: which problems of a body count. made: what is stored of a body. changed: what is stored of a body and the
    item before. written: the next state, of the list that is written to and the state before. body: as shown.
    """

    guards: Guards
    enforced: Enforced
    made: Callable[[Body, Item], Item]
    changed: Callable[[Body, Item, Item], Item]
    written: Callable[[Collection, State, State], State]
    body: Callable[[dict[str, Any]], dict[str, Any]]
    response: Callable[[Request, Response], Response]


def conforming_item_steps() -> ItemSteps:
    """The steps of a tenant that keeps its promises."""
    return ItemSteps(
        guards=conforming_guards(),
        enforced=lambda problems: problems,
        made=lambda _, made: made,
        changed=lambda _, __, changed: changed,
        written=lambda _, __, after: after,
        body=lambda body: body,
        response=lambda _, response: response,
    )
