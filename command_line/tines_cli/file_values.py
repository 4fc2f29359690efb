"""Files that people write: their text, and the value in it as JSON or YAML. Errors name the file, and no value."""

import json
import re
import sys
from pathlib import Path
from typing import Any

from tines_cli.failures import CommandError, ExitCode

LARGEST = 64 * 1024 * 1024
YAML = (".yaml", ".yml")
_TEXT = "tag:yaml.org,2002:str"
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,18})(\.\d{1,20})?([eE][+-]?\d{1,3})?")


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


def file_value(path: str) -> Any:
    """What a file of JSON or YAML holds. Raises CommandError."""
    text = text_of(path)
    if not text.strip():
        raise refused(path, "it is empty")
    return from_yaml(path, text) if path.lower().endswith(YAML) else from_json(path, text)


def entries_of(path: str, text: str, advice: str) -> list[Any]:
    """The entries of a JSON array, or the value of each line. Raises CommandError."""
    if text.lstrip().startswith("["):
        return list(from_json(path, text, advice=advice))
    # Other ends of lines, such as those of Unicode, may stand in a text.
    return [from_json(path, line, number, advice) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def ids_in(path: str, name: str) -> list[int]:
    """The numbers that a file holds: one a line, or of objects the property of this name, else `id`.

    Raises CommandError.
    """
    advice = f"; it takes an id a line, or JSON with {name} or id"
    entries = entries_of(path, text_of(path), advice)
    found: list[Any] = [one.get(name, one.get("id")) if isinstance(one, dict) else one for one in entries]
    if not all(type(one) is int and one >= 0 for one in found):
        raise refused(path, f"an entry is no id{advice}")
    return found


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
        from tines_runtime.secret import cut

        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _TwiceError(f"an object holds {cut(twice, 40)!r} twice")
    return found


def from_yaml(path: str, text: str) -> Any:
    """As `from_json`: it takes what JSON can say."""
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        return None if root is None else _plain(root, set())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None)
        problem = f"line {mark.line + 1}: {why}" if mark else "a character in it is not allowed"
    except _TwiceError as error:
        problem = str(error)
    except RecursionError:
        problem = "it is nested too deeply"
    raise refused(path, problem)


def _plain(node: Any, anchored: set[int]) -> Any:
    """The value of a node. Raises YAMLError for what is a text for one version of YAML, and none for another."""
    from yaml import MarkedYAMLError

    if id(node) in anchored:
        raise MarkedYAMLError(problem="write out what an alias (*name) stands for", problem_mark=node.start_mark)
    anchored.add(id(node))
    match node.id, node.tag.rpartition(":")[2], node.value:
        case "mapping", "map", pairs if all(key.tag.endswith(":str") for key, _ in pairs):
            return _object([(key.value, _plain(one, anchored)) for key, one in pairs])
        case "sequence", "seq", entries:
            return [_plain(one, anchored) for one in entries]
        case "scalar", "str", text:
            return text
        case ("scalar", "null", _) | ("scalar", "bool", "true" | "false"):
            return {"true": True, "false": False}.get(node.value)
        case "scalar", "int" | "float", number if _NUMBER.fullmatch(number):
            return json.loads(number)
    raise MarkedYAMLError(problem="put quotes around what is to be a text", problem_mark=node.start_mark)


def as_yaml(value: Any) -> str:
    """A value as YAML that is read as it was, by people too."""
    import yaml

    dumper: Any = type("Dumper", (yaml.SafeDumper,), {})
    # The line ends of Unicode, for one, are kept within quotes alone.
    dumper.add_representer(str, lambda to, one: to.represent_scalar(_TEXT, one, style="" if one.isprintable() else '"'))
    text: str = yaml.dump(value, Dumper=dumper, sort_keys=False, allow_unicode=True, width=float("inf"))
    return text
