"""What no source says (`x-open`): the sentences of it that end descriptions, and the quirks of the fake."""

import copy
from typing import Any

from contract_document import mapping
from jinja2 import Environment

from tines_spec import WrittenOperation, kept_promises, written_operations

_LONG = 60


def with_open_points(document: dict[str, Any]) -> dict[str, Any]:
    """A copy of the spec whose descriptions end with what is open there."""
    document = copy.deepcopy(document)
    open_there: dict[str, list[str]] = {}
    for point in document.get("x-open", {}).values():
        for place in point.get("described_in", ()):
            open_there.setdefault(place, []).append(point["question"])
    for place, questions in open_there.items():
        part = part_at(document, place)
        if part is not None and "description" in part:  # else a rule of the spec says so
            part["description"] = f"{part['description'].rstrip()} {_sentence(questions)}"
    return document


def _sentence(questions: list[str]) -> str:
    first, *others = questions
    if not others:
        return f"{first} is not documented."
    *before, last = [first, *(one[0].lower() + one[1:] for one in others)]
    return f"{', '.join(before)}, and {last} are not documented."


def part_at(document: dict[str, Any], place: str) -> Any:
    """An operation by its id or by a promise's, Schema.property, or kind/Name below components; None for no place."""
    kind, _, name = place.rpartition("/")
    found: Any = document["components"].get(kind or "schemas", {})
    for step in name.split("."):
        if isinstance(found, list):
            found = {str(index): one for index, one in enumerate(found)}
        found = mapping(mapping(found).get("properties")).get(step, mapping(found).get(step))
    if isinstance(found, dict):
        return found
    every = (*written_operations(document), *written_operations(document, "webhooks"))
    return next((one.said for one in every if place in _names_of(one)), None)


def _names_of(operation: WrittenOperation) -> list[Any]:
    """Its id, and those of its promises."""
    own = [mapping(promise).get("id") for promise in operation.said.get("x-promises", {}).get("own", ())]
    return [operation.name, *own, *(promise for promise, _, _ in kept_promises(operation.said))]


def quirks_module(document: dict[str, Any], templates: Environment) -> str:
    """The class whose fields are the open points with alternatives."""
    types: dict[str, str] = {}
    points = document.get("x-open", {}).items()
    quirks = [_quirk(name, point, types) for name, point in points if "alternatives" in point]
    return templates.get_template("quirks.py.jinja").render(quirks=quirks, quirk_types=types)


def _quirk(name: str, point: dict[str, Any], types: dict[str, str]) -> tuple[str, str, str, str]:
    """Name, type, default, docstring. A long type gets a name of its own, in `types`."""
    shown = [repr(one) for one in point["alternatives"]]
    hint = "bool" if {*shown} == {"False", "True"} else f"Literal[{', '.join(shown)}]"
    if len(hint) > _LONG:
        types["".join(map(str.capitalize, name.split("_")))] = hint
        hint = [*types][-1]
    return name, hint, shown[0], point["question"]
