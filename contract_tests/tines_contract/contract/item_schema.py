"""One item of a resource by the spec: its fields, and what it is called."""

import functools
from collections.abc import Mapping
from typing import Any

from tines_contract.contract.parents import item_argument
from tines_spec import Operation, operations, resolve, resource_of, writable

Schema = Mapping[str, Any]


def item_schema(operation: Operation) -> Schema:
    """The schema of an item in a success; empty where there is none."""
    whole: Schema = resolve(operation.item_schema or {})
    name = None if operation.envelope is not None else items_field(operation)
    if name is None:
        return whole
    found: Schema = resolve(resolve(whole["properties"][name])["items"])
    return found


def items_field(operation: Operation) -> str | None:
    """Where a success holds its items; None where it is one, which may hold arrays all the same."""
    return operation.items if item_argument(operation) is None else None


def date_times(operation: Operation) -> tuple[str, ...]:
    """The fields of an item that are timestamps."""
    return _date_times(operation.name)


def required_times(operation: Operation) -> list[str]:
    """The timestamps that an item must have."""
    required = item_schema(operation).get("required", ())
    return [name for name in date_times(operation) if name in required]


@functools.cache
def _date_times(operation: str) -> tuple[str, ...]:
    properties = item_schema(operations()[operation]).get("properties", {})
    return tuple(name for name, schema in properties.items() if resolve(schema).get("format") == "date-time")


def compared_fields(operation: Operation) -> tuple[str, ...]:
    """The fields by which two readings of one item are compared.

    Those that the list and the single item must both have, and those that a create can give.
    """
    owner = resource_of(operation).list
    return () if owner is None else _compared_fields(owner.name)


@functools.cache
def _compared_fields(owner: str) -> tuple[str, ...]:
    resource = resource_of(operations()[owner])
    known = None if resource.create is None else writable(resource.create)
    given = () if known is None else known.given
    listed = item_schema(operations()[owner]).get("required", ())
    single = listed if resource.get is None else item_schema(resource.get).get("required", ())
    # Which case it is has a promise of its own.
    both = [name for name in listed if name in single and name != "case_id"]
    return tuple(dict.fromkeys([*both, *given]))


def optional_fields(operation: Operation) -> tuple[str, ...]:
    """The fields that both the list and the single item may have, besides those that are always compared."""
    owner = resource_of(operation).list
    return () if owner is None else _optional_fields(owner.name)


@functools.cache
def _optional_fields(owner: str) -> tuple[str, ...]:
    listed = operations()[owner]
    single = item_schema(resource_of(listed).get or listed).get("properties", {})
    names = [name for name in item_schema(listed).get("properties", {}) if name in single]
    return tuple(name for name in names if name not in (*_compared_fields(owner), "case_id"))


def described(operation: Operation, item: Mapping[str, Any]) -> str:
    """What reports call an item, such as "task 7"."""
    owner = resource_of(operation).list
    if owner is None or owner.paging is None:
        return "the item"
    return f"{owner.paging.item} {item.get(owner.paging.id)}"
