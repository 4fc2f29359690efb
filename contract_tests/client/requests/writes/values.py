"""Values for the fields of a body: such as the document allows, and such as it does not."""

import datetime
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from tines_cases import UNSET, ActionType

KEY = "the-key"
SETTINGS = settings(max_examples=25, derandomize=True, database=None, deadline=None)

_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
_JSON = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
_TEXTS = st.text() | st.sampled_from(["", "https://example.com/?a=b#c", "é🔥\u0000\n", '"\\'])
_PARAMS = st.dictionaries(st.text() | st.sampled_from(["case_id", "user"]), _JSON, max_size=3)

REQUIRED: dict[str, Any] = {
    "url": _TEXTS,
    "label": _TEXTS,
    "action_type": st.sampled_from(["webhook", "page", ActionType.WEBHOOK, ActionType("page")]),
}
OPTIONAL: dict[str, Any] = {
    "action_text": st.none() | _TEXTS | st.just(UNSET),
    "query_params": st.none() | _PARAMS | st.just(UNSET),
}
NEW = st.fixed_dictionaries(REQUIRED, optional=OPTIONAL)
CHANGES = st.fixed_dictionaries({}, optional={**{n: v | st.just(UNSET) for n, v in REQUIRED.items()}, **OPTIONAL})

WRONG_TEXTS: tuple[Any, ...] = (7, True, b"text", ["text"], {}, object(), str, "\ud800")
WRONG: dict[str, tuple[Any, ...]] = {
    "url": (None, *WRONG_TEXTS),
    "label": (None, *WRONG_TEXTS),
    "action_type": (None, ActionType, *WRONG_TEXTS),
    "action_text": WRONG_TEXTS,
    "query_params": (
        *(7, "a=b", [("a", "b")], {1: "a"}, {"a": {2: 3}}, {"a": object()}, {"a": b"x"}, {"a": {"b"}}),
        *({"a": float("nan")}, {"a": [float("-inf")]}, {"a": 2**64}, {"\ud800": 1}, {"a": "\udfff"}),
        {"a": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)},
    ),
}


def nested(depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _ in range(depth):
        found = {"a": found}
    return found


def sent(fields: dict[str, Any]) -> dict[str, Any]:
    """What such arguments are in JSON."""
    plain = {name: value for name, value in fields.items() if value is not UNSET}
    return {name: str(value) if isinstance(value, str) else value for name, value in plain.items()}
