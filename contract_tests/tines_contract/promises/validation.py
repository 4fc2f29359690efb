"""What the spec allows to be sent, and what it allows to come back."""

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import jsonschema_rs

from tines_contract.promises.strict_json import once_if_short, unambiguous_json, why_unreadable
from tines_fake import Request, Response
from tines_spec import Operation, Parameter, document, operations

_INTEGER_DIGITS = 19


def allows(operation: Operation, request: Request) -> bool:
    """Whether the arguments of a request and its body are those that the spec allows."""
    return _allows(operation, request) if request.body else _allows_without_body(operation, request)


def _allows(operation: Operation, request: Request) -> bool:
    path = operation.arguments_of(request.method, request.path)
    body = _validators()[operation.name][1]
    return (
        path is not None
        and all(_is_allowed(path[name], one) for name, one in operation.path_parameters.items())
        and all(_is_allowed(request.argument(name), one) for name, one in operation.query_parameters.items())
        and (body is None or not problems(body, request.body))
    )


_allows_without_body = functools.lru_cache(maxsize=1024)(_allows)


def _is_allowed(text: str | None, parameter: Parameter) -> bool:
    """Whether an argument is one that its schema allows."""
    if text is None:
        return not parameter.required
    schema = parameter.schema
    if schema.get("type") != "integer":
        value = {"true": True, "false": False}.get(text, text) if schema.get("type") == "boolean" else text
        return bool(jsonschema_rs.is_valid(dict(schema), value))
    if not text.isascii() or not text.isdecimal() or len(text) > _INTEGER_DIGITS:
        return False
    return bool(schema.get("minimum", 0) <= int(text) <= schema.get("maximum", 2**63 - 1))


def success_problems(operation: Operation, response: Response) -> Sequence[str]:
    """Where the body of a success is not what its schema allows."""
    validator = success_validator(operation)
    return [] if validator is None else problems(validator, response.body)


def success_validator(operation: Operation) -> Any:
    """What validates the JSON of a success; None where there is none."""
    return _validators()[operation.name][0]


@functools.cache
def _validators() -> Mapping[str, tuple[Any, Any]]:
    """What validates the JSON of a success and that of a request, of each operation; None where there is none."""
    return {
        name: (_validator(operation.success_schema), _validator(operation.body_schema))
        for name, operation in operations().items()
    }


def _validator(schema: Mapping[str, Any] | None) -> Any:
    if schema is None:
        return None
    # Timestamps have a promise of their own, so that each fault is found once.
    whole = {**schema, "components": document()["components"]}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=False, mask="the value")


@once_if_short
def problems(validator: Any, body: bytes) -> Sequence[str]:
    """What a validator finds in a body."""
    try:
        found = validator.iter_errors(unambiguous_json(body))
        return [f"{place_of(error.instance_path)}: {error.message}" for error in found]
    except ValueError:
        return [why_unreadable(body)]


def place_of(steps: Sequence[str | int]) -> str:
    """Where a validator found something, such as $.meta.count."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
