"""Changes each check in every way that cosmic-ray knows, and says which changes nothing notices: `nox -s mutation`.

A check is a function of what was seen. So what is seen of some two hundred tenants is recorded once, and each mutant is
held against that, in a process of its own. Mutants that are known to change nothing stand in survivors.txt, each with
the reason; any other that survives fails the run.
"""

import argparse
import gc
import importlib
import signal
import sys
from collections.abc import Iterator
from multiprocessing import get_context
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
RECORDED: list[Recorded] = []
# Arithmetic is hardly any in the checks, and what it is changed to stands for all of it.
# What is compared for equality are names and numbers of things, which have no order, and of each there is but one.
ORDER = tuple(f"_{one}_{other}" for one in ("Eq", "NotEq", "Is", "IsNot") for other in ("Lt", "LtE", "Gt", "GtE"))
IDENTITY = tuple(f"_{one}_{other}" for one in ("Eq", "NotEq", "Lt", "LtE", "Gt", "GtE") for other in ("Is", "IsNot"))
ALIKE = (*ORDER, *IDENTITY, "_Is_Eq", "_IsNot_NotEq", "_Is_NotEq", "_IsNot_Eq")
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
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="such as pages (default: all)")
    given = parser.parse_args().modules
    unheard = set(given) - {path.stem for path in MODULES}
    if unheard:
        parser.error(f"no module of checks: {', '.join(sorted(unheard))}")
    RECORDED.extend(recordings(CHECKS))
    print(f"{len(RECORDED)} sessions recorded", flush=True)
    survivors = [mutant for path in MODULES if path.stem in given or not given for mutant in _surviving(path)]
    known = {line.partition("  # ")[0] for line in KNOWN.read_text().splitlines() if line}
    unknown = [mutant for mutant in survivors if str(mutant) not in known]
    for mutant in unknown:
        print(f"survived: {mutant}")
    print(f"{len(survivors)} survived, {len(unknown)} of them unexplained")
    return 1 if unknown else 0


def _surviving(path: Path) -> list[Mutant]:
    made = list(_mutants(path))
    gc.freeze()
    # Each mutant in a process of its own, forked from this one: what it breaks is gone with it.
    with get_context("fork").Pool(maxtasksperchild=1) as pool:
        killed = pool.map(_is_killed, made, chunksize=1)
    print(f"{path.stem}: {sum(killed)} of {len(made)} mutants killed", flush=True)
    return [mutant for mutant, dead in zip(made, killed, strict=True) if not dead]


def _mutants(path: Path) -> Iterator[Mutant]:
    source = path.read_text()
    before = source.splitlines()
    for name in operator_names():
        if any(word in name for word in LEFT_OUT) and not any(word in name for word in KEPT):
            continue
        if name.endswith(ALIKE):
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


def _is_killed(mutant: Mutant) -> bool:
    """Whether anything is said of any tenant that is not said otherwise. A mutant may also raise, or never end."""
    signal.signal(signal.SIGALRM, _never_ends)
    signal.alarm(SECONDS)
    try:
        changed = _loaded(mutant)
        ours = {check.promise for check in getattr(_module(mutant.module), "CHECKS", ())}
        nearest = sorted(RECORDED, key=lambda one: ours.isdisjoint(one.about))
        return any(answers(changed, one.evidence) != one.wanted for one in nearest)
    except Exception:
        return True


def _never_ends(*_: object) -> None:
    raise TimeoutError


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
