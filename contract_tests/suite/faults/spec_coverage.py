"""Which check covers what the document says, and which fault proves it.

Run it: `python contract_tests/suite/faults/spec_coverage.py`.

Everything is read from the document: operations, parameters, responses, bodies, properties, constraints, rules. What is
left open on purpose is named in one place, with the reason; what has neither cover nor reason fails a test. Webhooks
are what a tenant sends by itself, when somebody clicks: no request of a check shows them.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from tines_contract.checks import CHECKS
from tines_fake import FAULTS
from tines_fake.faults.catalogue import shape_faults
from tines_spec import kept_promises, load, referred, written_operations

_SAYS_NOTHING = {"description", "example", "examples", "readOnly", "properties", "title", "contentMediaType"}
_SHAPE = {
    "type": "RETYPED",
    "oneOf": "RETYPED",
    "required": "DROPPED",
    "minimum": "TOO-SMALL",
    "maximum": "TOO-LARGE",
    "int64": "TOO-LARGE",
    "pattern": "IN-CAPITALS",
    "items": "ENTRY-RETYPED",
}
"""The change of a property that breaks each constraint; one that is missing here is uncovered."""

_REFUSED_ODDLY = "with which status an odd argument is refused is not documented"
_NOT_TRIED = "assumed, and not to be tried where all of a tenant would have to be searched for what comes of it"
LEFT_OPEN: Mapping[tuple[str, str], str] = {
    ("response", "429"): "a check would have to exceed the limit; it is waited for, wherever it comes",
    ("response", "4XX"): "assumed; any other refusal will do where one is due",
    ("response", "404"): "a list that belongs to nothing is not missing",
    ("response", "5XX"): _NOT_TRIED,
    ("response", "400"): _REFUSED_ODDLY,
    ("response", "422"): _REFUSED_ODDLY,
    ("argument", "case_id"): "odd cases are sent by reading and deleting; a write to one could not be undone",
    ("argument", "id"): "odd items are sent by reading and deleting; an update of one could not be undone",
    ("body", "type"): _NOT_TRIED,
    ("body", "enum"): "whether a value that nobody lists is refused is not documented",
    ("body", "required"): "whether a text that is missing is refused is not documented",
    ("body", "maxItems"): "what more entries than allowed bring is not documented",
    ("body", "writeOnly"): "nothing shows it as it was given",
    ("body", "format"): "which moments are taken, and when, is not documented",
    ("body", "null"): "assumed; what null does is not documented",
    ("body", "oneOf"): "what other types than text and objects bring is not documented, but that it is no server error",
}


@frozen
class Row:
    """One thing that the document says. covers: promises. proofs: faults. open: why it has neither."""

    operation: str
    kind: str
    name: str
    covers: Sequence[str] = ()
    proofs: Sequence[str] = ()
    open: str = ""

    @property
    def covered(self) -> bool:
        return bool(self.open) != bool(self.proofs) and all(promise in CHECKS for promise in self.covers)


def table(document: dict[str, Any]) -> list[Row]:
    """Everything that the document says of each operation."""
    return [
        row
        for method, path, said, _ in written_operations(document)
        for row in _of_operation(document, f"{method.upper()} {path}", said)
    ]


def _of_operation(document: dict[str, Any], at: str, said: dict[str, Any]) -> Iterator[Row]:
    word, name = said["x-promises"]["prefix"], said["operationId"]
    promised = [promise for promise, _, _ in kept_promises(said)]
    promised += [promise["id"] for promise in said["x-promises"].get("own", ())]
    yield _row(name, "operation", at, [f"{word}-STATUS"])
    yield _row(name, "security", "bearer", [f"{word}-KEY-MISSING", f"{word}-KEY-WRONG"])
    for reference in said.get("parameters", ()):
        yield from _of_parameter(document, word, said, referred(document, reference), writes=not at.startswith("GET"))
    for status, reference in said["responses"].items():
        yield _of_response(word, name, status, promised)
        content = referred(document, reference).get("content", {})
        for media, found in content.items():
            yield _row(name, "response", f"{status} {media}", [f"{word}-CONTENT-TYPE"])
            yield from _of_answer(document, word, name, found["schema"], ())
    for media, found in referred(document, said.get("requestBody", {})).get("content", {}).items():
        yield _row(name, "body", media, [f"{word}-STATUS"])
        yield from _of_body(document, word, name, found["schema"], promised)
    yield from (_row(name, "rule", promise, [promise]) for promise in promised)


def _of_parameter(
    document: dict[str, Any], word: str, said: dict[str, Any], parameter: dict[str, Any], *, writes: bool
) -> Iterator[Row]:
    operation, name, paging = said["operationId"], parameter["name"], said.get("x-paging", {})
    rules = {paging.get("size"): "PER-PAGE", paging.get("number"): "PAGE"}
    for constraint, value in _constraints(referred(document, parameter["schema"])):
        shown = f"{name} {constraint} {value}"
        if constraint == "default":
            yield _row(operation, "argument", shown, [f"{word}-DEFAULT-{rules.get(name, name)}"])
        elif not writes or word == "DELETE":
            obeyed = [f"{word}-{rules[name]}-OBEYED"] if name in rules else []
            yield _row(operation, "argument", shown, [*obeyed, f"{word}-NEVER-SERVER-ERROR"])
        else:
            named = name if name == "case_id" else "id"  # whatever the argument is called that names the item
            yield Row(operation, "argument", shown, open=LEFT_OPEN["argument", named])


def _of_response(word: str, operation: str, status: str, promised: Sequence[str]) -> Row:
    covers = {
        "401": [f"{word}-KEY-WRONG"],
        "403": [f"{word}-KEY-MISSING"],
        "404": [f"{word}-CASE-UNKNOWN", f"{word}-UNKNOWN"],
        "400": [f"{word}-REQUIRED", f"{word}-TYPE-KNOWN"],
        "422": [f"{word}-REQUIRED", f"{word}-TYPE-KNOWN"],
        "5XX": [f"{word}-NEVER-SERVER-ERROR"],
    }.get(status, [f"{word}-STATUS"] if status.startswith("2") else [])
    kept = [promise for promise in covers if promise in promised]
    if kept:
        return _row(operation, "response", status, kept)
    return Row(operation, "response", status, open=LEFT_OPEN.get(("response", status), ""))


def _of_answer(
    document: dict[str, Any], word: str, operation: str, found: dict[str, Any], above: tuple[str, ...]
) -> Iterator[Row]:
    schema = referred(document, found)
    for name, said in schema.get("properties", {}).items():
        prop, path = referred(document, said), (*above, name)
        constraints = [*_constraints(prop), *([("required", "")] if name in schema.get("required", ()) else [])]
        for constraint, value in constraints:
            shown = f"{'.'.join(path)} {constraint} {value}".strip()
            if value == "date-time":
                yield _row(operation, "property", shown, [f"{word}-TIMESTAMPS"])
                continue
            how = _SHAPE.get(str(value) if constraint == "format" else constraint, "NOTHING")
            fault = "-".join((word, "SHAPE", *path, how)).replace("_", "-").upper()
            yield Row(operation, "property", shown, [f"{word}-SHAPE"], [fault] if fault in _shape_ids() else [])
        yield from _of_answer(document, word, operation, prop.get("items", prop), path)


def _of_body(
    document: dict[str, Any], word: str, operation: str, found: dict[str, Any], promised: Sequence[str]
) -> Iterator[Row]:
    schema = referred(document, found)
    for one in schema.get("required", ()):
        yield _row_or_open(operation, f"{one} required", "required", [f"{word}-REQUIRED"], promised)
    for name, said in schema.get("properties", {}).items():
        prop = referred(document, said)
        why = next((one for one in ("writeOnly", "format") if one in prop), None)
        if why is not None:
            yield Row(operation, "body", name, open=LEFT_OPEN["body", why])
            continue
        rules = (f"{word}-{rule}" for rule in ("READ-BACK", "APPENDED", "STORED"))
        yield _row(operation, "body", name, [rule for rule in rules if rule in promised][:1])
        for constraint, value in _constraints(prop):
            shown = f"{name} {constraint} {value}".strip()
            if constraint == "oneOf":
                yield Row(operation, "body", f"{name} null", open=LEFT_OPEN["body", "null"])
                yield Row(operation, "body", shown, open=LEFT_OPEN["body", "oneOf"])
            elif constraint in _OF_BODIES:
                yield _row_or_open(operation, shown, constraint, [f"{word}-{_OF_BODIES[constraint]}"], promised)
            elif constraint == "items":
                yield from _of_body(document, word, operation, prop["items"], promised)
            else:
                yield Row(operation, "body", shown)


def _row_or_open(operation: str, shown: str, constraint: str, covers: Sequence[str], promised: Sequence[str]) -> Row:
    if not {*covers} <= {*promised}:
        return Row(operation, "body", shown, open=LEFT_OPEN["body", constraint])
    return _row(operation, "body", shown, covers)


_OF_BODIES = {"type": "NEVER-SERVER-ERROR", "enum": "TYPE-KNOWN", "maxItems": "MOST"}


def _constraints(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What a schema says, keyword by keyword; of what is nested, only that it is said."""
    for keyword, value in schema.items():
        if keyword not in _SAYS_NOTHING and not keyword.startswith("x-") and keyword != "required":
            yield keyword, "" if isinstance(value, (dict, list)) and keyword != "enum" else str(value)


def _row(operation: str, kind: str, name: str, covers: Sequence[str]) -> Row:
    proofs = [fault.id for fault in FAULTS if fault.promise in covers]
    return Row(operation, kind, name, covers, proofs)


@functools.cache
def _shape_ids() -> frozenset[str]:
    return frozenset(fault.id for fault in shape_faults())


def as_text(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        proofs = f"{row.proofs[0]}{f' and {len(row.proofs) - 1} more' if row.proofs[1:] else ''}" if row.proofs else ""
        shown = f"left open: {row.open}" if row.open else f"{', '.join(row.covers) or 'UNCOVERED'} | {proofs}"
        yield f"{row.operation:22} {row.kind:10} {row.name:58} {shown}"
    covered, left = sum(row.covered and not row.open for row in rows), sum(bool(row.open) for row in rows)
    yield f"{covered} covered, {left} left open on purpose, {len(rows) - covered - left} uncovered, of {len(rows)}"


if __name__ == "__main__":
    print("\n".join(as_text(table(load()))))
