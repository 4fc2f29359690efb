"""Changes each check in every way that cosmic-ray knows, and says which changes nothing notices: `nox -s mutation`.

A check is a function of what was seen. So what is seen of some two hundred tenants is recorded once, and each mutant is
held against that, in a process of its own. Mutants that are known to change nothing stand in survivors.txt, each with
the reason; any other that survives fails the run.
"""

import argparse
import contextlib
import importlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from attrs import frozen
from cosmic_ray.ast import get_ast
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.plugins import get_operator, operator_names
from recording import Recorded, answers, recordings

from tines_contract import checks
from tines_contract.checks import CHECKS

FOLDER = Path(checks.__file__).parent
MODULES = [path for path in sorted(FOLDER.glob("*.py")) if path.stem != "__init__"]
KNOWN = Path(__file__).with_name("survivors.txt")
SECONDS = 60
# Arithmetic is hardly any in the checks, and what it is changed to stands for all of it.
LEFT_OUT = ("ReplaceBinaryOperator", "ReplaceUnaryOperator", "Variable")
KEPT = ("Add_Sub", "Sub_Add", "Mul_Add", "FloorDiv_Mul", "Delete_Not")


@frozen
class Mutant:
    """One change of one module. line: the line that it changes, as it is then."""

    module: str
    operator: str
    source: str
    line: str

    def __str__(self) -> str:
        return f"{self.module}: {self.operator}: {self.line}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", help="names of modules in checks/, such as pages (default: all)")
    given = parser.parse_args().modules
    paths = [
        path for path in sorted(FOLDER.glob("*.py")) if path.stem != "__init__" and path.stem in (given or path.stem)
    ]
    recorded = recordings(CHECKS)
    print(f"{len(recorded)} sessions recorded", flush=True)
    survivors = [mutant for path in paths for mutant in _surviving(path, recorded)]
    known = {line.partition("  # ")[0] for line in KNOWN.read_text().splitlines() if line}
    unknown = [mutant for mutant in survivors if str(mutant) not in known]
    for mutant in unknown:
        print(f"survived: {mutant}")
    print(f"{len(survivors)} survived, {len(unknown)} of them unexplained")
    return 1 if unknown else 0


def _surviving(path: Path, recorded: list[Recorded]) -> Iterator[Mutant]:
    made = list(_mutants(path))
    alive = [mutant for mutant in made if not _is_killed(mutant, recorded)]
    print(f"{path.stem}: {len(made) - len(alive)} of {len(made)} mutants killed", flush=True)
    yield from alive


def _mutants(path: Path) -> Iterator[Mutant]:
    source = path.read_text()
    before = source.splitlines()
    for name in operator_names():
        if any(word in name for word in LEFT_OUT) and not any(word in name for word in KEPT):
            continue
        operator = get_operator(name)()
        places = sum(len(list(operator.mutation_positions(node))) for node in _nodes(get_ast(source)))
        for occurrence in range(places):
            visitor = MutationVisitor(occurrence, operator)
            code = visitor.walk(get_ast(source)).get_code()
            changed = [line.strip() for line, old in zip(code.splitlines(), before, strict=False) if line != old]
            if changed:
                yield Mutant(path.stem, name.removeprefix("core/"), code, changed[0])


def _nodes(node: object) -> Iterator[object]:
    yield node
    for child in getattr(node, "children", ()):
        yield from _nodes(child)


def _is_killed(mutant: Mutant, recorded: list[Recorded]) -> bool:
    """Whether anything is said of any tenant that is not said otherwise; in a process that may go wrong."""
    child = os.fork()
    if child == 0:
        os._exit(_try(mutant, recorded))
    with contextlib.suppress(ChildProcessError):
        return os.waitpid(child, 0)[1] != 0
    return True


def _try(mutant: Mutant, recorded: list[Recorded]) -> int:
    signal.alarm(SECONDS)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        changed = _loaded(mutant)
        ours = {check.promise for check in getattr(_module(mutant.module), "CHECKS", ())}
        nearest = sorted(recorded, key=lambda one: one.about not in ours)
        return int(any(answers(changed, one.evidence) != one.wanted for one in nearest))
    except BaseException:
        return 1


def _loaded(mutant: Mutant) -> dict[str, object]:
    """The checks with the mutant among them: all that import it are loaded anew."""
    module = _module(mutant.module)
    exec(compile(mutant.source, str(module.__file__), "exec"), module.__dict__)
    others = [
        _module(path.stem) for path in sorted(FOLDER.glob("*.py")) if path.stem not in ("__init__", mutant.module)
    ]
    for _ in range(2):
        for other in others:
            importlib.reload(other)
    return {check.promise: check for one in (module, *others) for check in getattr(one, "CHECKS", ())}


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"tines_contract.checks.{name}")


if __name__ == "__main__":
    sys.exit(main())
