"""What must not be seen: the API key, and the webhook URLs.

A value that is shown by accident (a repr, a log record, a frame in a traceback, a pickle) is shown blotted out.
"""

import re
from typing import NoReturn
from urllib.parse import urlsplit

BLOT = "***"
_VISIBLE = re.compile(r"[\x21-\x7e]+")
_URL = re.compile(r"(https?://[^/\s\"'<>?#]+)[^\s\"'<>]*", re.IGNORECASE)


class Secret:
    """An API key that tells nobody what it is but the request it is sent with."""

    __slots__ = ("_value",)

    def __init__(self, value: object) -> None:
        self._value = value

    def problem(self) -> str | None:
        """Say what is wrong with the key without showing it, or None."""
        if not isinstance(self._value, str):
            return f"the API key must be a str, not {type(self._value).__name__}"
        if not self._value:
            return "the API key is empty"
        if "\n" in self._value or "\r" in self._value:
            return "the API key holds a line break; strip it if it comes from a file"
        if not _VISIBLE.fullmatch(self._value):
            return "the API key holds a blank, a control character or a character outside ASCII"
        return None

    def bearer(self) -> str:
        """The value of the Authorization header."""
        return f"Bearer {self._value}"

    def blot_text(self, text: str) -> str:
        """Take the key, and all of URLs but the host, out of a text."""
        return _URL.sub(rf"\1/{BLOT}", text.replace(str(self._value), BLOT))

    def blot_bytes(self, body: bytes) -> bytes:
        """Take the key out of a body."""
        return body.replace(str(self._value).encode(), BLOT.encode())

    def __repr__(self) -> str:
        return f"Secret({BLOT})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("an API key is not pickled or copied: build a client where it is needed")


def shown_url(url: str) -> str:
    """The repr of a webhook's URL: its scheme and host only."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return repr(BLOT)
    if host is None:
        return repr(BLOT if url else "")
    return repr(f"{parts.scheme}://{host}/{BLOT}")
