"""What a run has tried and met, summed up as it goes: how often, with which status, and which fields came back.

It holds no value of a response: statuses, the names of fields that the spec knows, and the JSON types of their values.
"""

import functools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import define, field, frozen

from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import Purpose
from tines_contract.promises.strict_json import json_or_none, kind, once_if_short
from tines_spec import Operation, resolve

_MOST_BODIES = 5
"""How many bodies are looked into for each operation and purpose."""

_LOOKED_INTO = (Purpose.DEFAULT, Purpose.WALK, Purpose.SIZE, Purpose.READ, Purpose.WRITE)

Fields = Iterator[tuple[str, str]]


@frozen
class Tried:
    """Requests of one operation and purpose that got the same status. operation: empty where the spec has none."""

    operation: str
    purpose: Purpose
    status: int


@define(eq=False)
class Survey:
    """requests: how many of each kind were sent. seconds: how long those of each operation took, waits included.

    kinds: the JSON types of the fields of successes, by the operation's name and such as `actions[].label`.
    """

    requests: Counter[Tried] = field(factory=Counter)
    seconds: defaultdict[str, float] = field(factory=lambda: defaultdict(float))
    kinds: dict[tuple[str, str], set[str]] = field(factory=dict)
    _bodies: Counter[tuple[str, Purpose]] = field(factory=Counter)

    def add(self, seen: Observation, seconds: float) -> None:
        """Count one request, and look into the body of a success."""
        name = "" if seen.operation is None else seen.operation.name
        self.requests[Tried(name, seen.purpose, seen.response.status)] += 1
        self.seconds[name] += seconds
        if seen.operation is None or not seen.succeeded or seen.purpose not in _LOOKED_INTO:
            return
        self._bodies[name, seen.purpose] += 1
        if self._bodies[name, seen.purpose] <= _MOST_BODIES:
            for path, found in _fields_in(seen.operation, seen.response.body):
                self.kinds.setdefault((name, path), set()).add(found)


_ABSENT = "absent"


@once_if_short
def _fields_in(operation: Operation, body: bytes) -> frozenset[tuple[str, str]]:
    return frozenset(_fields(json_or_none(body), _properties(operation), ""))


def _fields(value: Any, known: Mapping[str, Any], path: str) -> Fields:
    """Each field that the spec knows at its place, with the type of its value, or as absent."""
    if not isinstance(value, dict):
        return
    for name, below in known.items():
        place = f"{path}{name}"
        if name not in value:
            yield place, _ABSENT
            continue
        one = value[name]
        yield place, kind(one)
        for item in one if isinstance(one, list) else ():
            yield from _fields(item, below, f"{place}[].")
        yield from _fields(one, below, f"{place}.")


@functools.cache
def _properties(operation: Operation) -> Mapping[str, Any]:
    return _nested(operation.success_schema or {})


def _nested(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The names of an object's properties, each with those below it; of an array, those of its items."""
    whole = resolve(schema)
    if "items" in whole:
        return _nested(whole["items"])
    for one in whole.get("oneOf", ()):
        if found := _nested(one):
            return found
    return {name: _nested(one) for name, one in whole.get("properties", {}).items()}
