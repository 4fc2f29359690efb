"""What a sound tenant may make of a body that the document allows, where the sources leave it open."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from tines_fake.asked import Asked
from tines_fake.exchange import Response
from tines_fake.quirks import Quirks
from tines_fake.refusals import refusal

_RESERVED = frozenset(("case_id", "user", "button", "case", "message"))
_RANDOM_BYTES = 7


def objection(asked: Asked, body: Mapping[str, Any]) -> Response | None:
    """The refusal of a body whose shape is right, or None."""
    for status, message in _objections(asked, body):
        if isinstance(status, int):
            return refusal(status, message, asked.quirks.error_body)
    return None


def _objections(asked: Asked, body: Mapping[str, Any]) -> Iterator[tuple[object, str]]:
    quirks, schema = asked.quirks, asked.route.body or {}
    several = "actions" in schema["properties"]
    known = schema["properties"]["actions"]["items"]["properties"] if several else schema["properties"]
    for action in body.get("actions", ()) if several else (body,):
        if action.keys() - known.keys():
            yield quirks.owned_fields, "a field is not one to be given"
        if _RESERVED & (action.get("query_params") or {}).keys():
            yield quirks.reserved_params, "query_params holds a name that is reserved"
    if several and not body.get("actions", ()):
        yield quirks.empty_batch, "actions is empty"
    if not several and not body.keys() & known.keys():
        yield quirks.empty_update, "nothing is given"


def kept_params(given: Mapping[str, Any] | None, quirks: Quirks) -> dict[str, Any] | None:
    """The query parameters as they are stored."""
    if given is None:
        return None
    kept = {k: v for k, v in given.items() if quirks.reserved_params != "left-out" or k not in _RESERVED}
    return {name: _text(value) for name, value in kept.items()} if quirks.param_values == "text" else kept


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value).lower()


def new_id(asked: Asked, following: int, index: int = 0) -> int:
    """The id of a new action, the index-th of one write; `following` is the first that none ever had."""
    if asked.quirks.ids == "random":
        seed = f"{asked.now.isoformat()} {index}".encode()
        return 1 + int.from_bytes(hashlib.blake2b(seed, digest_size=_RANDOM_BYTES).digest(), "big")
    return following + index if asked.quirks.ids == "consecutive" else following + 2 + 3 * index
