"""Contract tests: check a tenant against each promise of the documentation.

By default nothing is written to the tenant. `COMMAND --help` lists the options.

Exit codes of `run`: 0 accepted, 1 accused, 2 usage, 3 not authorised,
4 not found, 5 rate limited, 6 unreachable, 7 unjudged, 8 the suite itself
failed (please report) or could not write its output. A signal ends it with
129, 130 or 143, and the output names what may be left in the case.
"""

import argparse
from importlib.metadata import PackageNotFoundError, version

from tines_contract.command.clean_command import CLEAN
from tines_contract.command.compare_command import COMPARE, HISTORY
from tines_contract.command.compare_spec_command import COMPARE_SPEC
from tines_contract.command.judge_recording_command import JUDGE_RECORDING
from tines_contract.command.probe_command import PROBE
from tines_contract.command.run_command import PLAN, RUN
from tines_contract.engine.judging.verdict import crash
from tines_contract.engine.user_input import UsageError
from tines_contract.report.output import Messages, OutputError
from tines_contract.transport.interrupts import interruptible, obstacle_of
from tines_contract.transport.obstacles import ExitCode, ObstacleError
from tines_contract.transport.targets import UnreachableError
from tines_spec import document

_SIGNALLED = 128
"""Exit codes from here on say which signal has ended a run."""

_COMMANDS = (RUN, PLAN, COMPARE, HISTORY, CLEAN, COMPARE_SPEC, JUDGE_RECORDING, PROBE)


def main(arguments: list[str] | None, program: str) -> int:
    """Run the command and return its exit code. program: what its help calls it."""
    _say.failed = False
    code = _exit_code(arguments, program)
    return ExitCode.SUITE_FAILED if _say.failed and code < _SIGNALLED else code


def _exit_code(arguments: list[str] | None, program: str) -> int:
    try:
        given = _parser(program).parse_args(arguments)
        with interruptible():
            code: int = given.run(given, _say)
            return code
    except KeyboardInterrupt as error:
        obstacle = obstacle_of(error)
        code, message = obstacle.code, obstacle.message
    except Exception as error:
        code, message = _ended_by(error)
    _say(message)
    return code


def _ended_by(error: Exception) -> tuple[int, str]:
    """The exit code of what ended a command, and what to say of it."""
    match error:
        case UsageError():
            code = ExitCode.USAGE
        case UnreachableError():
            code = ExitCode.UNREACHABLE
        case ObstacleError():
            code = error.obstacle.code
        case OutputError():
            code = ExitCode.SUITE_FAILED
        case _:
            failed = f"tines_contract itself failed, with {crash(error)}: please report this"
            return ExitCode.SUITE_FAILED, failed
    return code, f"tines_contract: {error}"


_say = Messages()


def _parser(program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program, description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for command in _COMMANDS:
        command.add_to(commands)
    return parser


def _version() -> str:
    try:
        installed = version("tines-cases")
    except PackageNotFoundError:  # it runs from a tree that is not installed
        installed = "not installed"
    return f"tines-cases {installed}, openapi.yaml {document()['info']['version']}"
