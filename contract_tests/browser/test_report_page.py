"""The report in a browser: no error, nothing loaded, filter and keyboard, every width, dark, print, and no script."""

import json
from collections.abc import Callable
from functools import partial

import pytest

from contract_tests.browser.conftest import SCHEMES, WIDTHS, Keep, NewTab, Tab, is_wider_than_the_screen, violations
from contract_tests.suite.reports.reports import HOSTILE, accepted, accused, report_with, unjudged
from contract_tests.suite.tenants.tenants import READING_ALL, WRITING_ALL
from tines_contract import Report, Status
from tines_contract.report.history import history, history_page
from tines_contract.report.json_report import as_json
from tines_contract.report.page import as_html

ADDRESS = "http://report.test/"
REPORTS: dict[str, Callable[[], Report]] = {
    "accepted": partial(accepted, WRITING_ALL),
    "accused": partial(accused, WRITING_ALL),
    "unjudged": partial(unjudged, READING_ALL),
}
Open = Callable[..., Tab]


@pytest.fixture
def opened(new_tab: NewTab) -> Open:
    """Opens a report, or another page, in a new tab; nothing else is there to load."""

    def open_(report: Report | str, size: tuple[int, int] = WIDTHS["desktop"], **options: object) -> Tab:
        html = report if isinstance(report, str) else as_html(report)
        tab = new_tab(ADDRESS, size, **options)
        tab.page.route("**/*", lambda route: route.abort())
        tab.page.route(ADDRESS, lambda route: route.fulfill(body=html, content_type="text/html"))
        tab.page.goto(ADDRESS)
        return tab

    return open_


def shown(tab: Tab) -> list[str]:
    """The ids of the promises that are shown, be it folded with others of one reason."""
    visible = "[...document.querySelectorAll('.promise')].filter((one) => !one.closest('[hidden]'))"
    found: list[str] = tab.page.evaluate(f"{visible}.map((one) => one.id)")
    return found


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_opens_without_an_error_and_loads_nothing(name: str, opened: Open) -> None:
    tab = opened(REPORTS[name]())
    assert tab.page.locator("h1").inner_text().startswith(name.capitalize())
    assert (tab.elsewhere, tab.messages) == ([], [])


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_tenant_is_run(text: str, opened: Open) -> None:
    tab = opened(report_with(text))
    assert text in tab.page.locator("h1").inner_text()
    assert (tab.elsewhere, tab.messages) == ([], [])


def test_a_script_that_got_in_all_the_same_is_not_run(opened: Open) -> None:
    tab = opened(accused())
    run = "window.ran = true"
    tab.page.evaluate(f"document.body.append(Object.assign(document.createElement('script'), {{text: '{run}'}}))")
    tab.page.evaluate(f"document.body.insertAdjacentHTML('beforeend', '<img src=data:, onerror=\"{run}\">')")
    tab.page.evaluate(
        "new Promise((done) => { const image = new Image(); image.onerror = done; image.src = 'data:,' })"
    )
    assert tab.page.evaluate("window.ran") is None
    assert tab.messages
    assert tab.elsewhere == []


def test_the_filter_shows_what_is_asked_for(opened: Open) -> None:
    report = accused()
    tab = opened(report)
    page = tab.page
    assert len(shown(tab)) == len(report.outcomes)
    page.get_by_role("checkbox", name="held").uncheck()
    assert set(shown(tab)) == {one.promise.id for one in report.outcomes if one.status is not Status.HELD}
    assert page.get_by_role("status").inner_text() == f"{len(shown(tab))} of {len(report.outcomes)} promises"
    page.get_by_role("checkbox", name="held").check()
    page.get_by_label("Operation").select_option("getCase")
    assert sorted(shown(tab)) == sorted(one.promise.id for one in report.outcomes if one.promise.operation == "getCase")
    page.get_by_label("Search").fill("KEY wrong")
    assert shown(tab) == ["CASE-KEY-WRONG"]
    page.get_by_label("Search").fill("no promise says this")
    assert page.get_by_text("No promise is like that.").is_visible()
    assert shown(tab) == []


