"""How fast the fake is: served, against Prism's mock and constant bytes on the same server; and in process."""

import contextlib
import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import load
from figure import Figure, ratios, timed
from prism import prism

from tines_cases import TinesClient
from tines_fake import FakeTenant, Journal, Request

_PROGRAMS = Path(__file__).with_name("programs")
_PATH = "/api/v2/cases/2/actions"
_REQUESTS, _OF_PRISM, _IN_PROCESS = 4000, 400, 500
FAKE, CONSTANT, PRISM = "fake", "constant bytes", "Prism"


def figures(node_modules: Path | None, rounds: int) -> Iterator[Figure]:
    """Prism is measured where npm has installed it."""
    yield from _served(node_modules, max(1, rounds // 3))
    yield _first_response(max(1, rounds // 6))
    yield from _in_process(rounds)


def _served(node_modules: Path | None, rounds: int) -> Iterator[Figure]:
    with contextlib.ExitStack() as servers:
        origin, key = servers.enter_context(_fake())
        constant = servers.enter_context(_constant(_page(origin, key)))
        contestants = {
            FAKE: lambda: load.get(origin, _PATH, key, _REQUESTS),
            CONSTANT: lambda: load.get(constant, _PATH, key, _REQUESTS),
        }
        if node_modules is not None:
            mock = servers.enter_context(prism(node_modules))
            contestants[PRISM] = lambda: load.get(mock, _PATH, key, _OF_PRISM)
        times = timed(contestants, rounds)
    yield Figure(
        "served fake, the same page of 20: requests a second", [_REQUESTS / one for one in times[FAKE]], unit=" /s"
    )
    yield Figure("… against constant bytes on the same server", ratios(times[CONSTANT], times[FAKE]), least=0.3)
    if PRISM in times:
        scaled = [one * _REQUESTS / _OF_PRISM for one in times[PRISM]]
        yield Figure("… against Prism's mock", ratios(scaled, times[FAKE]), least=5)


@contextlib.contextmanager
def _fake() -> Iterator[tuple[str, str]]:
    command = [sys.executable, "-m", "tines_fake", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            where = json.loads(process.stdout.readline())
            yield where["origin"], where["api_key"]
        finally:
            process.kill()


def _page(origin: str, key: str) -> bytes:
    request = urllib.request.Request(f"{origin}{_PATH}", headers={"Authorization": f"Bearer {key}"})
    with urllib.request.urlopen(request) as response:
        content: bytes = response.read()
        return content


@contextlib.contextmanager
def _constant(body: bytes) -> Iterator[str]:
    with tempfile.NamedTemporaryFile() as file:
        file.write(body)
        file.flush()
        command = [sys.executable, str(_PROGRAMS / "constant.py"), file.name]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            try:
                yield process.stdout.readline().strip()
            finally:
                process.kill()


def _first_response(rounds: int) -> Figure:
    def start() -> None:
        with _fake() as (origin, key):
            _page(origin, key)

    times = timed({FAKE: start}, rounds)
    return Figure("start the fake, until its first response: seconds", times[FAKE], most=0.6, unit=" s", times=times)


def _in_process(rounds: int) -> Iterator[Figure]:
    fake = FakeTenant.sample(journal=Journal(longest=1000))
    with TinesClient(fake.origin, fake.api_key, transport=fake.transport()) as tines:
        seconds = timed({FAKE: lambda: [tines.case_actions.list(2) for _ in range(_IN_PROCESS)]}, rounds)[FAKE]
    yield Figure("fake in process, through the SDK: calls a second", [_IN_PROCESS / one for one in seconds], unit=" /s")
    small, large = _filled(100), _filled(100_000)
    times = timed({"100": lambda: _pages(small, 5), "100,000": lambda: _pages(large, 5000)}, rounds)
    yield Figure("a page of 100,000 actions: time against one of 100", ratios(times["100,000"], times["100"]), most=1.2)
    times = timed({"100": lambda: _resets(small), "100,000": lambda: _resets(large)}, rounds)
    yield Figure("reset with 100,000 actions: time against 100", ratios(times["100,000"], times["100"]), most=1.2)
    yield Figure(
        "add 100,000 actions: seconds", [_seconds_to_fill() for _ in range(max(1, rounds // 6))], most=1, unit=" s"
    )


def _filled(actions: int) -> FakeTenant:
    fake = FakeTenant(journal=Journal(longest=10))
    fake.case(2).add_actions([{}] * actions)
    fake.keep()
    return fake


def _pages(fake: FakeTenant, last: int) -> None:
    """The last page, each time as if for the first time: by a parameter that nobody knows."""
    for number in range(_IN_PROCESS):
        query = f"page={last}&unknown={number}"
        fake.respond(Request(origin=fake.origin, path=_PATH, query=query))


def _resets(fake: FakeTenant) -> None:
    for _ in range(_IN_PROCESS):
        fake.add_case(3)
        fake.reset()


def _seconds_to_fill() -> float:
    began = time.perf_counter()
    FakeTenant().case(1).add_actions([{"label": str(number)} for number in range(100_000)])
    return time.perf_counter() - began
