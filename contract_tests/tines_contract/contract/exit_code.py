"""What a command says to the shell."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command says to the shell."""

    ACCEPTED = 0
    ACCUSED = 1
    USAGE = 2
    NOT_AUTHORISED = 3
    NOT_FOUND = 4
    RATE_LIMITED = 5
    UNREACHABLE = 6
    UNJUDGED = 7
