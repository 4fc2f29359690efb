"""The exit codes of the command, which pytest has too."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command ends with.

    1 also: the tenant is not as it was agreed. 3 to 6: it could not be judged. 8: the suite itself failed. From 129 on:
    a signal.
    """

    ACCEPTED = 0
    ACCUSED = 1
    USAGE = 2
    NOT_AUTHORISED = 3
    NOT_FOUND = 4
    RATE_LIMITED = 5
    UNREACHABLE = 6
    UNJUDGED = 7
    SUITE_FAILED = 8
    HUNG_UP = 129
    INTERRUPTED = 130
    TERMINATED = 143
