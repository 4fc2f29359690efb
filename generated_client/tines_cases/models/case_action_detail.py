# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""A button on a case, with the case that it is on."""

from attrs import field, frozen
from tines_runtime.call.values import Timestamp
from tines_runtime.secret import shown_names, shown_url

from .action_type import ActionType
from .query_params import QueryParams


@frozen(kw_only=True)
class CaseActionDetail:
    """A button on a case, with the case that it is on.

    Source: https://www.tines.com/llm/docs/api/cases/actions/get.md
    """

    case_id: int
    """The public number of the case, by which the API addresses it."""
    id: int
    """The number of the action."""
    url: str = field(repr=shown_url)
    """The webhook or the page. A webhook's URL holds its secret, so treat it as one. It may be empty."""
    label: str
    """What people call the action."""
    story_name: str | None
    """The story that the URL belongs to; null where it belongs to none of this tenant."""
    story_emoji: str | None
    """The emoji of that story, as a short code."""
    action_type: ActionType
    """What a click does. Known are `webhook` and `page`, in lower case; others may be added."""
    created_at: Timestamp
    """When it was created."""
    updated_at: Timestamp
    """When it was last updated."""
    page_emoji: str | None = None
    """The emoji of the page that the URL belongs to. The oldest responses do not have it."""
    action_text: str | None = None
    """The text on the button. Which text an action created without one has is not documented."""
    query_params: QueryParams | None = field(default=None, repr=shown_names, hash=False)
    """What is appended to the URL as query parameters. Responses from before April 2026 do not have it."""
