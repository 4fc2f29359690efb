"""Kills a run at each of its steps on the disk, one after the other, and prints what each left as JSON.

A program of its own: it forks, which a process with pytest's threads must not.
"""

import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import generate

_STEPS = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree")


def stand_in(document: dict[str, Any], target: Path) -> None:
    """Writes a tree in two steps, of what the document says."""
    for name in ("one", "two"):
        folder = target / name
        folder.mkdir()
        (folder / "said").write_text(document["said"], "utf-8")


def killed_at(step: int, run: Callable[[], object]) -> bool:
    """Run in a child that is killed before its step of that number; whether it came to that step."""
    child = os.fork()
    if child == 0:
        left = step

        def hook(event: str, _: object) -> None:
            nonlocal left
            if event in _STEPS:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        run()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def state(folder: Path) -> str:
    """What a tree holds, in a word."""
    said = [path.read_text("utf-8") for path in sorted(folder.rglob("said"))]
    if len(set(said)) == 1 and len(said) == 2:
        return said[0]
    return "broken" if folder.exists() else "absent"


def main() -> None:
    generate.build = stand_in
    outcomes = []
    for step in range(1, 1000):
        with tempfile.TemporaryDirectory() as folder:
            house = generate.House(Path(folder))
            house.source.write_text("said: old\n", "utf-8")
            generate.write(house)
            house.source.write_text("said: new\n", "utf-8")
            killed = killed_at(step, lambda house=house: generate.write(house))
            left = state(house.tree)
            generate.write(house)
            outcomes.append({"left": left, "mended": state(house.tree), "files": sorted(os.listdir(folder))})
            if not killed:
                break
    print(json.dumps(outcomes))


if __name__ == "__main__":
    main()
