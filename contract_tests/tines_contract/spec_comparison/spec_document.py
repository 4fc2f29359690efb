"""An OpenAPI document of 3.0 or 3.1: its operations, and what its references stand for.

Nothing is read before it is needed, so that what is odd elsewhere in a large document is in nobody's way.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from attrs import field, frozen

from tines_contract.engine.user_input import UsageError
from tines_spec import DocumentError, followed, written_operations

_MOST_STEPS = 200_000
_LONGEST_URL = 2_000


@frozen(eq=False)
class SpecOperation:
    """One operation. path: from the origin on, without the names of its arguments. said, item: as they are written."""

    method: str
    path: str
    written_path: str
    said: Mapping[str, Any] = field(repr=False)
    item: Mapping[str, Any] = field(repr=False)

    @property
    def name(self) -> str:
        return f"{self.method} {self.written_path}"


@frozen(eq=False)
class SpecDocument:
    """A document. name: what messages call it."""

    name: str
    raw: Mapping[str, Any] = field(repr=False)
    is_3_0: bool
    _steps: list[int] = field(factory=lambda: [0], repr=False)

    def resolve(self, value: Any, what: str) -> Mapping[str, Any]:
        """The object that a value is or refers to. Raises UsageError."""
        try:
            passed = list(followed(self.raw, value))
        except DocumentError as error:
            raise self.error(str(error)) from None
        self.count(len(passed))
        return self.mapping(passed[-1] if passed else value, what)

    def mapping(self, value: Any, what: str) -> Mapping[str, Any]:
        """A value that has to be an object. Raises UsageError."""
        if isinstance(value, Mapping):
            return value
        raise self.error(f"{what} must be an object")

    def array(self, value: Any, what: str) -> list[Any]:
        """A value that has to be an array. Raises UsageError."""
        if isinstance(value, list):
            return value
        raise self.error(f"{what} must be an array")

    def count(self, steps: int = 1) -> None:
        """Count steps. A few lines can stand for more than anybody can read. Raises UsageError."""
        self._steps[0] += steps
        if self._steps[0] > _MOST_STEPS:
            raise self.error("its schemas take too much to work out: they include each other too often")

    def error(self, problem: str) -> UsageError:
        return UsageError(f"{self.name} cannot be compared: {problem[:300]}")

    def operations(self) -> Iterator[SpecOperation]:
        """All operations. Raises UsageError."""
        try:
            for method, path, said, item in written_operations(self.raw):
                whole = self._base(said, item) + path
                yield SpecOperation(method.upper(), re.sub(r"\{[^}]*\}", "{}", whole), whole, said, item)
        except DocumentError as error:
            raise self.error(str(error)) from None

    def _base(self, said: Mapping[str, Any], item: Mapping[str, Any]) -> str:
        """The path of the server, which the paths continue."""
        servers = next((one["servers"] for one in (said, item, self.raw) if one.get("servers")), None)
        if not isinstance(servers, list) or not isinstance(servers[0], Mapping):
            return ""
        url = re.sub(
            r"\{([^}]*)\}",
            lambda found: self._variable(servers[0], found[1]),
            str(servers[0].get("url", ""))[:_LONGEST_URL],
        )
        try:
            return urlsplit(url).path.rstrip("/")
        except ValueError:
            return ""

    @staticmethod
    def _variable(server: Mapping[str, Any], name: str) -> str:
        variables = server.get("variables")
        variable = variables.get(name) if isinstance(variables, Mapping) else None
        return str(variable.get("default", ""))[:_LONGEST_URL] if isinstance(variable, Mapping) else "any"
