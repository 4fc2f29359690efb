"""Contract tests: check a tenant, real or fake, against each promise of the API's documentation.

By default nothing is written to the tenant. `COMMAND --help` lists the options.

Exit codes of `run`: 0 accepted, 1 accused, 2 usage, 3 not authorised, 4 not found, 5 rate limited, 6 unreachable,
7 unjudged, 8 the suite itself failed (please report) or could not write its output. A signal ends it with 129, 130 or
143, and the output names what may be left in the case.
"""

import argparse
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version

from tines_contract.command.clean_command import add_clean, clean
from tines_contract.command.compare_command import add_compare, compare
from tines_contract.command.compare_spec_command import add_compare_spec, compare_spec
from tines_contract.command.judge_recording_command import add_judge_recording, judge_recording
from tines_contract.command.plan_command import add_plan, plan
from tines_contract.command.probe_command import add_probe, probe_tenant
from tines_contract.command.run_command import add_run, run
from tines_contract.contract.exit_code import ExitCode
from tines_contract.engine.judging.verdict import crash
from tines_contract.engine.options.usage_error import UsageError
from tines_contract.report.output import Messages, OutputError
from tines_contract.transport.interrupts import interruptible, obstacle_of
from tines_contract.transport.targets import UnreachableError
from tines_spec import document

_SIGNALLED = 128
"""Exit codes from here on say which signal has ended a run."""

_COMMANDS: Mapping[str, Callable[[argparse.Namespace, Messages], int]] = {
    "run": run,
    "plan": plan,
    "compare": compare,
    "clean": clean,
    "compare-spec": compare_spec,
    "judge-recording": judge_recording,
    "probe": probe_tenant,
}


def main(arguments: list[str] | None, program: str) -> int:
    """Run the command and return its exit code. program: what its help calls it."""
    _say.failed = False
    code = _exit_code(arguments, program)
    return ExitCode.SUITE_FAILED if _say.failed and code < _SIGNALLED else code


def _exit_code(arguments: list[str] | None, program: str) -> int:
    try:
        given = _parser(program).parse_args(arguments)
        with interruptible():
            return _COMMANDS[given.command](given, _say)
    except UsageError as error:
        _say(f"tines_contract: {error}")
        return ExitCode.USAGE
    except UnreachableError as error:
        _say(f"tines_contract: {error}")
        return ExitCode.UNREACHABLE
    except KeyboardInterrupt as error:
        obstacle = obstacle_of(error)
        _say(obstacle.message)
        return obstacle.code
    except OutputError as error:
        _say(f"tines_contract: {error}")
    except Exception as error:
        _say(f"tines_contract itself failed, with {crash(error)}: please report this")
    return ExitCode.SUITE_FAILED


_say = Messages()


def _parser(program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program, description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    add_run(commands)
    add_plan(commands)
    add_compare(commands)
    add_clean(commands)
    add_compare_spec(commands)
    add_judge_recording(commands)
    add_probe(commands)
    return parser


def _version() -> str:
    try:
        installed = version("tines-cases")
    except PackageNotFoundError:  # it runs from a tree that is not installed
        installed = "not installed"
    return f"tines-cases {installed}, openapi.yaml {document()['info']['version']}"
