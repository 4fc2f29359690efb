"""Which operation a request is for. A path that is written out wins over one with an argument: `batch` is no id."""

import functools
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from tines_spec.operation import Operation
from tines_spec.operations import operations


def operation_at(method: str, path: str) -> Operation | None:
    """The operation of a method and a path."""
    return next((operation for operation, _ in operations_at(path) if operation.method == method), None)


@functools.lru_cache(maxsize=4096)
def operations_at(path: str) -> Sequence[tuple[Operation, Mapping[str, str]]]:
    """The operations of a path, of whatever method, each with the path's arguments, percent-decoded."""
    found = [(one, arguments) for one in operations().values() if (arguments := one.match(path)) is not None]
    fewest = min((len(arguments) for _, arguments in found), default=0)
    return [
        (one, {name: unquote(text) for name, text in arguments.items()})
        for one, arguments in found
        if len(arguments) == fewest
    ]
