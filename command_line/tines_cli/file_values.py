"""Reads files that people write: the text, and the value in it as JSON or YAML. Errors name file and line, no value."""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tines_cli.failures import CommandError, ExitCode

LARGEST = 64 * 1024 * 1024
YAML = (".yaml", ".yml")
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,18})(\.\d{1,20})?([eE][+-]?\d{1,3})?")


class FileValue(NamedTuple):
    """What a file holds. lines: where its places stand, such as `actions[0].label`; those of JSON are not known."""

    path: str
    value: Any
    lines: Mapping[str, int]

    def refused(self, problem: str) -> CommandError:
        """The error for a problem whose text begins with, or names, the place."""
        return refused(self.at(problem), problem)

    def at(self, text: str) -> str:
        """The file, and the line of the innermost place that a text names."""
        found = re.search(r"\w+\[\d+\](?:\.\w+|\[\d+\])*", text)
        place = found[0] if found else text.partition(" ")[0]
        while place and place not in self.lines:
            place = place[:-1]
        return f"{self.path}:{self.lines[place]}" if place else self.path


def refused(path: str, problem: str) -> CommandError:
    """The error for a file that cannot be read."""
    name = "the standard input" if path == "-" else path
    return CommandError(f"{name} cannot be read: {problem}", ExitCode.USAGE)


def text_of(path: str) -> str:
    """A file's text, in any encoding of JSON; `-` is the standard input. Raises CommandError."""
    try:
        data = _bytes(path)
        return data.decode(json.detect_encoding(data)).removeprefix("\ufeff")
    except OSError as error:
        raise refused(path, str(error.strerror)) from None
    except ValueError:
        raise refused(path, "it is no text") from None


def _bytes(path: str) -> bytes:
    if path == "-":
        data = b"" if sys.stdin is None else sys.stdin.buffer.read(LARGEST + 1)
    else:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise refused(path, f"it is larger than {LARGEST // 1024 // 1024} MiB")
    return data


def file_value(path: str) -> FileValue:
    """What a file of JSON or YAML holds. Raises CommandError."""
    text = text_of(path)
    if not text.strip():
        raise refused(path, "it is empty")
    if not path.lower().endswith(YAML):
        return FileValue(path, from_json(path, text), {})
    try:
        return _from_yaml(path, text)
    except RecursionError:
        raise refused(path, "it is nested too deeply") from None


def from_json(path: str, text: str, first_line: int = 1, advice: str = "") -> Any:
    """The value of a text of a file. Raises CommandError."""
    try:
        return json.loads(text, object_pairs_hook=_object)
    except _TwiceError as error:
        problem = str(error)
    except json.JSONDecodeError as error:
        problem = f"line {first_line + error.lineno - 1} is no JSON: {error.msg}{advice}"
    except RecursionError:
        problem = "it is nested too deeply"
    except ValueError:
        problem = "it holds a number of too many digits"
    raise refused(path, problem)


class _TwiceError(ValueError):
    """Which of the two is meant, only the writer of the file knows."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(_twice(next(name for name in names if names.count(name) > 1)))
    return found


def _twice(name: str) -> str:
    from tines_runtime.secret import cut

    return f"an object holds {cut(name, 40)!r} twice"


def _from_yaml(path: str, text: str) -> FileValue:
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = path if mark is None else f"{path}:{mark.line + 1}"
        problem = getattr(error, "problem", None) or "it holds a character that YAML does not allow"
        raise refused(at, f"it is no YAML: {problem}") from None
    tree = _Tree(path)
    return FileValue(path, tree.value(root, ""), tree.lines)


def as_yaml(value: Any) -> str:
    """A value as YAML that is read as it was, by people too."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """As its parent, but with quotes around what that would break, such as the line ends of Unicode."""

        def text(self, one: str) -> Any:
            return self.represent_scalar("tag:yaml.org,2002:str", one, style=None if one.isprintable() else '"')

    Dumper.add_representer(str, Dumper.text)
    text: str = yaml.dump(value, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=float("inf"))
    return text


class _Tree:
    """Makes values of YAML's nodes: those of JSON. What YAML 1.1 and 1.2 read as different things is refused."""

    def __init__(self, path: str) -> None:
        self.lines: dict[str, int] = {}
        self._path = path
        self._seen: set[int] = set()

    def value(self, node: Any, place: str) -> Any:
        """The value of a node at a place. Raises CommandError."""
        line = node.start_mark.line + 1
        self.lines[place] = line
        if id(node) in self._seen:
            raise self._refused(line, "aliases (*name) are not read: write it out")
        self._seen.add(id(node))
        match node.tag.rpartition(":")[2], node.value:
            case "map", [*pairs]:
                return self._mapping(pairs, place)
            case "seq", [*entries]:
                return [self.value(one, f"{place}[{index}]") for index, one in enumerate(entries)]
            case "str", str(text):
                return text
            case "null", _:
                return None
            case ("bool", "true" | "false" as text) | ("int" | "float", str(text)) if text in (
                "true",
                "false",
            ) or _NUMBER.fullmatch(text):
                return json.loads(text)
        raise self._refused(line, "one version of YAML takes it for a text, and another does not: put quotes around it")

    def _mapping(self, pairs: list[tuple[Any, Any]], place: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            line = key.start_mark.line + 1
            if not key.tag.endswith(":str"):
                raise self._refused(line, "a key must be a text: put quotes around it")
            if key.value in found:
                raise self._refused(line, _twice(key.value))
            found[key.value] = self.value(value, f"{place}.{key.value}".removeprefix("."))
            self.lines[f"{place}.{key.value}".removeprefix(".")] = line
        return found

    def _refused(self, line: int, problem: str) -> CommandError:
        return refused(f"{self._path}:{line}", problem)
