"""A document that makes no sense is a message and an exit code, and never a traceback; the old tree stays."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from contract_document import PATH
from generate import main

DOCUMENT = PATH.read_text("utf-8")


def misspelt(text: str) -> str:
    return text.replace("parameters/PerPage'", "parameters/PerPag'", 1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (misspelt, "it refers to #/components/parameters/PerPag, which it does not have"),
        (lambda _: "", "is no OpenAPI document"),
        (lambda _: "- a list", "is no OpenAPI document"),
        (lambda _: "a: [", "is no YAML"),
        (lambda _: "a: &a [*a]", "an alias stands inside what it stands for"),
        (None, "cannot be read"),
    ],
)
def test_a_document_that_makes_no_sense_is_a_message(
    tmp_path: Path,
    change: Callable[[str], str] | None,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if change is not None:
        (tmp_path / PATH.name).write_text(change(DOCUMENT), "utf-8")
    monkeypatch.setattr(sys, "argv", ["generate.py", "--root", str(tmp_path)])
    assert main() == 1
    assert message in capsys.readouterr().err
