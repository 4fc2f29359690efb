"""Follows README as somebody who has never seen the project, in an empty home, and prints the seconds of each step.

From nothing to the list of a case's actions, by Python and by the command line, with the wheel of this tree in place
of a clone. What it needs comes from PyPI. The tenant, which is the reader's own, is a fake on this machine.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import clean_environment
from attrs import frozen

from tines_contract import served_fake
from tines_fake import FakeTenant

ROOT = clean_environment.ROOT
CASE = "1"
_INSTALLS = ("pip install", r"pip install .*\bcli\b")


@frozen
class Step:
    """What somebody types; `shows` is whether what comes is what they wanted to see."""

    title: str
    typed: str
    shows: bool = False


def main() -> int:
    """Follow it; 1 where a step fails, or shows nothing."""
    with tempfile.TemporaryDirectory() as folder, served_fake() as tenant:
        home, built = Path(folder, "home"), Path(folder, "built")
        home.mkdir()
        wheel = clean_environment.build_wheel(built)
        own = {"acme.tines.com": tenant.origin, "your-key": FakeTenant().api_key, "42": CASE}
        return _follow(_steps(home, own, wheel), home, _environment(home))


def _environment(home: Path) -> Mapping[str, str]:
    """That of a new user: nothing of ours, and what the machine says of networks."""
    kept = {name: value for name, value in os.environ.items() if re.search(r"(?i)proxy|cert|^pip_|^lang|^tmp", name)}
    path = os.pathsep.join((str(home / "venv" / "bin"), "/usr/local/bin", "/usr/bin", "/bin"))
    return {**kept, "HOME": str(home), "PATH": path, "PIP_NO_CACHE_DIR": "1"}


def _steps(home: Path, own: Mapping[str, str], wheel: Path) -> Iterator[Step]:
    """What README has people type, in order, with their own values."""
    variables = _command("Quickstart", "export ")
    (home / "quickstart.py").write_text(_with(own, _blocks("Quickstart", "python")[0]), "utf-8")
    listing = _command("", "tines-cases actions list")
    sdk, shell = (re.sub(r"'?\.(\[.*\])?'?$", f"'{wheel}\\1'", _command("Install", one)) for one in _INSTALLS)
    yield Step("make an environment", f"{sys.executable} -m venv venv")
    yield Step("install the SDK", sdk)
    yield Step("list the actions, in Python", _with(own, f"{variables}\npython quickstart.py"), shows=True)
    yield Step("install the command line", shell)
    yield Step("list the actions, in the shell", _with(own, f"{variables}\n{listing}"), shows=True)


def _follow(steps: Iterator[Step], home: Path, environment: Mapping[str, str]) -> int:
    begun = time.monotonic()
    for step in steps:
        start = time.monotonic()
        done = subprocess.run(  # noqa: S602 - these are the lines that README has people type
            step.typed, shell=True, cwd=home, env=environment, capture_output=True, text=True, check=False
        )
        print(f"{time.monotonic() - start:6.1f} s  {step.title}: {step.typed.splitlines()[-1]}", flush=True)
        if done.returncode != 0 or (step.shows and not done.stdout.strip()):
            print(done.stdout + done.stderr, file=sys.stderr)
            return 1
        if step.shows:
            print(*(f"          {line}" for line in done.stdout.splitlines()), sep="\n")
            print(f"{time.monotonic() - begun:6.1f} s  since the beginning")
    return 0


def _command(heading: str, pattern: str) -> str:
    """The first line of shell that begins so, without its comment, below a heading or in all of README."""
    lines = "".join(_blocks(heading, "sh")).splitlines()
    found = next((line for line in lines if re.match(pattern, line)), None)
    if found is None:
        sys.exit(f"README.md has no line of shell that begins with {pattern!r}, which a new reader looks for")
    return found.partition("  #")[0].strip()


def _blocks(heading: str, language: str) -> list[str]:
    text = (ROOT / "README.md").read_text("utf-8")
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0] if heading else text
    return re.findall(rf"^```{language}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


def _with(own: Mapping[str, str], typed: str) -> str:
    """What a reader types: their own values in place of README's."""
    return re.sub("|".join(rf"\b{re.escape(shown)}\b" for shown in own), lambda found: own[found[0]], typed)


if __name__ == "__main__":
    sys.exit(main())
