"""What is sent in a body, out of sight: a webhook's URL is a secret, and all of a body is the case's own business.

Arguments are sealed as soon as a method has them, and opened only while they are checked and encoded, and when the
request is made: no frame that an error leads to holds what is in them.
"""

from collections.abc import Callable, Mapping

import msgspec

from tines_runtime.redaction import REDACTED
from tines_runtime.secret import SecretValue

UNSET = msgspec.UNSET
"""Stands for an argument that is not given, and not sent; None is sent as null."""

Unset = msgspec.UnsetType


class BodyArguments:
    """The arguments that a method was given for a body, those that are UNSET left out."""

    __slots__ = ("_reveal",)

    def __init__(self, **arguments: object) -> None:
        def reveal() -> dict[str, object]:
            return {name: value for name, value in arguments.items() if value is not UNSET}

        self._reveal = reveal

    def encoded(self, check: Callable[[dict[str, object]], object]) -> SecretValue[bytes]:
        """The arguments as JSON, as the check returns them. Raises TypeError or ValueError, which names an argument."""

        def encode(given: dict[str, object]) -> bytes:
            try:
                return msgspec.json.encode(check(given))
            except OverflowError as error:
                problem = str(error)
            except RecursionError:
                problem = "nested too deeply"
            raise ValueError(f"{', '.join(given)} cannot be sent: {problem}")

        return SecretValue(SecretValue(self._reveal()).read(encode))

    def revealed(self) -> dict[str, object]:
        """What was given, for whoever asks to see it."""
        return self._reveal()

    def with_id(self, field: str, name: str, number: object) -> "BodyArguments":
        """An item's field, a mapping, with the item's own id among its values, as the argument of a further call."""
        (item,) = self._reveal().values()
        given = item.get(field) if isinstance(item, Mapping) else getattr(item, field, None)
        kept = given if isinstance(given, Mapping) else {}
        return BodyArguments(**{field: {**kept, name: str(number)}})

    def __repr__(self) -> str:
        return f"BodyArguments({REDACTED})"
