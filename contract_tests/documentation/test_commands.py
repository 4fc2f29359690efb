"""The commands of docs/how-to/use-the-command-line.md work as they stand there, one after the other."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from contract_tests.command_line.program import program_in
from tines_fake import FakeTenant

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "use-the-command-line.md"
BLOCKS = re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), flags=re.DOTALL)


def test_each_command_that_is_shown_works(tines_fake_server: FakeTenant, tmp_path: Path) -> None:
    program = program_in(tmp_path)
    for number in (1, 3):
        tines_fake_server.add_case(number)
    tines_fake_server.case(1).add_actions([{"label": "Claim case"}, {"label": "Escalate"}])
    script = "\n".join(block for block in BLOCKS if "pip install" not in block)
    if shutil.which("jq") is None:
        script = re.sub(r"\| jq .*", "> /dev/null", script)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "exit code 4" in done.stdout
    expected = [action["label"] for action in tines_fake_server.case(1).actions]
    assert expected == [action["label"] for action in tines_fake_server.case(3).actions]
    assert sorted(expected) == ["Claim case", "Escalate"]


@pytest.mark.parametrize("link", re.findall(r"\]\((\.\./[^)]+\.png)\)", PAGE.read_text("utf-8")))
def test_each_picture_is_there(link: str) -> None:
    assert (PAGE.parent / link).resolve().is_file()
