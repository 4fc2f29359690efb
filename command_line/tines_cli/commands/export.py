"""`export`, of each list that `tines-cases sync DIR` writes: makes the files that it reads."""

import os
import re
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tines_cli.failures import CommandError, ExitCode
from tines_cli.file_values import as_yaml
from tines_cli.options import Number, with_client
from tines_cli.streams import say
from tines_cli.subject import CASE, Subject, written

if TYPE_CHECKING:
    from tines_cases import TinesClient

_LONGEST = 40
_EVERYBODY, _OWNER = 0o666, 0o600


def export_command(subject: Subject) -> click.Command:
    """The command of a list."""

    def export(tines: "TinesClient", *, cases: Sequence[int], folder: str, secrets_to: str | None, force: bool) -> int:
        paths = {case: Path(folder, f"{case}.yaml") for case in cases}
        beside = [] if secrets_to is None else [Path(secrets_to)]
        _must_be_new([*paths.values(), *beside], force=force)
        secrets: dict[str, str] = {}
        texts = {path: _text(subject, case, tines, secrets) for case, path in paths.items()}
        for path in beside:
            _write(path, "".join(f"{name}={shlex.quote(value)}\n" for name, value in secrets.items()), _OWNER)
        for path, text in texts.items():
            _write(path, text, _EVERYBODY)
            say(f"wrote {path}")
        if secrets:
            where = f"{secrets_to} sets them" if secrets_to else "--secrets-to FILE writes their values"
            say(f"sync needs {len(secrets)} variables, such as {next(iter(secrets))}; {where}")
        return ExitCode.DONE

    decorated = with_client(export)
    for decorate in reversed(_OPTIONS):
        decorated = decorate(decorated)
    decorated.__doc__ = f"""Write the {subject.item}s of each CASE to a file that `tines-cases sync DIR` reads.

    The files may be committed: in place of what may be a secret they hold variables, ${{NAME}}."""
    epilog = f"""\b
Examples:
  tines-cases {subject.group} export 42 43 --to cases --secrets-to ../secrets.env
  set -a; . ../secrets.env; set +a
  tines-cases sync cases --check"""
    return click.command("export", epilog=epilog)(decorated)


_OPTIONS = (
    click.argument("cases", type=Number(min=0), nargs=-1, required=True, metavar="CASE..."),
    click.option("--to", "folder", required=True, metavar="DIR", help="Where the files go: a CASE.yaml each."),
    click.option(
        "--secrets-to",
        metavar="FILE",
        help="Write the values of the variables, for a shell to read. Keep FILE out of the repository.",
    ),
    click.option("--force", is_flag=True, help="Replace files that exist."),
)


def _must_be_new(paths: Iterable[Path], *, force: bool) -> None:
    existing = [] if force else [str(path) for path in paths if path.exists()]
    if existing:
        raise CommandError(f"{existing[0]} exists: nothing was written; --force replaces it", ExitCode.FAILED)


def _text(subject: Subject, case: int, tines: "TinesClient", secrets: dict[str, str]) -> str:
    """The file of a case. The values that it leaves out go to `secrets`."""
    items = [_item(subject, case, one, secrets) for one in subject.calls(tines).iterate(case)]
    return as_yaml({CASE: case, written(subject.listing).items: items})


def _item(subject: Subject, case: int, item: Any, secrets: dict[str, str]) -> dict[str, Any]:
    from tines_cases import jsonable
    from tines_cli.variables import escaped

    about, shown = written(subject.listing), jsonable(item)
    title = str(shown.get(about.title or "", ""))[:_LONGEST]

    def variable(name: str, text: str) -> str:
        if not text:
            return text
        first = re.sub("[^A-Z0-9]+", "_", f"case {case} {title} {name}".upper()).strip("_")
        number = 1 + sum(re.fullmatch(rf"{first}(_\d+)?", one) is not None for one in secrets)
        unique = first if number == 1 else f"{first}_{number}"
        secrets[unique] = text
        return f"${{{unique}}}"

    names = sorted(about.given, key=lambda name: name != about.title)
    return {
        name: _each_text(shown[name], name, variable if name in subject.secrets else lambda _, text: escaped(text))
        for name in names
        if shown.get(name) is not None
    }


def _each_text(value: Any, name: str, change: Callable[[str, str], str]) -> Any:
    """A value with each text in it changed, which is called by its place."""
    if isinstance(value, Mapping):
        return {key: _each_text(one, f"{name} {key}", change) for key, one in value.items()}
    if isinstance(value, list):
        return [_each_text(one, f"{name} {index}", change) for index, one in enumerate(value)]
    return change(name, value) if isinstance(value, str) else value


def _write(path: Path, text: str, mode: int) -> None:
    """Write a file whole, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        number = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with open(number, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
