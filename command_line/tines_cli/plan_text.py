"""Plans as people and programs are shown them: old and new of each field, without a secret."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tines_cli.shown_text import json_text, shown
from tines_cli.streams import coloured
from tines_cli.variables import is_variable
from tines_cli.wanted import Wanted
from tines_runtime.plan.matching import Create, Delete, Update, Write, shown_title
from tines_runtime.secret import REDACTED, cut, hidden_url

if TYPE_CHECKING:
    from tines_cases import Plan

_LONGEST = 200
_SIGNS = {"create": ("+", 32), "update": ("~", 33), "delete": ("-", 31)}
"""Of each write its sign, and its colour in a terminal."""
_KINDS = {Create: "create", Update: "update", Delete: "delete"}


class Planned(NamedTuple):
    """A plan, and what it is of."""

    case: int
    wanted: Wanted
    plan: "Plan[Any]"

    def named(self, writes: Sequence[Write]) -> list[str]:
        """Some of its writes, each in a few words."""
        whose = f"(case {self.case}, {self.wanted.subject.group})"
        return [f"{_headline(_described(one, self.wanted))} {whose}" for one in writes]


def described(planned: Sequence[Planned]) -> dict[str, Any]:
    """The plans as JSON, and how many writes there are of each kind."""
    counts = Counter(_KINDS[type(write)] for one in planned for write in one.plan.writes)
    lists = [
        {
            "case": one.case,
            "list": one.wanted.subject.group,
            "file": one.wanted.path,
            "writes": [_described(write, one.wanted) for write in one.plan.writes],
            "unchanged": len(one.plan.unchanged),
            "left_alone": one.plan.left_alone,
        }
        for one in planned
    ]
    return {"lists": lists, **{kind: counts[kind] for kind in _SIGNS}}


def _described(write: Write, wanted: Wanted) -> dict[str, Any]:
    number = {} if isinstance(write, Create) else {"id": write.id}
    found = {"write": _KINDS[type(write)], **number, "title": wanted.variables.hidden(write.title)}
    if isinstance(write, Delete):
        return found
    old, new = (write.old, write.changes) if isinstance(write, Update) else ({}, write.fields)
    pairs = {name: {"old": old[name], "new": new[name]} if name in old else {"new": new[name]} for name in new}
    return found | {"fields": {name: _field(name, pair, wanted) for name, pair in pairs.items()}}


def _field(name: str, values: Mapping[str, Any], wanted: Wanted) -> dict[str, Any]:
    found = {when: wanted.variables.hidden(value) for when, value in values.items()}
    if name in wanted.subject.secrets:
        return {when: _without_secret(value) for when, value in found.items()}
    if found["new"] != values["new"] and values.get("old") is not None:  # what a secret takes the place of may be one
        found["old"] = REDACTED
    return found


def _without_secret(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: one if is_variable(one) else REDACTED for name, one in value.items()}
    return value if value is None or is_variable(value) else hidden_url(value)


def _headline(write: Mapping[str, Any]) -> str:
    number = f"{write['id']} " if "id" in write else ""
    return f"{write['write']} {number}{shown_title(write['title'])}"


def as_text(found: Mapping[str, Any]) -> str:
    """What `described` gives, for people."""
    counts = [f"{found[kind]} to {kind}" for kind in _SIGNS if found[kind]]
    unchanged = sum(one["unchanged"] for one in found["lists"])
    lines = [line for one in found["lists"] for line in _lines(one)]
    return "\n".join([*lines, f"{', '.join(counts) or 'nothing to do'}; {unchanged} unchanged\n"])


def _lines(one: Mapping[str, Any]) -> Iterator[str]:
    if one["writes"]:
        yield f"case {one['case']}, {one['list']} ({shown(one['file'])})"
    for write in one["writes"]:
        sign, colour = _SIGNS[write["write"]]
        yield coloured(f"  {sign} {_headline(write)}", colour)
        for name, field in write.get("fields", {}).items():
            values = [cut(json_text(value), _LONGEST) for value in field.values()]
            alike = "" if len({*values}) == len(values) else " (they differ in what is not shown)"
            yield f"      {name}: {' -> '.join(values)}{alike}"
