"""What the spec leaves to a tenant about the items of a list. The defaults here do for most lists."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from attrs import field, frozen
from attrs.validators import instance_of, optional

from tines_fake.contents.item_fields import Field, Item
from tines_fake.quirks import Quirks

Serialised = dict[str, Any]
View = Literal["in-lists", "alone"]


@frozen
class Story:
    """What the tenant says of the actions that lead to a story."""

    name: str = field(validator=instance_of(str))
    emoji: str | None = field(default=None, validator=optional(instance_of(str)))
    page_emoji: str | None = field(default=None, validator=optional(instance_of(str)))


@frozen(kw_only=True)
class Order:
    """A way to sort a list. key: of an item; what is alike stays in the order of the ids."""

    key: Callable[[Item], Any]
    descending: bool = False


def _nothing(*_: object) -> Mapping[str, Any]:
    return {}


def _no_objections(*_: object) -> Iterable[tuple[object, str]]:
    return ()


def _as_given(given: Mapping[str, Any], *_: object) -> Mapping[str, Any]:
    return given


def _with_optional(shown: Serialised, fields: Mapping[str, Field], quirks: Quirks, _: View) -> Serialised:
    """What need not be there is null, or absent, where this tenant has it so."""
    if quirks.optional_fields == "given":
        return shown
    keeps_null = quirks.optional_fields == "null"
    return {
        name: value if fields[name].required or not fields[name].nullable else None
        for name, value in shown.items()
        if keeps_null or fields[name].required
    }


@frozen(kw_only=True)
class Behaviour:
    """defaults: what the item of a number holds, where that is not an example of the spec. orders: how a list is
    sorted, by the values of its parameter `order`. shown: how an item is shown, of its properties in a view.

    objections: what some tenants reject in a body; the status of a quirk, with a message. stored: what is kept of what
    a body gives, for a new item or one that changes. derived: what the tenant itself says of what is given.
    """

    defaults: Callable[[int], Mapping[str, Any]] = _nothing
    orders: Mapping[str, Order] = {}
    shown: Callable[[Serialised, Mapping[str, Field], Quirks, View], Serialised] = _with_optional
    objections: Callable[[Mapping[str, Any], Quirks], Iterable[tuple[object, str]]] = _no_objections
    stored: Callable[[Mapping[str, Any], Item | None, Quirks], Mapping[str, Any]] = _as_given
    derived: Callable[[Mapping[str, Story], Mapping[str, Any]], Mapping[str, Any]] = _nothing
