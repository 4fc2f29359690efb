"""The verdict in one sentence."""

from tines_contract.engine.judging.verdict import NOT_WRITTEN, Report, Status, Verdict

_CONCLUSIONS = {
    Verdict.ACCUSED: "at least one promise is broken",
    Verdict.UNJUDGED: "no promise is broken, but not every one could be exercised",
}


def conclusion(report: Report) -> str:
    """Why the verdict is what it is."""
    if report.verdict is Verdict.UNJUDGED and report.suspected_harm:
        return "something was lost or changed around writes that were not for it"
    if report.verdict is Verdict.ACCEPTED and report.disagreements:
        return "no promise is broken that was not accepted, but the list of accepted deviations is out of date"
    return _accepted(report) if report.verdict is Verdict.ACCEPTED else _CONCLUSIONS[report.verdict]


def _accepted(report: Report) -> str:
    """How many promises held, of those that could be shown to, and how many could not."""
    skipped = report.with_status(Status.SKIPPED)
    unwritten = sum(outcome.note == NOT_WRITTEN for outcome in skipped)
    reach = f"{len(report.outcomes) - len(skipped)} promises" + (" that reading can show" if unwritten else "")
    parts = [f"{len(report.with_status(Status.HELD))} of {reach} held"]
    parts += [f"{unwritten} need writes"] if unwritten else []
    parts += [f"{len(skipped) - unwritten} were skipped"] if len(skipped) > unwritten else []
    return "; ".join(parts)
