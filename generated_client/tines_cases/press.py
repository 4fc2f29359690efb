# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""The press: what a webhook is sent when an analyst clicks the button of a case action.

    press = read(body, secret="what the button has among its query_params")
    if (press.case_id, press.button_id) in created:  # the secret shows who sends, not which button was meant
        tines.case_actions.delete(press.case_id, press.button_id, missing_ok=True)

`import tines_cases` does not load this module: `from tines_cases import press`.

Source: https://www.tines.com/llm/stories/docs/api/cases/case-action-payloads.md
"""

from typing import Any

from attrs import field, frozen
from tines_runtime.call.body import UNSET, Unset
from tines_runtime.call.response import LARGEST_BODY, value_or_raise
from tines_runtime.press import Body, bounded_repr, cors_headers, known_id, press_of, problem_of_arguments
from tines_runtime.secret import shown_names

from .models.case_user import CaseUser
from .models.pressed_button import PressedButton
from .models.pressed_case import PressedCase

__all__ = (
    "cors_headers",
    "Press",
    "PressedButton",
    "PressedCase",
    "read",
    "RESERVED",
)

RESERVED = (
    "case_id",
    "user",
    "button",
    "case",
    "message",
)
"""The names that no query parameter of an action can overwrite in its press."""

_NAMES = (
    "user",
    "button",
    "case",
    "message",
)


@bounded_repr
@frozen(kw_only=True)
class Press:
    """What a webhook is sent when somebody clicks its button. The action's query parameters are further fields.
    Values can be null. Whether values of `query_params` are kept as given or as text, and which parts of a
    press always come are not documented.

    Source: https://www.tines.com/llm/stories/docs/api/cases/case-action-payloads.md
    """

    user: CaseUser | None = None
    """Who clicked."""
    button: PressedButton | None = None
    """The action that was clicked."""
    case: PressedCase | None = None
    """The case, as it is at the click."""
    message: str | None = None
    """What happened; one sentence."""
    query_params: dict[str, Any] = field(factory=dict, repr=shown_names, hash=False)
    """What else the body holds: the query parameters of the action, without the names that Tines reserves."""
    raw_case: dict[str, Any] = field(factory=dict, repr=False, hash=False)
    """The case as it came, with all that the documentation names and does not show; empty where none came."""

    @property
    def case_id(self) -> int:
        """The number of the case. Raises PressError where the press has none."""
        return known_id(self.case, "$.case.id")

    @property
    def button_id(self) -> int:
        """The id of the action. Raises PressError where the press has none."""
        return known_id(self.button, "$.button.id")


def read(
    body: Body, *, secret: str | Unset = UNSET, secret_name: str = "secret", max_body: int = LARGEST_BODY
) -> Press:
    """Read the body of a press. Unknown fields pass; what is missing or null reads as None.

    Args:
        body: the body of the request: bytes, text, or a mapping that was decoded already.
        secret: what the press must hold under `secret_name`: create the action with `query_params={"secret": …}`. Tines
            sends query parameters as fields of the body. It is compared in constant time, and is not in `query_params`.
            No signature is documented, so that without a secret anybody who knows the URL can send a press. It shows
            who sends, not which button was meant: compare `(case_id, button_id)` with what you created. None, as of a
            variable that is not set, is refused; leave it out where you want none.
        secret_name: the name of that query parameter.
        max_body: how many bytes the body may have.

    Raises:
        PressSecretError: the press does not hold the secret. Nothing else of it was read.
        PressError: the body is too large, no JSON object, or a field has another type than documented.
        TypeError, ValueError: an argument makes no sense.

    No message shows anything of the body.
    """
    problem = problem_of_arguments(body, secret, secret_name, RESERVED)
    if problem is not None:
        del body, secret  # so that no frame of an error holds them
        raise problem
    expected = (secret_name, secret) if isinstance(secret, str) else None
    outcome = press_of(body, Press, names=_NAMES, reserved=RESERVED, secret=expected, max_body=max_body)
    del body, secret, expected
    return value_or_raise(outcome)
