"""Which argument of a path names the item, and which name what the item is of."""

from collections.abc import Mapping

from tines_spec import Operation, item_argument

__all__ = ("item_argument", "parent_arguments", "parent_of")


def parent_arguments(operation: Operation) -> tuple[str, ...]:
    """The arguments that name what an item is of, such as `case_id`; none where it is of nothing."""
    return tuple(name for name in operation.path_parameters if name != item_argument(operation))


def parent_of(operation: Operation, arguments: Mapping[str, str]) -> str:
    """What the items of a request are of, such as the number of a case; empty where they are of nothing."""
    return "/".join(arguments[name] for name in parent_arguments(operation))
