"""The client imports where nothing is but the wheel and what it needs at run time, and imports nothing more."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from contract_tests.runtime.servers.hostile_server import HostileServer, http_json, responds
from contract_tests.runtime.servers.samples import PAGE

NOT_FOR_CLIENTS = {
    *("hypothesis", "jinja2", "jsonschema_rs", "pytest", "ruamel"),
    *("schemathesis", "starlette", "uvicorn", "yaml"),
}
NOT_FOR_A_PAGE = {"anyio.lowlevel", "asyncio", "email.utils", "http.client", "httpx", "httpx2", "urllib.request"} | {
    "tines_cases.api.case_notes",
    "tines_cases.models.case",
    "tines_cases.press",
}
"""What takes long to import, and is needed for errors, proxies, event loops and other resources alone."""


def run(python: Path, code: str) -> str:
    done = subprocess.run([python, "-I", "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


def test_the_environment_holds_nothing_that_clients_do_not_need(clean_python):
    code = f"import importlib.util; print([name for name in {NOT_FOR_CLIENTS} if importlib.util.find_spec(name)])"

    assert run(clean_python, code) == "[]\n"


def test_the_packages_import_with_the_run_time_dependencies_alone(clean_python):
    modules = "tines_cases, tines_cases.errors, tines_cases.models, tines_cases.press, tines_spec, tines_fake"

    assert run(clean_python, f"import {modules}; print(tines_fake.__name__)") == "tines_fake\n"


def test_the_client_lists_from_the_fake_in_process(clean_python):
    code = """
from tines_cases import TinesClient
from tines_fake import FakeTenant
fake = FakeTenant.sample()
with TinesClient(fake.origin, fake.api_key, transport=fake.transport()) as tines:
    print(tines.case_actions.list(1).actions[0].label, sum(1 for _ in tines.case_actions.iterate(2)))
"""
    assert run(clean_python, code) == "Claim case 1203\n"


def test_a_first_page_imports_nothing_that_it_does_not_need(clean_python):
    with HostileServer(then=responds(http_json(200, PAGE)), port=0) as server:
        code = f"""
import sys
from tines_cases import TinesClient
with TinesClient({server.origin!r}, "key") as tines:
    print(tines.case_actions.list(1).case_id, sorted({NOT_FOR_A_PAGE} & set(sys.modules)))
"""
        assert run(clean_python, code) == "1 []\n"


@pytest.mark.parametrize(
    ("module", "ours"),
    [
        ("tines_cases", {"tines_cases", "tines_runtime"}),
        ("tines_fake", {"tines_fake", "tines_openapi", "tines_spec"}),
        ("tines_spec", {"tines_spec"}),
    ],
)
def test_an_import_brings_nothing_that_it_does_not_need(module, ours):
    """In our own environment, where all of it could be imported."""
    code = f"import json, sys, {module}; print(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    brought = set(json.loads(done.stdout))
    assert brought & NOT_FOR_CLIENTS == set()
    assert {name for name in brought if name.startswith("tines_")} == ours
