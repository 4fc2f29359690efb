"""The project's own rules for openapi.yaml, beyond what OpenAPI itself and Redocly ask.

`findings` puts a document before every rule. A rule is a function from the document to its findings: one line for each
breach, which starts with the JSON pointer of the place. What has a form of its own has it in `extensions.yaml`.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from contract_document import snake
from jsonschema import Draft202012Validator, FormatChecker
from open_points import part_at

from contract_tests.spec.places import SCHEMAS, below, looked_up, of_kind, places
from tines_spec import kept_promises, kind_among, written_operations

Document = dict[str, Any]
_FORMS = yaml.safe_load(Path(__file__).with_name("extensions.yaml").read_text("utf-8"))["$defs"]
_BEARERS = ("schema", "property", "parameter", "response", "header", "security scheme", "webhook operation")
_SMALLEST, _GREATEST = -(2**63), 2**63 - 1


def findings(document: Document) -> list[str]:
    """What all rules find."""
    return [finding for rule in RULES for finding in rule(document)]


def extensions_have_their_form(document: Document) -> Iterator[str]:
    """Evidence, promises, templates and open points are as `extensions.yaml` says."""
    sources, templates = document["info"]["x-sources"], document["x-promise-templates"]
    forms = {**_FORMS, "source": {"enum": [*sources]}, "template": {"enum": [*templates]}}
    for pointer, form, value in _extensions(document):
        schema = {"$ref": f"#/$defs/{form}", "$defs": forms}
        for error in Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(value):
            yield f"{below(pointer, *map(str, error.absolute_path))}: {error.message}"


def _extensions(document: Document) -> Iterator[tuple[str, str, Any]]:
    yield "/x-promise-templates", "templates", document["x-promise-templates"]
    yield "/x-open", "open", document["x-open"]
    for place in places(document):
        for form in ("evidence", "shown-by", "shown-as"):
            if isinstance(place.value, dict) and f"x-{form}" in place.value:
                yield f"{place.pointer}/x-{form}", form.replace("-", "_"), place.value[f"x-{form}"]
    for place in of_kind(document, "operation"):
        yield f"{place.pointer}/x-promises", "promises", place.value.get("x-promises")


def every_promise_carries_evidence(document: Document) -> Iterator[str]:
    """All that is named in _BEARERS does."""
    for place in of_kind(document, *_BEARERS):
        if isinstance(place.value, dict) and "x-evidence" not in place.value:
            yield f"{place.pointer}: a {place.kind} without x-evidence"


def nothing_is_said_beside_a_reference(document: Document) -> Iterator[str]:
    """What stands beside a `$ref` is ignored by those who read the document."""
    for place in places(document):
        if isinstance(place.value, dict) and "$ref" in place.value:
            others = [key for key in place.value if key != "$ref"]
            yield from (f"{place.pointer}: {key} beside a $ref, where it is ignored" for key in others)


def promise_ids_are_unique(document: Document) -> Iterator[str]:
    """Ids are one name space over all operations, and each begins with the prefix of its operation."""
    ids: Counter[str] = Counter()
    for place in of_kind(document, "operation"):
        promised = place.value.get("x-promises", {})
        own = [promise["id"] for promise in promised.get("own", ()) if "id" in promise]
        ids.update([*own, *(promise for promise, _, _ in kept_promises(place.value))])
        for name in own:
            if not name.startswith(f"{promised.get('prefix')}-"):
                yield f"{place.pointer}: the id {name} does not begin with {promised.get('prefix')}-"
    yield from (f"/paths: {times} promises have the id {name}" for name, times in ids.items() if times > 1)


def each_template_is_kept(document: Document) -> Iterator[str]:
    kept = {name for one in written_operations(document) for _, name, _ in kept_promises(one.said)}
    unkept = document["x-promise-templates"].keys() - kept
    yield from (f"/x-promise-templates/{name}: no operation keeps it" for name in unkept)


def open_points_lead_somewhere(document: Document) -> Iterator[str]:
    """Their places exist, what is described in one has a description, and a quirk is a point with alternatives."""
    points = document["x-open"]
    for name, point in points.items():
        described = point.get("described_in", [])
        for place in (*point.get("at", ()), *described):
            part = part_at(document, place)
            if part is None or (place in described and "description" not in part):
                yield f"/x-open/{name}: {place} is no such place"
        if "quirk" in point and "alternatives" not in points.get(point["quirk"], {}):
            yield f"/x-open/{name}: {point['quirk']} is no point with alternatives"


def what_is_open_stands_in_x_open_alone(document: Document) -> Iterator[str]:
    """Descriptions get their sentences from there."""
    for place in places(document):
        if isinstance(place.value, dict) and "not documented" in " ".join(str(place.value.get("description")).split()):
            yield f"{place.pointer}: what is not documented belongs into x-open"


def parameters_have_names_of_python(document: Document) -> Iterator[str]:
    """A method's argument is called as its parameter is."""
    for place in of_kind(document, "parameter"):
        if snake(place.value["name"]) != place.value["name"]:
            yield f"{place.pointer}: the parameter {place.value['name']} has no such name in Python"


