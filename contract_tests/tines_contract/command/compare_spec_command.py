"""`python -m tines_contract compare-spec FILE|URL`: holds another OpenAPI document against openapi.yaml."""

import argparse
from collections.abc import Callable

from tines_contract.promises.exit_code import ExitCode
from tines_contract.report.output import show
from tines_contract.spec_comparison.comparing import compare_specs
from tines_contract.spec_comparison.reading import read_document
from tines_contract.spec_comparison.showing import as_json, as_text


def add_compare_spec(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's arguments."""
    command = commands.add_parser("compare-spec", help="hold another OpenAPI document against openapi.yaml")
    command.add_argument("document", metavar="FILE|URL", help="a document of OpenAPI 3.0 or 3.1, as JSON or YAML")
    command.add_argument("--json", action="store_true", help="print all that was compared as JSON")


def compare_spec(given: argparse.Namespace, _: Callable[[str], None]) -> int:
    """Run the command and return its exit code. Raises UsageError, UnreachableError."""
    found = compare_specs(read_document(given.document))
    show(as_json(found) if given.json else as_text(found))
    if found.contradictions:
        return ExitCode.ACCUSED
    return ExitCode.ACCEPTED if found.common else ExitCode.UNJUDGED
