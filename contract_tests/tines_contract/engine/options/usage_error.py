"""What the user has to mend: nothing was judged."""


class UsageError(Exception):
    """What was given makes no sense, or something is missing; the message names what to do."""
