"""What a line of shell in the documentation runs, checked without running it: the command, its options, its files."""

import contextlib
import io
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping

from contract_tests.documentation.pages import ROOT
from tines_contract import __main__ as contract
from tines_fake import __main__ as fake

_NOBODY_KNOWS = "--no-such-option"
_NOT_OURS = frozenset({"curl", "date", "export", "flask", "git", "cd", "printf", "read", "set", "source", "uvicorn"})


def problem_of(words: list[str], saved: Iterable[str]) -> str | None:
    """What is wrong with a command, or None. saved: the files that the page had its reader save.

    Raises click's UsageError where a command does not take its options.
    """
    name, *arguments = words
    if name in _NOT_OURS:
        return None
    if name == "python":
        return _problem_of_python(arguments, saved)
    check = _CHECKS.get(name)
    return f"nothing checks {name}" if check is None else check(arguments)


def _problem_of_python(arguments: list[str], saved: Iterable[str]) -> str | None:
    if arguments[0] == "-m":
        return _problem_of_module(*arguments[1:])
    return None if arguments[0] in saved else _problem_of_file(arguments[0])


def _problem_of_module(module: str, *arguments: str) -> str | None:
    """An option that nobody knows is the only thing that its parser may mind, so that nothing is run."""
    if module not in _COMMANDS:
        return None if module == "venv" else f"nothing checks python -m {module}"
    with contextlib.redirect_stderr(io.StringIO()) as message, contextlib.suppress(SystemExit):
        _COMMANDS[module]([*arguments, _NOBODY_KNOWS])
    problem = message.getvalue().strip().splitlines()[-1]
    return None if problem.endswith(f"unrecognized arguments: {_NOBODY_KNOWS}") else problem


def _problem_of_file(path: str) -> str | None:
    return None if (ROOT / path).exists() else f"there is no {path}"


def _problem_of_pytest(arguments: list[str]) -> str | None:
    paths = [one for one in arguments if "/" in one and not one.startswith("-")]
    return next(filter(None, map(_problem_of_file, paths)), None)


def _problem_of_pip(arguments: list[str]) -> str | None:
    known = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    named = {extra for one in arguments for found in re.findall(r"\[(.*)\]", one) for extra in found.split(",")}
    unknown = sorted(named - set(known))
    return f"there is no extra {unknown}" if unknown else None


def _problem_of_nox(arguments: list[str]) -> str | None:
    sessions = (ROOT / "noxfile.py").read_text("utf-8")
    names = [one for one in arguments[: (*arguments, "--").index("--")] if not one.startswith("-")]
    unknown = [one for one in names if f"def {one}(" not in sessions and f'name="{one}"' not in sessions]
    return f"there is no session {unknown}" if unknown else None


def _problem_of_tines_cases(arguments: list[str]) -> str | None:
    import click

    from tines_cli.running import root

    command: click.Command | None = root
    while isinstance(command, click.Group):
        _, command, arguments = command.resolve_command(click.Context(command), arguments)
    if command is None:
        return f"there is no such command of tines-cases: {arguments}"
    # click keeps the help option that it makes first.
    command.make_context(command.name, arguments, **root.context_settings)
    return None


_CHECKS: Mapping[str, Callable[[list[str]], str | None]] = {
    "nox": _problem_of_nox,
    "pip": _problem_of_pip,
    "pytest": _problem_of_pytest,
    "tines-cases": _problem_of_tines_cases,
}
_COMMANDS: Mapping[str, Callable[[list[str]], object]] = {"tines_contract": contract.main, "tines_fake": fake.main}
