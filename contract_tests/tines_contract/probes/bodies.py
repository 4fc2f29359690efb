"""Bodies to be sent: each with a title and an address that no other has, by which what is made of it is known."""

import itertools
import json
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from tines_contract.probes.marks import MARK, is_marked
from tines_spec import Writable, types_of

Body = dict[str, Any]
OWN_PARAM = "tines_contract"
"""What a name of each body's own begins with, in an object of its."""

LETTERS = "".join(map(chr, (0x1F525, 0x20BB7, 0x65, 0x301, 0x212B, 0xFB01)))
"""What is easily lost or written otherwise: two beyond the basic plane, and some that normal forms replace."""
NUMBER = "007"
"""A text that looks like a number."""
CUT = f"before{chr(0)}after"
"""A text that ends early for those who read up to a NUL."""
LONG_TEXT = 40 * "Go on, " + f"and on {LETTERS}"
TEXT, OTHER_TEXT = "Go on", "Stop"
TEXTS = (TEXT, OTHER_TEXT, LONG_TEXT, NUMBER, CUT)
"""Texts that an item has of this run, and not by itself."""

NOBODYS_CHOICE = "tines-contract-no-such-type"
"""A value that no listed choice has."""
_LONG_AGO = "2001-01-01T00:00:00Z"
_OF_TYPE: Mapping[str, Any] = {"boolean": True, "integer": 2, "number": 2.5, "array": [], "object": {}}

_SECRET = 2 * "0123456789abcdef"
"""As much as a webhook's URL holds."""

NO_JSON = (b"", b"oops", b"{", b"[]", b"null", b'"text"', b"7")
"""Bodies that are no JSON, or no object."""


def unusual_params() -> Body:
    return {"notify": True, "code": NUMBER, "letters": LETTERS}


