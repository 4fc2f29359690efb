"""Changes each check in every way that cosmic-ray knows, and says which changes nothing notices: `nox -s mutation`.

A check is a function of what was seen. So what is seen of tenants that break the promises of a module, and of sound
ones, is recorded once, and each mutant judges that, in a process of its own. Mutants that are known to change nothing
stand in survivors.txt, each with the reason; any other that survives fails the run. A mutant is named by its function,
by what changes, and by which of the places in the function that can change so it is.

One module takes some minutes, most of them one or two, and all take about half an hour. No mutant gets more than a
minute of a processor.
"""

import argparse
import ast
import gc
import importlib
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from multiprocessing import get_context
from typing import Any

from attrs import frozen
from cosmic_ray.ast import get_ast
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.plugins import get_operator, operator_names

from contract_tests.mutation.recording import Disturbed, Reach, Recorded, disturbed, findings, recordings
from contract_tests.mutation.survivors import FILE, FOLDER, NAMES, OUTSIDE, SOURCES, note, problems, survivors
from tines_contract.checks import CHECKS
from tines_contract.checks.check import bound_checks
from tines_spec import operations

COMPILED = {name: compile(source, str(FOLDER / f"{name}.py"), "exec") for name, source in SOURCES.items()}
SECONDS = 60
"""Of its processor: what ends a mutant that never ends, however busy the machine is."""

RECORDED: list[Recorded] = []
DISTURBED: list[Disturbed] = []
REACH: Reach = defaultdict(set)
# Arithmetic is hardly any in the checks, and what it is changed to stands for all of it.
# What is compared for equality are names and numbers of things, which have no order, and of each there is but one.
ORDER = tuple(f"_{one}_{other}" for one in ("Eq", "NotEq", "Is", "IsNot") for other in ("Lt", "LtE", "Gt", "GtE"))
IDENTITY = tuple(f"_{one}_{other}" for one in ("Eq", "NotEq", "Lt", "LtE", "Gt", "GtE") for other in ("Is", "IsNot"))
ALIKE = (*ORDER, *IDENTITY, "_Is_Eq", "_IsNot_NotEq", "_Is_NotEq", "_IsNot_Eq")
# A check that is not declared is missed by test_faults, and a cache that is missing changes no finding.
EXCLUDED = ("ReplaceBinaryOperator", "ReplaceUnaryOperator", "Variable", "RemoveDecorator")
KEPT = ("Add_Sub", "Sub_Add", "Mul_Add", "FloorDiv_Mul", "Delete_Not")


@frozen
class Mutant:
    """One change of one module.

    function: the one that it changes. place: which of those in the function that the operator can change.
    line: the line that it changes, as it is then.
    """

    module: str
    function: str
    operator: str
    place: int
    source: str
    line: str

    @property
    def name(self) -> str:
        return f"{self.module}.{self.function} {self.operator} {self.place}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="such as pages (default: all)")
    given = parser.parse_args().modules
    unheard = set(given) - SOURCES.keys()
    if unheard:
        parser.error(f"no module of checks: {', '.join(sorted(unheard))}; there are {', '.join(SOURCES)}")
    if found := list(problems()):
        parser.error("\n".join(found))
    modules = given or list(SOURCES)
    made = {module: list(_mutants(module)) for module in modules}
    RECORDED.extend(recordings(CHECKS, REACH, modules))
    if any(_is_of_a_race(mutant) for several in made.values() for mutant in several):
        DISTURBED.extend(disturbed())
    print(f"{len(RECORDED)} sessions recorded, and {len(DISTURBED)} into which others wrote", flush=True)
    known = {name for name in survivors() if name.partition(".")[0] in modules}
    left = {module: [one.name for one in _surviving(module, made[module], known)] for module in modules}
    survived = {name for several in left.values() for name in several}
    note({module: [len(made[module]) - len(several), len(made[module])] for module, several in left.items()})
    for name in sorted(known - survived):
        print(f"killed, so it is to leave {FILE.name}: {name}")
    print(f"{len(survived)} survived, {len(survived - known)} of them unexplained")
    return 1 if survived - known else 0


