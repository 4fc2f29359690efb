"""What a run has made and could not remove."""

from attrs import frozen


@frozen
class Leftover:
    """Item `number` of case `case`."""

    case: str
    number: int