@frozen
class Bodies:
    """Makes bodies. mark: what all of a run have in common, and no other run's. known: what may be given.

    unseen: the values of what a new item needs and nothing shows, such as the team of a case. parts: what other items
    have in lists of which a body may give some, such as tags.
    """

    mark: str
    known: Writable
    unseen: Body = field(factory=dict)
    parts: Body = field(factory=dict)
    _numbers: "itertools.count[int]" = field(factory=lambda: itertools.count(1), repr=False)
    _forms: "itertools.count[int]" = field(factory=itertools.count, init=False, repr=False)

    def for_another_run(self) -> "Bodies":
        """Unlike all before, of the same forms by turns: what a tenant writes otherwise comes at the same steps."""
        return Bodies(self.mark, self.known, self.unseen, self.parts, self._numbers)

    def title(self) -> str:
        return f"{self.mark}: É & <b> {chr(0x1F525)} #{next(self._numbers)}"

    def number(self) -> str:
        """A title that ends in what looks like a number."""
        return f"{self.mark}: 00{next(self._numbers)}"

    def address(self) -> str:
        """One of several forms: any URL is taken, and none is written otherwise."""
        number, mark = next(self._numbers), self.mark.replace(" ", "-")
        return (
            f"https://example.com/{mark}/{number}/{_SECRET}/A%20b?a=b&c=D#Top",
            f"https://n{number}.{mark}.example.com",
            f"https://example.com/{mark}/{number}/",
        )[next(self._forms) % 3]

    def unusual_titles(self) -> Iterator[Body]:
        """Long, and with what is easily lost on the way: that they are taken is not documented."""
        if self.known.title is None:
            return
        texts = (
            f"{self.title()} {300 * 'x'}",
            f"{self.title()} \"a\" 'b' \\ 100 % %41 {LETTERS} {chr(0x2028)}{chr(0x200D)}{chr(0xA0)}{chr(0x2013)}",
            f"{self.title()} {CUT}",
        )
        yield from ({self.known.title: text} for text in texts)

    def unusual_addresses(self) -> Iterator[Body]:
        """Such as those who mend URLs would write otherwise."""
        mark = self.mark.replace(" ", "-")
        if self.known.address is None:
            return
        texts = (
            f"https://example.com/{mark}/{next(self._numbers)}/a//b?x=&x=1&utm_source=t&c=a+b%2fc&long={240 * 'y'}",
            f"https://user@Example.COM:443/{mark}/{next(self._numbers)}/./a/../b?",
        )
        yield from ({self.known.address: text} for text in texts)

    def plain_address(self) -> Body:
        """One without TLS, and beyond ASCII; that it is taken is not documented."""
        if self.known.address is None:
            return {}
        return {
            self.known.address: f"http://example.com/{self.mark.replace(' ', '-')}/{next(self._numbers)}?q={LETTERS}"
        }

    def names(self) -> Body:
        """What an item is known again by, unlike any other's."""
        known = self.known
        address = {} if known.address is None else {known.address: self.address()}
        return address if known.title is None else {**address, known.title: self.title()}

    def another_name(self) -> Body:
        """A title that no other has; an address where items have none."""
        known = self.known
        return {known.title: self.title()} if known.title is not None else {known.address or "": self.address()}

    def shortest(self) -> Body:
        """With no more than it takes; of what can be chosen, the last."""
        known = self.known
        needed = [name for name in known.required if name not in (*known.names, *known.unseen)]
        return {**self.names(), **self.unseen, **{name: self._value(name, last=True) for name in needed}}

    def full(self) -> Body:
        """With all fields; of what can be chosen, the first."""
        known = self.known
        values = {name: self._value(name, last=False) for name in known.of_new if name not in known.names}
        return {**self.names(), **self.unseen, **values}

    def shown_otherwise(self, *, added: bool) -> Body:
        """What comes back as a part of another field: of a new item, or what is added to one."""
        return {name: one for name, one in self.parts.items() if ("x-adds-to" in self.known.unseen[name]) is added}

    def times(self) -> Body:
        """The first of the moments that may be given: when a later one is taken, is the tenant's own."""
        return dict.fromkeys(self.known.times[:1], _LONG_AGO)

    def chosen(self, *, last: bool) -> Body:
        """What can be chosen: the first of each, or the last."""
        return {name: listed[-1 if last else 0] for name, listed in self.known.choices.items()}

    def _value(self, name: str, *, last: bool) -> Any:
        known = self.known
        if name in known.choices:
            return known.choices[name][-1 if last else 0]
        if name in known.mappings:
            more = {"tier": "2", "reason": "as the analyst wrote it in the report"}
            return {"status": "in work & open", **more, f"{OWN_PARAM}_{next(self._numbers)}": "1"}
        return TEXT if name in known.texts else value_of(known.given[name])

    def unusual(self) -> Body:
        """With texts and a name that a tenant may refuse."""
        known = self.known
        title = {} if known.title is None else {known.title: self.number()}
        mappings = {name: {"caseTier": "A-1", **unusual_params()} for name in known.mappings}
        return {**self.shortest(), **self.plain_address(), **title, **dict.fromkeys(known.texts, LONG_TEXT), **mappings}

    def unusual_batch(self) -> list[Body]:
        """Two of one title, and one with other unusual texts."""
        title = {} if self.known.title is None else {self.known.title: f"{self.title()} {LETTERS}"}
        repeated = [{**self.shortest(), **title} for _ in range(2)]
        address = {} if self.known.address is None else {self.known.address: self.address()}
        return [*repeated, {**self.unusual(), **address}]

    def without(self, name: str) -> Body:
        return {key: value for key, value in self.shortest().items() if key != name}

    def with_a_key_twice(self, body: Body) -> bytes:
        """A body that names its first key again, with the same value: what a server makes of it is left open."""
        first = dict(itertools.islice(body.items(), 1))
        return f"{json.dumps(body)[:-1]}, {json.dumps(first)[1:]}".encode()

    def of_nobodys_choice(self) -> Body:
        return {**self.shortest(), **dict.fromkeys(self.known.choices, NOBODYS_CHOICE)}

    def owned(self) -> Body:
        """What only the server sets, as far as it is text, a time or another plain value."""
        found = {name: _plain(schema) for name, schema in self.known.owned.items()}
        return {name: value for name, value in found.items() if value is not None}

    def wrong_values(self) -> Iterator[Body]:
        """Fields with values of another type."""
        known = self.known
        yield from ({name: 7} for name in (known.address,) if name is not None)
        if known.title is not None:
            yield {known.title: None}
            yield {known.title: 7, **dict.fromkeys(known.texts, 7)}
        yield from ({name: 7} for name in known.choices)
        yield from ({name: []} for name in known.mappings)

    def is_marked(self, item: Body) -> bool:
        """Whether an item was made of such a body."""
        return is_marked(self.known, item, self.mark)


def value_of(schema: Mapping[str, Any]) -> Any:
    """A value of a plain type."""
    kinds = types_of(schema)
    return next((value for kind, value in _OF_TYPE.items() if kind in kinds), TEXT)


def _plain(schema: Mapping[str, Any]) -> Any:
    kinds = types_of(schema)
    if schema.get("format") == "date-time":
        return _LONG_AGO
    if "string" in kinds:
        return MARK
    return next((_OF_TYPE[kind] for kind in ("boolean", "integer") if kind in kinds), None)
