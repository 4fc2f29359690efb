"""`tines-cases actions export`: writes the files that `tines-cases sync DIR` reads."""

import os
import re
import shlex
from collections.abc import Sequence
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tines_cli.failures import CommandError, ExitCode
from tines_cli.file_values import as_yaml
from tines_cli.options import Number, with_client
from tines_cli.overview import BUTTONS
from tines_cli.streams import say
from tines_cli.subject import CASE, Subject, subjects
from tines_cli.variables import each_text, escaped
from tines_spec import written

if TYPE_CHECKING:
    from tines_cases import TinesClient


@click.command(
    epilog="""\b
Examples:
  tines-cases actions export 42 43 --to buttons --secrets-to secrets.env
  set -a; . secrets.env; set +a
  tines-cases sync buttons --check"""
)
@click.argument("cases", type=Number(min=0), nargs=-1, required=True, metavar="CASE...")
@click.option("--to", "folder", required=True, metavar="DIR", help="Where the files go, a CASE.yaml each.")
@click.option("--secrets-to", metavar="FILE", help="Write the values of the variables, for a shell. Do not commit it.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@with_client
def export(tines: "TinesClient", *, cases: Sequence[int], folder: str, secrets_to: str | None, force: bool) -> None:
    """Write the actions of each CASE to a file that `tines-cases sync DIR` reads.

    You may commit the files: in place of URLs and query parameters they hold variables, ${NAME}.
    """
    values: dict[str, str] = {}
    paths = {case: Path(folder, f"{case}.yaml") for case in cases}
    for one in (*paths.values(), *([Path(secrets_to)] if secrets_to else [])):
        if one.exists() and not (force and one.is_file()):
            raise CommandError(f"{one} exists: nothing was written; --force replaces files", ExitCode.FAILED)
    actions = subjects()[BUTTONS]
    texts = {path: _text(actions, case, tines, values) for case, path in paths.items()}
    if secrets_to:
        lines = (f"{name}={shlex.quote(value)}\n" for name, value in values.items())
        _write(Path(secrets_to), "".join(lines), 0o600)
    for path, text in texts.items():
        _write(path, text, 0o666)
        say(f"wrote {path}")
    if values:
        where = f"{secrets_to} sets them" if secrets_to else "--secrets-to FILE writes their values"
        say(f"sync needs {len(values)} variables, such as {next(iter(values))}; {where}")


def _text(subject: Subject, case: int, tines: "TinesClient", values: dict[str, str]) -> str:
    """The file of a case. What it has variables for goes to `values`, by their names."""
    from tines_cases import jsonable

    about = written(subject.listing)
    names = sorted(about.given, key=lambda name: name != about.title)

    def variable(place: str, text: str) -> str:
        first = re.sub("[^A-Z0-9]+", "_", f"case {case} {place}".upper()).strip("_")
        name = next(one for one in chain([first], (f"{first}_{number}" for number in count(2))) if one not in values)
        values[name] = text
        return f"${{{name}}}"

    def field(name: str, item: dict[str, Any]) -> Any:
        if name not in subject.secrets:
            return each_text(item[name], "", lambda _, text: escaped(text))
        place = f"{str(item[about.title or about.id])[:40]} {name}"
        return each_text(item[name], place, lambda at, text: variable(at, text) if text else text)

    items = map(jsonable, subject.calls(tines).iterate(case))
    fields = [{name: field(name, one) for name in names if one.get(name) is not None} for one in items]
    return as_yaml({CASE: case, about.items: fields})


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
