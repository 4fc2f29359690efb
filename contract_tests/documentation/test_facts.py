"""What README and docs say in tables and figures is what the code says, and all of it."""

import inspect
import re
from collections.abc import Iterable

import msgspec
import write_pages

from contract_tests.documentation.pages import PAGES, ROOT, text_of
from tines_cases import Attempt, AttemptRequest, RetryPolicy, TinesClient, errors
from tines_contract import ExitCode
from tines_fake import FAULTS
from tines_fake.__main__ import _parser
from tines_fake.failures import FAILURES
from tines_fake.serving.control import COMMANDS
from tines_spec import operations

README = text_of("README.md")
TRAVELS = "docs/explanation/how-it-travels.md"
FAKE = text_of("docs/how-to/test-with-the-fake.md")


def _missing(names: Iterable[str], text: str) -> list[str]:
    return [name for name in names if name not in text]


def test_each_error_is_in_both_tables() -> None:
    named = [f"`{name}`" for name in errors.__all__ if name not in ("TinesError", "TransportError", "ApiError")]
    assert _missing(named, README) == _missing(named, text_of("docs/how-to/errors.md")) == []


def test_each_method_is_in_the_readme() -> None:
    with TinesClient("acme.tines.com", "key") as tines:
        resources = {type(getattr(tines, operation.tag)) for operation in operations().values()}
    methods = {name for resource in resources for name in vars(resource) if not name.startswith("_")}
    assert [name for name in methods - {"with_response"} if not re.search(rf"[.`]{name}[(`]", README)] == []


def test_each_option_of_a_client_is_in_a_how_to() -> None:
    how_tos = "".join(text_of(page) for page in PAGES if "how-to" in page)
    options = list(inspect.signature(TinesClient).parameters)[2:]
    assert _missing([f"{name}=" for name in options if f"| `{name}` |" not in how_tos], how_tos) == []


def test_each_field_of_an_attempt_and_of_a_policy_is_documented() -> None:
    logging, retries = text_of("docs/how-to/logging-and-tracing.md"), text_of("docs/how-to/retries-and-deadlines.md")
    fields = (*msgspec.structs.fields(Attempt), *msgspec.structs.fields(AttemptRequest))
    assert _missing([f"`{field.name}`" for field in fields], logging) == []
    defaults = {
        name: [*map(str, sorted(value))] if isinstance(value, frozenset) else [f"{value:g}"]
        for name, value in msgspec.structs.asdict(RetryPolicy()).items()
    }
    assert _missing([f"| `{name}` | {', '.join(shown)} |" for name, shown in defaults.items()], retries) == []


def test_each_exit_code_is_in_the_readme() -> None:
    rows = re.findall(r"^\| ([\d, ]+) \|", README, flags=re.MULTILINE)
    assert {int(code) for row in rows for code in row.split(",")} >= set(ExitCode)


def test_each_page_has_the_figures_and_the_help_of_the_code() -> None:
    stale = [page.name for page, text in write_pages.pages().items() if page.read_text("utf-8") != text]
    assert stale == [], "run python scripts/write_pages.py"


def test_the_figures_of_the_comparison_are_measured() -> None:
    rows = re.findall(r"^\|.*≥.*\|$", text_of("docs/explanation/comparison.md"), flags=re.MULTILINE)
    assert len(rows) > 4
    assert _missing(rows, text_of("benchmarks/README.md")) == []


def test_each_option_command_and_failure_of_the_fake_is_documented() -> None:
    options = [one for action in _parser("fake")._actions for one in action.option_strings if one.startswith("--")]
    commands = [f"{method} /__fake/{name}" for method, name in COMMANDS]
    assert _missing([*options, *commands, *(f"`{name}(" for name in FAILURES)], FAKE) == ["--help"]


def test_each_fault_that_is_shown_exists() -> None:
    shown = {one for page in PAGES for one in re.findall(r'faults[(=]\[?"([A-Z-]+)"', text_of(page))}
    assert shown
    assert shown <= {fault.id for fault in FAULTS}


def test_each_module_that_a_text_names_exists() -> None:
    modules = [path for path in ROOT.glob("[a-z]*/**/*.py") if "node_modules" not in path.parts]
    places = [f"/{path.relative_to(ROOT).as_posix()}" for path in modules]
    missing = {
        f"{path.name}: {named}"
        for path in [*map(ROOT.joinpath, ("ARCHITECTURE.md", "CONTRIBUTING.md", TRAVELS)), *modules]
        for named in re.findall(r"`([\w/]*\w\.py)`", path.read_text("utf-8"))
        if not any(place.endswith(f"/{named}") for place in places)
    }

    assert missing == set()
