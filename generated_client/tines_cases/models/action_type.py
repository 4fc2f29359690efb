# Generated from openapi.yaml by scripts/generate.py. Do not edit: change the document or a template, then run `nox -s generate`.
"""What a click does. Known are `webhook` and `page`, in lower case; others may be added."""

from enum import Enum


class ActionType(str, Enum):
    """What a click does. Known are `webhook` and `page`, in lower case; others may be added.

    A value that is not listed here is read too: it compares equal to its text and has no name of its own.
    """

    WEBHOOK = "webhook"
    PAGE = "page"

    @classmethod
    def _missing_(cls, value: object) -> "ActionType | None":
        if not isinstance(value, str):
            return None
        unlisted = str.__new__(cls, value)
        unlisted._name_ = value
        unlisted._value_ = value
        return unlisted

    def __str__(self) -> str:
        return str(self.value)

    def __reduce_ex__(self, protocol: object) -> "tuple[type[ActionType], tuple[str]]":
        return type(self), (str(self.value),)
