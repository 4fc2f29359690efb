"""What survivors.txt says is of what is there: the mutants themselves take minutes, and `nox -s mutation`."""

from pathlib import Path

import pytest

from contract_tests.mutation import survivors


def test_each_known_survivor_is_of_a_function_that_exists() -> None:
    assert list(survivors.problems()) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("nowhere:\n  one AddNot 1  # so\n", "no module of checks has that name"),
        ("pages:\n  nowhere AddNot 1  # so\n", "pages.nowhere, which does not exist"),
        ("pages:\n  count_total AddNot 1\n", "no reason for pages.count_total AddNot 1"),
    ],
)
def test_a_line_about_nothing_is_named(
    text: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survivors, "FILE", tmp_path / "survivors.txt")
    survivors.FILE.write_text(text)
    (found,) = survivors.problems()
    assert problem in found
