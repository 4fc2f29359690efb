# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""An action that is to be. All else about it is the server's."""

from collections.abc import Mapping
from typing import Any, Literal

from attrs import field, frozen
from tines_runtime.call.body import UNSET, Unset
from tines_runtime.secret import shown_names, shown_url

from .action_type import ActionType


@frozen(kw_only=True)
class NewCaseAction:
    """An action that is to be. All else about it is the server's.

    Source: https://www.tines.com/docs/api/cases/actions/create/
    """

    url: str = field(repr=shown_url)
    """The webhook or the page; any URL is taken. A webhook's URL holds its secret, so treat it as one."""
    label: str
    """What people call the action."""
    action_type: ActionType | Literal["webhook", "page"]
    """What a click is to do, `webhook` or `page`."""
    action_text: str | None | Unset = UNSET
    """The text on the button. Whether null takes a text away is not documented."""
    query_params: Mapping[str, Any] | None | Unset = field(default=UNSET, repr=shown_names, hash=False)
    """What is appended to the URL as query parameters. The names case_id, user, button, case and message are
    reserved."""
