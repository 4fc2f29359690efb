"""The wheel holds the packages, each typed, and nothing else of the repository."""

import email
import re
import tomllib
import zipfile

import pytest

PACKAGES = {
    "tines_cases": "generated_client",
    "tines_cli": "command_line",
    "tines_contract": "contract_tests",
    "tines_fake": "fake_tenant",
    "tines_pytest": "fake_tenant",
    "tines_runtime": "client_runtime",
    "tines_openapi": "generated_client",
    "tines_spec": "spec_reader",
}


@pytest.fixture(scope="module")
def names(wheel) -> list[str]:
    return zipfile.ZipFile(wheel).namelist()


@pytest.fixture(scope="module")
def metadata(wheel, names) -> email.message.Message:
    (name,) = (name for name in names if name.endswith(".dist-info/METADATA"))
    return email.message_from_bytes(zipfile.ZipFile(wheel).read(name))


def test_the_wheel_holds_the_packages_and_nothing_else(names):
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == PACKAGES.keys()


@pytest.mark.parametrize(("package", "folder"), PACKAGES.items())
def test_a_package_is_whole_and_typed(root, names, package, folder):
    there = {
        path.relative_to(root / folder).as_posix() for path in (root / folder / package).rglob("*") if path.is_file()
    }
    shipped = {name for name in names if name.startswith(f"{package}/")}

    assert shipped == {name for name in there if "__pycache__" not in name}
    assert f"{package}/py.typed" in shipped


def test_the_wheel_is_of_this_version_for_every_python_3_and_machine(root, wheel, metadata):
    found = re.search(r"^  version: (\S+)$", (root / "openapi.yaml").read_text("utf-8"), re.MULTILINE)

    assert found is not None
    assert wheel.name == f"tines_cases-{found[1]}-py3-none-any.whl"
    assert metadata["Version"] == found[1]


def test_the_wheel_carries_its_license_and_says_that_it_is_not_of_tines(root, names, metadata):
    urls = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["urls"]

    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert metadata["License-Expression"] == "MIT"
    assert "Not affiliated with Tines" in metadata["Summary"]
    assert {url.partition(",")[0] for url in metadata.get_all("Project-URL")} == urls.keys()


def test_the_classifiers_name_each_python_that_the_tests_run_on(root, metadata):
    sessions = re.findall(r'"(3\.\d+)"', (root / "noxfile.py").read_text("utf-8"))
    named = [one.rpartition(" ")[2] for one in metadata.get_all("Classifier") if ":: Python :: " in one]

    assert named == ["3.11", *sorted(set(sessions))]
    assert metadata["Requires-Python"] == ">=3.11"


def test_every_link_of_the_description_works_outside_the_repository(root, metadata):
    text = metadata.get_payload()
    version, home = metadata["Version"], metadata.get_all("Project-URL")[0].partition(", ")[2]
    links = re.findall(r"\]\(([^)\s]+)", text) + re.findall(r'(?:href|src|srcset)="([^"\s]+)', text)
    ours = [link for link in links if version in link]
    files = {re.sub(rf"^\S*?/(?:blob/)?v{version}/([^#]*).*", r"\1", link) for link in ours}

    assert [link for link in links if not link.startswith(("https://", "#"))] == []
    raw = home.replace("github.com", "raw.githubusercontent.com")
    assert [link for link in ours if not link.startswith((f"{home}/blob/v{version}/", f"{raw}/v{version}/"))] == []
    assert len(files) > 5
    assert [file for file in files if not (root / file).exists()] == []


def test_what_the_wheel_needs_at_run_time_is_what_the_house_says(root, metadata):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [re.split(r"[<>=;\[ ]", need)[0] for need in metadata.get_all("Requires-Dist") if "extra ==" not in need]

    assert sorted(needed) == ["anyio", "attrs", "httpcore", "httpx", "msgspec"]
    assert set(metadata.get_all("Provides-Extra")) == project["optional-dependencies"].keys()
