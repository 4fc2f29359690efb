"""Chromium of Debian, which opens reports and the documentation site; `nox -s browser` has what else it takes."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tines_contract import Report
from tines_contract.report.page import as_html

ADDRESS = "http://report.test/"
Open = Callable[..., "Opened"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--axe", type=Path, help="axe.min.js, as npm installed what requirements/browser/ locks")
    parser.addoption("--site", type=Path, help="where the documentation site is, as `nox -s browser` has made it")
    parser.addoption("--screenshots", type=Path, help="where to keep the screenshots (default: nowhere)")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.fail("Chromium is missing: apt-get install chromium", pytrace=False)
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=options)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe(request: pytest.FixtureRequest) -> str:
    path = request.config.getoption("--axe")
    if path is None:
        pytest.fail("say where axe.min.js is, by --axe, as `nox -s browser` does", pytrace=False)
    return str(path.read_text("utf-8"))


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Path:
    folder = request.config.getoption("--site")
    if folder is None:
        pytest.fail("say where the documentation site is, by --site, as `nox -s browser` does", pytrace=False)
    return Path(folder).resolve()


def violations(page: Page, axe: str, options: Mapping[str, object] = {}) -> list[tuple[str, str]]:
    """What axe finds on a page."""
    page.evaluate(axe)
    found = page.evaluate("(options) => axe.run(options).then((found) => found.violations)", dict(options))
    return [(one["id"], node["html"][:200]) for one in found for node in one["nodes"][:2]]


class Opened:
    """A report in a tab. requests: what the browser wanted to load. messages: of console and script errors."""

    def __init__(self, page: Page, report: Report) -> None:
        self.page = page
        self.requests: list[str] = []
        self.messages: list[str] = []
        self._html = as_html(report)
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.on("dialog", lambda dialog: (self.messages.append(dialog.message), dialog.dismiss()))
        page.route("**/*", self._reply)
        page.goto(ADDRESS)

    def _reply(self, route: Route) -> None:
        self.requests.append(route.request.url)
        if route.request.url == ADDRESS:
            route.fulfill(body=self._html, content_type="text/html")
        else:
            route.abort()

    def shown(self) -> list[str]:
        """The ids of the promises that are shown."""
        visible = "[...document.querySelectorAll('.promise')].filter((one) => one.checkVisibility())"
        found: list[str] = self.page.evaluate(f"{visible}.map((one) => one.id)")
        return found

    @property
    def is_wider_than_the_screen(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Opens a report in a new tab, whose options are those of playwright."""
    contexts = []

    def open_(report: Report, width: int = 1280, height: int = 900, **options: object) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        return Opened(context.new_page(), report)

    yield open_
    for context in contexts:
        context.close()
