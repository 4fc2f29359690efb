"""One valid call of the SDK for each operation of the document: with the ids 1, and the first example of a body."""

from collections.abc import Callable
from functools import partial
from typing import Any

from judge_the_sdk import method_of

from tines_cases import TinesClient
from tines_spec import Operation, operations, resolve

NEW: dict[str, Any] = {"url": "https://example.com", "label": "Runbook", "action_type": "page"}
CASE = 1


def _call(operation: Operation, tines: TinesClient) -> object:
    body = resolve(operation.said.get("requestBody", {})).get("content", {}).get("application/json", {})
    given = next((resolve(one)["value"] for one in body.get("examples", {}).values()), {})
    page = {} if operation.paging is None else {operation.paging.size: 20, operation.paging.number: 1}
    return method_of(tines, operation.name)(**dict.fromkeys(operation.path_parameters, 1), **page, **given)


CALLS: dict[str, Callable[[TinesClient], object]] = {
    name: partial(_call, operation) for name, operation in operations().items()
}
