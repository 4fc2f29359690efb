"""Reports that several tests look at, each judged once."""

import functools
import json
from pathlib import Path

from attrs import evolve

import tines_contract
from contract_tests.suite.tenants.tenants import WRITING, judged
from tines_contract import Report
from tines_contract.engine.judging.verdict import Outcome
from tines_fake import FAULTS

ALL_FAULTS = {fault.id: fault for fault in FAULTS}
SCHEMA = json.loads((Path(tines_contract.__file__).parent / "report" / "report.schema.json").read_text())


@functools.cache
def judged_with(*faults: str) -> Report:
    return judged(faults=[ALL_FAULTS[one] for one in faults])


@functools.cache
def judged_for(fault: str) -> Report:
    """The report on a tenant with a fault, judged by what that breaks alone."""
    broken = ALL_FAULTS[fault]
    return judged(faults=[broken], plan=evolve(WRITING, promises=frozenset({broken.promise})))


def outcome_of(report: Report, promise: str) -> Outcome:
    return next(outcome for outcome in report.outcomes if outcome.promise.id == promise)
