"""Plans that judge no more than a test is about: the writes without the reading, or some promises alone."""

from attrs import evolve

from contract_tests.suite.tenants.tenants import WRITING
from tines_contract import Plan
from tines_contract.contract.subjects import main_subject
from tines_contract.engine.judging.selection import selected
from tines_contract.probes.plan import promises_of

WRITES = tuple(one.name for one in main_subject().operations if one is not None and one.writes)
WRITES_ALONE = evolve(WRITING, lists=(), promises={one.id for one in promises_of(main_subject())})


def only(*patterns: str, plan: Plan = WRITES_ALONE) -> Plan:
    """Of a plan, what it takes to judge these promises; patterns are those of `--only`."""
    return evolve(plan, promises=selected(patterns, []))
