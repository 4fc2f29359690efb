"""A history as one HTML page: a strip of runs for each promise that moved or is broken, and the runs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import quote
from xml.etree import ElementTree as ET

from tines_contract.report.history import counted
from tines_contract.report.json_report import Written
from tines_contract.report.page.document import html_document
from tines_contract.report.page.elements import code, element
from tines_contract.report.page.grid import mark
from tines_contract.report.readable import in_words

_COLUMNS = ("Started", "Verdict", "Promises", "Moved", "Requests", "Time")


def history_page(found: Written, pages: Sequence[str]) -> str:
    """The page, in ASCII. pages: of each run the name of its report's page; empty where there is none."""
    *_, last = runs = found["runs"]
    verdict, dates = last["verdict"], " to ".join(dict.fromkeys(_day(runs[one]["time"]) for one in (0, -1)))
    head = element(
        "header",
        element("p", "Tines contract history", class_="kicker"),
        element("h1", element("span", verdict.capitalize(), class_=f"verdict {verdict}"), " ", last["target"]),
        element("p", f"{counted(last)}. Runs: {len(runs)}, {dates}.", class_="lead"),
    )
    names = [f"{page}, {run['time']}" if page else run["time"] for run, page in zip(runs, pages, strict=True)]
    moved = [one for one in found["promises"] if len({*one["statuses"]}) > 1 or "broken" in one["statuses"]]
    steady = Counter(one["statuses"][0].replace("_", " ") for one in found["promises"] if one not in moved)
    same = ", ".join(f"{number} {status}" for status, number in steady.items()) or "none"
    rows = (element("tr", *_strip(one, names, pages)) for one in moved)
    strips = element("table", _head("Promise", "Runs, the oldest first", "Broke and mended"), *rows, class_="grid")
    times = element("table", _head(*_COLUMNS), *(map(_run, reversed(runs), reversed(pages))), class_="grid")
    main = element("main", element("h2", "Promises that moved"), strips, element("p", f"The same in each run: {same}."))
    main.extend([element("h2", "Runs"), times])
    return html_document(f"{verdict}: {last['target']}, {len(runs)} runs", head, main)


def _head(*names: str) -> ET.Element:
    return element("thead", element("tr", *(element("th", name, scope="col") for name in names)))


def _strip(one: Written, names: Sequence[str], pages: Sequence[str]) -> Iterator[ET.Element]:
    yield element("th", code(one["promise"]), f" {one['operation']}", scope="row")
    addresses = (f"{quote(page)}#{one['promise']}" if page else "" for page in pages)
    yield element("td", *map(mark, one["statuses"], names, addresses))
    yield element("td", ", ".join(f"{turn['turn']} {_day(turn['time'])}" for turn in one["turns"]))


def _run(run: Written, page: str) -> ET.Element:
    started = run["time"].replace("T", " ").replace("Z", " UTC")
    moved = ", ".join(f"{sum(one['direction'] == way for one in run['moves'])} {way}" for way in ("worse", "better"))
    facts = (counted(run), moved, f"{run['requests']:,} requests", in_words(run["duration"]))
    first = element("th", element("a", started, href=quote(page)) if page else started, scope="row")
    verdict = element("td", element("span", run["verdict"], class_=f"badge {run['verdict']}"))
    return element("tr", first, verdict, *(element("td", fact) for fact in facts))


def _day(time: str) -> str:
    return time.partition("T")[0]
