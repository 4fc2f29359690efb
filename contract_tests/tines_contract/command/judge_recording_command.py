"""`python -m tines_contract judge-recording FILE`: what traffic that was recorded in a HAR file shows of a tenant."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import Any

from tines_contract.command.agreement import agreed_then
from tines_contract.command.chosen_run import tables_elsewhere
from tines_contract.command.options import Command, Option
from tines_contract.engine.recordings.har_file import Recording, read_log, recording_in
from tines_contract.engine.recordings.recordings import JudgedRecording, judged_recording
from tines_contract.engine.recordings.run_recording import RecordedRun, recorded_run
from tines_contract.evidence.evidence import Finding
from tines_contract.promises.addresses import request_line
from tines_contract.report.json_report import json_text
from tines_contract.report.output import FORMATS, Messages, show
from tines_contract.report.readable import grouped, in_lines, printable
from tines_contract.transport.obstacles import ExitCode

_WIDTH = 500


def judge_recording(given: Namespace, _: Messages) -> int:
    """Judge a recording; that of a run as the run was. Raises UsageError."""
    log = read_log(given.file)
    if (run := recorded_run(log)) is not None:
        return _judged_again(run, given)
    recording = recording_in(log, given.file, given.tenant)
    found = judged_recording(recording.exchanges)
    show(json_text(_written(recording, found)) if given.json else in_lines(_lines(recording, found)))
    if found.broken:
        return ExitCode.ACCUSED
    return ExitCode.UNJUDGED if found.suspected or not found.held else ExitCode.ACCEPTED


def _judged_again(run: RecordedRun, given: Namespace) -> int:
    with tables_elsewhere():
        report = run.judged()
    if run.agreed is not None:
        report = agreed_then(report, run.agreed)
    other = "" if run.same_spec else "recorded with another openapi.yaml: judged by the promises of this one\n"
    show(FORMATS["json"](report) if given.json else other + FORMATS["text"](report))
    return report.exit_code


def _lines(recording: Recording, found: JudgedRecording) -> Iterator[str]:
    yield f"{printable(recording.tenant)}: {len(recording.exchanges)} recorded exchanges were judged"
    yield from (f"  {count} others {reason}" for reason, count in recording.left_out.items())
    yield from _findings("Broken", found.broken)
    yield from _findings("Suspected: somebody else may have written meanwhile, or the tenant was down", found.suspected)
    yield from _findings("Broken assumptions, which accuse nobody", found.assumed)
    held = ", ".join(promise.id for promise in found.held) or "none"
    yield f"Held, as far as it shows ({len(found.held)}): {held}"
    yield f"What the recording could not show ({len(found.not_shown)}):"
    for needs, ids in grouped((promise.needs, promise.id) for promise in found.not_shown).items():
        yield f"  {', '.join(ids)}: it takes {needs}"


def _findings(title: str, findings: Sequence[Finding]) -> Iterator[str]:
    if findings:
        yield f"{title} ({len({one.promise for one in findings})})"
    for promise in dict.fromkeys(one.promise for one in findings):
        some = [one for one in findings if one.promise == promise]
        more = f" (and {len(some) - 1} more)" if len(some) > 1 else ""
        yield f"  {promise}: {printable(some[0].message, _WIDTH)}{more}"
        yield from (f"    {request}" for request in _requests(some[0]))


def _requests(finding: Finding) -> list[str]:
    """The requests that show it: no header, no body, and of the query only what the spec knows."""
    seen = dict.fromkeys(finding.replay)
    lines = (f"{one.response.status} {request_line(one.request)}" for one in seen)
    return list(dict.fromkeys(printable(line, _WIDTH) for line in lines))


def _written(recording: Recording, found: JudgedRecording) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "tenant": recording.tenant,
        "exchanges": len(recording.exchanges),
        "left_out": dict(recording.left_out),
        "broken": [_entry(one) for one in found.broken],
        "suspected": [_entry(one) for one in found.suspected],
        "assumed": [_entry(one) for one in found.assumed],
        "held": [promise.id for promise in found.held],
        "not_shown": [{"promise": promise.id, "needs": promise.needs} for promise in found.not_shown],
    }


def _entry(finding: Finding) -> dict[str, Any]:
    return {"promise": finding.promise, "message": finding.message, "requests": _requests(finding)}


JUDGE_RECORDING = Command(
    "judge-recording",
    "judge traffic that was recorded in a HAR file",
    judge_recording,
    (
        Option("file", "a HAR file, as browsers, proxies and `run --record` write it", "FILE"),
        Option("--tenant", "the origin of the tenant (default: the only one in the file)"),
        Option("--json", "print it as JSON", action="store_true"),
    ),
)
