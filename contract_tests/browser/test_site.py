"""The documentation site in a browser: every page, its search, its ledger, and the reference of the API."""

import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from contract_tests.browser.conftest import SCHEMES, WIDTHS, Keep, NewTab, Tab, is_wider_than_the_screen, violations
from tines_spec import operations, promises

HTTP_API = "reference/http-api.html"
LEDGER = "explanation/evidence-ledger.html"
PICTURES = {
    "home": "index.html",
    "reference": "reference/client.html",
    "ledger": f"{LEDGER}#promises",
    "http-api": f"{HTTP_API}#create-a-case-action",
}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def pages(site: Path) -> list[str]:
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert {"index.html", LEDGER, HTTP_API, SAMPLE} < set(found)
    return found


OpenPage = Callable[..., Tab]


@pytest.fixture
def opened(new_tab: NewTab, address: str) -> OpenPage:
    """Opens a page of the site in a new tab."""

    def open_(name: str, width: str = "desktop", scheme: str = "light") -> Tab:
        tab = new_tab(address, WIDTHS[width], color_scheme=scheme)
        go_to(tab, name)
        return tab

    return open_


def go_to(tab: Tab, name: str) -> None:
    tab.page.goto(tab.address + name)


# What depends on colours takes most of axe's time, and nothing else depends on the scheme.
CONTRAST = "color-contrast"
VIEWS = {
    "light": {},
    "dark": {"runOnly": [CONTRAST]},
    "phone": {"rules": {CONTRAST: {"enabled": False}}},
}


SAMPLE = "repository/examples/press_with_flask.py.html"


def _is_like_the_sample(name: str) -> bool:
    """Whether a page is nothing but a file of the repository: axe looks at one of them."""
    return name != SAMPLE and re.search(r"\.(?!md)[a-z]+\.html$", name) is not None


@pytest.mark.parametrize("view", VIEWS)
def test_every_page_opens_without_an_error_and_is_accessible(
    opened: OpenPage, pages: list[str], axe: str, view: str
) -> None:
    found, wide = {}, []
    tab = opened("index.html", *(("phone", "light") if view == "phone" else ("desktop", view)))
    for name in pages:
        go_to(tab, name)
        found[name] = [] if _is_like_the_sample(name) else violations(tab.page, axe, VIEWS[view])
        wide += [name] * is_wider_than_the_screen(tab.page)
    assert {name: one for name, one in found.items() if one} == {}
    assert (wide, tab.messages, tab.elsewhere) == ([], [], [])


FOUND = {
    "VirtualClock": "reference/fake.html",
    "api key": "how-to/authentication.html",
    "timeout": "how-to/retries-and-deadlines.html",
    "list stories": "how-to/other-endpoints.html",
}


@pytest.mark.parametrize("words", FOUND)
def test_the_first_hit_of_the_search_answers(opened: OpenPage, words: str) -> None:
    tab = opened("index.html")
    tab.page.keyboard.press("/")
    tab.page.keyboard.type(words)
    tab.page.locator(".md-search-result__link").first.wait_for()
    tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url(f"**/{FOUND[words]}*")
    assert (tab.messages, tab.elsewhere) == ([], [])


def test_the_search_works_in_pages_that_are_opened_from_a_folder(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("VirtualClock")
    page.locator(".md-search-result__link").first.wait_for()
    page.close()


REACHED = "['header', '.md-sidebar--primary', 'article'].filter((one) => document.activeElement.closest(one))"


def test_a_page_is_used_with_the_keyboard_alone(opened: OpenPage) -> None:
    tab = opened("how-to/receive-presses.html")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.textContent.trim()") == "Skip to content"
    reached = set()
    for _ in range(40):
        tab.page.keyboard.press("Tab")
        reached.update(tab.page.evaluate(REACHED))
    assert {"header", ".md-sidebar--primary", "article"} <= reached
    tab.page.locator("article a").first.focus()
    assert tab.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_ledger_is_filtered_and_sorted(opened: OpenPage) -> None:
    tab = opened(LEDGER)
    table, form = tab.page.locator("#promise-table"), tab.page.get_by_role("search", name="promise-table")
    rows = table.locator("tbody tr:visible")
    count = form.locator("output")
    assert rows.count() == len(promises())
    form.get_by_label("documented").uncheck()
    form.get_by_label("observed").uncheck()
    assert rows.count() == sum(one.grade == "assumed" for one in promises())
    form.get_by_label("observed").check()
    form.get_by_label("Filter").fill("get key wrong")
    assert all(word in text.lower() for text in rows.all_inner_texts() for word in ("get", "key", "wrong"))
    assert table.locator("#get-key-wrong").is_visible()
    assert not table.locator("#get-key-missing").is_visible()
    assert count.inner_text() == f"{rows.count()} of {len(promises())}"
    form.get_by_label("Filter").fill("")
    form.get_by_label("documented").check()
    table.get_by_role("button", name="Promise").click()
    ids = [text.split()[0] for text in rows.all_inner_texts()]
    assert ids == sorted(ids)
    table.get_by_role("button", name="Promise").press("Enter")
    assert [text.split()[0] for text in rows.all_inner_texts()] == ids[::-1]


def test_an_address_that_names_a_promise_shows_it(opened: OpenPage) -> None:
    tab = opened(f"{LEDGER}#list-key-wrong")
    expect(tab.page.locator("#list-key-wrong")).to_be_in_viewport()


def test_the_samples_of_an_operation_are_tabs(opened: OpenPage) -> None:
    tab = opened(PICTURES["http-api"])
    samples = tab.page.locator(".tabbed-set")
    assert samples.count() == len(operations())
    samples.first.get_by_role("link", name="async").click()
    assert samples.last.get_by_text("async with").is_visible()  # the choice is that of the page
    assert (tab.messages, tab.elsewhere) == ([], [])


def test_code_fits_its_column(opened: OpenPage, pages: list[str]) -> None:
    tab = opened("index.html")
    tab.page.set_viewport_size({"width": 1440, "height": 900})
    wide = "[...document.querySelectorAll('article pre > code')].filter((one) => one.scrollWidth > one.clientWidth + 1)"
    found = {}
    for name in pages:
        if not name.startswith("repository/"):
            go_to(tab, name)
            found[name] = tab.page.evaluate(f"{wide}.map((one) => one.textContent)")
    assert {name: one for name, one in found.items() if one} == {}


@pytest.mark.parametrize("name", ["index.html", HTTP_API])
def test_a_page_follows_the_scheme_of_the_browser(opened: OpenPage, name: str) -> None:
    tabs = [opened(name, scheme=scheme) for scheme in SCHEMES]
    assert len({tab.page.evaluate("getComputedStyle(document.body).backgroundColor") for tab in tabs}) == 2


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PICTURES)
def test_the_pictures_of_the_documentation_are_made(opened: OpenPage, name: str, width: str, keep: Keep) -> None:
    page = opened(PICTURES[name], width).page
    assert not is_wider_than_the_screen(page)
    keep(f"site-{name}-{width}", page)
