"""The lines about what runs have left in a case, and how to remove it."""

import json
import shlex
from collections.abc import Iterator

from tines_contract.engine.judging.verdict import Report
from tines_contract.probes.marks import Leftover, started_at
from tines_contract.promises.addresses import of_case
from tines_contract.transport.listings import OtherRun


def remains(report: Report) -> Iterator[str]:
    """What this run may have left, and what it has met of others."""
    yield from left_behind(report)
    for run in report.other_runs:
        yield _of_other_run(run)
        if not run.at_work:
            yield from _to_remove(report.target, run.case or str(report.case_id), run.mark)


def left_behind(report: Report) -> Iterator[str]:
    """What the run has made and could not remove."""
    for one in report.leftovers:
        yield named(one, report.mark)
    if report.cleanup_error:
        yield f"{report.cleanup_error}; look for actions whose label begins with {report.mark}"
    cases = {one.case or str(report.case_id) for one in report.leftovers if not one.why_kept}
    if report.cleanup_error and not report.leftovers:
        cases = {str(report.case_id)}
    for case in sorted(cases):
        yield from _to_remove(report.target, case, report.mark)


def named(one: Leftover, mark: str) -> str:
    """One that was left, by its number as the tenant shows it."""
    if one.number is None:
        return f"left behind: an {one.item}{of_case(one.case)} without a number, whose label begins with {mark}"
    name = f"{one.item} {json.dumps(one.number)}{of_case(one.case)}"
    if one.marked:
        kept = f", and {one.why_kept}" if one.why_kept else ""
        return f"left behind: {name}, which this run has made{kept}: remove it by hand"
    seen = "it may be of this run, and was not read with its mark in both label and URL"
    return f"perhaps left behind: {name}: {seen}: look at it before you remove it"


def _of_other_run(run: OtherRun) -> str:
    started = started_at(run.mark)
    who = f"{run.mark}" + (f" (started {started})" if started else "")
    if run.at_work:
        where = f"in case {run.case}: {who}; {run.actions} of its actions are there"
        return f"another run is at work {where if run.case else f'and makes cases: {who}'}"
    return f"an earlier run has left {run.actions} {f'actions in case {run.case}' if run.case else 'cases'}: {who}"


def _to_remove(tenant: str, case: str, mark: str) -> Iterator[str]:
    if "://" in tenant:  # no other is there when this run has ended
        named = f"--tenant {shlex.quote(tenant)} --case {shlex.quote(case)} --mark {shlex.quote(mark)}"
        yield f"to remove it: python -m tines_contract clean {named}"
