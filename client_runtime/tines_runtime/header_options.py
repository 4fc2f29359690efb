"""Headers that a client sends with each request, besides those that are its own business."""

import re
from collections.abc import Mapping
from enum import Enum

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\t\x20-\x7e]*")
_OURS = frozenset(
    {
        *("accept", "accept-encoding", "authorization", "connection", "content-length", "content-type", "host"),
        *("transfer-encoding", "user-agent"),
    }
)
_INSTEAD = {"user-agent": ": give user_agent", "authorization": ": give api_key"}


def checked_headers(headers: Mapping[str, str] | None) -> tuple[tuple[str, str], ...]:
    """The headers, as pairs. Raises TypeError or ValueError, which names a header and never shows its value."""
    if headers is None:
        return ()
    if not isinstance(headers, Mapping):
        raise TypeError(f"headers must be a mapping of texts, not {type(headers).__name__}")
    given = {name: value.value if isinstance(value, Enum) else value for name, value in headers.items()}
    named: set[str] = set()
    for name, value in given.items():
        if not isinstance(name, str) or not isinstance(value, str):
            raise TypeError("headers must be a mapping of texts")
        if not _NAME.fullmatch(name):
            raise ValueError(f"headers: {name[:40]!r} is no name of a header")
        if name.lower() in _OURS:
            raise ValueError(f"headers: {name} is set by the client{_INSTEAD.get(name.lower(), '')}")
        if not _VALUE.fullmatch(value):
            raise ValueError(f"headers: the value of {name} holds a line break or a character outside ASCII")
        if value != value.strip(" \t"):
            raise ValueError(f"headers: the value of {name} begins or ends with a blank, which would not arrive")
        if name.lower() in named:
            raise ValueError(f"headers: {name} is given twice")
        named.add(name.lower())
    return tuple(given.items())


def checked_agent(user_agent: str) -> str:
    """What the client calls itself. Raises TypeError or ValueError for what no header can hold."""
    if not isinstance(user_agent, str):
        raise TypeError(f"user_agent must be a str, not {type(user_agent).__name__}")
    if not _VALUE.fullmatch(user_agent) or not user_agent.strip():
        raise ValueError("user_agent is empty, or holds a line break or a character outside ASCII")
    return user_agent
