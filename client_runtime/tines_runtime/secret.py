"""What must not be seen: the API key, webhook URLs, bodies, passwords.

A value that is shown by accident (a repr, a log record, a frame in a traceback, a pickle) is shown redacted.
"""

import functools
import re
from collections.abc import Callable, Mapping
from typing import Generic, NoReturn, TypeVar
from urllib.parse import urlsplit

from tines_runtime.errors import ConfigurationError
from tines_runtime.redaction import REDACTED, pattern_of, printable, shortened

T = TypeVar("T")
V = TypeVar("V")

_HINT = 4
"""Characters whose absence tells that a key is not in a text."""
_VISIBLE = re.compile(r"[\x21-\x7e]+")


class Secret:
    """An API key that tells nobody what it is but the request it is sent with.

    A closure holds it, since tools that show the variables of a frame show the attributes of what they find there.
    """

    __slots__ = ("_pattern", "_reveal")

    def __init__(self, value: object) -> None:
        def reveal() -> object:
            return value

        @functools.cache
        def pattern(length: int | None) -> re.Pattern[str]:
            return pattern_of(str(value), length)

        self._reveal = reveal
        self._pattern: Callable[[int | None], re.Pattern[str]] = pattern

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
        """Whether a text shows the key, in whatever way it writes it."""
        return self._pattern(_HINT).search(text) is not None and self._pattern(None).search(text) is not None

    def shown(self, text: str) -> str:
        """A text as an error may show it: without the key, without paths of URLs, printable, on one line."""
        return printable(shortened(self.redacted(text)))

    def redact_bytes(self, body: bytes) -> bytes:
        """Take the key out of a body."""
        return self.redacted(body.decode("latin-1")).encode("latin-1")

    def redacted(self, text: str) -> str:
        """A text without the key."""
        return self._pattern(None).sub(REDACTED, text) if self._pattern(_HINT).search(text) else text

    def longest_writing(self) -> int:
        """More characters than any way to write the key takes."""
        return 16 * len(str(self._reveal()))

    def __repr__(self) -> str:
        return f"Secret({REDACTED})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("an API key is not pickled or copied: build a client where it is needed")


class SecretValue(Generic[V]):
    """What no frame shows: a body's bytes, a password, params. A closure holds it, as `Secret` holds the key."""

    __slots__ = ("_reveal",)

    def __init__(self, value: V) -> None:
        def reveal() -> V:
            return value

        self._reveal = reveal

    def reveal(self) -> V:
        """The value, for the request it is sent with."""
        return self._reveal()

    def read(self, use: Callable[[V], T]) -> T:
        """What is made of the value. Raises TypeError or ValueError, anew: frames of what raised it hold the value."""
        try:
            return use(self._reveal())
        except (TypeError, ValueError) as error:
            kind = next(kind for kind in (TypeError, ConfigurationError, ValueError) if isinstance(error, kind))
            message = str(error)
        raise kind(message)

    def __repr__(self) -> str:
        return f"SecretValue({REDACTED})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("what is secret is not pickled or copied: call again where it is needed")


def shown_url(url: object) -> str:
    """The repr of a webhook's URL: its scheme and host only."""
    return repr(hidden_url(url))


def hidden_url(url: object) -> str:
    """A webhook's URL without its secret: its scheme and host only."""
    if not isinstance(url, str):
        return REDACTED
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return REDACTED
    if host is None:
        return REDACTED if url else ""
    return f"{parts.scheme}://{host}/{REDACTED}"


def shown_names(values: object) -> str:
    """The repr of a mapping whose values may be secrets: its names only."""
    if not isinstance(values, Mapping):
        return repr(values)
    return "{" + ", ".join(f"{name!r}: {REDACTED}" for name in values) + "}"
