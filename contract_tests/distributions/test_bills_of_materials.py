"""The bills of materials name what the wheel needs, with each extra and without, and nothing that changes by itself."""

import json
import zipfile
from datetime import datetime
from email import message_from_bytes
from pathlib import Path

import pytest
from distributions import bill_of_materials
from distributions.build import last_commit


@pytest.fixture(scope="module")
def bills(release) -> dict[str, dict]:
    """By file name, without the version."""
    return {path.name: json.loads(path.read_text("utf-8")) for path in sorted(release.glob("*.cdx.json"))}


@pytest.fixture(scope="module")
def metadata(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return message_from_bytes(archive.read(name))


def _names(bill) -> set[str]:
    return {component["name"] for component in bill["components"]}


def test_there_is_one_for_the_wheel_and_one_for_each_extra(bills, metadata):
    version = metadata["Version"]
    extras = metadata.get_all("Provides-Extra")

    assert bills.keys() == {f"tines_cases-{version}{extra}.cdx.json" for extra in ("", *(f"-{one}" for one in extras))}


def test_it_names_the_wheel_and_what_that_needs(bills, metadata):
    bare = bills[f"tines_cases-{metadata['Version']}.cdx.json"]

    assert bare["metadata"]["component"]["name"] == "tines-cases"
    assert bare["metadata"]["component"]["version"] == metadata["Version"]
    assert {"anyio", "attrs", "httpcore", "httpx", "msgspec"} <= _names(bare)
    assert not {"pytest", "hatchling", "pip", "cyclonedx-bom", "uvicorn", "schemathesis"} & _names(bare)
    assert all(_names(bare) <= _names(bill) for bill in bills.values())
    assert "schemathesis" in _names(bills[f"tines_cases-{metadata['Version']}-contract.cdx.json"])


def test_the_same_commit_gives_the_same_bytes(root, release, wheel, tmp_path: Path):
    commit = last_commit(root)
    made = next(bill_of_materials.write(wheel, root / "pyproject.toml", commit, tmp_path))

    assert made.read_bytes() == (release / made.name).read_bytes()
    bill = json.loads(made.read_text("utf-8"))
    assert datetime.fromisoformat(bill["metadata"]["timestamp"]).timestamp() == int(commit.epoch)


def test_nothing_of_the_machine_is_in_it(bills):
    assert [name for name, bill in bills.items() if "/tmp" in json.dumps(bill) or "file:" in json.dumps(bill)] == []
