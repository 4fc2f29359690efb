"""What a request is refused for: wrong keys, ids that nothing has, values that are huge or odd."""

from tines_fake import Credentials

WRONG_KEYS = (
    Credentials.EMPTY,
    Credentials.WRONG,
    Credentials.CUT,
    Credentials.LENGTHENED,
    Credentials.ALTERED,
    Credentials.RECASED,
    Credentials.LOWER_SCHEME,
)
UNKNOWN_PARENTS = (2147483646, 999999999999)
WRITTEN_UNKNOWN_CASES = (2147483645, 999999999998)
"""Others than those that are read: a tenant that makes a case of them breaks that promise alone."""

UNKNOWN_IDS = (2147483646, 999999999999)
NO_IDS = ("0", "-1")
"""What no item has for an id, whatever a server reads into it."""

WRITTEN_NO_IDS = ("0", "abc", "9223372036854775808", "1" + 30 * "0")
"""What no server takes for the id of an item that is there."""

_HUGE = ("9223372036854775808", "1" + 30 * "0")
ODD_IDS = (*_HUGE, "abc", "1.5")
ODD_PARENTS = ("0", "-1", *_HUGE, "abc", "1.5")
ODD_PARENTS_OF_ITEMS = ("0", "9223372036854775808", "abc")
ODD_NUMBERS = ("0", "-1", "9223372036854775807", *_HUGE, "abc", "1.5", "")
ODD_FILTERS = ("9223372036854775808", "abc", "")


def odd_sizes(largest: int) -> tuple[str, ...]:
    """Page sizes that are huge or odd, and the one beyond the largest."""
    return ("0", "-1", str(largest + 1), *_HUGE, "abc", "1.5", "")
