"""Where a request goes: to which operation, list and item; and what messages call it."""

import functools

from attrs import frozen

from tines_contract.promises.lists import CASE
from tines_fake import Request
from tines_spec import Operation, Writable, item_argument, kind_of, operations_at, resource_of, writable, written


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


def item_path(request: Request) -> str:
    """Where the item is read that a request writes to."""
    address = address_of(request)
    return request.path.rpartition("/")[0] if address is not None and address.kind == "append" else request.path


def case_of(place: str) -> str:
    """The number of the case that a list is of; empty where it is of nothing."""
    return next(arguments for one, arguments in operations_at(place) if one.paging is not None).get(CASE, "")


def of_case(case: str) -> str:
    """Such as " of case 1"; empty for what is of nothing."""
    return f" of case {case}" if case else ""


def known_at(place: str) -> Writable:
    """What may be written of the items of a list."""
    return written(next(one for one, _ in operations_at(place) if one.paging is not None))


_MOST = 200


def request_line(request: Request) -> str:
    """Such as GET /api/v2/cases/1/actions?page=2."""
    return f"{request.method} {request.path}{f'?{request.query}' if request.query else ''}"


def named(request: Request) -> str:
    """The same, as far as a message may be long."""
    text = request_line(request)
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"
