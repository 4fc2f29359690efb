"""A run that is killed leaves the old tree, the new one, or what the next run mends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from contract_document import ROOT, GenerationError
from generate import write


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a fork of itself")
def test_a_run_killed_at_any_step_is_mended_by_the_next():
    program = Path(__file__).with_name("killed_runs.py")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}

    done = subprocess.run([sys.executable, program], env=environment, capture_output=True, text=True, check=True)

    runs = json.loads(done.stdout)
    assert {run["left"] for run in runs} == {"old", "absent", "new"}
    assert runs[-1]["left"] == "new"
    assert all(run["mended"] == "new" and run["files"] == ["generated_client", "openapi.yaml"] for run in runs)


def test_the_old_tree_comes_back_where_the_run_after_a_killed_one_fails(house):
    before = sorted(path.relative_to(house.tree) for path in house.tree.rglob("*"))
    house.tree.rename(house.going)
    house.source.write_text("paths: {\n", "utf-8")

    with pytest.raises(GenerationError):
        write(house)

    assert sorted(path.relative_to(house.tree) for path in house.tree.rglob("*")) == before
    assert not house.going.exists()


def test_a_run_that_fails_leaves_the_old_tree_and_nothing_else(house, monkeypatch):
    def fail(document, target):
        (target / "half").touch()
        raise RuntimeError("no more space")

    monkeypatch.setattr("generate.build", fail)
    before = sorted(house.tree.rglob("*"))

    with pytest.raises(RuntimeError, match="no more space"):
        write(house)

    assert sorted(house.tree.rglob("*")) == before
    assert sorted(path.name for path in house.source.parent.iterdir()) == ["generated_client", "openapi.yaml"]
