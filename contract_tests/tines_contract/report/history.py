"""Many reports on one tenant, in the order of their runs: what came out, what moved, what broke and when it was mended.

As JSON `history.schema.json` in this folder describes it. The page and the badge are made of that.
"""

import itertools
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import quote
from xml.etree import ElementTree as ET

from tines_contract.engine.judging.verdict import Status
from tines_contract.report.json_report import Written
from tines_contract.report.page.elements import code, element, html_document, table
from tines_contract.report.page.grid import mark
from tines_contract.report.readable import roughly
from tines_contract.report.report_diff import compared, moves_of

_OF_A_RUN = ("target", "case", "verdict", "time", "version", "requests", "duration")
_COLUMNS = ("Started", "Verdict", "Promises", "Moved", "Requests", "Time")
_DAY = len("2026-11-26")
_COLOURS = {"accepted": "brightgreen", "accused": "red", "unjudged": "yellow"}


def history(reports: Sequence[Written]) -> Written:
    """The history of these reports, the oldest first, as its schema has it."""
    moves: list[list[dict[str, str]]] = [[], *(moves_of(compared(*pair)) for pair in itertools.pairwise(reports))]
    statuses = [{one["promise"]: one["status"] for one in report["outcomes"]} for report in reports]
    runs = [
        {**{name: report[name] for name in _OF_A_RUN}, "counts": dict(Counter(found.values())), "moves": moved}
        for report, found, moved in zip(reports, statuses, moves, strict=True)
    ]
    operations = {one["promise"]: one["operation"] for report in reports for one in report["outcomes"]}
    promises = []
    for promise, operation in operations.items():
        strip = [found.get(promise) for found in statuses]
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


def counted(run: Written) -> str:
    """How many promises held in a run, and how many did not, in words."""
    counts = ((run["counts"].get(one.name.lower(), 0), one) for one in Status if one is not Status.SKIPPED)
    return ", ".join(f"{number} {one.value}" for number, one in counts if number or one is Status.HELD)


def badge(run: Written) -> str:
    """The badge of a run, as the endpoint of shields.io takes it."""
    shown = {"schemaVersion": 1, "label": "contract", "message": counted(run), "color": _COLOURS[run["verdict"]]}
    return json.dumps(shown) + "\n"


def history_page(found: Written, pages: Sequence[str]) -> str:
    """The page, in ASCII. pages: of each run the name of its report's page; empty where there is none."""
    runs, last = found["runs"], found["runs"][-1]
    verdict, target, number = last["verdict"], last["target"], f"{len(runs)} runs since {runs[0]['time'][:_DAY]}"
    moved = [one for one in found["promises"] if len({*one["statuses"]}) > 1 or "broken" in one["statuses"]]
    head = element(
        "header",
        element("p", "Tines contract history", class_="kicker"),
        element("h1", element("span", verdict.capitalize(), class_=f"verdict {verdict}"), " ", target),
        element("p", f"{counted(last)}; {number}; {len(moved)} promises moved or are broken.", class_="lead"),
    )
    times = [run["time"] for run in runs]
    strips = (_strip(one, times, pages) for one in moved)
    moves = table(("Promise", "Runs, the oldest first", "Broke and mended"), strips, class_="grid")
    facts = table(_COLUMNS, map(_run, runs[::-1], pages[::-1]), class_="grid")
    return html_document(f"{verdict}: {target}, {number}", head, element("main", moves, element("h2", "Runs"), facts))


def _strip(one: Written, times: Sequence[str], pages: Sequence[str]) -> Iterator[ET.Element]:
    addresses = (f"{quote(page)}#{one['promise']}" if page else "" for page in pages)
    yield element("th", code(one["promise"]), f" {one['operation']}", scope="row")
    yield element("td", *map(mark, one["statuses"], times, addresses))
    yield element("td", ", ".join(f"{turn['turn']} {turn['time'][:_DAY]}" for turn in one["turns"]))


def _run(run: Written, page: str) -> Iterator[ET.Element]:
    started = run["time"].replace("T", " ").replace("Z", " UTC")
    yield element("th", element("a", started, href=quote(page)) if page else started, scope="row")
    moved = ", ".join(f"{sum(one['direction'] == way for one in run['moves'])} {way}" for way in ("worse", "better"))
    facts = (run["verdict"], counted(run), moved, f"{run['requests']:,}", roughly(run["duration"]))
    yield from (element("td", fact, data_kind=name) for name, fact in zip(_COLUMNS[1:], facts, strict=True))
