"""The bills of materials name what the wheel needs, with each extra and without, and nothing that changes by itself."""

import json
import tomllib
from datetime import datetime
from pathlib import Path

import pytest
from distributions import bill_of_materials
from distributions.build import last_commit


@pytest.fixture(scope="module")
def bills(release) -> dict[str, dict]:
    """By file name, without the version."""
    return {path.name: json.loads(path.read_text("utf-8")) for path in sorted(release.glob("*.cdx.json"))}


def _names(bill) -> set[str]:
    return {component["name"] for component in bill["components"]}


def test_there_is_one_for_the_wheel_and_one_for_each_extra_with_what_it_needs(bills, wheel, root):
    version = wheel.name.split("-")[1]
    extras = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert bills.keys() == {f"tines_cases-{version}{extra}.cdx.json" for extra in ("", *(f"-{one}" for one in extras))}
    bare = bills[f"tines_cases-{version}.cdx.json"]

    component = bare["metadata"]["component"]
    assert (component["name"], component["version"]) == ("tines-cases", version)
    assert {"anyio", "attrs", "httpcore", "httpx", "msgspec"} <= _names(bare)
    assert not {"pytest", "hatchling", "pip", "cyclonedx-bom", "uvicorn", "schemathesis"} & _names(bare)
    assert all(_names(bare) <= _names(bill) for bill in bills.values())
    assert "schemathesis" in _names(bills[f"tines_cases-{version}-contract.cdx.json"])


def test_the_same_commit_gives_the_same_bytes(root, release, wheel, tmp_path: Path):
    commit = last_commit(root)
    made = next(bill_of_materials.write(wheel, root / "pyproject.toml", commit, tmp_path))

    assert made.read_bytes() == (release / made.name).read_bytes()
    bill = json.loads(made.read_text("utf-8"))
    assert datetime.fromisoformat(bill["metadata"]["timestamp"]).timestamp() == int(commit.epoch)


def test_nothing_of_the_machine_is_in_it(bills):
    assert [name for name, bill in bills.items() if "/tmp" in json.dumps(bill) or "file:" in json.dumps(bill)] == []
