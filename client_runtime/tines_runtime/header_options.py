"""Headers that a client sends with each request, besides those that are its own business."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any

from tines_runtime.body_arguments import SecretValue

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"([\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?)?")  # blanks around it would not arrive
_OURS = frozenset(
    {
        *("accept", "accept-encoding", "authorization", "connection", "content-length", "content-type", "host"),
        *("transfer-encoding", "user-agent"),
    }
)
_INSTEAD = {"user-agent": ": give user_agent", "authorization": ": give api_key"}


Headers = tuple[tuple[str, str], ...]


def checked_headers(headers: SecretValue[Mapping[str, str] | None]) -> SecretValue[Headers]:
    """The headers, as pairs. Raises TypeError or ValueError, which names a header and never shows its value."""
    return SecretValue(headers.read(_checked))


def _checked(headers: Mapping[str, str] | None) -> Headers:
    if headers is None:
        return ()
    if not isinstance(headers, Mapping):
        raise TypeError(f"headers must be a mapping of texts, not {type(headers).__name__}")
    given: dict[str, tuple[str, str]] = {}
    for name, value in headers.items():
        pair = _checked_pair(name, value.value if isinstance(value, Enum) else value)
        if given.setdefault(name.lower(), pair) is not pair:
            raise ValueError(f"headers: {name} is given twice")
    return tuple(given.values())


def _checked_pair(name: Any, value: Any) -> tuple[str, str]:
    if not isinstance(name, str) or not isinstance(value, str):
        raise TypeError("headers must be a mapping of texts")
    if not _NAME.fullmatch(name):
        raise ValueError(f"headers: {name[:40]!r} is no name of a header")
    if name.lower() in _OURS:
        raise ValueError(f"headers: {name} is set by the client{_INSTEAD.get(name.lower(), '')}")
    if not _VALUE.fullmatch(value):
        problem = "holds a line break or a character outside ASCII, or begins or ends with a blank"
        raise ValueError(f"headers: the value of {name} {problem}")
    return name, value


def checked_agent(user_agent: str) -> str:
    """What the client calls itself. Raises TypeError or ValueError for what no header can hold."""
    if not isinstance(user_agent, str):
        raise TypeError(f"user_agent must be a str, not {type(user_agent).__name__}")
    if not _VALUE.fullmatch(user_agent) or not user_agent:
        raise ValueError(
            "user_agent is empty, has blanks around it, or holds a line break or a character outside ASCII"
        )
    return user_agent
