"""Chromium of Debian, which opens reports and the documentation site; `nox -s browser` has what else it takes."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

WIDTHS = {"desktop": (1280, 720), "phone": (390, 844)}
SCHEMES = ("light", "dark")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--axe", type=Path, help="axe.min.js, as npm installed what requirements/browser/ locks")
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


def violations(page: Page, axe: str, options: Mapping[str, object] = {}) -> list[tuple[str, str]]:
    """What axe finds on a page."""
    page.evaluate(axe)
    found = page.evaluate("(options) => axe.run(options).then((found) => found.violations)", dict(options))
    return [(one["id"], node["html"][:200]) for one in found for node in one["nodes"][:2]]


def is_wider_than_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


class Tab:
    """A tab. messages: of console and script errors. elsewhere: what was requested of other addresses."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.messages: list[str] = []
        self.elsewhere: list[str] = []
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.on("dialog", lambda dialog: (self.messages.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if not url.startswith((self.address, "data:", f"blob:{self.address}")):
            self.elsewhere.append(url)


NewTab = Callable[..., Tab]
Keep = Callable[[str, Page | Locator], None]


@pytest.fixture
def keep(request: pytest.FixtureRequest) -> Keep:
    """Keeps a picture of a page, or of a part of it, by its name, where a folder for pictures is named."""

    def keep_(name: str, shown: Page | Locator) -> None:
        if folder := request.config.getoption("--screenshots"):
            shown.screenshot(path=folder / f"{name}.png", animations="disabled")

    return keep_


@pytest.fixture
def new_tab(browser: Browser) -> Iterator[NewTab]:
    """Opens a new tab, whose options are those of playwright."""
    with contextlib.ExitStack() as contexts:

        def open_(address: str, size: tuple[int, int] = WIDTHS["desktop"], **options: object) -> Tab:
            viewport = dict(zip(("width", "height"), size, strict=True))
            context = browser.new_context(viewport=viewport, **options)
            contexts.callback(context.close)
            return Tab(context.new_page(), address)

        yield open_
