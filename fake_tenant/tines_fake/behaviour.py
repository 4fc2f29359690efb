"""What the spec leaves to a tenant about the items of a list. The defaults here do for a list that is only read."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from tines_fake.fields import Item
from tines_fake.quirks import Quirks
from tines_fake.serialisers import Serialised, View, serialised

if TYPE_CHECKING:
    from tines_fake.resources import Resource


@frozen(kw_only=True)
class Order:
    """A way to sort a list. key: of an item; what is alike stays in the order of the ids."""

    key: Callable[[Item], Any]
    descending: bool = False


def _nothing(_: int) -> Mapping[str, Any]:
    return {}


@frozen(kw_only=True)
class Behaviour:
    """defaults: what the item of a number holds, where that is not an example of the spec. orders: how a list is
    sorted, by the values of its parameter `order`. serialise: how an item is shown.
    """

    defaults: Callable[[int], Mapping[str, Any]] = _nothing
    orders: Mapping[str, Order] = {}
    serialise: Callable[["Resource", Item, Quirks, View], Serialised] = serialised
