"""How far a request gets before its operation does its own: is the key right, is there such a case, such an item?"""

from collections.abc import Callable

from attrs import frozen

from tines_fake.contents.item_fields import Item
from tines_fake.contents.resources import Collection, Id
from tines_fake.contents.state import State
from tines_fake.exchanges.error_responses import error_response
from tines_fake.exchanges.exchange import Credentials, Response
from tines_fake.responding.request_context import RequestContext

Found = tuple[Collection, Item]


@frozen(kw_only=True)
class Guards:
    """admits: whether a key is right. knows: whether what a list belongs to exists. find: an item, with its list."""

    admits: Callable[[Credentials], bool]
    knows: Callable[[State, Collection], bool]
    find: Callable[[State, Collection, Id], Found | None]


def conforming_guards() -> Guards:
    """The guards of a tenant that keeps its promises."""
    return Guards(
        admits=lambda credentials: credentials is Credentials.RIGHT,
        knows=lambda state, collection: state.has_parents(collection),
        find=_in_the_collection,
    )


def _in_the_collection(state: State, collection: Collection, item_id: Id) -> Found | None:
    found = state.item(collection, item_id)
    return None if found is None else (collection, found)


def error_of_key(context: RequestContext, guards: Guards) -> Response | None:
    """The error for whoever shows no key, or a wrong one."""
    quirks, credentials = context.quirks, context.request.credentials
    if guards.admits(credentials):
        return None
    status = quirks.no_key if credentials is Credentials.NONE else quirks.wrong_key
    return error_response(status, "Unauthorized", quirks.error_body)


def guarded_collection(state: State, context: RequestContext, guards: Guards) -> Collection | Response:
    """The requested list, or an error."""
    if (error := error_of_key(context, guards)) is not None:
        return error
    collection, quirks = context.collection, context.quirks
    if collection is None or not guards.knows(state, collection):
        return error_response(quirks.unknown_case, f"{_parent_name(context)} not found", quirks.error_body)
    return collection


def _parent_name(context: RequestContext) -> str:
    resource = context.resource
    return "Page" if resource is None else (resource.parent or resource).item.capitalize()


def guarded_item(state: State, context: RequestContext, guards: Guards) -> Found | Response:
    """The requested item, with its list, or an error."""
    collection = guarded_collection(state, context, guards)
    if isinstance(collection, Response):
        return collection
    found = None if context.item_id is None else guards.find(state, collection, context.item_id)
    if found is None:
        resource, quirks = collection.resource, context.quirks
        status = quirks.unknown_case if resource.parent is None else quirks.unknown_action
        return error_response(status, f"{resource.item.capitalize()} not found", quirks.error_body)
    return found
