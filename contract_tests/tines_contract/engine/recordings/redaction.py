"""Takes a tenant's texts and secrets out of what it sent, so that the checks find the same in what is left.

What the run sent stays, and what the spec names: names, listed values, timestamps, and links to its lists. Any other
text becomes letters without a meaning. The same text becomes the same letters, and two texts that begin alike still
begin alike. Of what is no JSON only the length stays.
"""

import functools
import hashlib
import json
import re
import secrets
from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from attrs import evolve, field, frozen

from tines_contract.evidence.excerpt import headers_shown, pagings
from tines_contract.promises.strict_json import known_names
from tines_contract.promises.timestamps import moment
from tines_fake import Request, Response
from tines_spec import document, operation_at

_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_PART = re.compile(rf'{_TEXT.pattern}|"(?:[^"\\]|\\.)*\\?$|[^\s"\[\]{{}},:]+', re.DOTALL)
"""A text, one that does not end, or whatever else stands between signs of JSON."""

_VALUE = re.compile(r"true|false|null|NaN|-?Infinity|-?\d+(\.\d+)?([eE][+-]?\d+)?|\"|")
"""What is kept of that: a value, or where a text begins."""

_LIKE_JSON = re.compile(r'\s*([\[{"]|(null|true|false|[\d.eE+-]+)\s*$)')
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONG_ENOUGH = 4
"""Characters of a text that the run sent, by which it is known again within another."""


@frozen(eq=False)
class Redaction:
    """Redacts responses of one run.

    own: the texts that it sent. mark: what all that it makes is known by. prefix: what stands before the API's paths.
    """

    own: frozenset[str] = field(repr=False)
    mark: str
    prefix: str
    _salt: bytes = field(factory=lambda: secrets.token_bytes(16), init=False, repr=False)
    _tokens: dict[str, str] = field(factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, sent: Collection[Request], mark: str) -> "Redaction":
        """sent: its requests; an id that is a text is one that it has sent."""
        bodies = (one.body.decode("utf-8", "replace") for one in sent)
        texts = (_decoded(token) for body in bodies for token in _TEXT.findall(body))
        ids = (part for one in sent for part in one.path.split("/") if part.isdecimal())
        prefix = next((urlsplit(one.origin).path for one in sent), "")
        return cls(frozenset(filter(None, (*texts, *ids))), mark, prefix)

    def response(self, response: Response) -> Response:
        """A response, as it may be shown. It is unpacked."""
        headers = {**headers_shown(response), "content-type": response.headers.get("content-type", "")}
        if location := response.headers.get("location"):
            headers["location"] = _host_of(location)
        return evolve(response, headers=headers, body=self._body(response.body), delivery=None)

    def _body(self, body: bytes) -> bytes:
        text = body.decode("utf-8", "surrogateescape")
        if not _LIKE_JSON.match(text):
            return re.sub(rb"[0-9A-Za-z\x80-\xff]", b"x", body)
        return _PART.sub(self._part, text).encode("utf-8", "surrogateescape")

    def _part(self, found: re.Match[str]) -> str:
        part = found.group()
        if _TEXT.fullmatch(part):
            return self._token(part)
        value = re.match(_VALUE, part)
        kept = value.group() if value else ""
        return kept.ljust(len(part), "x")

    def _token(self, token: str) -> str:
        """A text as JSON has it, redacted: most come again and again."""
        if token not in self._tokens:
            text = _decoded(token)
            self._tokens[token] = token if text is None or self._may_show(text) else self._letters(token)
        return self._tokens[token]

    def _may_show(self, text: str) -> bool:
        if text in self.own or moment(text) is not None or self._is_link(text):
            return True
        plain = _plain(text)
        if plain in _vocabulary() or _plain(self.mark) in plain:
            return True
        if any(plain in one and 3 * len(plain) >= len(one) for one in self._plain_own):
            return True  # some of what was sent, or the same in another form
        for one in self._plain_own:
            plain = plain.replace(one, "") if len(one) >= _LONG_ENOUGH else plain
        return not plain

    def _is_link(self, text: str) -> bool:
        """Whether it leads to a list of the API, with nothing in its query but what the spec has there, and numbers."""
        try:
            parts = urlsplit(text)
            query = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        except ValueError:
            return False
        operation = operation_at("GET", parts.path.removeprefix(self.prefix))
        if operation is None or operation.paging is None or "@" in parts.netloc or parts.fragment:
            return False
        names = operation.query_parameters.keys() | {one.size for one in pagings()}
        return all(name in names and (one.isdecimal() or _plain(one) in _vocabulary()) for name, one in query)

    @functools.cached_property
    def _plain_own(self) -> list[str]:
        """The texts that were sent, the longest first."""
        return sorted(map(_plain, self.own), key=len, reverse=True)

    def _letters(self, token: str) -> str:
        """Other letters in the place of letters and digits, escapes among them."""
        digest, found = hashlib.blake2b(key=self._salt, digest_size=8), []
        for one in re.sub(r"\\u[0-9a-fA-F]{4}|\\.", lambda found: "_" * len(found.group()), token):
            digest.update(one.encode("utf-8", "surrogatepass"))
            found.append(_LETTERS[int.from_bytes(digest.digest()) % len(_LETTERS)] if one.isalnum() else one)
        return "".join(found)


def _decoded(token: str) -> str | None:
    try:
        return str(json.loads(token, strict=False))
    except ValueError:
        return None


def _plain(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum())


def _host_of(location: str) -> str:
    try:
        parts = urlsplit(location)
    except ValueError:
        return "/"
    return f"{parts.scheme}://{parts.hostname}/" if parts.hostname else "/"


@functools.cache
def _vocabulary() -> frozenset[str]:
    """The letters of the texts of the spec: names of fields, and values that it lists."""
    return frozenset(map(_plain, ("null", *known_names(), *_listed(document()))))


def _listed(value: Any) -> Iterator[str]:
    for below in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _listed(below)
    if isinstance(value, dict):
        yield from (one for one in (*value.get("enum", ()), value.get("const")) if isinstance(one, str))
