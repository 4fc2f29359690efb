"""Many reports on one tenant, in the order of their runs: what came out, what moved, what broke and when it was mended.

As JSON `history.schema.json` in this folder describes it; the page and the badge are made of that.
"""

import itertools
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tines_contract.engine.judging.verdict import Status
from tines_contract.report.json_report import Written
from tines_contract.report.report_diff import compared, moves_of

_OF_A_RUN = ("target", "case", "verdict", "time", "version", "requests", "duration")
_COLOURS = {"accepted": "brightgreen", "accused": "red", "unjudged": "yellow"}


def history(reports: Sequence[Written]) -> Written:
    """The history of these reports, the oldest first, as its schema has it."""
    moves: list[list[dict[str, str]]] = [[], *(moves_of(compared(*pair)) for pair in itertools.pairwise(reports))]
    counts = [Counter(outcome["status"] for outcome in one["outcomes"]) for one in reports]
    runs = [
        {**{name: one[name] for name in _OF_A_RUN}, "counts": dict(count), "moves": moved}
        for one, count, moved in zip(reports, counts, moves, strict=True)
    ]
    statuses = [{one["promise"]: one["status"] for one in report["outcomes"]} for report in reports]
    operations = {one["promise"]: one["operation"] for report in reports for one in report["outcomes"]}
    promises = []
    for promise, operation in operations.items():
        strip = [one.get(promise) for one in statuses]
        turns = list(_turns(strip, [run["time"] for run in runs]))
        promises.append({"promise": promise, "operation": operation, "statuses": strip, "turns": turns})
    return {"schema_version": 1, "runs": runs, "promises": promises}


def _turns(statuses: Sequence[str | None], times: Sequence[str]) -> Iterator[dict[str, str]]:
    """What broke stays broken until it holds: that it was not judged meanwhile mends nothing."""
    broken = False
    for status, time in zip(statuses, times, strict=True):
        if status == ("held" if broken else "broken"):
            yield {"time": time, "turn": "mended" if broken else "broke"}
            broken = not broken


def counted(run: Mapping[str, Mapping[str, int]]) -> str:
    """How many promises held in a run, and how many did not, in words."""
    counts = ((run["counts"].get(one.name.lower(), 0), one) for one in Status if one is not Status.SKIPPED)
    return ", ".join(f"{number} {one.value}" for number, one in counts if number or one is Status.HELD)


def badge(run: Written) -> str:
    """The badge of a run, as the endpoint of shields.io takes it."""
    shown = {"schemaVersion": 1, "label": "contract", "message": counted(run), "color": _COLOURS[run["verdict"]]}
    return json.dumps(shown) + "\n"
