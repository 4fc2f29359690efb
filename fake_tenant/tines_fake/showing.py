"""How an action is shown: in which generation of answers, and with what the sources leave open."""

import datetime
from typing import Any

from tines_fake.quirks import Quirks
from tines_fake.state import Action, is_made_up

Shown = dict[str, Any]


def shown_listed(action: Action, quirks: Quirks) -> Shown:
    """An action as one of several."""
    return _shown(action, quirks, hidden="alone")


def shown_alone(case_id: int, action: Action, quirks: Quirks) -> Shown:
    """An action with its case, as one object."""
    return {"case_id": case_id, **_shown(action, quirks, hidden="in-lists")}


def _shown(action: Action, quirks: Quirks, hidden: str) -> Shown:
    """hidden: where query_params are shown, if not here."""
    times = {name: _shown_time(action[name], quirks) for name in ("created_at", "updated_at")}
    item = {**action, **times}
    if item["query_params"] is None:
        item["query_params"] = {} if quirks.no_query_params == "empty" else None
    never = quirks.item != "newest" or quirks.params_shown == hidden
    if never or (item["query_params"] is None and quirks.no_query_params == "absent"):
        del item["query_params"]
    if quirks.item == "oldest":
        del item["page_emoji"]
    if quirks.action_text == "absent":
        del item["action_text"]
    if quirks.action_text == "null":
        item["action_text"] = None
    if quirks.unknown_types and is_made_up(action) and item["id"] % 5 == 0:
        item["action_type"] = "form"
    return {**item, "position": item["id"], "style": {"color": "red"}} if quirks.unknown_fields else item


def _shown_time(moment: datetime.datetime, quirks: Quirks) -> str:
    if quirks.timestamps == "milliseconds":
        return f"{moment.isoformat(timespec='milliseconds')[:23]}Z"
    if quirks.timestamps == "offset":
        return moment.isoformat(timespec="seconds")
    return f"{moment.isoformat()[:19]}Z"
