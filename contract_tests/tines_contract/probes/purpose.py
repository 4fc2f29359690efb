"""Why a request was sent: a check reads only the observations whose purpose it knows."""

from enum import Enum


class Purpose(Enum):
    """Why a request was sent."""

    DEFAULT = "the list without arguments"
    WALK = "one page of a walk through all pages of one size"
    SIZE = "the first page of another size"
    OTHER_CASE_LIST = "the list of another case"
    GENERATED = "arguments that the spec allows"
    DEFAULT_AGAIN = "the list without arguments, at the end"
    SNAPSHOT = "as much as comes at once, to see whether others write"
    LIST_ALL = "all of the list, to compare it with what is read by id or written"
    READ = "one item that the list holds, or that was written"
    LOOK = "what is about to be written to, to see that it is nobody's"
    WRITE = "a change that the spec allows, of what this run has made"
    SEED = "an action that is made to have pages to read"
    CLEANUP = "what this run has made, removed"
    NO_KEY = "a request without a key"
    WRONG_KEY = "a request with a wrong key"
    UNKNOWN_CASE = "a case that does not exist"
    UNKNOWN_ITEM = "an id that nothing has"
    NOWHERE = "an address that the spec does not know"
    WRONG_CASE = "an item under a case that it is not of"
    INCOMPLETE = "a body without a field that is required"
    OTHER_TYPE = "a body with an action_type that nobody knows"
    UNSPECIFIED = "what may be taken or refused"
    ALREADY_DELETED = "an action that was deleted before"
    SERVER_OWNED = "a body with fields that the server owns"
    ODD = "an argument or a body that is huge or odd"


PAGES = (Purpose.WALK, Purpose.SIZE)
"""What shows the pages of a list."""

REFUSED = frozenset(
    (
        Purpose.NO_KEY,
        Purpose.WRONG_KEY,
        Purpose.UNKNOWN_CASE,
        Purpose.UNKNOWN_ITEM,
        Purpose.WRONG_CASE,
        Purpose.INCOMPLETE,
        Purpose.OTHER_TYPE,
    )
)
"""What has to be refused."""

ANY_SUCCESS = (*PAGES, Purpose.GENERATED)
"""What a list is sent that the spec allows."""
