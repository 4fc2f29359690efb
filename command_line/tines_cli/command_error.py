"""Why a command ends, in one sentence, with its exit code."""


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
