"""The action and the container file: their commands install the suite from the repository, and judge with it."""

import json
import os
import re
import shlex
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from contract_tests.suite.command.command_runs import ROOT, WITHOUT_PLUGINS
from contract_tests.suite.tenants.plain_server import KEY, Handler, serving
from contract_tests.suite.tenants.tenants import CASE, full_tenant
from tines_fake import fault

Shell = Callable[..., "subprocess.CompletedProcess[str]"]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
CONTAINER = dict(
    line.split(" ", 1) for line in (ROOT / "Containerfile").read_text().splitlines() if not line.startswith("#")
)


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """Runs a command as GitHub does, in a fresh environment; what pip would fetch is taken from ours."""
    folder = tmp_path_factory.mktemp("fresh")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "ours.pth").write_text(sysconfig.get_path("purelib"))
    offline = {"PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    path = os.pathsep.join([str(folder / "bin"), os.environ["PATH"]])

    def run(command: str, folder: Path, **more: str) -> "subprocess.CompletedProcess[str]":
        bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command]
        env = {**WITHOUT_PLUGINS, **offline, "PATH": path, **more}
        return subprocess.run(bash, cwd=folder, env=env, capture_output=True, text=True, check=False)

    return run


def test_the_action_judges_annotates_and_summarises(shell: Shell, tmp_path: Path) -> None:
    install, judge = (step for step in ACTION["runs"]["steps"] if "run" in step)
    summary = tmp_path / "summary.md"
    with serving(Handler.reply, full_tenant(faults=[fault("COUNT-OFF")])) as server:
        values = {
            "github.action_path": str(ROOT),
            "inputs.tenant": server.origin,
            "inputs.case": str(CASE),
            "inputs.api-key": KEY,
            "inputs.options": "-q --only LIST-COUNT-*,GET-UNKNOWN",
        }
        assert {name.removeprefix("inputs.") for name in values} >= ACTION["inputs"].keys()

        def done(step: dict) -> "subprocess.CompletedProcess[str]":
            given = {name: values[value.strip("${} ")] for name, value in step["env"].items()}
            return shell(step["run"], tmp_path, **given, GITHUB_STEP_SUMMARY=str(summary))

        assert (done(install).returncode, (judged := done(judge)).returncode) == (0, 1), judged.stderr
    assert re.search(r"^::error title=LIST-COUNT-TOTAL::meta\.count ", judged.stdout, re.MULTILINE)
    assert "<li>error: <code>LIST-COUNT-TOTAL</code>: meta.count " in summary.read_text()
    written = [path.read_text() for path in tmp_path.iterdir()]
    assert {path.name for path in tmp_path.iterdir()} == {"summary.md", "contract.html", "contract.json"}
    assert KEY not in "".join([*written, judged.stdout, judged.stderr])


def test_the_container_file_installs_the_suite_and_runs_it(shell: Shell, tmp_path: Path) -> None:
    assert re.fullmatch(r"python:3\.\d+-slim", CONTAINER["FROM"])
    source, place = CONTAINER["COPY"].split()
    assert shell(CONTAINER["RUN"].replace(place, str(ROOT / source)), tmp_path).returncode == 0
    command, default = (json.loads(CONTAINER[name]) for name in ("ENTRYPOINT", "CMD"))
    assert shell(shlex.join([*command, *default]), tmp_path).stdout.startswith("usage: ")
    judged = shell(shlex.join([*command, "run", "--tenant=fake", "--case=1", "--only=GET-UNKNOWN"]), tmp_path)
    assert (judged.returncode, judged.stdout.splitlines()[-1][:9]) == (0, "accepted:")
