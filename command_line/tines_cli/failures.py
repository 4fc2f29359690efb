"""What an exception says to the person at the terminal, and its exit code. No key, no path of a URL, no traceback."""

import os


class CommandError(Exception):
    """code: what the program exits with."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


class ExitCode:
    """What the exit codes mean; those of `contract` are the same, and it has more."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    NOT_AUTHORISED = 3
    NOT_FOUND = 4
    RATE_LIMITED = 5
    UNREACHABLE = 6


_GATEWAYS = (502, 503, 504)


def failure_of(error: Exception) -> CommandError:
    """The sentence and the code."""
    from tines_runtime.errors import TinesError

    notes = "".join(f"; {note}" for note in getattr(error, "__notes__", ()))
    if isinstance(error, CommandError):
        return CommandError(f"{safe(str(error))}{notes}", error.code)
    if isinstance(error, TinesError | ValueError | TypeError):
        return CommandError(f"{safe(str(error))}{_advice(error)}{notes}", exit_code_of(error))
    if isinstance(error, OSError):
        return CommandError(safe(str(error)), ExitCode.FAILED)
    return CommandError(f"{_crash(error)}: please report this", ExitCode.FAILED)


def exit_code_of(error: Exception) -> int:
    """The exit code of an error of the SDK."""
    from tines_runtime import errors

    if isinstance(error, errors.ApiError) and error.status in _GATEWAYS:
        return ExitCode.UNREACHABLE
    for kind, code in (
        (errors.AuthenticationError, ExitCode.NOT_AUTHORISED),
        (errors.PermissionDeniedError, ExitCode.NOT_AUTHORISED),
        (errors.NotFoundError, ExitCode.NOT_FOUND),
        (errors.RateLimitError, ExitCode.RATE_LIMITED),
        (errors.ConnectionFailedError, ExitCode.UNREACHABLE),
        (errors.DeadlineError, ExitCode.UNREACHABLE),
        (errors.ConfigurationError, ExitCode.USAGE),
        (errors.TinesError, ExitCode.FAILED),
    ):
        if isinstance(error, kind):
            return code
    return ExitCode.USAGE  # an argument that makes no sense; nothing was sent


def is_in_doubt(error: Exception) -> bool:
    """Whether a write may have been done all the same."""
    from tines_runtime.plan.matching import leaves_in_doubt

    return leaves_in_doubt(error) and getattr(error, "method", "GET") != "GET"


def _advice(error: Exception) -> str:
    wait = getattr(error, "retry_after", None)
    if wait is not None:
        return f"; the tenant asks to wait {wait:.0f} s"
    if is_in_doubt(error):
        return "; it may have been done all the same"
    advice = {
        ExitCode.NOT_AUTHORISED: "; `tines-cases check` finds out why",
        ExitCode.NOT_FOUND: "; it does not exist, or the key may not see it",
    }
    return advice.get(exit_code_of(error), "")


def safe(text: str) -> str:
    """A text on one line, without the key, without paths of URLs, and with nothing that a terminal obeys."""
    from tines_runtime.secret import Secret, printable, shortened

    key = Secret(os.environ.get("TINES_API_KEY"))
    # What makes no sense as a key is sent nowhere, and may be a part of any text.
    return printable(shortened(text)) if key.problem() else key.shown(text)


def _crash(error: Exception) -> str:
    """Where it happened, without the message, which may hold anything."""
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(last.filename)}:{last.lineno}"
    return f"tines-cases itself failed, with {type(error).__name__} in {place}"
