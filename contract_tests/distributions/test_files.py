"""What lies in a release: sdist and wheel that PyPI accepts, and checksums of all."""

import hashlib
import subprocess
import sys
import tarfile

NOT_SHIPPED = (".ci/", ".github/", ".pre-commit-config.yaml", "requirements/")


def test_pypi_takes_both_files(wheel, sdist):
    command = [sys.executable, "-m", "twine", "--no-color", "check", "--strict", str(wheel), str(sdist)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.stdout.count(": PASSED") == 2, done.stdout + done.stderr


def test_the_sdist_holds_what_is_committed_but_for_what_only_a_clone_needs(root, sdist):
    command = ["git", "ls-tree", "-r", "--name-only", "HEAD"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    committed = {name for name in listed.stdout.splitlines() if not name.startswith(NOT_SHIPPED)}
    with tarfile.open(sdist) as archive:
        shipped = {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}

    assert shipped == committed | {"PKG-INFO"}


def test_each_file_has_its_checksum(release):
    lines = [line.split("  ") for line in (release / "SHA256SUMS").read_text("utf-8").splitlines()]

    assert [name for _, name in lines] == sorted(path.name for path in release.iterdir() if path.name != "SHA256SUMS")
    assert [hashlib.sha256((release / name).read_bytes()).hexdigest() for _, name in lines] == [one for one, _ in lines]
