"""An OpenAPI document of 3.0 or 3.1, from a file or a URL: its operations, and what its references stand for.

It is read within bounds, as JSON or YAML; no key is ever sent for it. Nothing of it is resolved before it is needed, so
that what is odd elsewhere in a large document is in nobody's way.
"""

import json
import re
import time
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
from attrs import field, frozen

from tines_contract.engine.user_input import UsageError, read_bounded
from tines_contract.transport.targets import UnreachableError
from tines_contract.transport.unpacking import ENCODINGS, MAX_BODY, BodyError, Unpacking
from tines_spec import DocumentError, followed, written_operations

_MOST_STEPS = 200_000
_LONGEST_URL = 2_000
_LONGEST_NUMBER = 100
_TIMEOUT = 60.0
_VERSIONS = ("3.0", "3.1")


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
        written = str(servers[0].get("url", ""))[:_LONGEST_URL]
        url = re.sub(r"\{([^}]*)\}", lambda found: self._variable(servers[0], found[1]), written)
        try:
            return urlsplit(url).path.rstrip("/")
        except ValueError:
            return ""

    @staticmethod
    def _variable(server: Mapping[str, Any], name: str) -> str:
        variables = server.get("variables")
        variable = variables.get(name) if isinstance(variables, Mapping) else None
        return str(variable.get("default", ""))[:_LONGEST_URL] if isinstance(variable, Mapping) else "any"


def read_document(place: str) -> SpecDocument:
    """The document at a path or a URL. Raises UsageError, UnreachableError."""
    is_url = place.partition("://")[0].lower() in ("http", "https")
    name = _without_secrets(place) if is_url else repr(place)
    body = _fetched(place, name) if is_url else read_bounded(place, f"the document {place!r}", MAX_BODY)
    return _document(_parsed(body, name), name)


def _fetched(url: str, name: str) -> bytes:
    deadline = time.monotonic() + _TIMEOUT
    headers = {"Accept": "application/json, application/yaml", "Accept-Encoding": ENCODINGS}
    try:
        with (
            httpx.Client(timeout=_TIMEOUT, follow_redirects=True, max_redirects=5) as client,
            client.stream("GET", url, headers=headers) as response,
        ):
            if response.status_code != 200:
                problem = f"responds with {response.status_code}: give the address of an OpenAPI document"
                raise UsageError(f"{name} {problem}")
            unpacking = Unpacking(response.headers.get("content-encoding", ""), MAX_BODY)
            for piece in response.iter_raw():
                unpacking.feed(piece)
                if time.monotonic() > deadline:
                    raise UnreachableError(f"{name}: it did not come within {_TIMEOUT:g} s")
            return unpacking.body()
    except BodyError as error:
        raise UsageError(f"{name}: {error}") from None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
        why = type(error).__name__  # what it says may hold the query, and so a token
    raise UnreachableError(f"{name}: no response came ({why}): check the address, HTTPS_PROXY and SSL_CERT_FILE")


def _without_secrets(url: str) -> str:
    """A URL as messages show it: without a password, and without a query, which may hold a token."""
    try:
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
    except ValueError:
        raise UsageError("the URL of the document makes no sense") from None


def _parsed(body: bytes, name: str) -> Any:
    try:
        text = body.decode("utf-8-sig")
        return json.loads(text, parse_int=_integer) if text.lstrip()[:1] == "{" else _yaml(text)
    except UnicodeDecodeError:
        why = "it is not UTF-8"
    except RecursionError:
        why = "it is nested too deeply"
    except ValueError as error:
        why = str(error).splitlines()[0][:200]
    raise UsageError(f"{name} is neither JSON nor YAML that can be read: {why}")


def _yaml(text: str) -> Any:
    """YAML, without dates: no OpenAPI document means one. Raises ValueError."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the fast one, if there is one
        """Its own, so that others keep their dates."""

    Loader.add_constructor("tag:yaml.org,2002:timestamp", Loader.construct_yaml_str)
    try:
        loader = Loader(text)
        node = loader.get_single_node()
        _check_expanded(node, {})
        return None if node is None else loader.construct_document(node)
    except (yaml.YAMLError, LookupError) as error:  # it looks up what a tag says of an empty text
        mark = getattr(error, "problem_mark", None)
        where = "" if mark is None else f", line {mark.line + 1}"
        raise ValueError(f"{getattr(error, 'problem', None) or 'it is no YAML'}{where}") from None


def _check_expanded(node: Any, sizes: dict[int, int]) -> int:
    """How large a node is with its aliases written out. Raises ValueError for what would take too long to make."""
    if isinstance(getattr(node, "value", None), str):
        if node.tag.endswith((":int", ":float")):
            _check_length(node.value)
        return len(node.value) + 1
    if id(node) not in sizes:
        sizes[id(node)] = MAX_BODY  # as long as it is not known: what holds itself has no end
        inner = [child for one in getattr(node, "value", ()) for child in (one if isinstance(one, tuple) else (one,))]
        sizes[id(node)] = 1 + sum(_check_expanded(child, sizes) for child in inner)
    if sizes[id(node)] >= MAX_BODY:
        raise ValueError(f"with its aliases written out it is larger than {MAX_BODY // 1024**2} MiB, or has no end")
    return sizes[id(node)]


def _integer(text: str) -> int:
    _check_length(text)
    return int(text)


def _check_length(number: str) -> None:
    if len(number) > _LONGEST_NUMBER:
        raise ValueError(f"a number has more than {_LONGEST_NUMBER} digits")


def _document(value: Any, name: str) -> SpecDocument:
    if not isinstance(value, dict):
        raise UsageError(f"{name} is no OpenAPI document: it is no object")
    version = value.get("openapi")
    if not isinstance(version, str) or not version.startswith(_VERSIONS):
        found = f"openapi is {str(version)[:40]!r}" if "openapi" in value else "it has no key openapi"
        if "swagger" in value:
            found = "it is of Swagger 2"
        raise UsageError(f"{name} is no document of OpenAPI 3.0 or 3.1: {found}")
    if not isinstance(value.get("paths"), dict):
        raise UsageError(f"{name} has no paths: there is nothing to compare")
    return SpecDocument(name, value, is_3_0=version.startswith("3.0"))
