"""What Python makes of the spec's schemas: the types of what is read, and the types and checks of what is sent.

A reader is tolerant, so that a bound of what is read is left to the contract tests. What is sent is checked before it
is: a schema that no check knows stops the generation.
"""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from attrs import frozen
from contract_document import GenerationError

from tines_spec import referred, written_operations

_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
_FORMATS = {"date-time": "Timestamp", "date": "Date"}
_CHECKS = {"string": "text", "number": "number", "boolean": "boolean", "object": "json_object"}
_UNCHECKED = {"type", "format", "description", "example", "examples", "default", "title", "deprecated"} | {
    "readOnly",
    "writeOnly",
    "contentMediaType",
}
_CHECKED = {"integer": {"minimum", "maximum"}, "object": {"additionalProperties"}}


@frozen
class Sent:
    """What may be given for something that is sent: its annotation, and the code of its check."""

    annotation: str
    check: str


class Schemas:
    """The named schemas of a spec, and what Python makes of any schema in it."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._named: dict[str, Any] = document["components"]["schemas"]

    def resolved(self, value: Any) -> Any:
        return referred(self.document, value)

    def json_of(self, message: Any) -> dict[str, Any]:
        """The schema of the JSON that a request's body or a response holds, as written; empty where it holds none."""
        content = self.resolved(message).get("content", {})
        return dict(content.get("application/json", {}).get("schema", {}))

    @cached_property
    def objects(self) -> dict[str, dict[str, Any]]:
        """The named objects that have properties."""
        return {name: schema for name, schema in self._named.items() if schema.get("properties")}

    @cached_property
    def models(self) -> dict[str, dict[str, Any]]:
        """Those of them that are classes; one that is only ever a whole body is not: its properties are arguments."""
        inside = {name for schema in self._named.values() for name in references(schema)} | self._created | self.filters
        return {name: schema for name, schema in self.objects.items() if name not in self.sent or name in inside}

    @cached_property
    def _created(self) -> set[str]:
        """The bodies of what creates an item of a list, which `create_from` and `plan` take whole."""
        every = written_operations(self.document)
        posts = [one.said for one in every if one.method == "post" and "x-paging" in one.item.get("get", {})]
        schemas = [self.json_of(said.get("requestBody", {})) for said in posts]
        return {str(schema.get("$ref", "")).rpartition("/")[2] for schema in schemas}

    @cached_property
    def mappings(self) -> dict[str, dict[str, Any]]:
        """The named objects whose properties nobody lists."""
        objects = {name: schema for name, schema in self._named.items() if schema.get("type") == "object"}
        return {name: schema for name, schema in objects.items() if name not in self.objects}

    @cached_property
    def enums(self) -> dict[str, list[str]]:
        """The values of each enum that is a class."""
        return {name: _values(self._named[name]) for name in dict.fromkeys(self._enum_classes.values())}

    @cached_property
    def _enum_classes(self) -> dict[str, str]:
        """The class of each named enum; a closed one shares that of the open one with its values."""
        values = {name: _values(schema) for name, schema in self._named.items() if _values(schema)}
        opened = {tuple(values[name]): name for name in values if "x-extensible-enum" in self._named[name]}
        return {name: opened.get(tuple(listed), name) for name, listed in values.items()}

    @cached_property
    def sent(self) -> set[str]:
        """The named objects that are sent: bodies, what is inside them, and filters."""
        return (self._in_bodies("paths") | self.filters) & self.objects.keys()

    @cached_property
    def filters(self) -> set[str]:
        """The named schemas of what lists are filtered by."""
        every = [self.resolved(one) for written in written_operations(self.document) for one in written.parameters]
        return {name for one in every if one.get("style") == "deepObject" for name in references(one["schema"])}

    @cached_property
    def only_in_webhooks(self) -> set[str]:
        """The named schemas of what webhooks are sent, and of nothing else."""
        sent = self._in_bodies("webhooks")
        return sent - reachable(self._named, self._named.keys() - sent)

    def _in_bodies(self, part: str) -> set[str]:
        every = written_operations(self.document, part)
        return reachable(self._named, references([self.resolved(one.said.get("requestBody", {})) for one in every]))

    def _class_of(self, schema: dict[str, Any]) -> str | None:
        """The class of what a reference leads to, where it has one."""
        while "$ref" in schema:
            name = str(schema["$ref"]).rpartition("/")[2]
            if name in self._enum_classes:
                return self._enum_classes[name]
            if name in self.models or name in self.mappings:
                return name
            schema = self.resolved({"$ref": schema["$ref"]})
        return None

    def choices(self, schema: dict[str, Any]) -> list[dict[str, Any]]:
        """What a schema allows, one by one."""
        whole = self.resolved(schema)
        for key in ("oneOf", "anyOf"):
            if key in whole:
                return [choice for entry in whole[key] for choice in self.choices(entry)]
        kinds = whole.get("type")
        return [{**whole, "type": kind} for kind in kinds] if isinstance(kinds, list) else [schema]

    def read_as(self, schema: dict[str, Any]) -> str:
        """The type of what is read."""
        choices = self.choices(schema)
        kinds = [str(self.resolved(choice).get("type")) for choice in choices]
        if len(set(kinds)) < len(kinds) or (len(kinds) > 1 and "None" in kinds):
            raise GenerationError(f"no decoder tells {' from '.join(kinds)}: leave it open: {str(schema)[:120]}")
        read = [self._class_of(choice) or self._read_as(self.resolved(choice)) for choice in choices]
        return " | ".join(sorted(read, key=lambda kind: kind == "None"))

    def _read_as(self, schema: dict[str, Any]) -> str:
        kind = schema.get("type")
        if "enum" in schema or "properties" in schema:
            what = "object" if "properties" in schema else "enum"
            raise GenerationError(f"an {what} is no named schema: make it one, in components: {str(schema)[:120]}")
        if kind == "array":
            return f"list[{self.read_as(schema.get('items', {}))}]"
        if kind == "object":
            values = schema.get("additionalProperties")
            return f"dict[str, {self.read_as(values) if isinstance(values, dict) else 'Any'}]"
        if kind is None:
            return "Any"
        return _FORMATS.get(schema.get("format", ""), _SCALARS[kind])

    def sent_as(self, schema: dict[str, Any]) -> Sent:
        """The annotation and the check of what is sent."""
        choices = self.choices(schema)
        others = [choice for choice in choices if choice.get("type") != "null"]
        if len(others) < len(choices):
            inner = self.sent_as(others[0]) if len(others) == 1 else self._unknown(schema)
            return Sent(f"{inner.annotation} | None", f"nullable({inner.check})")
        whole = self.resolved(schema)
        if _values(whole):
            return self._sent_enum(schema, whole)
        if "properties" in whole:
            return self._sent_model(schema, whole)
        if whole.get("type") == "array":
            inner = self.sent_as(whole["items"])
            most = f", most={whole['maxItems']}" if "maxItems" in whole else ""
            return Sent(f"Iterable[{inner.annotation}]", f"listed({inner.check}{most})")
        return self._sent_scalar(whole)

    def _sent_enum(self, schema: dict[str, Any], whole: dict[str, Any]) -> Sent:
        """One of what it lists; where responses may hold others too, any text: what was read can be sent again."""
        listed = ", ".join(map(repr, _values(whole)))
        own = self._class_of(schema)
        opened = own is not None and "x-extensible-enum" in self._named[own]
        return Sent(f"{f'{own} | ' if own else ''}Literal[{listed}]", "text" if opened else f"choice({listed})")

    def _sent_model(self, schema: dict[str, Any], whole: dict[str, Any]) -> Sent:
        """A model, one that was read and holds all that it requires, or a mapping."""
        own = self._class_of(schema)
        if own is None:
            raise GenerationError(f"an object that is sent is no named schema: make it one: {str(whole)[:120]}")
        return Sent(" | ".join([own, *self._alike(whole), "Mapping[str, Any]"]), self.fields(whole))

    def _alike(self, body: dict[str, Any]) -> list[str]:
        """The models of what is read where a body is sent, and that hold all that it requires."""
        required, read = set(body.get("required", ())), self._read_beside(body) & self.models.keys() - self.sent
        return [name for name in sorted(read) if required and required <= self.models[name]["properties"].keys()]

    def _read_beside(self, body: dict[str, Any]) -> set[str]:
        """The named schemas of what comes from the paths that a body is sent to."""
        found: set[str] = set()
        for one in written_operations(self.document):
            sent = reachable(self._named, references(self.resolved(one.said.get("requestBody", {}))))
            if any(self._named.get(name) == body for name in sent):
                paths = [each for each in one.item.values() if isinstance(each, dict) and "responses" in each]
                responses = [self.json_of(each) for said in paths for each in said["responses"].values()]
                found |= reachable(self._named, references(responses))
        return found

    def fields(self, schema: dict[str, Any]) -> str:
        """The check of an object. What the server sets may stand in it: it does in one that was read."""
        named = self._read_beside(schema) & self.objects.keys()
        found = [entry for name in named for entry in self.objects[name]["properties"].items()]
        read_only = {name for name, prop in found if self.resolved(prop).get("readOnly")}
        shown = {name for model in self._alike(schema) for name in self.models[model]["properties"]}
        owned = tuple(sorted(read_only | (shown - schema["properties"].keys())))
        unseen = tuple(name for name, prop in schema["properties"].items() if self.resolved(prop).get("writeOnly"))
        required = tuple(schema.get("required", ()))
        shown_as = {name: self._shown_as(schema, name) for name in unseen if name in required}
        unseen = tuple(name for name in unseen if name not in shown_as)
        more = f", unseen={unseen!r}" * bool(unseen) + f", shown_as={shown_as!r}" * bool(shown_as)
        return f"Fields(checks={{{self.checks(schema)}}}, required={required!r}, owned={owned!r}{more})"

    def _shown_as(self, schema: dict[str, Any], name: str) -> tuple[str, ...]:
        place = self.resolved(schema["properties"][name]).get("x-shown-as", "")
        if "." not in place:
            raise GenerationError(f"it needs {name}, and no item shows it: give it x-shown-as, such as team.id")
        return tuple(place.split("."))

    def checks(self, schema: dict[str, Any]) -> str:
        """Those of an object's properties, by name."""
        return ", ".join(f"{name!r}: {self.sent_as(prop).check}" for name, prop in schema["properties"].items())

    def _sent_scalar(self, schema: dict[str, Any]) -> Sent:
        kind = schema.get("type")
        known = _UNCHECKED | _CHECKED.get(str(kind), set())
        if any(key not in known and not key.startswith("x-") for key in schema) or "properties" in schema:
            self._unknown(schema)
        if kind == "integer":
            bounds = [f"{key}={schema[key]}" for key in ("minimum", "maximum") if key in schema]
            return Sent("int", f"integer({', '.join(bounds)})")
        if kind not in _CHECKS:
            self._unknown(schema)
        if schema.get("format") == "date-time":
            is_filter = "x-shown-by" in schema  # no more of it than the day may be known
            return Sent("Timestamp | Date | str", "day_or_moment") if is_filter else Sent("Timestamp | str", "moment")
        return Sent(_SCALARS.get(str(kind), "Mapping[str, Any]"), _CHECKS[str(kind)])

    def _unknown(self, schema: dict[str, Any]) -> Any:
        raise GenerationError(f"what is sent holds {schema}, which nothing checks: teach scripts/schemas.py")


def _values(schema: dict[str, Any]) -> list[str]:
    """The values that an enum lists, be it open or closed; none where it is no enum."""
    values = list(schema.get("x-extensible-enum", schema.get("enum", ())))
    if not all(isinstance(value, str) for value in values):
        raise GenerationError(f"an enum of anything but text has no template yet: {values}")
    return values


def references(value: Any) -> list[str]:
    """The names of the schemas that a part of the spec refers to."""
    return re.findall(r"'\$ref': '#/components/schemas/([^/']+)'", str(value))


def reachable(named: dict[str, Any], names: Iterable[str]) -> set[str]:
    """The named schemas, and those that they refer to."""
    found: set[str] = set()
    waiting = [*names]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += references(named.get(name, {}))
    return found
