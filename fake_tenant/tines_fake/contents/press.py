"""What a tenant sends when somebody clicks the button of a webhook action: a URL and a body, made of what it holds.

Tines' documentation shows the user, the button, four properties of the case, and the message; openapi.yaml has them
below `webhooks`. What it names of the case and does not show comes under the names that `getCase` and the lists of a
case have. That is an assumption, as is that query parameters are appended to the query that a URL already has.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from attrs import field, frozen

from tines_fake.contents.behaviour import Serialised
from tines_fake.contents.filling import collection_at
from tines_fake.contents.item_fields import Item
from tines_fake.contents.resources import Collection, resources, serialised, serialised_in_list, with_unknown_fields
from tines_fake.contents.state import State
from tines_fake.quirks import Quirks
from tines_spec import document

_CASES = "/api/v2/cases"


class PreflightRefusedError(Exception):
    """The receiver does not let the tenant's origin POST JSON: a browser sends nothing, and says nothing."""


@frozen(kw_only=True)
class Press:
    """query: what is appended to the URL. Both the URL and the body may hold a secret."""

    url: str = field(repr=False)
    query: str = field(repr=False)
    body: Mapping[str, Any] = field(repr=False)

    def url_of(self, receiver: str) -> str:
        """The URL of a receiver, with the query parameters of the action."""
        parts = urlsplit(receiver)
        return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, self.query)))))


def press_of(state: State, case_id: int, action_id: int, user: Mapping[str, Any] | None, quirks: Quirks) -> Press:
    """The press of an action. Raises LookupError where there is none, ValueError for one that sends nothing."""
    action = _webhook(state, case_id, action_id)
    params: Mapping[str, Any] = action["query_params"] or {}
    reserved = document()["components"]["schemas"]["Press"]["x-reserved"]
    button = {"id": action_id, "label": action["label"], "type": action["action_type"], "url": action["url"]}
    named = {
        "user": _user(user, quirks),
        "button": with_unknown_fields(button, action_id, quirks),
        "case": _case(state, case_id, action_id, quirks),
        "message": f"Triggered by {action['label']} in case {case_id}",
    }
    body = {**{name: value for name, value in params.items() if name not in reserved}, **named}
    if quirks.optional_fields != "given":
        body.update({"message": None} if user is not None else {"message": None, "user": None})
    if quirks.optional_fields == "absent":
        body = {name: value for name, value in body.items() if value is not None or name not in named}
    query = urlencode({name: _text(value) for name, value in params.items()})
    return Press(url=action["url"], query=query, body=with_unknown_fields(body, action_id, quirks))


def _webhook(state: State, case_id: int, action_id: int) -> Item:
    action = state.item(collection_at(f"{_CASES}/{case_id}/actions"), action_id)
    if action is None:
        raise LookupError(f"case {case_id} has no action {action_id} to press")
    if action["action_type"] != "webhook":
        raise ValueError(f"action {action_id} is a {action['action_type']!r}, not a 'webhook': a click sends nothing")
    return action


def _user(given: Mapping[str, Any] | None, quirks: Quirks) -> Serialised:
    """Who clicks: the user of the spec's example, with what is given of one."""
    shown = document()["components"]["examples"]["OnePress"]["value"]["user"]
    user = {**shown, **(given or {})}
    return with_unknown_fields(user, user["id"], quirks)


def _case(state: State, case_id: int, action_id: int, quirks: Quirks) -> Serialised:
    cases = resources()[_CASES]
    case = state.item(collection_at(_CASES), case_id)
    assert case is not None  # an action has one
    shown = {"id": case_id, **serialised(cases, case, quirks)}
    del shown[cases.id]
    if isinstance(shown.get("status"), str):
        shown["status"] = shown["status"].lower()
    for resource in resources().values():
        if resource.parent is cases:
            items = state.items(Collection(resource, (case_id,)))
            shown[resource.items] = serialised_in_list(resource, items, quirks)
    shown["actions"] = [action for action in shown["actions"] if action["id"] != action_id]
    return shown


def _text(value: Any) -> str:
    """A value as a query parameter."""
    return value if isinstance(value, str) else json.dumps(value)
