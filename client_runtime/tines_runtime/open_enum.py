"""An enum of texts that the API may extend."""

from enum import StrEnum
from typing import Self


class OpenEnum(StrEnum):
    """A text, known or not: an unknown one becomes a member that equals its text and has no name of its own."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        unlisted = str.__new__(cls, value)
        unlisted._name_ = value
        unlisted._value_ = value
        return unlisted

    def __reduce_ex__(self, protocol: object) -> tuple[type[Self], tuple[str]]:
        return type(self), (str(self.value),)
