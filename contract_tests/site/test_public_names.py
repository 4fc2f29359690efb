"""A public name that the reference does not show, or that has no docstring, fails the site."""

from pathlib import Path

import pytest
from docs_site.public_names import MODULES, missing, public_names, undocumented

CODE = """
class _Base:
    def inherited(self) -> None: ...


class Shown(_Base):
    "Has a docstring."

    def method(self) -> None: ...
    def _private(self) -> None: ...


def function() -> None:
    "Has one."


__all__ = ("CONSTANT", "Shown", "function")
CONSTANT = 1
"""


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    (tmp_path / "without_docstrings.py").write_text(CODE, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return public_names(["without_docstrings"], [str(tmp_path)])


def test_a_public_name_without_a_docstring_is_found(names) -> None:
    found = [problem.split(" has no")[0].partition(".")[2] for problem in undocumented(names)]
    assert sorted(found) == ["CONSTANT", "Shown.inherited", "Shown.method"]


def test_a_public_name_on_no_page_is_found(names) -> None:
    shown = {name for name in names if not name.endswith(".function")}
    assert [problem.split(" is on")[0] for problem in missing(names, shown)] == ["without_docstrings.function"]
    assert list(missing(names, set(names))) == []


def test_every_public_package_is_looked_at() -> None:
    assert {"tines_cases", "tines_cases.errors", "tines_cases.press", "tines_fake", "tines_pytest"} < set(MODULES)
    names = public_names(MODULES)
    assert {"tines_cases.TinesClient", "tines_cases.errors.NotFoundError", "tines_contract.judge"} < set(names)
    assert list(undocumented(names)) == []


def test_the_reference_shows_every_public_name(site: Path) -> None:
    text = "".join(page.read_text("utf-8") for page in (site / "reference").glob("*.html"))
    shown = [name for name in public_names(MODULES) if f'id="{name}"' in text or name in MODULES]
    assert set(public_names(MODULES)) - set(shown) == set()
