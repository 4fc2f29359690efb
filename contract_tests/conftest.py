"""The options that choose a tenant, the same as those of `python -m tines_contract run`, and what is a test of whom."""

import gc
import sys
from collections.abc import Generator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from contract_tests.documents import document, document_as_written, site
from contract_tests.summaries import keep_output_of_worker, write_summaries

__all__ = ("document", "document_as_written", "site")
_HERE = Path(__file__).parent
_MORE = {"browser", "distributions", "notebooks", "peers", "site", "stress"}
"""What needs more than the tests have, or takes minutes."""
_ONCE = {"documentation", "examples", "spec", "generation", "guard", "packaging", "release"}
"""What `nox -s docs`, `spec` and `tools` run, so that `tests` need not."""
_APART = {_HERE / name for name in _MORE | _ONCE}


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("tines-cases", "the tenant that contract_tests/endpoint judges")
    if find_spec("hypothesis") is not None:  # else nothing is judged here, as for `nox -s peers`
        from tines_contract.command.options import add_pytest_options

        add_pytest_options(group.addoption)
    group.addoption("--site", type=Path, help="where `nox -s docs` or `nox -s browser` has made the documentation site")
    group.addoption("--distributions", type=Path, help="where a release lies: its wheel is judged, and none is built")
    group.addoption(
        "--without-httpx2", action="store_true", help="as if httpx2 were not installed: the client goes through httpx"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--without-httpx2"):
        sys.modules["httpx2"] = sys.modules["httpcore2"] = None  # type: ignore[assignment]  # then none is found
    if config.pluginmanager.has_plugin("hypothesispytest"):  # not so for `nox -s peers`
        _use_hypothesis(config)


def _use_hypothesis(config: pytest.Config) -> None:
    """What hypothesis makes up is the same in each run: on any machine, in any order, whatever else is loaded."""
    from hypothesis import settings
    from hypothesis.configuration import set_hypothesis_home_dir

    from tines_contract.engine.sequences.hypothesis_settings import no_literals

    settings.register_profile("tines-cases", derandomize=True, database=None, deadline=None)
    settings.load_profile("tines-cases")
    set_hypothesis_home_dir(config.rootpath / ".hypothesis")  # what a command makes up here needs no tables of its own
    without_literals = no_literals()
    without_literals.__enter__()
    config.add_cleanup(lambda: without_literals.__exit__(None, None, None))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected lasts as long as the session, so that nobody need look for garbage in it."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(500_000, 10, 10)
        gc.enable()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Whoever names a folder above them does not mean those."""
    if collection_path not in _APART:
        return None
    named = (Path(config.invocation_params.dir, argument.partition("::")[0]) for argument in config.args)
    return None if any(path.resolve().is_relative_to(collection_path) for path in named) else True


def pytest_report_header() -> str:
    names = ", ".join(sorted(f"contract_tests/{path.relative_to(_HERE).as_posix()}" for path in _APART))
    return f"{names}: only where they are named, as by `nox -s peers`"


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    keep_output_of_worker(node.config, getattr(node, "workeroutput", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    write_summaries(terminalreporter)
