"""The exit codes of the command, which pytest has too."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command ends with. 3 to 6: the tenant could not be judged. 129 and beyond: a signal ended it."""

    ACCEPTED = 0
    ACCUSED = 1
    USAGE = 2
    NOT_AUTHORISED = 3
    NOT_FOUND = 4
    RATE_LIMITED = 5
    UNREACHABLE = 6
    UNJUDGED = 7
    HUNG_UP = 129
    INTERRUPTED = 130
    TERMINATED = 143
