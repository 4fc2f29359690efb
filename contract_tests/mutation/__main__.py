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
from typing import Any

from attrs import frozen
from cosmic_ray.ast import get_ast
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.plugins import get_operator, operator_names

from contract_tests.mutation.recording import Answers, Disturbed, Recorded, answers, disturbed, recordings
from tines_contract import checks, phases
from tines_contract.checks import CHECKS

FOLDER = Path(checks.__file__).parent
SOURCES = {path.stem: path.read_text() for path in sorted(FOLDER.glob("*.py")) if path.stem != "__init__"}
COMPILED = {name: compile(source, str(FOLDER / f"{name}.py"), "exec") for name, source in SOURCES.items()}
"""Read once: the files may be worked at while this runs."""

KNOWN = Path(__file__).with_name("survivors.txt")
SECONDS = 180
RECORDED: list[Recorded] = []
DISTURBED: list[Disturbed] = []
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
    unheard = set(given) - SOURCES.keys()
    if unheard:
        parser.error(f"no module of checks: {', '.join(sorted(unheard))}")
    RECORDED.extend(recordings(CHECKS))
    DISTURBED.extend(disturbed())
    print(f"{len(RECORDED)} sessions recorded, and {len(DISTURBED)} into which others wrote", flush=True)
    survivors = [mutant for module in given or SOURCES for mutant in _surviving(module)]
    known = {line.partition("  # ")[0] for line in KNOWN.read_text().splitlines() if line}
    unknown = [mutant for mutant in survivors if str(mutant) not in known]
    for mutant in unknown:
        print(f"survived: {mutant}")
    print(f"{len(survivors)} survived, {len(unknown)} of them unexplained")
    return 1 if unknown else 0


def _surviving(module: str) -> list[Mutant]:
    made = list(_mutants(module))
    gc.freeze()
    # Each mutant in a process of its own, forked from this one: what it breaks is gone with it.
    with get_context("fork").Pool(maxtasksperchild=1) as pool:
        killed = pool.map(_is_killed, made, chunksize=1)
    print(f"{module}: {sum(killed)} of {len(made)} mutants killed", flush=True)
    return [mutant for mutant, dead in zip(made, killed, strict=True) if not dead]


def _mutants(module: str) -> Iterator[Mutant]:
    source = SOURCES[module]
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
                yield Mutant(module, name.removeprefix("core/"), code, changed[0])


def _nodes(node: object) -> Iterator[object]:
    yield node
    for child in getattr(node, "children", ()):
        yield from _nodes(child)


def _is_killed(mutant: Mutant) -> bool:
    """Whether anything is said of any tenant that is not said otherwise. A mutant may also raise, or never end."""
    signal.signal(signal.SIGALRM, _never_ends)
    signal.alarm(SECONDS)
    try:
        ours = {check.promise for check in getattr(_module(mutant.module), "CHECKS", ())}
        changed = _loaded(mutant)
        concerned = changed if _is_imported(mutant.module) else {promise: changed[promise] for promise in ours}
        nearest = sorted(RECORDED, key=lambda one: ours.isdisjoint(one.about))
        if any(_differs(one, answers(concerned, one.evidence)) for one in nearest):
            return True
        if "quiet=" not in mutant.line:
            return False
        phases.CHECKS = changed
        return any(one.statuses() != one.wanted for one in DISTURBED)
    except Exception:
        return True


def _is_imported(module: str) -> bool:
    """Whether the checks of other modules depend on it."""
    return any(f"tines_contract.checks.{module} import" in source for source in SOURCES.values())


def _differs(recorded: Recorded, said: Answers) -> bool:
    return any(recorded.wanted[promise] != answer for promise, answer in said.items())


def _never_ends(*_: object) -> None:
    raise TimeoutError


def _loaded(mutant: Mutant) -> dict[str, Any]:
    """The checks with the mutant among them: all that import it are loaded anew."""
    modules = {name: _module(name) for name in SOURCES}
    for _ in range(2):
        for name, module in modules.items():
            changed = name == mutant.module
            exec(compile(mutant.source, name, "exec") if changed else COMPILED[name], module.__dict__)
    return {check.promise: check for module in modules.values() for check in getattr(module, "CHECKS", ())}


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"tines_contract.checks.{name}")


if __name__ == "__main__":
    sys.exit(main())
