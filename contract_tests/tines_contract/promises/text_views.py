"""What a text may stand for: itself, and what it is when its escapes are read."""

import functools
import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote

_MOST_ROUNDS = 6
_HEX = "[0-9a-fA-F]"
_ESCAPE = re.compile(rf"\\+(?:U000({_HEX}{{5}})|u({_HEX}{{4}})|u\{{({_HEX}{{1,6}})\}}|x({_HEX}{{2}})|([^\w\s]))")


def views(text: str) -> Iterator[str]:
    """The text, and what each reading of its escapes makes of it: %41, &#65;, \\u0041, \\x41, \\/ and wide letters.

    Raises ValueError where that comes to no end.
    """
    yield text
    for _ in range(_MOST_ROUNDS):
        before = text
        for read in _READINGS:
            text = read(text)
            yield text
        if text == before:
            return
    raise ValueError("the text is escaped too often")


def _character(escape: re.Match[str]) -> str:
    *codes, sign = escape.groups()
    code = next(filter(None, codes), None)
    return str(sign) if code is None else chr(int(code, 16))


_READINGS: Sequence[Callable[[str], str]] = (
    unquote,
    html.unescape,
    functools.partial(_ESCAPE.sub, _character),
    functools.partial(unicodedata.normalize, "NFKC"),
)
