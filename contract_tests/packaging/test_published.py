"""The action and the container file: their commands install the suite from the repository, and judge with it."""

import ensurepip
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


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """Runs a command as GitHub does, in a fresh environment; what pip would fetch is taken from ours."""
    fresh = tmp_path_factory.mktemp("fresh")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", fresh], check=True)
    (site,) = fresh.glob("lib/python*/site-packages")
    wheels = sysconfig.get_config_var("WHEEL_PKG_DIR") or Path(ensurepip.__file__).with_name("_bundled")
    pip = next(Path(wheels).glob("pip-*.whl"))  # as it is: to install it takes seconds
    (site / "ours.pth").write_text(f"{sysconfig.get_path('purelib')}\n{pip}")
    offline = {
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PATH": f"{fresh}/bin{os.pathsep}{os.environ['PATH']}",
    }

    def run(command: str, folder: Path, **more: str) -> "subprocess.CompletedProcess[str]":
        bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command]
        env = {**WITHOUT_PLUGINS, **offline, **more}
        return subprocess.run(bash, cwd=folder, env=env, capture_output=True, text=True, check=False)

    return run


def test_the_action_judges_annotates_and_summarises(shell: Shell, tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    inputs = {"case": str(CASE), "api-key": KEY, "options": "-q --only LIST-COUNT-*,GET-UNKNOWN"}
    with serving(Handler.reply, full_tenant(faults=[fault("COUNT-OFF")])) as server:
        values = {f"inputs.{name}": value for name, value in {**inputs, "tenant": server.origin}.items()}
        known = {**values, "github.action_path": str(ROOT)}
        for step in action["runs"]["steps"][1:]:  # the first sets Python up
            given = {name: known[value.strip("${ }")] for name, value in step["env"].items()}
            done = shell(step["run"], tmp_path, **given, GITHUB_STEP_SUMMARY="summary.md")
    assert values.keys() == {f"inputs.{name}" for name in action["inputs"]}
    assert done.returncode == 1, done.stderr
    assert re.search(r"^::error title=LIST-COUNT-TOTAL::meta\.count ", done.stdout, re.MULTILINE)
    written = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert "<li>error: <code>LIST-COUNT-TOTAL</code>: meta.count " in written["summary.md"]
    assert written.keys() == {"summary.md", "contract.html", "contract.json"}
    assert KEY not in "".join([*written.values(), done.stdout, done.stderr])


def test_the_container_file_installs_the_suite_and_runs_it(shell: Shell, tmp_path: Path) -> None:
    lines = (ROOT / "Containerfile").read_text().splitlines()
    container = dict(line.split(" ", 1) for line in lines if not line.startswith("#"))
    assert re.fullmatch(r"python:3\.\d+-slim", container["FROM"])
    source, place = container["COPY"].split()
    assert shell(container["RUN"].replace(place, str(ROOT / source)), tmp_path).returncode == 0
    command, default = (json.loads(container[name]) for name in ("ENTRYPOINT", "CMD"))
    assert shell(shlex.join([*command, *default]), tmp_path).stdout.startswith("usage: ")
