"""The report as a page: it says what the others say, loads nothing, and no text of a tenant becomes a part of it."""

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from attrs import evolve

from contract_tests.suite.reports.reports import HOSTILE, REPORTS, accepted, accused, judged_for, report_with, unjudged
from contract_tests.suite.tenants.tenants import READING_ALL
from tines_contract import Report, Status
from tines_contract.checks import CHECKS
from tines_contract.engine.judging.verdict import Acceptance
from tines_contract.evidence.excerpt import excerpt
from tines_contract.report.json_report import written
from tines_contract.report.page import as_html
from tines_contract.report.page.grid import MARKS
from tines_spec import source_of


class Page(HTMLParser):
    """What a browser makes of a page: its elements, and the text of each promise."""

    def __init__(self, shown: Report | str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.raw: dict[str, str] = {}
        self.text = ""
        self._tag = ""
        self.feed(shown if isinstance(shown, str) else as_html(shown))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        self.elements.append((tag, dict(attrs)))
        if dict(attrs).get("class") == "promise":
            self.texts[str(dict(attrs)["id"])] = ""

    def handle_data(self, data: str) -> None:
        if self._tag in ("script", "style"):
            self.raw[self._tag] = self.raw.get(self._tag, "") + data
            self._tag = ""
            return
        self.text += data
        if self.texts:
            self.texts[list(self.texts)[-1]] += data

    @property
    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(tag, tuple(attributes)) for tag, attributes in self.elements]

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for one, attributes in self.elements if one == tag]


@pytest.mark.parametrize("name", REPORTS)
def test_a_page_says_of_each_promise_what_came_out(name: str) -> None:
    report, page = REPORTS[name](), Page(REPORTS[name]())
    shown = {str(one["id"]): one["data-status"] for one in page.of("details") if one.get("class") == "promise"}
    assert shown == {one.promise.id: one.status.name.lower() for one in report.outcomes}
    assert page.text.strip().startswith(f"{report.verdict.value}: ")  # the title; the heading is what follows
    for outcome in report.outcomes:
        text = page.texts[outcome.promise.id]
        assert outcome.promise.rule in text
        assert str(CHECKS[outcome.promise.id].declared.judge.__doc__).partition("\n")[0] in text
        assert source_of(outcome.promise).title in text
        assert outcome.note in text
        assert f"Checked{outcome.promise.rule}" not in text


@pytest.mark.parametrize("name", REPORTS)
def test_a_grid_marks_each_promise_by_its_status_and_leads_to_it(name: str) -> None:
    report, page = REPORTS[name](), Page(REPORTS[name]())
    marks = {str(one["href"])[1:]: one for one in page.of("a") if str(one.get("class")).startswith("mark ")}
    assert list(marks) != [] == [one for one in marks if one not in page.texts]
    for outcome in report.outcomes:
        mark = marks[outcome.promise.id]
        assert mark["class"] == f"mark {outcome.status.name.lower()}"
        assert mark["aria-label"] == f"{outcome.promise.id}: {outcome.status.name.lower().replace('_', ' ')}"
    counts = {str(one["href"])[1:] for one in page.of("a")} & {status.name.lower() for status in Status}
    assert counts == {str(one["id"]) for one in page.of("section") if one.get("class") == "group"} != set()
    assert len({MARKS[status.name.lower()] for status in Status}) == len(Status)


def test_a_kind_of_promise_is_named_at_its_marks_and_explained() -> None:
    html, page = as_html(accepted()), Page(accepted())
    kinds = {str(one["data-kind"]) for one in page.of("td") if "data-kind" in one}
    explained = dict(re.findall(r'<th scope="col"><span title="([^"]+ [^"]+\.)">([^<]+)<', html))
    assert {"side effects", "embedded", "read item"} <= kinds == {*explained.values()}
    assert [one for one in explained if page.text.count(one) != 1] == []


def test_a_page_says_at_once_in_words_what_is_broken_or_what_to_do() -> None:
    above = {name: Page(report()).text.partition("operation")[0] for name, report in REPORTS.items()}
    found, missed = accused().with_status(Status.BROKEN), unjudged().with_status(Status.NOT_EXERCISED)
    words = [f"{one.findings[0].message} ({one.promise.id})" for one in found[:2]]
    assert f"Broken: {', '.join(words)} and {len(found) - 2} more." in above["accused"]
    why = "there are too few actions (12); give a case with 43 or more (--case), or set TINES_CONTRACT_WRITES=1"
    assert f"No promise is broken, but {len(missed)} were not exercised: {why}." in above["unjudged"]
    assert f"10 were not exercised: {why} (other reasons: 4)." in Page(unjudged(READING_ALL)).text


