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
    message: str
    operation: str
    name: str
    details: str = ""


def problems(report: Written) -> list[Problem]:
    """The problems, those of the run first. None is a failure or an error just where the exit code is 0."""
    of_promises = [_of_promise(one, report) for one in report["outcomes"] if one["status"] != "held"]
    found = [*(Problem(mark, message, "", name) for mark, name, message in _of_the_run(report)), *of_promises]
    if report["verdict"] == "unjudged" and not any(one.mark == "error" for one in found):
        found.insert(0, Problem("error", "every promise was skipped", "", "tenant can be judged"))
    return found


def _of_the_run(report: Written) -> Iterator[tuple[str, str, str]]:
    yield from (("error", "nothing else is harmed", one["message"]) for one in report["suspected_harm"])
    yield from (("error", "the suite does not fail", line) for line in failed(report))
    if report["obstacle"] is not None:
        yield "error", "tenant can be judged", report["obstacle"]["message"]
    yield from (("failure", "the tenant is as agreed", line) for line in report["disagreements"])


def _of_promise(outcome: Written, report: Written) -> Problem:
    details = "\n".join(explained(outcome)) if outcome["status"] == "broken" else ""
    return Problem(*_marked(outcome, report), outcome["operation"], outcome["promise"], details)


def _marked(outcome: Written, report: Written) -> tuple[str, str]:
    """The mark and the message."""
    note, accepted = outcome["note"], outcome["accepted"]
    match outcome["status"]:
        case "broken" if outcome["accuses"]:
            return "failure", outcome["findings"][0]["message"]
        case "broken":
            why = "assumed, and accuses nobody" if accepted is None else f"accepted ({accepted['reason']})"
            return "skipped", f"{why}: {outcome['findings'][0]['message']}"
        case "skipped":
            return "skipped", note
        case "not_exercised" if report["obstacle"] is not None or report["failure"]:
            return "skipped", note or "the tenant could not be judged"
        case "not_exercised":
            note = f"not exercised: {why_not_exercised(outcome, report)}"
    return "error" if outcome["accuses"] else "skipped", note