def test_the_page_is_used_with_the_keyboard_alone(opened: Open) -> None:
    tab = opened(accused())
    press, page = tab.page.keyboard.press, tab.page
    press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the promises"
    press("Enter")
    press("/")
    page.keyboard.type("list-key-wrong")
    assert shown(tab) == ["LIST-KEY-WRONG"]
    press("Escape")
    assert len(shown(tab)) > 100
    press("Tab")  # the operation
    press("Tab")  # the first status, broken
    press("Space")
    assert not set(shown(tab)) & set(accused().broken)
    press("Space")
    page.locator(".mark[href='#LIST-KEY-WRONG']").focus()
    press("Enter")
    page.locator("#LIST-KEY-WRONG[open] > summary").focus()
    press("Enter")
    assert not page.locator("#LIST-KEY-WRONG dl").is_visible()
    press("Enter")
    assert page.locator("#LIST-KEY-WRONG dl").is_visible()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_all_is_opened_and_closed_at_once(opened: Open) -> None:
    page = opened(accused()).page
    page.get_by_role("button", name="Open all").click()
    assert page.locator(".promise:not([open])").count() == 0
    page.get_by_role("button", name="Open all").click()
    assert page.locator(".promise[open]").count() == 0


def test_an_address_that_names_a_promise_opens_it(opened: Open) -> None:
    page = opened(accused()).page
    page.evaluate("location.hash = '#LIST-KEY-WRONG'")
    page.locator("#LIST-KEY-WRONG dl").wait_for()
    page.get_by_role("link", name="requests").locator("visible=true").last.click()
    assert page.locator(".tried[open] table").is_visible()


def test_a_mark_of_the_grid_opens_its_promise_whatever_is_filtered(opened: Open) -> None:
    page = opened(accused()).page
    page.get_by_role("checkbox", name="held").uncheck()
    page.get_by_role("link", name="LIST-KEY-WRONG: held").click()
    page.locator("#LIST-KEY-WRONG dl").wait_for()
    assert page.get_by_role("rowheader", name="listCaseActions", exact=True).is_visible()


def test_without_a_script_all_promises_are_there(opened: Open) -> None:
    tab = opened(accused(), java_script_enabled=False)
    assert len(shown(tab)) == len(accused().outcomes)
    assert not tab.page.get_by_label("Search").is_visible()
    tab.page.locator(".reason:has(#LIST-KEY-WRONG) > summary").click()
    tab.page.locator("#LIST-KEY-WRONG > summary").click()
    assert tab.page.locator("#LIST-KEY-WRONG dl").is_visible()


def test_on_paper_the_evidence_is_there_and_the_filter_is_not(opened: Open) -> None:
    page = opened(accused(), color_scheme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.get_by_label("Search").is_visible()
    assert page.locator(".promise[data-status=broken] .sides").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("name", REPORTS)
def test_no_line_is_wider_than_a_screen(name: str, opened: Open, keep: Keep) -> None:
    for width, size in WIDTHS.items():
        tab = opened(REPORTS[name](), size)
        assert not is_wider_than_the_screen(tab.page)
        keep(f"{name}-{width}", tab.page)
        tab.page.get_by_role("button", name="Open all").click()
        tab.page.set_viewport_size({"width": 320, "height": 600})
        assert not is_wider_than_the_screen(tab.page)


def test_a_finding_shows_its_evidence_and_a_curl_line(opened: Open, keep: Keep) -> None:
    page = opened(REPORTS["accused"](), (1000, 3000)).page
    finding = page.locator(".promise[data-status=broken]").first
    finding.get_by_text("as a curl line").last.click()
    assert finding.locator("mark").all_inner_texts() == ["25", "25"]
    assert finding.get_by_text("curl -sSi").last.is_visible()
    keep("finding", finding)


def _history() -> str:
    runs = [json.loads(as_json(report())) for report in REPORTS.values()]
    return history_page(history(runs), [f"{name}.html" for name in REPORTS])


PAGES: dict[str, Callable[[], Report | str]] = {**REPORTS, "history": _history}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(name: str, scheme: str, opened: Open, axe: str) -> None:
    for size in WIDTHS.values():
        page = opened(PAGES[name](), size, color_scheme=scheme).page
        assert violations(page, axe) == []
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert violations(page, axe) == []
