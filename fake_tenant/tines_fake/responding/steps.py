"""The steps to a response, each a function, so that a fault can put a wrong one in its place; and the first of them:
is the key right, is there such a case, such an item?
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from attrs import frozen

from tines_fake.contents.item_fields import Item
from tines_fake.contents.resources import Collection, Id
from tines_fake.contents.state import State
from tines_fake.exchanges.exchange import Credentials, Request, Response
from tines_fake.responding.request_context import Body, RequestContext

Found = tuple[Collection, Item]


class Window(NamedTuple):
    """The page that is meant: its number, its size, how many items there are in all, and on how many pages."""

    number: int
    size: int
    total: int
    pages: int


def _conforming(*arguments: Any) -> Any:
    return arguments[-1]


@frozen(kw_only=True)
class Steps:
    """The last argument of a step is what a conforming tenant has there, and what it returns.

    Of all operations. admits: whether a key is right. knows: whether what a list belongs to exists. find: an item, with
    its list. body: as shown. response: to a request.

    Of lists. items_of: of whom. default_size, default_number: without a parameter. size: by default, and the one that
    was sent. number: the one that was sent. ordered: the items of the list. first: the place of a page's first item.
    items: of the page, as shown. page: all of them. meta: of the window, and the items on the page.

    Of writes. enforced: which problems of a body count. made: what is stored of a body. changed: what is stored of a
    body and the item before. written: the next state, of the list that is written to and the state before.
    """

    admits: Callable[[Credentials, bool], bool] = _conforming
    knows: Callable[[State, Collection, bool], bool] = _conforming
    find: Callable[[State, Collection, Id, Found | None], Found | None] = _conforming
    body: Callable[[Body], Body] = _conforming
    response: Callable[[Request, Response], Response] = _conforming
    items_of: Callable[[State, Collection, Sequence[Item]], Sequence[Item]] = _conforming
    default_size: Callable[[int], int] = _conforming
    default_number: Callable[[int], int] = _conforming
    size: Callable[[int, int], int] = _conforming
    number: Callable[[int], int] = _conforming
    ordered: Callable[[Sequence[Item]], Sequence[Item]] = _conforming
    first: Callable[[Window, int], int] = _conforming
    items: Callable[[list[Body]], list[Body]] = _conforming
    page: Callable[[list[Body]], list[Body]] = _conforming
    meta: Callable[[Window, Sequence[Body], Body], Body] = _conforming
    enforced: Callable[[list[str]], list[str]] = _conforming
    made: Callable[[Body, Item], Item] = _conforming
    changed: Callable[[Body, Item, Item], Item] = _conforming
    written: Callable[[Collection, State, State], State] = _conforming


CONFORMING = Steps()
"""The steps of a tenant that keeps its promises."""


def check_key(context: RequestContext, steps: Steps) -> None:
    """Refuse whoever shows no key, or a wrong one."""
    quirks, credentials = context.quirks, context.request.credentials
    if not steps.admits(credentials, credentials is Credentials.RIGHT):
        raise context.refused(quirks.no_key if credentials is Credentials.NONE else quirks.wrong_key, "Unauthorized")


def guarded_collection(state: State, context: RequestContext, steps: Steps) -> Collection:
    """The requested list."""
    check_key(context, steps)
    collection = context.collection
    if collection is None or not steps.knows(state, collection, state.has_parents(collection)):
        resource = context.resource
        parent = "Page" if resource is None else (resource.parent or resource).item.capitalize()
        raise context.refused(context.quirks.unknown_case, f"{parent} not found")
    return collection


def guarded_item(state: State, context: RequestContext, steps: Steps) -> Found:
    """The requested item, with its list."""
    collection, item_id = guarded_collection(state, context, steps), context.item_id
    item = None if item_id is None else state.item(collection, item_id)
    conforming = None if item is None else (collection, item)
    found = None if item_id is None else steps.find(state, collection, item_id, conforming)
    if found is None:
        resource, quirks = collection.resource, context.quirks
        status = quirks.unknown_case if resource.parent is None else quirks.unknown_action
        raise context.refused(status, f"{resource.item.capitalize()} not found")
    return found
