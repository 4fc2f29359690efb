"""The smallest case of a finding: of all requests, those without which it would not show.

A check is a pure function of what was seen, so it can judge less of it, and nothing is sent for that.
"""

from collections.abc import Sequence

from attrs import evolve

from tines_contract.checks.check import Check
from tines_contract.evidence.evidence import Evidence, Finding
from tines_contract.evidence.observation import Observation


def smallest(check: Check, finding: Finding, seen: Sequence[Observation]) -> Finding:
    """The finding with those requests alone that it takes to show.

    seen: what it shows in, in order. Only the requests of the finding are taken away, one by one.
    """
    if not _shows(check, finding, seen):
        return finding  # not by this check: schemathesis has found it
    kept = list(seen)
    for one in reversed(finding.replay):
        fewer = [other for other in kept if other is not one]
        if one is not finding.shown_by[0] and _shows(check, finding, fewer):
            kept = fewer
    context, shown_by = ([one for one in some if one in kept] for some in (finding.context, finding.shown_by))
    return evolve(finding, shown_by=shown_by, context=context)


def _shows(check: Check, finding: Finding, seen: Sequence[Observation]) -> bool:
    """Whether the very same is found in less."""
    found = check.judge(Evidence(seen))
    return any(one.message == finding.message and one.shown_by[0] is finding.shown_by[0] for one in found)
