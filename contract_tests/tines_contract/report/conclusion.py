"""The verdict in one sentence."""

from tines_contract.engine.verdict import Report, Verdict

_CONCLUSIONS = {
    Verdict.ACCEPTED: "every documented or observed promise in the plan held",
    Verdict.ACCUSED: "a promise is broken",
    Verdict.UNJUDGED: "no promise is broken, and not every one could be exercised",
}


def conclusion(report: Report) -> str:
    """Why the verdict is what it is."""
    if report.verdict is Verdict.UNJUDGED and report.suspected_harm:
        return "something was lost or changed around writes that were not for it"
    return _CONCLUSIONS[report.verdict]
