"""The faults that a quirk hides: what is not shown, or refused, cannot be seen to be wrong."""

from collections.abc import Callable

from attrs import frozen

from tines_fake import FAULTS, Quirks


@frozen
class Hidden:
    """fault: its id. by: whether a tenant of these quirks hides it. why: in words."""

    fault: str
    by: Callable[[Quirks], bool]
    why: str


HIDDEN = (
    *(
        Hidden(fault, lambda quirks: quirks.item != "newest", "older answers do not show query_params")
        for fault in (
            "CREATE-PARAMS-LOST",
            *(f"{prefix}-PARAMS-{how}" for prefix in ("CREATE", "UPDATE") for how in ("AS-NUMBERS", "ASTRAL")),
            "UPDATE-PARAMS-CUT",
        )
    ),
    *(
        Hidden(fault.id, lambda quirks: quirks.owned_fields != "ignored", "a body with such fields is refused")
        for fault in FAULTS
        if fault.id.endswith("-OWNED-TAKEN")
    ),
    *(
        Hidden(fault, lambda quirks: quirks.optional_fields != "given", "no case comes with a timestamp")
        for fault in (
            "CASES-ORDER-TURNED",
            "CASES-TIME-WITHOUT-OFFSET",
            "CASES-TIME-WITH-BLANK",
            "CASE-TIME-WITHOUT-OFFSET",
        )
    ),
    Hidden("CASE-STATUS-STALE", lambda quirks: quirks.optional_fields != "given", "no case comes with a status"),
)


HIDDEN_FAULTS = frozenset(one.fault for one in HIDDEN)


def is_hidden(fault: str, quirks: Quirks) -> bool:
    return any(one.fault == fault and one.by(quirks) for one in HIDDEN)