def integers_are_bounded_to_64_bits(document: Document) -> Iterator[str]:
    """Without bounds an integer is of any length, which no client reads and no server means."""
    for place in of_kind(document, *SCHEMAS):
        schema = place.value if isinstance(place.value, dict) else {}
        kinds = schema.get("type")
        if "integer" in (kinds if isinstance(kinds, list) else [kinds]):
            for key in ("minimum", "maximum"):
                if not isinstance(schema.get(key), int) or not _SMALLEST <= schema[key] <= _GREATEST:
                    yield f"{place.pointer}: an integer without a {key} within 64 bits"


def links_lead_somewhere(document: Document) -> Iterator[str]:
    """A link names an operation, and all the parameters that one needs and no other."""
    known = {one.name: [looked_up(document, each) for each in one.parameters] for one in written_operations(document)}
    for place in of_kind(document, "response"):
        for name, link in place.value.get("links", {}).items():
            target, given = link.get("operationId"), link.get("parameters", {})
            pointer, parameters = f"{place.pointer}/links/{name}", known.get(target, ())
            names = {parameter["name"] for parameter in parameters}
            needed = {parameter["name"] for parameter in parameters if parameter.get("required")}
            if target not in known:
                yield f"{pointer}: leads to {target}, which is no operation"
            elif not needed <= given.keys() <= names:
                yield f"{pointer}: {target} takes {', '.join(sorted(names))}, and needs {', '.join(sorted(needed))}"


def what_shows_another_is_a_property_of_items(document: Document) -> Iterator[str]:
    """What a client holds an item against, and where what was sent comes back: a property of it, or of a part of it."""
    for one in (one for one in written_operations(document) if "x-paging" in one.said):
        response = looked_up(document, one.said["responses"]["200"])
        page = looked_up(document, response["content"]["application/json"]["schema"])
        item = looked_up(document, page["properties"][one.said["x-paging"]["items"]]["items"])
        ways: Document = {}
        for schema in (looked_up(document, looked_up(document, each).get("schema")) for each in one.parameters):
            filters = schema.get("properties", {}).items()
            ways |= {f"the filter {name}": prop.get("x-shown-by", {}) for name, prop in filters}
        for name, prop in _body_of(document, one.item.get("post", {})).items():
            at, _, by = looked_up(document, prop).get("x-shown-as", "").partition(".")
            ways |= {name: {"at": [at], "by": [by], "rule": "any"}} if by else {}
        for name, way in ways.items():
            for problem in _unshown(document, item["properties"], way):
                yield f"{one.name}: {name} is shown by {problem}"


def _body_of(document: Document, operation: Document) -> Document:
    """The properties of a body."""
    content = looked_up(document, operation.get("requestBody", {})).get("content", {})
    found: Document = looked_up(document, content.get("application/json", {}).get("schema", {})).get("properties", {})
    return found


