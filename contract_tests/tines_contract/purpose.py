"""Why a request was sent."""

from enum import Enum


class Purpose(Enum):
    """Why a request was sent. A check reads only the observations whose purpose it knows."""

    DEFAULT = "the list without arguments"
    WALK = "one page of a walk through all pages of one size"
    SIZE = "the first page of another size"
    NEIGHBOUR = "the list of a case beside the one in the plan"
    GENERATED = "arguments that the document allows"
    AGAIN = "the list without arguments, at the end"
    SNAPSHOT = "as much as comes at once, to see whether others write"
    LOOK = "the list, beside what is read alone or written"
    READ = "one action that the list holds, or that was written"
    WRITE = "a change that the document allows, of what this run has made"
    SEED = "an action that is made to have pages to read"
    CLEAN = "what this run has made, removed"
    NO_KEY = "a request without a key"
    WRONG_KEY = "a request with a wrong key"
    UNKNOWN_CASE = "a case that does not exist"
    UNKNOWN_ACTION = "an action that does not exist"
    NOWHERE = "an address that the document does not know"
    OTHER_CASE = "an action under a case that it is not of"
    INCOMPLETE = "a body without a field that is required"
    OTHER_TYPE = "a body with an action_type that nobody knows"
    UNSAID = "what nobody says is taken, or refused"
    GONE = "an action that was deleted before"
    OWNED = "a body with fields that the server owns"
    ODD = "an argument or a body that is huge or odd"
