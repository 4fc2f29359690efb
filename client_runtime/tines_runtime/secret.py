"""What must not be seen: the API key, and the webhook URLs.

A value that is shown by accident (a repr, a log record, a frame in a traceback, a pickle) is shown redacted.
"""

import html
import json
import re
from typing import NoReturn
from urllib.parse import quote, urlsplit

REDACTED = "***"
_VISIBLE = re.compile(r"[\x21-\x7e]+")
_URL = re.compile(r"(https?://[^/\s\"'<>?#]+)[^\s\"'<>]*", re.IGNORECASE)


def shortened(text: str) -> str:
    """A text whose URLs end after their host: what comes after it may be a secret."""
    return _URL.sub(rf"\1/{REDACTED}", text)


class Secret:
    """An API key that tells nobody what it is but the request it is sent with.

    A closure holds it, since tools that show the variables of a frame show the attributes of what they find there.
    """

    __slots__ = ("_reveal",)

    def __init__(self, value: object) -> None:
        def reveal() -> object:
            return value

        self._reveal = reveal

    def problem(self) -> str | None:
        """Say what is wrong with the key without showing it, or None."""
        value = self._reveal()
        if not isinstance(value, str):
            return f"the API key must be a str, not {type(value).__name__}"
        if not value:
            return "the API key is empty"
        if "\n" in value or "\r" in value:
            return "the API key holds a line break; strip it if it comes from a file"
        if not _VISIBLE.fullmatch(value):
            return "the API key holds a blank, a control character or a character outside ASCII"
        return None

    def bearer(self) -> str:
        """The value of the Authorization header."""
        return f"Bearer {self._reveal()}"

    def is_in(self, text: str) -> bool:
        """Whether a text shows the key."""
        return any(form in text for form in self._forms())

    def redact_text(self, text: str) -> str:
        """Take the key, and all of URLs but the host, out of a text."""
        return shortened(self._without(text))

    def redact_bytes(self, body: bytes) -> bytes:
        """Take the key out of a body."""
        return self._without(body.decode("latin-1")).encode("latin-1")

    def _without(self, text: str) -> str:
        for form in self._forms():
            text = text.replace(form, REDACTED)
        return text

    def _forms(self) -> list[str]:
        """The key as it is, as JSON writes it, in HTML and in a URL, the longest first."""
        key = str(self._reveal())
        quoted = json.dumps(key)[1:-1]
        forms = {key, quoted, quoted.replace("/", "\\/"), html.escape(key), quote(key), quote(key, safe="")}
        return sorted(forms, key=len, reverse=True)

    def __repr__(self) -> str:
        return f"Secret({REDACTED})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("an API key is not pickled or copied: build a client where it is needed")


def shown_url(url: object) -> str:
    """The repr of a webhook's URL: its scheme and host only."""
    if not isinstance(url, str):
        return repr(REDACTED)
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return repr(REDACTED)
    if host is None:
        return repr(REDACTED if url else "")
    return repr(f"{parts.scheme}://{host}/{REDACTED}")
