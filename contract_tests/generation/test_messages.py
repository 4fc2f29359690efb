"""A document that makes no sense is a message and an exit code, and never a traceback; the old tree stays."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from contract_document import PATH, ROOT

DOCUMENT = PATH.read_text("utf-8")


def misspelt(text: str) -> str:
    return text.replace("parameters/PerPage'", "parameters/PerPag'", 1)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (misspelt, "#/components/parameters/PerPag leads nowhere"),
        (lambda _: "", "is no OpenAPI document"),
        (lambda _: "- a list", "is no OpenAPI document"),
        (lambda _: "a: [", "is no YAML"),
        (None, "cannot be read"),
    ],
)
def test_a_document_that_makes_no_sense_is_a_message(
    tmp_path: Path, change: Callable[[str], str] | None, told: str
) -> None:
    if change is not None:
        (tmp_path / PATH.name).write_text(change(DOCUMENT), "utf-8")
    command = [sys.executable, str(ROOT / "scripts" / "generate.py"), "--root", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