def test_promises_that_held_are_a_row_a_kind() -> None:
    rows = re.findall(r"\d+ promises: ([a-z ]+)held ", Page(accepted()).text.partition("Each of these was tried")[2])
    assert sorted(set(rows)) == sorted(rows)
    assert {"pages", "access", "side effects"} <= set(rows)
    assert len(rows) < 15


def test_a_broken_promise_is_first_and_shown_with_its_requests_and_responses() -> None:
    report = accused()
    page = Page(report)
    assert list(page.texts)[: len(report.broken)] == report.broken != []
    for outcome in report.with_status(Status.BROKEN):
        for seen in outcome.findings[0].replay:
            assert excerpt(seen, outcome.findings[0].items).replace("*", "") in page.texts[outcome.promise.id]
            assert seen.request.path in page.texts[outcome.promise.id]


def test_an_item_that_comes_twice_or_is_missing_is_highlighted() -> None:
    for broken in ("PAGE-OVERLAP", "PAGE-GAP"):
        report = judged_for(broken)
        items = report.with_status(Status.BROKEN)[0].findings[0].items
        page = as_html(report)
        assert [one for one in items if f"<mark>{one}</mark>" not in page] == []
        assert items


def test_what_was_tried_is_what_a_promise_is_judged_by() -> None:
    one = next(one for one in written(accepted())["outcomes"] if one["promise"] == "LIST-KEY-MISSING")
    assert [(row["status"], row["requests"]) for row in one["tried"]] == [(401, 1)]


@pytest.mark.parametrize("name", REPORTS)
def test_a_page_loads_nothing_and_runs_only_its_own_script(name: str) -> None:
    page = Page(REPORTS[name]())
    for tag, attributes in page.elements:
        assert not {"src", "srcset", "action", "style", "data", "poster"} & attributes.keys(), (tag, attributes)
        assert not any(one.startswith("on") for one in attributes)
        address = attributes.get("href")
        assert address is None or tag == "a" or address == "data:,"
    assert len(page.of("script")) == len(page.of("style")) == 1
    (policy,) = (one["content"] for one in page.of("meta") if one.get("http-equiv"))
    for kind in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(page.raw[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in str(policy)
    assert str(policy).startswith("default-src 'none'; ")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_part_of_the_page(text: str) -> None:
    page = Page(report_with(text))
    assert page.shape == Page(report_with("harmless")).shape
    assert page.text.count(text) >= 10
    assert page.raw == Page(accepted()).raw


def test_what_hides_or_turns_a_text_is_shown_as_an_escape() -> None:
    odd = "".join(
        map(chr, [0, 7, 8, 13, 27, 0x85, 0xA0, 0xAD, 0x200B, 0x202E, 0x2066, 0xD800, 0xFEFF, 0xFFFE, 0xE0001])
    )
    written = as_html(report_with(f"before{odd}after"))
    assert written.isascii()
    shown = Page(report_with(f"before{odd}after")).text
    assert all(one.isprintable() or one == "\n" for one in shown)
    assert "\\u202e" in shown
    assert "\\x1b" in shown
    assert not re.search(r"&#(8238|27|0);", written)


def test_what_was_agreed_stands_with_its_reason_and_what_was_not_comes_first() -> None:
    report = accused()
    known = Acceptance("GET-KEY-WRONG", "asked for in ticket 7")
    outcomes = [evolve(one, accepted=known) if one.promise.id == known.promise else one for one in report.outcomes]
    page = Page(evolve(report, outcomes=outcomes, disagreements=["LIST-STATUS is accepted, and is not broken"]))
    assert "accepted: asked for in ticket 7" in page.texts[known.promise]
    assert "LIST-STATUS is accepted, and is not broken" in page.text.partition("Promises")[0]


def test_promises_that_were_not_tried_for_one_reason_are_one_row() -> None:
    text, rows = Page(unjudged()).text, Counter(one.note for one in unjudged().with_status(Status.SKIPPED))
    assert [text.count(f"{number} promises: {why}") for why, number in rows.items() if number > 1] == [1, 1]


def test_an_empty_report_is_a_page_too() -> None:
    page = Page(Report("a tenant", 1, [], 0))
    assert "No request got a response." in page.text
