"""Which release is compared with, which version a breaking change needs, and what is said where there is none."""

import json
import subprocess

import pytest

from contract_tests.document_changes import changed
from contract_tests.release.conftest import OPERATION, SPEC, commit, write_tree


def _spec(version: str, *, breaks: bool = False) -> object:
    spec = changed(SPEC, f"{OPERATION}/parameters/1/name", "SIZE") if breaks else SPEC
    return {**spec, "info": {"version": version}}


def _tagged(folder, version):
    """A release, and one commit since."""
    write_tree(folder, _spec(version))
    commit(folder, f"v{version}")
    write_tree(folder, _spec(version), {"README.md": "since then"})
    commit(folder)
    return folder


@pytest.mark.parametrize(
    ("released", "now", "allowed"),
    [
        ("0.1.0", "0.1.0", False),
        ("0.1.0", "0.1.1", False),
        ("0.1.3", "0.2.0", True),
        ("0.9.0", "1.0.0", True),
        ("1.2.0", "1.3.0", False),
        ("1.2.0", "2.0.0", True),
    ],
)
def test_a_breaking_change_needs_the_next_minor_version_and_from_1_on_the_next_major(
    tmp_path, compare, released, now, allowed
):
    tree = write_tree(_tagged(tmp_path, released), _spec(now, breaks=True))

    done = compare(tree)

    assert done.lines[0] == f"{now} against {released} (v{released})"
    assert done.exit_code == (0 if allowed else 1)
    assert any(line.startswith(f"Not allowed in {now}: set info.version") for line in done.lines) is not allowed


def test_the_newest_release_counts_and_not_the_one_that_is_checked_out(tmp_path, compare):
    for version in ("0.1.0", "0.9.0", "0.10.0", "0.11.0"):
        write_tree(tmp_path, _spec(version))
        commit(tmp_path, f"v{version}")

    assert compare(tmp_path).lines[0] == "0.11.0 against 0.10.0 (v0.10.0)"


def test_a_release_of_another_branch_does_not_count(tmp_path, compare):
    _tagged(tmp_path, "0.1.0")
    write_tree(tmp_path, _spec("0.2.0"))
    commit(tmp_path, "v0.2.0")
    subprocess.run(["git", "checkout", "-q", "HEAD~1"], cwd=tmp_path, check=True)

    assert compare(tmp_path).lines[0] == "0.1.0 against 0.1.0 (v0.1.0)"


@pytest.mark.parametrize("tag", [None, "v0.1.0", "v1", "v0.2.0rc1"])
def test_without_an_earlier_release_one_sentence_says_so(tmp_path, compare, tag):
    """Other tags are no releases, and neither is the one that is checked out."""
    write_tree(tmp_path, SPEC)
    if tag is not None:
        commit(tmp_path, tag)
        if tag != "v0.1.0":
            write_tree(tmp_path, SPEC, {"README.md": ""})
            commit(tmp_path)

    done = compare(tmp_path)

    assert done.exit_code == 0
    assert done.lines == [
        "No earlier release: no tag v* lies before this commit (a shallow clone has none: git fetch --tags)."
    ]


def test_nothing_changed_is_said(tmp_path, compare):
    assert compare(_tagged(tmp_path, "0.1.0")).lines[-1] == "Nothing changed for users."


def test_a_spec_alone_is_compared_without_the_packages(tmp_path, compare):
    other = tmp_path / "released.yaml"
    other.write_text(json.dumps(_spec("0.1.0")))

    done = compare(write_tree(tmp_path / "tree", _spec("0.2.0", breaks=True)), other)

    assert done.lines[0] == f"0.2.0 against 0.1.0 ({other}, the spec alone)"
    assert done.breaking == ["putThing query.size: parameter was in the query, is not mentioned"]


def test_the_spec_of_another_project_is_refused_in_one_line(tmp_path, compare):
    other = tmp_path / "other.json"
    other.write_text(json.dumps({**SPEC, "paths": {"/things": {"get": {}}}}))

    done = compare(write_tree(tmp_path / "tree", SPEC), other)

    assert (done.exit_code, done.lines, done.error.count("\n")) == (2, [], 1)
    assert "it is no edition of openapi.yaml" in done.error


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("v9.9.9", "'v9.9.9' is no commit here, and no spec"),
        ("missing.yaml", "'missing.yaml'"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line(tmp_path, compare, named, message):
    done = compare(_tagged(tmp_path, "0.1.0"), named)

    assert (done.exit_code, done.lines) == (2, [])
    assert message in done.error
    assert done.error.count("\n") == 1
