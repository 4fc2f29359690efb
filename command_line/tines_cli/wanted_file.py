"""The file of `sync`: the actions that a case is to hold, as JSON or JSON lines."""

import json
import re
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from tines_cli.command_error import CommandError, ExitCode
from tines_cli.secrets_hidden import is_hidden
from tines_runtime.redaction import cut

LARGEST = 64 * 1024 * 1024
_WANTED = re.compile(r"\bwanted\[(\d+)\]")


def wanted_actions(path: str, secrets: Collection[str]) -> list[Mapping[str, Any]]:
    """The actions. secrets: what lists hide of them. Raises CommandError, which names file and entry, and no value."""
    entries = _entries(path, _text(path))
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, Mapping):
            raise _refused(path, f"entry {number} is no object")
        if is_hidden(entry, secrets):
            raise _refused(path, f"the secrets of entry {number} are hidden (***): list with --show-secrets")
    return entries


def in_terms_of_the_file(path: str, problem: str) -> CommandError:
    """The error for what the SDK refuses: it calls the actions `wanted`, and counts from zero."""
    return _refused(path, _WANTED.sub(lambda found: f"entry {int(found[1]) + 1}", problem))


def _text(path: str) -> str:
    try:
        data = _bytes(path)
        return data.decode(json.detect_encoding(data)).removeprefix("\ufeff")
    except OSError as error:
        raise _refused(path, str(error.strerror)) from None
    except ValueError:
        raise _refused(path, "it is no text") from None


def _bytes(path: str) -> bytes:
    if path == "-":
        data = b"" if sys.stdin is None else sys.stdin.buffer.read(LARGEST + 1)
    else:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _refused(path, f"it is larger than {LARGEST // 1024 // 1024} MiB")
    return data


def _entries(path: str, text: str) -> list[Any]:
    if text.lstrip().startswith("["):
        return list(_parsed(path, text, 1))
    if path == "-":  # what a program before us did not write would be deleted
        raise _refused(
            path, "it is no JSON array, and JSON lines do not show where they broke off; use --json or jq -s"
        )
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        raise _refused(path, "it is empty; [] is a case without actions")
    return [_parsed(path, line, number) for number, line in lines]


def _parsed(path: str, text: str, first_line: int) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object)
    except _TwiceError as error:
        problem = str(error)
    except json.JSONDecodeError as error:
        line = first_line + error.lineno - 1
        problem = f"line {line} is no JSON: {error.msg}; it takes an array of actions, or one action a line"
    except RecursionError:
        problem = "it is nested too deeply"
    except ValueError:
        problem = "it holds a number of too many digits"
    raise _refused(path, problem)


class _TwiceError(ValueError):
    """Which of the two is meant, only the writer of the file knows."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _TwiceError(f"an object holds {cut(twice, 40)!r} twice")
    return found


def _refused(path: str, problem: str) -> CommandError:
    name = "the standard input" if path == "-" else path
    return CommandError(f"{name} cannot be read: {problem}", ExitCode.USAGE)
