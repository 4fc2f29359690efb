"""What a run may write to, and where in it a request goes."""

import functools

from attrs import frozen

from tines_contract.contract.parents import item_argument, parent_arguments
from tines_fake import Request
from tines_spec import Operation, Writable, kind_of, lists, operations_at, resource_of, writable

CASE = "case_id"


@functools.cache
def subjects() -> tuple[Writable, ...]:
    """The lists of a case whose items can be made, and removed again."""
    found = [writable(one) for one in lists() if parent_arguments(one) == (CASE,)]
    return tuple(one for one in found if one is not None and one.operations.create and one.operations.delete)


def main_subject() -> Writable:
    """The first of them, which is also the list that shows whether a tenant is there."""
    return subjects()[0]


def list_of(known: Writable) -> Operation:
    """The operation that lists the items."""
    assert known.operations.list is not None
    return known.operations.list


@frozen
class Address:
    """Where a request goes. place: the path of the list. item: the id as the path has it; None where it has none."""

    operation: Operation
    kind: str
    known: Writable | None
    place: str
    item: str | None


def address_of(request: Request) -> Address | None:
    """Where a request goes; None for what the spec does not have."""
    return _address_of(request.method, request.path)


@functools.lru_cache(maxsize=4096)
def _address_of(method: str, path: str) -> Address | None:
    found = [(one, found) for one, found in operations_at(path) if one.method == method]
    if not found:
        return None
    operation, arguments = found[0]
    owner, argument = resource_of(operation).list, item_argument(operation)
    place = path if owner is None else owner.path_for(**arguments)
    item = None if argument is None else arguments[argument]
    return Address(operation, kind_of(operation), writable(operation), place, item)


def case_of(place: str) -> str:
    """The number of the case that a list is of."""
    return next(arguments for one, arguments in operations_at(place) if one.paging is not None)[CASE]


def known_at(place: str) -> Writable:
    """What may be written of the items of a list."""
    known = next((writable(one) for one, _ in operations_at(place) if one.paging is not None), None)
    assert known is not None, place
    return known
