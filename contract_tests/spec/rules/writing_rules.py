"""What belongs together when an API is written to: links, bodies, and secrets that are sent as well as read."""

from collections.abc import Iterator
from typing import Any

from contract_tests.spec.rules.places import below, looked_up, of_kind
from tines_spec import kind_among, written_operations

_BODY = "$response.body#/"


def links_lead_somewhere(document: dict[str, Any]) -> Iterator[str]:
    """A link names an operation, all the parameters that one needs and no other, and reads what the answer has."""
    known = {
        place.value["operationId"]: [looked_up(document, parameter) for parameter in place.value.get("parameters", [])]
        for place in of_kind(document, "operation")
    }
    for place in of_kind(document, "response"):
        for name, link in place.value.get("links", {}).items():
            for problem in _problems(document, place.value, link, known):
                yield f"{place.pointer}/links/{name}: {problem}"


def _problems(
    document: dict[str, Any], response: dict[str, Any], link: dict[str, Any], known: dict[str, Any]
) -> Iterator[str]:
    target = link.get("operationId")
    if target not in known:
        yield f"leads to {target}, which is no operation"
        return
    given, parameters = link.get("parameters", {}), known[target]
    names = {parameter.get("name") for parameter in parameters}
    yield from (f"{target} has no parameter {name}" for name in given if name not in names)
    for parameter in parameters:
        if parameter.get("required") and parameter["name"] not in given:
            yield f"{target} needs the parameter {parameter['name']}"
    schema = next(iter(response["content"].values()))["schema"]
    for name, expression in given.items():
        path = expression.removeprefix(_BODY)
        if name in names and path != expression and not _holds(document, schema, path.split("/")):
            yield f"the answer has no /{path}"


def _holds(document: dict[str, Any], schema: Any, steps: list[str]) -> bool:
    for step in steps:
        whole = looked_up(document, schema)
        if not whole:  # a schema that is nowhere is told of elsewhere
            return True
        if step not in whole.get("properties", {}):
            return False
        schema = whole["properties"][step]
    return True


def the_fake_can_do_what_is_written(document: dict[str, Any]) -> Iterator[str]:
    """It creates, updates, deletes and replaces the items of a list. All else it rejects with 501."""
    found = list(written_operations(document))
    lists = {one.path for one in found if "x-paging" in one.said}
    for one in found:
        if one.method != "get" and not kind_among(one.method, one.path, lists, one.said):
            yield f"{below('/paths', one.path, one.method)}: the fake tenant does not implement it"


def what_the_server_owns_is_not_sent(document: dict[str, Any]) -> Iterator[str]:
    """readOnly in a body means nothing to most who read the document."""
    for place in of_kind(document, "request body"):
        for media in place.value["content"].values():
            for name in _read_only(document, media["schema"]):
                yield f"{place.pointer}: {name} is readOnly, and sent"


def _read_only(document: dict[str, Any], schema: Any) -> Iterator[str]:
    whole = looked_up(document, schema)
    for name, prop in whole.get("properties", {}).items():
        told = looked_up(document, prop)
        if told.get("readOnly"):
            yield name
        yield from (f"{name}.{inner}" for inner in _read_only(document, told.get("items", {})))


def a_secret_is_one_wherever_it_stands(document: dict[str, Any]) -> Iterator[str]:
    """A property that is masked in one model is masked in all that have one of its name."""
    owned = [
        (place.pointer, place.value["properties"])
        for place in of_kind(document, "schema")
        if isinstance(place.value, dict) and "properties" in place.value
    ]
    secret = {name for _, properties in owned for name, told in properties.items() if _is_secret(told)}
    for pointer, properties in owned:
        for name in sorted(secret & properties.keys()):
            if not _is_secret(properties[name]):
                yield f"{pointer}/properties/{name}: no x-secret, which {name} is elsewhere"


def _is_secret(told: Any) -> bool:
    return isinstance(told, dict) and "$ref" not in told and bool(told.get("x-secret"))
