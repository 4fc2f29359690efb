"""Other people's clients, as functions that the suite can judge: the generator's own, and tapi. Neither is ours.

Both are loaded by name, since type checkers lack them. tapi (GPL-3) is installed for this and nowhere else.
"""

import importlib
import inspect
import re
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, get_args

import httpx
from judge_the_sdk import KEY, ToTarget

from tines_contract import Target
from tines_contract.client_side import Call
from tines_spec import Operation, kind_of, operations

TAPI = {"cases": "CasesAPI", "case_actions": "CaseActionsAPI", "case_tasks": "CaseTasksAPI"}
TAPI |= {"case_comments": "CaseCommentsAPI", "case_notes": "CaseNotesAPI"}


def stock(target: Target) -> Call:
    """The client that openapi-python-client generates by itself."""
    client = importlib.import_module("stock_client.client").AuthenticatedClient(
        base_url=target.origin, token=KEY, httpx_args={"transport": ToTarget(target)}
    )

    def call(operation: str, arguments: Mapping[str, Any]) -> Any:
        found = _known(operation)
        name = re.sub("(?=[A-Z])", "_", operation).lower()
        method = importlib.import_module(f"stock_client.api.{found.tag}.{name}").sync_detailed
        wanted = inspect.signature(method, eval_str=True).parameters
        body = {one: value for one, value in arguments.items() if one not in wanted}
        more = {"body": wanted["body"].annotation.from_dict(body)} if "body" in wanted else {}
        others = {one: _typed(arguments[one], wanted[one].annotation) for one in wanted if one in arguments}
        response = method(client=client, **others, **more)
        return _result(response.status_code, response.parsed and response.parsed.to_dict())

    return call


def tapi(target: Target) -> Call:
    """tapi 0.2.3. It speaks to https://<domain>.tines.com alone, and gives each response as it came."""

    def request(method: str, url: str, **options: Any) -> httpx.Response:
        options.pop("verify")
        with httpx.Client(transport=ToTarget(target)) as client:
            return client.request(method, url.replace("https://any.tines.com", target.origin), **options)

    importlib.import_module("tapi.client.client").request = request  # type: ignore[attr-defined]  # a name it imports

    def call(operation: str, arguments: Mapping[str, Any]) -> Any:
        found = _known(operation)
        module = importlib.import_module(f"tapi.api.case.{found.tag.removeprefix('case_')}")
        method = _offered(getattr(module, TAPI[found.tag])("any", KEY), found, arguments)
        response = method(**arguments)
        return _result(response["status_code"], response["body"])

    return call


def _typed(value: Any, annotation: Any) -> Any:
    """As the stock client wants it: a member where there is an Enum."""
    kinds = [one for one in get_args(annotation) if isinstance(one, type) and issubclass(one, Enum)]
    return kinds[0](value) if kinds else value


def _known(operation: str) -> Operation:
    """Raises NotImplementedError for all pages of a list, which neither reads by itself."""
    if operation not in operations():
        raise NotImplementedError(operation)
    return operations()[operation]


def _offered(client: Any, operation: Operation, arguments: Mapping[str, Any]) -> Callable[..., Any]:
    """tapi's method for an operation. Raises NotImplementedError where it has none, or lacks an argument."""
    kind = kind_of(operation)
    method = getattr(client, {"replace_all": "batch_update"}.get(kind, kind), None)
    if method is None or arguments.keys() - inspect.signature(method).parameters.keys():
        raise NotImplementedError(operation.name)
    offered: Callable[..., Any] = method
    return offered


def _result(status: int, body: Any) -> Any:
    """What a success holds. Raises ValueError for a refusal, which neither raises by itself."""
    if status >= 400:
        raise ValueError(f"refused with {status}")
    return body or None
