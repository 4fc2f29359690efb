"""What must not be seen: the API key, webhook URLs, bodies, passwords.

A value that is shown by accident (a repr, a log record, a frame in a traceback, a pickle) is shown redacted. Of a text
that came from elsewhere an error may show no key, in whatever way the text writes it, no path of a URL, and nothing
that a terminal obeys. All takes time in proportion to the text: every repetition in a pattern has a bound.
"""

import base64
import functools
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Generic, NoReturn, TypeVar
from urllib.parse import urlsplit

from tines_runtime.errors import ConfigurationError

T = TypeVar("T")
V = TypeVar("V")

_HINT = 4
"""Characters whose absence tells that a key is not in a text."""
_VISIBLE = re.compile(r"[\x21-\x7e]+")

REDACTED = "***"
_SHORTEST = 8
"""Characters of a key, or of an encoded one, that are looked for anywhere: fewer would be found in any text."""
_URL = re.compile(r"(https?(?::|%3A)(?:\\?/|%2F){2}[^/\\\s\"'<>?#%]+)[^\s\"'<>]*", re.IGNORECASE)
_BLANK = re.compile(r"\s+")
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""What Python takes for printable, but nobody sees: of what Unicode calls ignorable, and the blank of Braille."""
_JOINERS, _AS_EMOJI, _VIRAMA = "\u200c\u200d", "\ufe0f", 9


def pattern_of(secret: str, length: int | None = None) -> re.Pattern[str]:
    """Finds a text of visible ASCII as it is, escaped as in URLs, HTML, JSON and mail, in UTF-16, base64 and hex.

    The ways may be mixed, and nested as when an escaped text is escaped again. `length` is how many characters of each
    way to look for: a pattern for a few is made in no time, and tells that most texts have nothing to hide. A short
    text is looked for as a word: within other words it would be found everywhere.
    """
    written = list(map(_written, secret))[:length]
    if 0 < len(secret) < _SHORTEST:
        written[0] = rf"(?<![0-9A-Za-z]){written[0]}"
        written[-1] += r"(?![0-9A-Za-z])" if len(written) == len(secret) else ""
    ways = [
        ("\x00{0,3}", written),  # UTF-16 and UTF-32, read as Latin-1, have zeros between
        *((r"\s{0,4}", digits) for digits in _in_base64(secret.encode())),
        *((r"\s{0,4}", digits) for digits in _in_base64(secret.encode("utf-16-le"))),
        (r"(?:\s|[:,-]|0x|\\x){0,2}", _in_hex(secret)),
    ]
    return re.compile("|".join(between.join(pieces[:length]) for between, pieces in ways if pieces), re.IGNORECASE)


@functools.cache
def _html_names() -> dict[str, list[str]]:
    from html.entities import html5  # a large table, which most programs never need

    names: dict[str, list[str]] = defaultdict(list)
    for name, text in html5.items():
        names[text].append(re.escape(name.removesuffix(";")) + ";?")
    return names


def _written(character: str) -> str:
    """The ways to write one character."""
    number = ord(character)
    code = f"{number:02x}"
    named = "".join(f"|{name}" for name in _html_names().get(character, ()))
    return (
        rf"(?:\\{{0,8}}(?:{re.escape(character)}|u00{code}|u\{{0{{0,8}}{code}\}}|x{code})"
        rf"|%(?:25){{0,4}}(?:u00)?{code}"
        rf"|&(?:amp;){{0,4}}(?:#0{{0,8}}{number};?|#x0{{0,8}}{code};?{named})"
        rf"|={code})"
    )


def _in_hex(secret: str) -> list[str]:
    return [f"{ord(character):02x}" for character in secret] if 2 * len(secret) >= _SHORTEST else []


def _in_base64(secret: bytes) -> list[list[str]]:
    """What is the same in the base64 of any text with the secret in it, at each of three places in a group of bytes."""
    found = []
    for before in range(3):
        encoded = base64.b64encode(b"\x00" * before + secret).decode()
        certain = encoded[-(-8 * before // 6) : 8 * (before + len(secret)) // 6]
        if len(certain) >= _SHORTEST:
            found.append([_base64_digit(digit) for digit in certain])
    return found


def _base64_digit(digit: str) -> str:
    return {"+": r"(?:[+-]|%2B)", "/": r"(?:\\?/|_|%2F)"}.get(digit, digit)


def shortened(text: str) -> str:
    """A text whose URLs end after their host: what comes after it may be a secret."""
    return _URL.sub(rf"\1/{REDACTED}", text)


def printable(text: str) -> str:
    """On one line, with control characters, and others that nobody sees, shown escaped."""
    return visible(_BLANK.sub(" ", text).strip())


def visible(text: str) -> str:
    """The text, with escapes for what nobody sees in it, unless that shapes an emoji or a word."""
    if text.isprintable() and not _UNSEEN.search(text):
        return text
    shown = ""
    for character, after in zip(text, f"{text[1:]} ", strict=True):
        seen = _shows(shown[-1:] or " ", character, after)
        shown += character if seen else character.encode("unicode_escape").decode()
    return shown


def _shows(before: str, character: str, after: str) -> bool:
    """Whether somebody sees a character, or what it makes of those beside it: emoji, Persian, the scripts of India."""
    from unicodedata import bidirectional, category, combining, east_asian_width

    if character == _AS_EMOJI:
        return category(before) == "So" and east_asian_width(before) != "W"
    if character in _JOINERS:
        in_emoji = category(after) == "So" and (before == _AS_EMOJI or category(before) in ("So", "Sk"))
        in_persian = bidirectional(before) == bidirectional(after) == "AL"
        return in_emoji or in_persian or combining(before) == _VIRAMA
    return category(character) == "Zs" or (character.isprintable() and not _UNSEEN.match(character))


def cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


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
