"""The operations on case actions: the only ones that write. What is no business of a write names no operation."""

from tines_spec import Operation, operations

LIST, CREATE, REPLACE = "listCaseActions", "createCaseAction", "replaceAllCaseActions"
GET, UPDATE, DELETE = "getCaseAction", "updateCaseAction", "deleteCaseAction"


def list_actions() -> Operation:
    return operations()[LIST]


def get_action() -> Operation:
    return operations()[GET]
