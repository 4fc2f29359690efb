"""The tests that the documentation shows pass as they stand there, with the fixtures that they name."""

import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tines_fake import FAULTS
from tines_fake.__main__ import _parser
from tines_fake.control import COMMANDS
from tines_fake.failures import FAILURES

ROOT = Path(__file__).resolve().parents[2]
DOCS = (ROOT / "docs" / "how-to" / "test-with-the-fake.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


def _shown(text: str) -> Mapping[str, Any]:
    """All that the samples define, run one after the other."""
    names: dict[str, Any] = {}
    for sample in re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL):
        exec(sample, names)
    return names


def _tests() -> Iterator[Any]:
    section = README.partition("## Test your code")[2].partition("\n## ")[0]
    for place, text in (("docs", DOCS), ("readme", section)):
        found = {name: value for name, value in _shown(text).items() if name.startswith("test_")}
        yield from (pytest.param(function, id=f"{place}: {name}") for name, function in found.items())


@pytest.mark.parametrize("shown", list(_tests()))
def test_each_test_that_is_shown_passes(request: pytest.FixtureRequest, shown: Any) -> None:
    shown(**{name: request.getfixturevalue(name) for name in inspect.signature(shown).parameters})


def test_all_that_there_is_is_documented() -> None:
    options = [one for action in _parser()._actions for one in action.option_strings if one.startswith("--")]
    commands = [f"{method} /__fake/{name}" for method, name in COMMANDS]
    names = [f"`{name}(" for name in FAILURES]
    missing = [one for one in (*options, *commands, *names) if one not in DOCS and one != "--help"]
    assert missing == []


def test_every_fault_that_is_shown_exists() -> None:
    known = {fault.id for fault in FAULTS}
    shown = set(re.findall(r'"([A-Z]+(?:-[A-Z]+)+)"', DOCS + README))
    assert shown
    assert shown <= known
