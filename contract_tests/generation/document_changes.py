"""Changes of a document, each of which is to stop the generation."""

from collections.abc import Callable
from typing import Any

ROUTE = "/api/v2/cases/{case_id}/actions"
Document = dict[str, Any]


def operation(document: Document) -> dict[str, Any]:
    return document["paths"][ROUTE]["get"]


def properties(document: Document) -> dict[str, Any]:
    return document["components"]["schemas"]["CaseAction"]["properties"]


def with_property(name: str, schema: Any) -> Callable[[Document], None]:
    return lambda document: properties(document).update({name: schema})


def with_schema(**schemas: Any) -> Callable[[Document], None]:
    return lambda document: document["components"]["schemas"].update(schemas)


def with_values(*values: Any, **others: Any) -> Callable[[Document], None]:
    kind = "integer" if isinstance(values[0], int) else "string"
    return with_schema(Colour={"type": kind, "enum": list(values), "description": "A colour.", **others})


def with_parameter(**parameter: Any) -> Callable[[Document], None]:
    return lambda document: operation(document)["parameters"].append({"description": "More.", **parameter})


def without(name: str, *names: str) -> Callable[[Document], None]:
    """Takes out what stands under these names in the components."""

    def change(document: Document) -> None:
        found = document["components"][name]
        for step in names[:-1]:
            found = found[step]
        found.pop(names[-1]) if isinstance(found, dict) else found.remove(names[-1])

    return change


def with_paging(**changes: str) -> Callable[[Document], None]:
    return lambda document: operation(document)["x-paging"].update(changes)


def with_another_operation(**changes: Any) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        document["paths"]["/api/v2/actions/{case_id}"] = {"get": {**operation(document), **changes}}

    return change


def pressed_as(name):
    """With another name of what a webhook is sent."""

    def change(document):
        schemas = document["components"]["schemas"]
        schemas[name] = schemas.pop("Press")
        body = document["components"]["requestBodies"]["Press"]["content"]["application/json"]
        body["schema"]["$ref"] = f"#/components/schemas/{name}"

    return change
