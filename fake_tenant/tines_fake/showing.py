"""How an action is shown: in which generation of answers, and with what the sources leave open."""

import datetime
from typing import Any

from tines_fake.quirks import Quirks
from tines_fake.state import Action

Shown = dict[str, Any]


def shown_action(action: Action, quirks: Quirks) -> dict[str, Any]:
    """An action as an item of a list; where it is shown alone, the case's number is said beside it."""
    item = {k: _shown_time(v, quirks) if isinstance(v, datetime.datetime) else v for k, v in action.items()}
    if item["query_params"] is None:
        item["query_params"] = {} if quirks.no_query_params == "empty" else None
    if quirks.item != "newest" or (item["query_params"] is None and quirks.no_query_params == "absent"):
        del item["query_params"]
    if quirks.item == "oldest":
        del item["page_emoji"]
    if quirks.action_text == "absent":
        del item["action_text"]
    if quirks.action_text == "null":
        item["action_text"] = None
    if quirks.unknown_types and item["id"] % 5 == 0:
        item["action_type"] = "form"
    return {**item, "position": item["id"], "style": {"color": "red"}} if quirks.unknown_fields else item


def shown_alone(case_id: int, action: Action, quirks: Quirks) -> dict[str, Any]:
    """An action with its case, as one object."""
    return {"case_id": case_id, **shown_action(action, quirks)}


def _shown_time(moment: datetime.datetime, quirks: Quirks) -> str:
    if quirks.timestamps == "milliseconds":
        return f"{moment.isoformat(timespec='milliseconds')[:23]}Z"
    if quirks.timestamps == "offset":
        return moment.isoformat(timespec="seconds")
    return f"{moment.isoformat(timespec='seconds')[:19]}Z"
