"""What a value must be that was read from JSON, by the document alone: the oracle of this folder's tests.

It reads timestamps and walks schemas by itself, and knows nothing of how the client decodes.
"""

import json
import math
import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import attrs
import httpx
import jsonschema_rs
import pytest

_TIMESTAMP = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([+-])(\d\d):(\d\d)|[Zz])", re.ASCII
)


def _instant(text: str) -> tuple[datetime, float]:
    """The whole second, and the fraction of one after it."""
    found = _TIMESTAMP.fullmatch(text)
    assert found is not None, text
    *numbers, fraction, sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    second = datetime(*map(int, numbers), tzinfo=timezone(offset))
    return second, float(f"0.{fraction or 0}")


def _same_instant(value: Any, text: str) -> bool:
    second, fraction = _instant(text)
    return isinstance(value, datetime) and abs((value - second).total_seconds() - fraction) < 0.6e-6


def _same_json(value: Any, came: Any) -> bool:
    """Equal, and of the same types all the way down: True is not 1, and 1.0 is neither."""
    if type(value) is not type(came):
        return False
    if isinstance(came, dict):
        return value.keys() == came.keys() and all(_same_json(value[name], came[name]) for name in came)
    if isinstance(came, list):
        return len(value) == len(came) and all(map(_same_json, value, came))
    return bool(value == came) and not (isinstance(came, float) and math.copysign(1, value) != math.copysign(1, came))


class Oracle:
    """Which JSON the document allows, and what the client must make of it."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._schemas = document["components"]["schemas"]
        page = {"$ref": "#/components/schemas/CaseActionPage", "components": document["components"]}
        self._allowed = jsonschema_rs.Draft202012Validator(page, validate_formats=True)

    def allows(self, body: Any) -> bool:
        return self._allowed.is_valid(body)

    def differences(self, page: Any, body: Any) -> list[str]:
        """Every place where the page is not what the body says."""
        return self._differences(page, body, self._schemas["CaseActionPage"], "$")

    def _differences(self, value: Any, came: Any, schema: dict[str, Any], place: str) -> list[str]:
        schema = self._chosen(schema, came)
        if came is None:
            return [] if value is None else [f"{place}: {value!r}, not None"]
        if "properties" in schema:
            return self._of_object(value, came, schema["properties"], place)
        if schema.get("type") == "array":
            found = [] if len(value) == len(came) else [f"{place}: {len(value)} items, not {len(came)}"]
            pairs = enumerate(zip(value, came, strict=False))
            return found + [
                line for i, pair in pairs for line in self._differences(*pair, schema["items"], f"{place}[{i}]")
            ]
        return [] if self._same(value, came, schema) else [f"{place}: {value!r}, not {came!r}"]

    def _of_object(self, value: Any, came: Any, properties: dict[str, Any], place: str) -> list[str]:
        names = {field.name for field in attrs.fields(type(value))}
        found = [] if names == properties.keys() else [f"{place}: has {names}"]
        for name, schema in properties.items():
            found += self._differences(getattr(value, name), came.get(name), schema, f"{place}.{name}")
        return found

    def _same(self, value: Any, came: Any, schema: dict[str, Any]) -> bool:
        if schema.get("format") == "date-time":
            return _same_instant(value, came)
        if "x-extensible-enum" in schema:
            return bool(value == came and came == value and hash(value) == hash(came) and str(value) == came)
        return _same_json(value, came)

    def _chosen(self, schema: dict[str, Any], came: Any) -> dict[str, Any]:
        """The schema itself: references followed, and of alternatives the one that is not for null."""
        if "$ref" in schema:
            return self._chosen(self._schemas[schema["$ref"].rpartition("/")[2]], came)
        for choice in schema.get("oneOf", ()):
            if (choice.get("type") == "null") == (came is None):
                return self._chosen(choice, came)
        return schema


@pytest.fixture(scope="session")
def oracle(document: dict[str, Any]) -> Oracle:
    """Which JSON the document allows, and what the client must make of it."""
    return Oracle(document)


@pytest.fixture(scope="session")
def read(opened: Callable[..., Any]) -> Callable[..., Any]:
    """What the client reads of a body for a case: JSON as data, or text or bytes as they are."""

    def read_body(body: Any, case_id: int = 1) -> Any:
        content = body if isinstance(body, str | bytes) else json.dumps(body, allow_nan=False)
        with opened(lambda request: httpx.Response(200, content=content)) as client:
            return client.list(case_id)

    return read_body


@pytest.fixture
def sample(document: dict[str, Any]) -> Any:
    """The documentation's sample, to be changed by a test."""
    return json.loads(json.dumps(document["components"]["examples"]["DocumentationSample"]["value"]))
