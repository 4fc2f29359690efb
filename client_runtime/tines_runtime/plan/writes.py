"""What a plan consists of: creates, updates and deletes. Their texts show no value but titles."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from tines_runtime.call.body import BodyArguments
from tines_runtime.errors import ServerError, TransportError
from tines_runtime.redaction import cut, printable

_LONGEST = 60


class Create(Struct, frozen=True):
    """Create an item of these fields."""

    title: str
    body: BodyArguments

    @property
    def fields(self) -> Mapping[str, Any]:
        return self.body.revealed()

    def __str__(self) -> str:
        return f"create {shown_title(self.title)}"


class Update(Struct, frozen=True):
    """Change these fields of an item, and leave its others as they are."""

    id: Any
    title: str
    body: BodyArguments

    @property
    def changes(self) -> Mapping[str, Any]:
        return self.body.revealed()

    def __str__(self) -> str:
        return f"update {self.id} {shown_title(self.title)}: {', '.join(self.changes)}"


class Delete(Struct, frozen=True):
    """Delete an item."""

    id: Any
    title: str

    def __str__(self) -> str:
        return f"delete {self.id} {shown_title(self.title)}"


Write = Create | Update | Delete


def leaves_in_doubt(error: BaseException) -> bool:
    """Whether a write that failed so may have been done all the same."""
    unknown = isinstance(error, ServerError) or (isinstance(error, TransportError) and error.may_have_been_processed)
    succeeded = 200 <= getattr(error, "status", 0) < 300  # and what came with that could not be read
    return unknown or succeeded


def shown_title(title: str) -> str:
    return repr(cut(printable(title), _LONGEST))
