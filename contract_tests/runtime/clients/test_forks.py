"""Processes forked from one that had used a client: each has connections of its own, and all go on working."""

import json
import re
import subprocess
import sys
import threading

import pytest

from contract_tests.client_adapters import PLENTY
from contract_tests.runtime.servers.hostile_server import Peer, http_json
from contract_tests.runtime.servers.samples import PAGE, Reach

PROCESSES = 4
CALLS = 15
LATENCY = 0.003
"""Seconds before a response, in which processes that shared a connection would write to it at once."""
_NEVER = threading.Event()

SYNC = """
def use(cases):
    return [tines.case_actions.list(case).case_id for case in cases]

def close():
    tines.close()
"""
ASYNC = """
async def used(cases):
    return [(await tines.case_actions.list(case)).case_id for case in cases]

def use(cases):
    return run(used, cases)

def close():
    run(tines.close)
"""
RUNNERS = {
    "sync": SYNC,
    "asyncio, another loop each time": "import anyio\ndef run(*call): return anyio.run(*call)\n" + ASYNC,
    "asyncio, the same loop": """
import asyncio
loop = asyncio.new_event_loop()
def run(call, *arguments): return loop.run_until_complete(call(*arguments))
"""
    + ASYNC,
    "trio": "import anyio\ndef run(*call): return anyio.run(*call, backend='trio')\n" + ASYNC,
}

PROGRAM = """
import json, os, sys
from tines_cases import AsyncTinesClient, TinesClient

kind, origin, processes, calls = (TinesClient if sys.argv[1] == "sync" else AsyncTinesClient), *sys.argv[2:]
tines = kind(origin, "key", timeout=60)
RUNNER
def wrong(process):
    cases = list(range(1000 * process + 1, 1000 * process + 1 + int(calls)))
    return sum(came != case for came, case in zip(use(cases), cases))

assert use([7]) == [7]
children = []
wait, go = os.pipe()
for process in range(1, int(processes) + 1):
    child = os.fork()
    if child == 0:
        code = 99
        try:
            os.close(go)
            os.read(wait, 1)  # all at once, when the parent closes its end
            code = min(wrong(process), 98)
            close()
        finally:
            os._exit(code)
    children.append(child)
os.close(go)
results = [wrong(0), *(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)]
assert use([8]) == [8]
close()
print(json.dumps(results))
"""


def names_the_case(peer: Peer) -> None:
    """Responds with a page of the case that was asked for."""
    while peer.read_request():
        found = re.search(rb"/cases/(\d+)/", peer.request)
        assert found is not None
        _NEVER.wait(LATENCY)
        peer.send(http_json(200, PAGE | {"case_id": int(found[1])}))


@pytest.mark.parametrize(
    ("scheme", "runner"), [*(("https", runner) for runner in RUNNERS), ("http", "sync"), ("http", "trio")]
)
def test_each_process_gets_its_own_responses(reach: Reach, runner: str, scheme: str) -> None:
    server, origin = reach(scheme, then=names_the_case)
    program = PROGRAM.replace("RUNNER", RUNNERS[runner])
    arguments = [runner, origin, str(PROCESSES), str(CALLS)]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False, timeout=PLENTY
    )

    assert done.stderr == ""
    assert json.loads(done.stdout) == [0] * (PROCESSES + 1)
    assert len(server.requests) == (PROCESSES + 1) * CALLS + 2
