"""What a list of openapi.yaml is to its commands: its place, its secrets, and how its items are printed."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tines_cli.overview import group_of
from tines_spec import Operation, Writable, inlined, lists, resolve, writable

if TYPE_CHECKING:
    from tines_cases import TinesClient
    from tines_cli.printing import Kind

_FOR_PEOPLE = ("cases",)
"""Lists whose URLs are pages for people, who have to log in there."""


class Subject(NamedTuple):
    """One list. group: the command of its commands. item: what people call one. size: the parameter for that of a page.

    properties, required: of an item in the list. secrets: the properties that are shown to who asks for them.
    """

    listing: Operation
    group: str
    item: str
    size: str
    properties: dict[str, Any]
    required: Sequence[str]
    secrets: Sequence[str]

    def calls(self, tines: "TinesClient") -> Any:
        """The SDK's methods for it."""
        return getattr(tines, self.listing.tag)

    def where(self, place: Sequence[object], word: str = "of") -> str:
        """Whose items these are, such as ` of case 1`. place: the arguments of a path."""
        outer = zip(arguments_of(self.listing), place, strict=False)
        return "".join(f" {word} {called(name)} {value}" for name, value in reversed([*outer]))

    def kind(self, *, show_secrets: bool) -> "Kind":
        """How items are printed."""
        from tines_cli.printing import Kind
        from tines_cli.shown_text import row_of
        from tines_cli.tables import columns_of

        fields = sorted(self.properties, key=lambda name: name not in self.required)
        row = row_of(() if show_secrets else self.secrets)
        return Kind(f"{self.item}s", row, lambda: columns_of(self), fields)


def subjects() -> dict[str, Subject]:
    """Each list of the document, by its group."""
    return {one.group: one for one in map(_subject, lists())}


def _subject(listing: Operation) -> Subject:
    paging = listing.paging
    assert paging is not None
    schema = inlined(resolve(listing.success_schema)["properties"][paging.items])["items"]
    group = group_of(listing.tag)
    secrets = [name for name, one in schema["properties"].items() if one.get("x-secret") and group not in _FOR_PEOPLE]
    required = schema.get("required", ())
    return Subject(listing, group, paging.item, paging.size, schema["properties"], required, secrets)


def written(operation: Operation) -> Writable:
    """What may be written of the items that a writing operation works on."""
    found = writable(operation)
    assert found is not None
    return found


def arguments_of(operation: Operation) -> list[str]:
    """The names of the path's arguments, in the order in which they are given."""
    return re.findall(r"{(\w+)}", operation.path)


def called(argument: str) -> str:
    """What people call an argument of a path: `case` for `case_id`."""
    return argument.removesuffix("_id")
