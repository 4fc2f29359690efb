"""What changed for whoever installs the project: the Python that it takes, its extras, its commands."""

import configparser
import email
import tomllib
from collections.abc import Iterator, Set
from pathlib import Path

from attrs import frozen
from packaging.specifiers import SpecifierSet

from api_changes.change import Change, became

_PYTHONS = [f"3.{minor}" for minor in range(8, 40)]


@frozen
class Installed:
    """What can be asked for."""

    pythons: str
    extras: Set[str]
    commands: Set[str]


def install_changes(before: Path, now: Path) -> Iterator[Change]:
    """Compare what two folders say: checkouts, or unpacked wheels."""
    old, new = _read(before), _read(now)
    allowed = SpecifierSet(new.pythons)
    if any(python not in allowed for python in SpecifierSet(old.pythons).filter(_PYTHONS)):
        yield Change("requires-python", became("it", old.pythons, new.pythons), breaks=True)
    for kind, had, has in (("extra", old.extras, new.extras), ("command", old.commands, new.commands)):
        yield from (Change(f"{kind} {name}", "removed", breaks=True) for name in sorted(had - has))
        yield from (Change(f"{kind} {name}", "new", breaks=False) for name in sorted(has - had))


def _read(folder: Path) -> Installed:
    wheel = next(folder.glob("*.dist-info"), None)
    return _of_pyproject(folder / "pyproject.toml") if wheel is None else _of_wheel(wheel)


def _of_pyproject(path: Path) -> Installed:
    project = tomllib.loads(path.read_text("utf-8"))["project"]
    extras, commands = project.get("optional-dependencies", {}), project.get("scripts", {})
    return Installed(project["requires-python"], extras.keys(), commands.keys())


def _of_wheel(folder: Path) -> Installed:
    metadata = email.message_from_bytes((folder / "METADATA").read_bytes())
    entries = configparser.ConfigParser(delimiters=("=",))
    entries.read(folder / "entry_points.txt", "utf-8")
    commands = entries.options("console_scripts") if entries.has_section("console_scripts") else ()
    return Installed(metadata["Requires-Python"], set(metadata.get_all("Provides-Extra", ())), set(commands))
