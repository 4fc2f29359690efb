"""Bodies to be sent: each with a label and a URL that no other has, and by which what was made of it is known again."""

import itertools
from typing import Any

from attrs import field, frozen

from tines_contract.probes.marks import is_marked

Body = dict[str, Any]
OWN_PARAM = "tines_contract"
"""What a name of each body's own begins with, among its query parameters."""

LETTERS = "".join(map(chr, (0x1F525, 0x20BB7, 0x65, 0x301, 0x212B, 0xFB01)))
"""What is easily lost or written otherwise: two beyond the basic plane, and some that normal forms replace."""
NUMBER = "007"
"""A text that looks like a number."""
CUT = f"before{chr(0)}after"
"""A text that ends early for those who read up to a NUL."""
LONG_TEXT = 40 * "Go on, " + f"and on {LETTERS}"
TEXT, OTHER_TEXT = "Go on", "Stop"
TEXTS = (TEXT, OTHER_TEXT, LONG_TEXT, NUMBER, CUT)
"""Texts that an action has of this run, and not by itself."""

REQUIRED = ("url", "label", "action_type")
NOBODYS_TYPE = "tines-contract-no-such-type"
SERVER_OWNED_FIELDS = {
    "story_name": "tines-contract",
    "story_emoji": ":robot:",
    "page_emoji": ":robot:",
    "created_at": "2001-01-01T00:00:00Z",
    "updated_at": "2001-01-01T00:00:00Z",
}

_SECRET = 2 * "0123456789abcdef"
"""As much as a webhook's URL holds."""

NO_JSON = (b"", b"oops", b"{", b"[]", b"null", b'"text"', b"7")
"""Bodies that are no JSON, or no object."""

WRONG_VALUES: tuple[Body, ...] = (
    {"url": 7},
    {"label": None},
    {"label": 7, "action_text": 7},
    {"action_type": 7},
    {"query_params": []},
)


def unusual_params() -> Body:
    return {"notify": True, "code": NUMBER, "letters": LETTERS}


@frozen
class Bodies:
    """Makes bodies. mark: what all of a run have in common, and no other run's."""

    mark: str
    _numbers: "itertools.count[int]" = field(factory=lambda: itertools.count(1), repr=False)
    _forms: "itertools.count[int]" = field(factory=itertools.count, init=False, repr=False)

    def for_another_run(self) -> "Bodies":
        """Unlike all before, of the same forms by turns: what a tenant writes otherwise comes at the same steps."""
        return Bodies(self.mark, self._numbers)

    def label(self) -> str:
        return f"{self.mark}: É & <b> {chr(0x1F525)} #{next(self._numbers)}"

    def number(self) -> str:
        """A label that ends in what looks like a number."""
        return f"{self.mark}: 00{next(self._numbers)}"

    def url(self) -> str:
        """One of several forms: any URL is taken, and none is written otherwise."""
        number, mark = next(self._numbers), self.mark.replace(" ", "-")
        return (
            f"https://example.com/{mark}/{number}/{_SECRET}/A%20b?a=b&c=D#Top",
            f"https://n{number}.{mark}.example.com",
            f"https://example.com/{mark}/{number}/",
        )[next(self._forms) % 3]

    def unusual_labels(self) -> tuple[str, ...]:
        """Long, and with what is easily lost on the way: that they are taken is not documented."""
        return (
            f"{self.label()} {300 * 'x'}",
            f"{self.label()} \"a\" 'b' \\ 100 % %41 {LETTERS} {chr(0x2028)}{chr(0x200D)}{chr(0xA0)}{chr(0x2013)}",
            f"{self.label()} {CUT}",
        )

    def unusual_urls(self) -> tuple[str, ...]:
        """Such as those who mend URLs would write otherwise."""
        mark = self.mark.replace(" ", "-")
        return (
            f"https://example.com/{mark}/{next(self._numbers)}/a//b?x=&x=1&utm_source=t&c=a+b%2fc&long={240 * 'y'}",
            f"https://user@Example.COM:443/{mark}/{next(self._numbers)}/./a/../b?",
        )

    def plain_url(self) -> str:
        """One without TLS, and beyond ASCII; that it is taken is not documented."""
        return f"http://example.com/{self.mark.replace(' ', '-')}/{next(self._numbers)}?q={LETTERS}"

    def shortest(self) -> Body:
        """A page, with no more than it takes."""
        return {"url": self.url(), "label": self.label(), "action_type": "page"}

    def full(self) -> Body:
        """A webhook, with all fields."""
        more = {"tier": "2", "reason": "as the analyst wrote it in the report"}
        params = {"status": "in work & open", **more, f"{OWN_PARAM}_{next(self._numbers)}": "1"}
        return {**self.shortest(), "action_type": "webhook", "action_text": TEXT, "query_params": params}

    def unusual(self) -> Body:
        """A page with texts and a name that a tenant may refuse."""
        texts = {
            "label": self.number(),
            "action_text": LONG_TEXT,
            "query_params": {"caseTier": "A-1", **unusual_params()},
        }
        return {**self.shortest(), "url": self.plain_url(), **texts}

    def unusual_batch(self) -> list[Body]:
        """Two of one label, and one with other unusual texts."""
        label = f"{self.label()} {LETTERS}"
        repeated = [{**self.shortest(), "label": label} for _ in range(2)]
        return [*repeated, {**self.unusual(), "url": self.url()}]

    def without(self, name: str) -> Body:
        return {key: value for key, value in self.shortest().items() if key != name}

    def of_nobodys_type(self) -> Body:
        return {**self.shortest(), "action_type": NOBODYS_TYPE}

    def is_marked(self, item: Body) -> bool:
        """Whether an action was made of such a body."""
        return is_marked(item, self.mark)
