"""What changed between two schemas of one place, and whether that breaks.

It depends on who sends. A request comes from programs of before, and the API of now receives it. A response comes from
the API of now, and programs of before receive it.
Both are one question: may something be sent that its receiver does not expect?
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from api_changes.change import Change, became
from attrs import evolve, frozen

from tines_contract.spec_comparison.plain_schema import LOWER_BOUNDS, PlainSchema, plain
from tines_contract.spec_comparison.spec_document import SpecDocument

Changes = Iterator[Change]
_READ = frozenset(
    (
        *("type", "nullable", "enum", "const", "format", "pattern", "properties", "required", "items", "default"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems"),
        *("maxItems", "additionalProperties", "allOf", "oneOf", "anyOf", "$ref", "readOnly", "writeOnly"),
        *("$comment", "deprecated", "description", "example", "examples", "externalDocs", "title"),
    )
)
"""What is compared by its meaning, or says nothing of the values."""


@frozen
class Place:
    """A place in what is sent. is_response: whether the API sends it, and not the program."""

    before: SpecDocument
    now: SpecDocument
    name: str
    is_response: bool

    def within(self, step: str) -> "Place":
        return evolve(self, name=f"{self.name}{step}")

    def breaks(self, what: str) -> Change:
        return Change(self.name, what, breaks=True)

    def adds(self, what: str) -> Change:
        return Change(self.name, what, breaks=False)


@frozen
class Member:
    """A property, a parameter or a header."""

    schema: Any
    required: bool


def schema_changes(at: Place, written_before: Any, written_now: Any) -> Changes:
    """Compare what two documents write of a place. Raises UsageError."""
    before, now = plain(at.before, written_before, at.name), plain(at.now, written_now, at.name)
    sent, expected = (now, before) if at.is_response else (before, now)
    for kind, of, unexpected in _QUESTIONS if at.is_response else _QUESTIONS_OF_REQUESTS:
        if unexpected(sent, expected):
            yield at.breaks(became(kind, of(before), of(now)))
    for name, limit in expected.bounds.items():
        if _passes(sent.bounds.get(name), name, limit):
            yield at.breaks(became(name, before.bounds.get(name), now.bounds.get(name)))
    yield from member_changes(at, ".", _members(before), _members(now), was_closed=before.closed)
    yield from _below(at.within("[]"), before.items, now.items)
    if not before.closed and not now.closed:
        yield from _below(at.within(".*"), before.others, now.others)
    yield from _unread(at, written_before, written_now)


def _below(at: Place, before: Any, now: Any) -> Changes:
    """Who says nothing of items, or of properties without a name, allows any."""
    if before is not None or now is not None:
        yield from schema_changes(at, {} if before is None else before, {} if now is None else now)


def _unread(at: Place, before: Any, now: Any) -> Changes:
    """Words that nothing here compares by their meaning: whether they allow more is for people to judge."""
    old, new = (_words_unread(document, written) for document, written in ((at.before, before), (at.now, now)))
    for word in sorted(old.keys() | new.keys()):
        if old.get(word) != new.get(word):
            yield at.breaks(became(word, old.get(word), new.get(word)))


def _words_unread(document: SpecDocument, written: Any) -> dict[str, Any]:
    schema = document.resolve(written, "a schema") if isinstance(written, Mapping) else {}
    return {word: value for word, value in schema.items() if word not in _READ and not word.startswith("x-")}


def _other_type(sent: PlainSchema, expected: PlainSchema) -> bool:
    if expected.types is None:
        return False
    known = expected.types | ({"integer"} if "number" in expected.types else set())
    return sent.types is None or not sent.types <= known


def _other_value(sent: PlainSchema, expected: PlainSchema) -> bool:
    return expected.enum is not None and (sent.enum is None or not set(sent.enum) <= set(expected.enum))


def _other_known_value(sent: PlainSchema, expected: PlainSchema) -> bool:
    """Of an open enum. Only a request relies on them: who reads a response expects others."""
    named = sent.enum or sent.known
    return expected.known is not None and named is not None and not set(named) <= set(expected.known)


def _passes(reach: float | None, name: str, limit: float) -> bool:
    """Whether what is sent may lie beyond a bound."""
    return reach is None or (reach < limit if name in LOWER_BOUNDS else reach > limit)


_Question = tuple[str, Callable[[PlainSchema], object], Callable[[PlainSchema, PlainSchema], bool]]
_QUESTIONS: tuple[_Question, ...] = (
    ("type", lambda schema: schema.types, _other_type),
    ("enum", lambda schema: schema.enum, _other_value),
    ("format", lambda schema: schema.format, lambda sent, expected: expected.format not in (None, sent.format)),
    ("pattern", lambda schema: schema.pattern, lambda sent, expected: expected.pattern not in (None, sent.pattern)),
    (
        "additionalProperties",
        lambda schema: "refused" if schema.closed else "allowed",
        lambda sent, expected: expected.closed and not sent.closed,
    ),
)
_QUESTIONS_OF_REQUESTS: tuple[_Question, ...] = (
    *_QUESTIONS,
    ("known values", lambda schema: schema.enum or schema.known, _other_known_value),
    # What a request does that leaves it out.
    ("default", lambda schema: schema.default, lambda sent, expected: bool(sent.default != expected.default)),
)


def member_changes(
    at: Place, step: str, before: Mapping[str, Member], now: Mapping[str, Member], *, was_closed: bool = False
) -> Changes:
    """Compare parameters, headers or properties by their names; step is what stands before one. Raises UsageError."""
    for name, one in before.items():
        inner = at.within(f"{step}{name}")
        if name not in now:
            yield inner.breaks("removed")
            continue
        if at.is_response and one.required and not now[name].required:
            yield inner.breaks("was always there, may be missing")
        if not at.is_response and now[name].required and not one.required:
            yield inner.breaks("was optional, is required")
        yield from schema_changes(inner, one.schema, now[name].schema)
    for name, one in now.items():
        if name not in before:
            yield _new(at.within(f"{step}{name}"), is_required=one.required, was_closed=was_closed)


def _new(at: Place, *, is_required: bool, was_closed: bool) -> Change:
    if at.is_response:
        return at.breaks("new, where nothing else was allowed") if was_closed else at.adds("new")
    return at.breaks("new, and required") if is_required else at.adds("new")


def _members(schema: PlainSchema) -> dict[str, Member]:
    """The properties, and those of which only the name is said, since they are required."""
    required = schema.required or frozenset()
    named = {**schema.properties, **{name: {} for name in sorted(required - schema.properties.keys())}}
    return {name: Member(written, name in required) for name, written in named.items()}
