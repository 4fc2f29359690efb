"""Finds a key in a text, in whatever encoding a tenant may send it back. What is in doubt counts as found."""

import base64
import re
from collections.abc import Iterable, Iterator

from tines_contract.promises.text_views import views

_WINDOW = 8
"""So many letters and digits of a key in a row count as the key: a part of it, or a wrong one that is near to it."""


class KeyFinder:
    """Whether a text holds the key: plain, escaped, as hex or Base64, or in two of these. Shows it nowhere."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._windows: dict[int, set[str]] = {}
        once = [key, key.swapcase()]
        twice = list(_encoded(once))
        for form in filter(None, map(_packed, (*once, *twice, *_encoded(twice)))):
            size = min(_WINDOW, max(1, len(form) - 1))
            self._windows.setdefault(size, set()).update(_parts(form, size))

    def __call__(self, text: str) -> bool:
        try:
            return any(self._holds(view) for view in views(text))
        except ValueError:
            return True

    def _holds(self, text: str) -> bool:
        packed = _packed(text)
        return self._key in text or any(
            not windows.isdisjoint(_parts(packed, size)) for size, windows in self._windows.items()
        )


def _packed(text: str) -> str:
    """What is left however a text is wrapped, spaced or recased."""
    return re.sub("[^0-9a-z]+", "", text.lower())


def _parts(text: str, size: int) -> Iterator[str]:
    return (text[start : start + size] for start in range(len(text) - size + 1))


def _encoded(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        raw = text.encode()
        yield raw.hex()
        for before in range(3):  # bytes that stand before it, modulo 3, and so the letters that are its own
            whole = base64.b64encode(bytes(before) + raw).decode()
            yield whole[(before * 8 + 5) // 6 : (before + len(raw)) * 8 // 6]
