"""Which function answers which operation, and its sound steps: a pure core, `(state, request) -> (state, answer)`."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from tines_fake import creating, deleting, getting, listing, replacing, updating
from tines_fake.asked import Asked
from tines_fake.exchange import Response
from tines_fake.routes import Route
from tines_fake.state import State


@frozen
class Operation:
    """answer: from a state, what is asked and the steps to the next state and the answer. sound: its sound steps."""

    answer: Callable[[State, Asked, Any], tuple[State, Response]]
    sound: Callable[[Route], Any]


OPERATIONS: Mapping[str, Operation] = {
    "listCaseActions": Operation(listing.list_case_actions, listing.sound_rules),
    "getCaseAction": Operation(getting.get_case_action, getting.sound_steps),
    "createCaseAction": Operation(creating.create_case_action, creating.sound_steps),
    "updateCaseAction": Operation(updating.update_case_action, updating.sound_steps),
    "deleteCaseAction": Operation(deleting.delete_case_action, deleting.sound_steps),
    "replaceAllCaseActions": Operation(replacing.replace_all_case_actions, replacing.sound_steps),
}
