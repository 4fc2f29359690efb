"""What is wrong with a promise or with a run as a whole, as CI shows it: for JUnit, GitHub and GitLab."""

from collections.abc import Iterator

from attrs import frozen

from tines_contract.report.explaining import explained, failed, why_not_exercised
from tines_contract.report.json_report import Written


@frozen
class Problem:
    """One of them. mark: failure, error (what leaves a tenant unjudged), or skipped (what counts for no verdict).

    operation: empty where it is of no promise. details: how to see it oneself, of what is broken.
    """

    mark: str
    operation: str
    name: str
    message: str
    details: str = ""


def problems(report: Written) -> list[Problem]:
    """The problems, those of the run first. None is a failure or an error just where the exit code is 0."""
    found = [*_of_the_run(report), *(one for outcome in report["outcomes"] for one in _of_promise(outcome, report))]
    if report["verdict"] == "unjudged" and not any(one.mark == "error" for one in found):
        found.insert(0, Problem("error", "", "tenant can be judged", "every promise was skipped"))
    return found


def _of_the_run(report: Written) -> Iterator[Problem]:
    yield from (Problem("error", "", "nothing else is harmed", one["message"]) for one in report["suspected_harm"])
    yield from (Problem("error", "", "the suite does not fail", line) for line in failed(report))
    if report["obstacle"] is not None:
        yield Problem("error", "", "tenant can be judged", report["obstacle"]["message"])
    yield from (Problem("failure", "", "the tenant is as agreed", line) for line in report["disagreements"])


def _of_promise(outcome: Written, report: Written) -> Iterator[Problem]:
    name, note, details = (outcome["operation"], outcome["promise"]), outcome["note"], ""
    mark = "error" if outcome["accuses"] else "skipped"
    match outcome["status"]:
        case "held":
            return
        case "broken":
            mark, note = _broken(outcome)
            details = "\n".join(explained(outcome))
        case "not_exercised" if report["obstacle"] is not None or report["failure"]:
            mark, note = "skipped", note or "the tenant could not be judged"
        case "not_exercised":
            note = f"not exercised: {why_not_exercised(outcome, report)}"
        case "skipped":
            mark = "skipped"
    yield Problem(mark, *name, note, details)


def _broken(outcome: Written) -> tuple[str, str]:
    message, accepted = outcome["findings"][0]["message"], outcome["accepted"]
    if outcome["accuses"]:
        return "failure", message
    why = "assumed, and accuses nobody" if accepted is None else f"accepted ({accepted['reason']})"
    return "skipped", f"{why}: {message}"
