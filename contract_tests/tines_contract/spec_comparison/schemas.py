"""Compares two schemas of one place: does the other document allow what ours forbids, or forbid what ours allows?

A response contradicts where theirs may hold what ours rules out; a request where theirs refuses what ours lets a client
send. What a document does not say is left open.
"""

import re
from typing import Any

from tines_contract.spec_comparison.difference import Compared, Effect, Found
from tines_contract.spec_comparison.plain_schema import LOWER_BOUNDS, PlainSchema, plain

_NEED = {True: "required", False: "optional"}


def compare_schemas(at: Compared, written: Any, other: Any) -> Found:
    """Compare what is written of a place in both documents. Raises UsageError."""
    ours, theirs = plain(at.ours, written, at.place), plain(at.theirs, other, at.place)
    yield from _types(at, ours, theirs)
    yield from _enums(at, ours, theirs)
    yield from _formats(at, ours, theirs)
    yield from _bounds(at, ours, theirs)
    yield from _properties(at, ours, theirs)
    if ours.items is not None and theirs.items is not None:
        yield from compare_schemas(at.within("[]"), ours.items, theirs.items)


def _types(at: Compared, ours: PlainSchema, theirs: PlainSchema) -> Found:
    if ours.types is None:
        return
    if theirs.types is None:
        yield at.found("type", _named(ours.types), "not said", Effect.LEAVES_OPEN, at.promised)
        return
    wide, narrow = (ours.types, theirs.types) if at.is_response else (theirs.types, ours.types)
    outside = {one for one in narrow - wide if not (one == "integer" and "number" in wide)}
    if outside:
        kind = "nullability" if outside == {"null"} else "type"
        grade = "assumed" if not at.is_response and outside <= ours.guessed else ""
        yield at.found(kind, _named(ours.types), _named(theirs.types), Effect.CONTRADICTS, at.promised, grade)
    elif ours.types != theirs.types:
        kind = "nullability" if ours.types ^ theirs.types == {"null"} else "type"
        yield at.found(kind, _named(ours.types), _named(theirs.types), Effect.DIFFERS)
    else:
        yield at.found("type", _named(ours.types), _named(theirs.types), Effect.SUPPORTS, at.promised)


def _enums(at: Compared, ours: PlainSchema, theirs: PlainSchema) -> Found:
    known = ours.enum if ours.known is None else ours.known
    if known is None or theirs.enum is None:
        if known is not None or theirs.enum is not None:
            yield from _one_enum(at, ours, theirs)
        return
    more = [value for value in theirs.enum if value not in known]
    fewer = [value for value in known if value not in theirs.enum]
    effect, promises = Effect.SUPPORTS, _enum_promises(at)
    if fewer:
        effect = Effect.DIFFERS if at.is_response else Effect.CONTRADICTS
    if more and effect is not Effect.CONTRADICTS:
        closed = ours.known is None and at.is_response
        refused = "TYPE-KNOWN" in promises or any(_unlike(ours, value) for value in more)
        effect = Effect.CONTRADICTS if closed or refused else Effect.ADDS
    grade = "documented" if "TYPE-KNOWN" in promises else ""  # the types are; that others are refused is assumed
    yield at.found("enum", list(known), list(theirs.enum), effect, promises, grade)


def _enum_promises(at: Compared) -> tuple[str, ...]:
    names_type = at.place.endswith(".action_type") and not at.is_response
    return ("TYPE-KNOWN",) if names_type else at.promised


def _unlike(ours: PlainSchema, value: object) -> bool:
    return ours.pattern is not None and isinstance(value, str) and re.search(ours.pattern, value) is None


def _one_enum(at: Compared, ours: PlainSchema, theirs: PlainSchema) -> Found:
    """Only one of the two names values."""
    if theirs.enum is None:
        if ours.enum is not None:  # that others may be added is no promise
            yield at.found("enum", list(ours.enum), "any value", Effect.LEAVES_OPEN, _enum_promises(at))
        return
    effect = Effect.DIFFERS if at.is_response else Effect.CONTRADICTS
    if at.is_response and any(_unlike(ours, value) for value in theirs.enum):
        effect = Effect.CONTRADICTS
    yield at.found("enum", "any value", list(theirs.enum), effect, at.promised)


def _formats(at: Compared, ours: PlainSchema, theirs: PlainSchema) -> Found:
    if ours.format == "date-time" and at.is_response:
        effect = Effect.SUPPORTS if theirs.format == ours.format else Effect.CONTRADICTS
        yield at.found("format", ours.format, theirs.format, effect, ("TIMESTAMPS",))
    elif ours.format != theirs.format and theirs.format is not None:
        yield at.found("format", ours.format or "not said", theirs.format, Effect.DIFFERS)
    if theirs.pattern not in (None, ours.pattern):
        yield at.found("pattern", ours.pattern or "not said", theirs.pattern, Effect.DIFFERS)


def _bounds(at: Compared, ours: PlainSchema, theirs: PlainSchema) -> Found:
    for name in {**ours.bounds, **theirs.bounds}:
        mine, other = ours.bounds.get(name), theirs.bounds.get(name)
        if other is None or mine == other:  # no source says that there is a bound of 64 bits: its absence says nothing
            continue
        wider = mine is not None and (other < mine if name in LOWER_BOUNDS else other > mine)
        effect = Effect.CONTRADICTS if wider and at.is_response else Effect.DIFFERS
        shown = "not said" if mine is None else mine
        yield at.found(name, shown, other, effect, at.promised if effect is Effect.CONTRADICTS else ())


def _properties(at: Compared, ours: PlainSchema, theirs: PlainSchema) -> Found:
    if "object" not in (ours.types or ()) or not ours.properties:
        return
    for name, written in ours.properties.items():
        inner, mine = at.within(f".{name}"), name in (ours.required or ())
        if name in theirs.properties:
            yield from _required(inner, theirs.required, mine=mine, other=name in (theirs.required or ()))
            yield from compare_schemas(inner, written, theirs.properties[name])
            continue
        effect = Effect.CONTRADICTS if theirs.closed and (mine or not at.is_response) else Effect.LEAVES_OPEN
        theirs_say = "there is no such property" if theirs.closed else "not mentioned"
        yield inner.found("property", _NEED[mine], theirs_say, effect, at.promised)
    for name in (name for name in theirs.properties if name not in ours.properties):
        other = name in (theirs.required or ())
        contradicts = ours.closed if at.is_response else other
        effect = Effect.CONTRADICTS if contradicts else Effect.ADDS
        yield at.within(f".{name}").found("property", "not mentioned", _NEED[other], effect)


def _required(at: Compared, theirs: frozenset[str] | None, *, mine: bool, other: bool) -> Found:
    """Without a list of what is required nothing is said; with one, what it leaves out is said to be optional."""
    if mine:
        said, effect = None if theirs is None else _NEED[other], Effect.SUPPORTS if other else Effect.CONTRADICTS
        yield at.found("required", "required", said, effect, at.promised or ("REQUIRED",))
    elif other:
        effect = Effect.DIFFERS if at.is_response else Effect.CONTRADICTS
        yield at.found("required", "optional", "required", effect)


def _named(types: frozenset[str]) -> str:
    return " | ".join(sorted(types))