def _unshown(document: Document, properties: Document, way: Document) -> Iterator[str]:
    for name in way.get("at", ()):
        shown = looked_up(document, properties.get(name))
        parts = [looked_up(document, each) for each in (shown, *shown.get("oneOf", ()), shown.get("items"))]
        known = {inner for part in parts for inner in part.get("properties", {})}
        if not shown:
            yield f"{name}, which no item has"
        elif not known.issuperset(way.get("by", ())):
            yield f"{', '.join(way['by'])} of {name}, which has {', '.join(sorted(known)) or 'no parts'}"
        elif way["rule"] in ("from", "to") and shown.get("format") != "date-time":
            yield f"{name}, which is no time"


def the_fake_can_do_what_is_written(document: Document) -> Iterator[str]:
    """It creates, updates, deletes and replaces the items of a list. All else it rejects with 501."""
    found = list(written_operations(document))
    lists = {one.path for one in found if "x-paging" in one.said}
    for one in found:
        if one.method != "get" and not kind_among(one.method, one.path, lists, one.said):
            yield f"{below('/paths', one.path, one.method)}: the fake tenant does not implement it"


def what_the_server_owns_is_not_sent(document: Document) -> Iterator[str]:
    """A readOnly property of a body would be an argument of the method."""
    for place in of_kind(document, "request body"):
        for media in place.value["content"].values():
            for name, prop in looked_up(document, media["schema"]).get("properties", {}).items():
                if looked_up(document, prop).get("readOnly"):
                    yield f"{place.pointer}: {name} is readOnly, and sent"


def a_shortcut_gives_what_its_body_takes(document: Document) -> Iterator[str]:
    """It is a command of the shell: a word of its own, with fields of the body that are fixed."""
    for one in written_operations(document):
        body = _body_of(document, one.said)
        for word, fixed in one.said.get("x-shortcuts", {}).items():
            schema = {"properties": body, "additionalProperties": False, "components": document["components"]}
            for error in Draft202012Validator(schema).iter_errors(fixed):
                yield f"{below('/paths', one.path, one.method)}/x-shortcuts/{word}: {error.message}"


def what_is_embedded_is_of_a_list(document: Document) -> Iterator[str]:
    """It is held against the list."""
    written = [*written_operations(document)]
    lists = {one.said["operationId"] for one in written if "x-paging" in one.said}
    for one in written:
        for name, listed in one.said.get("x-embeds", {}).items():
            if listed not in lists:
                yield f"{below('/paths', one.path, one.method)}/x-embeds/{name}: {listed} is no list"


def a_secret_is_one_wherever_it_stands(document: Document) -> Iterator[str]:
    """A property that is masked in one model is masked in all that have one of its name."""
    named = [(place.pointer.rpartition("/")[2], place) for place in places(document) if place.kind == "property"]
    secret = {name for name, place in named if _is_secret(place.value)}
    for name, place in named:
        if name in secret and not _is_secret(place.value):
            yield f"{place.pointer}: no x-secret, which {name} is elsewhere"


def _is_secret(schema: Any) -> bool:
    return isinstance(schema, dict) and "$ref" not in schema and bool(schema.get("x-secret"))


RULES: tuple[Callable[[Document], Iterator[str]], ...] = (
    extensions_have_their_form,
    every_promise_carries_evidence,
    nothing_is_said_beside_a_reference,
    promise_ids_are_unique,
    each_template_is_kept,
    open_points_lead_somewhere,
    what_is_open_stands_in_x_open_alone,
    parameters_have_names_of_python,
    integers_are_bounded_to_64_bits,
    links_lead_somewhere,
    what_shows_another_is_a_property_of_items,
    the_fake_can_do_what_is_written,
    what_the_server_owns_is_not_sent,
    a_shortcut_gives_what_its_body_takes,
    what_is_embedded_is_of_a_list,
    a_secret_is_one_wherever_it_stands,
)
