"""`tines-cases` in a terminal, as pictures for the docs: what it really prints, in colour, at two widths."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from contract_tests.browser.conftest import Keep, is_wider_than_the_screen
from contract_tests.command_line.terminal import Terminal
from tines_fake import FakeTenant

# Columns of the terminal, and pixels of the window around it.
WIDTHS = {"desktop": (72, 600), "phone": (44, 390)}
WANTED = """\
{"label": "Claim case", "url": "https://acme.tines.com/webhook/8a0f/5c3e", "action_type": "webhook"}
{"label": "Isolate host", "url": "https://acme.tines.com/webhook/1/a", "action_type": "webhook"}
{"label": "Runbook", "url": "https://wiki.acme.com/runbook", "action_type": "page", "story_name": "Case handling"}
"""
PAGE = """\
<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>tines-cases</title>
<style>body {{ margin: 0; background: {background} }}
pre {{ margin: 0; padding: 16px; font: 13px/1.5 "DejaVu Sans Mono", monospace; color: {foreground} }}</style>
<pre>{code}</pre></html>
"""


@pytest.fixture
def fake(tines_fake_server: FakeTenant) -> FakeTenant:
    hooks = "https://acme.tines.com/webhook/8a0f/5c3e"
    for number, name in ((42, "Phishing report from finance"), (43, "Malware on LT-0412")):
        tines_fake_server.add_case(number, name=name)
    for label, action_type, url in (
        ("Claim case", "webhook", hooks),
        ("Escalate to on-call", "webhook", hooks),
        ("Open runbook", "page", "https://wiki.acme.com/runbook"),
    ):
        tines_fake_server.case(42).add_action(label=label, action_type=action_type, url=url, story_name="Case handling")
    return tines_fake_server


@pytest.mark.parametrize("name", WIDTHS)
def test_the_terminal_fits_its_window(
    name: str, browser: Browser, fake: FakeTenant, tmp_path: Path, keep: Keep
) -> None:
    columns, pixels = WIDTHS[name]
    (tmp_path / "wanted.jsonl").write_text(WANTED, "utf-8")
    session = b"".join(
        _typed(columns, shown, *arguments)
        for shown, arguments in (
            ("cases list", ("cases", "list")),
            ("actions list 42", ("actions", "list", 42)),
            ("sync 42 wanted.jsonl --dry-run", ("sync", 42, tmp_path / "wanted.jsonl", "--dry-run")),
        )
    )
    page = browser.new_page(viewport={"width": pixels, "height": 100}, device_scale_factor=2)
    page.set_content(_html(session.decode().replace(f"{tmp_path}/", ""), columns))
    assert not is_wider_than_the_screen(page)
    keep(f"command-line-{name}", page.locator("html"))
    page.close()


def _typed(columns: int, shown: str, *arguments: object) -> bytes:
    """A command with its prompt, and what it prints."""
    ended = Terminal(*arguments, columns=columns).end()
    assert ended.code == 0, ended.raw
    return f"\x1b[32m$\x1b[0m tines-cases {shown}\r\n".encode() + ended.raw + b"\r\n"


def _html(session: str, columns: int) -> str:
    console = Console(record=True, width=columns, file=io.StringIO(), legacy_windows=False)
    console.print(Text.from_ansi(session.replace("\r\n", "\n").rstrip()))
    code = PAGE.replace("{background}", "#0c0c0c").replace("{foreground}", "#d9d9d9")
    return console.export_html(theme=MONOKAI, inline_styles=True, code_format=code)
