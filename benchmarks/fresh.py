"""What only processes of their own can show: memory, a first call in a clean environment, and regenerating."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import clean_environment
from figure import Figure, ratios, timed
from pages import HUGE, PLAIN

_PROGRAMS = Path(__file__).with_name("programs")
_ROOT = clean_environment.ROOT
# httpx reads the system's certificates for any client; the SDK does so where the tenant's origin is https.
HTTPX, BARE = "httpx", "httpx without certificates"


def figures(origin: str, rounds: int) -> Iterator[Figure]:
    """Each starts processes, so that it is measured less often than what stays in one."""
    yield _memory(origin, max(1, rounds // 10))
    yield from _first_call(origin, rounds)
    yield _regenerated(max(1, rounds // 6))


def _memory(origin: str, rounds: int) -> Figure:
    def peak(case: int) -> int:
        return int(_told(sys.executable, _PROGRAMS / "iterate.py", origin, str(case)))

    values = [peak(HUGE) / peak(PLAIN) for _ in range(rounds)]
    return Figure("iterate 1,000,000 actions: peak memory against 10,000", values, most=1.2)


def _first_call(origin: str, rounds: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(folder, "wheel")
        wheel.mkdir()
        python = clean_environment.make(Path(folder, "clean"), clean_environment.build_wheel(wheel))
        times = timed(
            {
                "SDK": lambda: _told(python, "-I", _PROGRAMS / "first_list.py", origin),
                HTTPX: lambda: _told(python, "-I", _PROGRAMS / "first_get.py", origin),
                BARE: lambda: _told(python, "-I", _PROGRAMS / "first_get.py", origin, "bare"),
            },
            rounds,
        )
    for other, most in ((HTTPX, 1.3), (BARE, None)):
        values = ratios(times["SDK"], times[other])
        yield Figure(f"import, build a client, decode a page: time against {other}", values, most=most, times=times)


def _regenerated(rounds: int) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(_ROOT / "openapi.yaml", folder)

        def regenerate() -> None:
            shutil.rmtree(Path(folder, "generated_client"), ignore_errors=True)
            _told(sys.executable, _ROOT / "scripts" / "generate.py", "--root", folder)

        times = timed({"generate.py": regenerate}, rounds)
    return Figure("regenerate: seconds", times["generate.py"], most=2.0, unit=" s", times=times)


def _told(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return done.stdout