def _surviving(module: str, made: Sequence[Mutant], known: Collection[str]) -> list[Mutant]:
    """Those of a module. The unexplained are printed at once: a run that is ended has shown what it found."""
    gc.freeze()
    # Each mutant in a process of its own, forked from this one: what it breaks is gone with it.
    with get_context("fork").Pool(maxtasksperchild=1) as pool:
        killed = pool.map(_is_killed, made, chunksize=1)
    print(f"{module}: {sum(killed)} of {len(made)} mutants killed", flush=True)
    survivors = [mutant for mutant, dead in zip(made, killed, strict=True) if not dead]
    for mutant in survivors:
        if mutant.name not in known:
            print(f"survived: {mutant.name}  # {mutant.line}", flush=True)
    return survivors


def _mutants(module: str) -> Iterator[Mutant]:
    source = SOURCES[module]
    before, places_by_name = source.splitlines(), Counter[tuple[str, str]]()
    for name in operator_names():
        is_excluded = any(word in name for word in EXCLUDED) and not any(word in name for word in KEPT)
        if is_excluded or name.endswith(ALIKE):
            continue
        operator = get_operator(name)()
        places = sum(len(list(operator.mutation_positions(node))) for node in _nodes(get_ast(source)))
        for occurrence in range(places):
            visitor = MutationVisitor(occurrence, operator)
            code = visitor.walk(get_ast(source)).get_code()
            lines = enumerate(zip(code.splitlines(), before, strict=False), 1)
            changed = next(((number, line.strip()) for number, (line, old) in lines if line != old), None)
            if changed is not None:
                at = (_function_at(source, changed[0]), name.removeprefix("core/"))
                places_by_name[at] += 1
                yield Mutant(module, *at, places_by_name[at], code, changed[1])


def _function_at(source: str, line: int) -> str:
    """The function or class that a line is of, its decorators included; what stands outside is the module's."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            if first <= line <= (node.end_lineno or first):
                return node.name
    return OUTSIDE


def _nodes(node: object) -> Iterator[object]:
    yield node
    for child in getattr(node, "children", ()):
        yield from _nodes(child)


def _is_killed(mutant: Mutant) -> bool:
    """Whether anything else is found in any tenant. A mutant may also raise, or never end."""
    signal.signal(signal.SIGPROF, _never_ends)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        reaching = _reaching(mutant)
        changed = _loaded(mutant)
        concerned = {promise: changed[promise] for promise in reaching & RECORDED[-1].wanted.keys()}
        if any(one.differs(findings(concerned, one.evidence)) for one in _judged(mutant, reaching)):
            return True
        if not _is_of_a_race(mutant):
            return False
        CHECKS.update(changed)
        return any(one.statuses() != one.wanted for one in DISTURBED)
    except Exception:
        return True


def _judged(mutant: Mutant, reaching: Collection[str]) -> Sequence[Recorded]:
    """What breaks promises of the mutant, what is sound, then all else: a check is silent where another accuses.

    A mutant that is known to survive is not tried on all else, which takes a minute.
    """
    nearest = [one for one in RECORDED if one.about and not reaching.isdisjoint(one.about)]
    sound = [one for one in RECORDED if not one.about]
    others = [one for one in RECORDED if one.about and reaching.isdisjoint(one.about)]
    return [*nearest, *sound, *(() if mutant.name in survivors() else others)]


def _is_of_a_race(mutant: Mutant) -> bool:
    return "race_prone=" in mutant.line


def _reaching(mutant: Mutant) -> set[str]:
    """The promises whose checks call what is mutated; what stands outside functions counts for all who import it."""
    if NAMES[mutant.module].get(mutant.function):
        return {promise for promise, called in REACH.items() if (mutant.module, mutant.function) in called}
    modules = {name for name, source in SOURCES.items() if f"tines_contract.checks.{mutant.module} import" in source}
    modules.add(mutant.module)
    return {promise for promise, called in REACH.items() if not modules.isdisjoint(name for name, _ in called)}


def _never_ends(*_: object) -> None:
    raise TimeoutError


def _loaded(mutant: Mutant) -> dict[str, Any]:
    """The checks with the mutant among them: all that import it are loaded anew."""
    modules = {name: importlib.import_module(f"tines_contract.checks.{name}") for name in SOURCES}
    for _ in range(2):
        for name, module in modules.items():
            exec(compile(mutant.source, name, "exec") if name == mutant.module else COMPILED[name], module.__dict__)
    return bound_checks(operations().values())


if __name__ == "__main__":
    sys.exit(main())
