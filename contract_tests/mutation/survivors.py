"""The mutants that are known to change nothing, as survivors.txt has them: by module, each with the reason."""

import ast
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from tines_contract import checks

FOLDER = Path(checks.__file__).parent
SOURCES = {
    path.stem: path.read_text() for path in sorted(FOLDER.glob("*.py")) if path.stem not in ("__init__", "check")
}
"""The modules of checks, read once: the files may be worked at meanwhile."""
NAMES = {
    name: {node.name: isinstance(node, ast.FunctionDef) for node in ast.parse(source).body if hasattr(node, "name")}
    for name, source in SOURCES.items()
}
"""What each defines, and whether that is a function."""
FILE = Path(__file__).with_name("survivors.txt")
KILLED = FILE.with_name("killed.json")
OUTSIDE = "module"
"""What stands for all that is in no function or class."""


def survivors() -> Mapping[str, str]:
    """The reason for each. A line that ends in a colon names the module of those below it."""
    module, found = "", {}
    for line in filter(None, FILE.read_text().splitlines()):
        if line.endswith(":"):
            module = line.removesuffix(":")
            continue
        name, _, reason = line.strip().partition("  # ")
        found[f"{module}.{name}"] = reason
    return found


def problems() -> Iterator[str]:
    """What the file names and is not there, and what has no reason."""
    for name, reason in survivors().items():
        module, _, function = name.partition(" ")[0].partition(".")
        if module not in SOURCES:
            yield f"{FILE.name} has a mutant of {module}, and no module of checks has that name: rename it there"
        elif function not in (*NAMES[module], OUTSIDE):
            yield f"{FILE.name} has a mutant of {module}.{function}, which does not exist: run `nox -s mutation`"
        if not reason:
            yield f"{FILE.name} has no reason for {name}: write `  # ` and the reason behind it"


def killed() -> dict[str, list[int]]:
    """Of each module, how many mutants were killed in the last run, and how many there were."""
    found: dict[str, list[int]] = json.loads(KILLED.read_text())
    return found


def note(counts: Mapping[str, list[int]]) -> None:
    """Keep what a run came to, for `nox -s matrix`."""
    KILLED.write_text(json.dumps(killed() | counts, indent=1) + "\n")
