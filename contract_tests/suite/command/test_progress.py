"""How far a run is, on a terminal and elsewhere."""

import io
import itertools

import pytest

from tines_contract.report.progress import ProgressLine
from tines_contract.report.readable import roughly


class Screen(io.StringIO):
    """Takes what a terminal would."""

    def __call__(self, text: str) -> None:
        self.write(f"{text}\n")


def _progress(*, on_terminal: bool, requests: int = 100, total: int = 100) -> str:
    screen, seconds = Screen(), itertools.count()
    line = ProgressLine(screen, total, 30, on_terminal=on_terminal, clock=lambda: float(next(seconds)))
    for number in range(requests):
        line.count()
        if number == 9:
            line("something to say")
    line.clear()
    return screen.getvalue()


def test_progress_on_a_terminal_is_one_line_that_is_written_over() -> None:
    text = _progress(on_terminal=True)
    assert text.count("\n") == 1
    assert "\r\x1b[K50/100 requests, about 2 min left" in text
    assert "\r\x1b[Ksomething to say\n" in text
    assert text.endswith("\r\x1b[K")


def test_progress_elsewhere_is_a_line_now_and_then() -> None:
    lines = _progress(on_terminal=False).splitlines()
    assert lines == ["something to say", "60/100 requests, about 80 s left"]


def test_progress_beyond_what_was_expected_says_so() -> None:
    assert "101 requests, more than the 100 that were expected" in _progress(on_terminal=True, requests=101)


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.2, "1 s"), (89, "89 s"), (95, "2 min"), (3600, "60 min"), (7500, "2 h 5 min")]
)
def test_a_duration_is_said_roughly(seconds: float, text: str) -> None:
    assert roughly(seconds) == text
