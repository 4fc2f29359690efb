"""The verdict in one sentence."""

from tines_contract.engine.verdict import Report, Verdict

_CONCLUSIONS = {
    Verdict.ACCEPTED: "every documented or observed promise in the plan held",
    Verdict.ACCUSED: "at least one promise is broken",
    Verdict.UNJUDGED: "no promise is broken, but not every one could be exercised",
}


def conclusion(report: Report) -> str:
    """Why the verdict is what it is."""
    if report.verdict is Verdict.UNJUDGED and report.suspected_harm:
        return "something was lost or changed around writes that were not for it"
    if report.verdict is Verdict.ACCEPTED and report.disagreements:
        return "no promise is broken that was not accepted, but the list of accepted deviations is out of date"
    return _CONCLUSIONS[report.verdict]
