"""A promise that harm is suspected of: it is broken, or undecided, and never held."""

from collections.abc import Sequence

from attrs import evolve

from tines_contract.engine.judging.verdict import Outcome, Status
from tines_contract.evidence.evidence import Finding
from tines_contract.evidence.harm import HarmWatch
from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import Purpose
from tines_contract.transport.ledger import Ledger
from tines_spec import Promise, operations

_OF_OTHERS = ("KEEPS-OTHERS", "CASE-ONLY")
"""The promises that a write leaves alone what it is not for."""


def undecided_if_suspected(outcome: Outcome, harm: HarmWatch, ledger: Ledger) -> Outcome:
    """The outcome, as not exercised where something was lost or changed around writes that promise to leave it be."""
    promise = outcome.promise
    is_open = outcome.status is Status.NOT_EXERCISED and not outcome.note
    if not harm.found or not (is_open or outcome.status is Status.HELD):
        return outcome
    suspected = [one for one in harm.found if any(_is_of(promise, seen) for seen in one.shown_by)]
    if suspected and promise.id.endswith(_OF_OTHERS):
        return _suspected(outcome, suspected, harm)
    if is_open and ledger.stopped and operations()[promise.operation].writes:
        return evolve(outcome, note=f"not all was written, since harm is suspected: {harm.found[0].message}")
    return outcome


def _suspected(outcome: Outcome, suspected: Sequence[Finding], harm: HarmWatch) -> Outcome:
    """Two other cases that have lost something at one write accuse: colleagues work in one."""
    witnessed = [one for one in suspected if harm.is_witnessed(one.shown_by)]
    if witnessed:
        return evolve(outcome, status=Status.BROKEN, findings=witnessed, note="")
    note = f"harm is suspected: {suspected[0].message}"
    return evolve(outcome, status=Status.NOT_EXERCISED, note=note, seen_once=True)


def _is_of(promise: Promise, seen: Observation) -> bool:
    """Whether a write has promised it. One to an action under another case has a promise of its own for that."""
    is_its = seen.operation is not None and seen.operation.writes and seen.operation.name == promise.operation
    return is_its and seen.purpose is not Purpose.WRONG_CASE
