"""The promises of the document, each with its evidence, and what the document says that checks need."""

import functools
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import jsonschema_rs
from attrs import field, frozen

from tines_fake import Request, Response
from tines_spec import load

LIST = "listCaseActions"


CASE_ID = {"minimum": 1, "maximum": 2**63 - 1}


@frozen
class Promise:
    """One promise: its rule, how well it is known (documented, observed or assumed), and from where.

    needs: what must have been seen before it can be held.
    """

    id: str
    rule: str
    grade: str
    source: str
    needs: str

    @property
    def accuses(self) -> bool:
        """Whether a tenant that breaks it is accused: an assumption accuses nobody."""
        return self.grade != "assumed"


@frozen
class Spec:
    """One operation of the document, as the checks need it."""

    operation: str
    path: str
    promises: tuple[Promise, ...]
    statuses: frozenset[str]
    query: Mapping[str, Mapping[str, Any]]
    page: Any = field(repr=False)

    def path_of(self, case_id: object) -> str:
        return self.path.replace("{case_id}", str(case_id))

    def case_of(self, request: Request) -> str | None:
        """The case that a request is for, as text; None where it is for another operation."""
        pattern = re.escape(self.path).replace(r"\{case_id\}", "([^/]+)")
        found = re.fullmatch(pattern, request.path)
        return found[1] if found and request.method == "GET" else None

    def default(self, name: str) -> int:
        return int(self.query[name]["default"])

    def allows(self, request: Request) -> bool:
        """Whether the request's arguments are those that the document allows."""
        case = self.case_of(request)
        given = {name: request.argument(name) for name in self.query}
        return _within(case, CASE_ID) and all(
            _within(value, self.query[name]) for name, value in given.items() if value is not None
        )

    def names(self, status: int) -> bool:
        return str(status) in self.statuses or f"{status // 100}XX" in self.statuses

    def shape_problems(self, response: Response) -> list[str]:
        """Where the body of a 200 is not what its schema allows."""
        try:
            body = strict_json(response.body)
        except ValueError:
            return ["the body is no JSON"]
        try:
            return [f"{_place(error.instance_path)}: {error.message}" for error in self.page.iter_errors(body)]
        except ValueError:  # a lone surrogate, or nesting beyond what a validator follows
            return ["the body is no JSON that can be read"]


def _within(text: str | None, schema: Mapping[str, Any]) -> bool:
    """Whether an argument is an integer within the bounds of its schema."""
    if text is None or not text.isascii() or not text.isdecimal() or len(text) > 19:
        return False
    return bool(schema["minimum"] <= int(text) <= schema["maximum"])


def _place(steps: Sequence[str | int]) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


def strict_json(body: bytes) -> Any:
    """JSON as RFC 8259 has it: UTF-8, no NaN. Raises ValueError."""

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is no JSON")

    try:
        return json.loads(body.decode("utf-8"), parse_constant=refuse)
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None


def _resolved(document: Mapping[str, Any], value: Any) -> Any:
    """What a `$ref` into the document's components stands for; anything else as it is."""
    if "$ref" not in value:
        return value
    kind, name = value["$ref"].split("/")[-2:]
    return document["components"][kind][name]


@functools.cache
def list_spec() -> Spec:
    """The operation listCaseActions."""
    document = load()
    path, operation = next(
        (path, item["get"])
        for path, item in document["paths"].items()
        if item.get("get", {}).get("operationId") == LIST
    )
    parameters = [_resolved(document, parameter) for parameter in operation.get("parameters", ())]
    page = {"$ref": "#/components/schemas/CaseActionPage", "components": document["components"]}
    return Spec(
        operation=LIST,
        path=path,
        promises=tuple(Promise(**promise) for promise in operation["x-promises"]),
        statuses=frozenset(operation["responses"]),
        query={p["name"]: p["schema"] for p in parameters if p["in"] == "query"},
        # Timestamps have a promise of their own, so that each fault is told once.
        page=jsonschema_rs.Draft202012Validator(page, validate_formats=False, mask="the value"),
    )
