"""What only processes of their own can show: memory, a first call in a clean environment, and regenerating."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import clean_environment
from harness import Figure, ratio, timed
from server import HUGE, PLAIN

_ROOT = clean_environment.ROOT
SHELL = "tines-cases actions list, piped"
_LIST = """
import sys
from tines_cases import TinesClient
with TinesClient(sys.argv[1], "key") as tines:
    tines.case_actions.list(1)
"""
_PEAK = """
import re, sys
from pathlib import Path
from tines_cases import TinesClient
with TinesClient(sys.argv[1], "key") as tines:
    actions = tines.case_actions.iterate(int(sys.argv[2]))
    assert sum(1 for _ in actions) == actions.total()
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""
"""Of this program alone: by `getrusage`, a process begins with its parent's peak."""
_GET = """
import sys
import httpx
headers = {"Authorization": "Bearer key"}
with httpx.Client(base_url=sys.argv[1], headers=headers) as client:
    client.get("/api/v2/cases/1/actions").raise_for_status().json()
"""


_SHELL = """
import os
import sys
from tines_cli.main import main
os.environ.update(TINES_TENANT=sys.argv[1], TINES_API_KEY="key")
sys.exit(main(["actions", "list", "1", "--limit", "20"]))
"""


def figures(origin: str, rounds: int) -> Iterator[Figure]:
    """Each starts processes, so that it is measured less often than what stays in one."""
    if Path("/proc/self/status").exists():  # only Linux says what a program of its own has used at most
        yield _memory(origin, max(1, rounds // 10))
    yield _first_call(origin, rounds)
    yield from _command_line(origin, rounds)
    yield _regenerated(max(1, rounds // 6))


def _memory(origin: str, rounds: int) -> Figure:
    def peak(case: int) -> int:
        return int(_output_of(sys.executable, "-c", _PEAK, origin, str(case)))

    values = [peak(HUGE) / peak(PLAIN) for _ in range(rounds)]
    return Figure("iterate 1,000,000 actions: peak memory against 10,000", values, most=1.2)


def _first_call(origin: str, rounds: int) -> Figure:
    """httpx reads the system's certificates for any client; the SDK does so where the tenant's origin is https."""
    with tempfile.TemporaryDirectory() as folder:
        python = _clean_python(Path(folder))
        times = timed(
            {
                "SDK": lambda: _output_of(python, "-I", "-c", _LIST, origin),
                "httpx": lambda: _output_of(python, "-I", "-c", _GET, origin),
            },
            rounds,
        )
    return ratio("import, build a client, decode a page: time against httpx", times, "SDK", "httpx", most=1.3)


def _command_line(origin: str, rounds: int) -> Iterator[Figure]:
    """What `tines-cases` takes to print help, started as pip's script starts it, and to list."""
    with tempfile.TemporaryDirectory() as folder:
        python = _clean_python(Path(folder), "click", "pyyaml", "rich")
        script = Path(folder, "tines-cases")
        script.write_text("import re\nimport sys\nfrom tines_cli.main import main\nsys.exit(main())\n", "utf-8")
        times = timed(
            {
                "rich": lambda: _output_of(python, "-I", "-c", "import rich"),
                "--help": lambda: _output_of(python, "-I", script, "--help"),
                "SDK": lambda: _output_of(python, "-I", "-c", _LIST, origin),
                SHELL: lambda: _output_of(python, "-I", "-c", _SHELL, origin),
            },
            rounds,
        )
    yield ratio('tines-cases --help: time against python -c "import rich"', times, "--help", "rich", most=1.5)
    yield ratio(f"{SHELL}: time against the SDK in a program", times, SHELL, "SDK", most=1.5)


def _clean_python(folder: Path, *also: str) -> Path:
    (folder / "wheel").mkdir()
    return clean_environment.make(folder / "clean", clean_environment.build_wheel(folder / "wheel"), also)


def _regenerated(rounds: int) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(_ROOT / "openapi.yaml", folder)

        def regenerate() -> None:
            shutil.rmtree(Path(folder, "generated_client"), ignore_errors=True)
            _output_of(sys.executable, _ROOT / "scripts" / "generate.py", "--root", folder)

        times = timed({"generate.py": regenerate}, rounds)
    return Figure("regenerate: seconds", times["generate.py"], most=2.0, unit=" s")


def _output_of(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return done.stdout
