"""All faults: those of each operation of openapi.yaml, in its order."""

import functools
from collections.abc import Mapping

from tines_fake.faults.definition import Fault
from tines_fake.faults.of_items import faults_of_item
from tines_fake.faults.of_lists import faults_of_list
from tines_fake.faults.of_shapes import shape_faults
from tines_fake.near_match import unknown
from tines_spec import lists, operations

FAULTS: tuple[Fault, ...] = tuple(
    fault
    for operation in operations().values()
    for fault in (faults_of_list(operation) if operation.paging is not None else faults_of_item(operation))
)
"""All that have a name of their own. Those of the shape of responses are in `shape_faults`."""

WRITE_FAULTS: tuple[Fault, ...] = tuple(
    fault for fault in FAULTS if fault.operation not in {operation.name for operation in lists()}
)
"""Those of all operations but lists."""


def fault(fault_id: str) -> Fault:
    """The fault of an id, such as PAGE-OVERLAP. Raises ValueError where there is none, and says what is alike."""
    found = _by_id()
    if fault_id not in found:
        raise ValueError(unknown("fault", fault_id, found, "tines_fake.FAULTS has them all"))
    return found[fault_id]


@functools.cache
def _by_id() -> Mapping[str, Fault]:
    return {one.id: one for one in (*FAULTS, *shape_faults())}


def faults_of(operation_name: str) -> tuple[Fault, ...]:
    """The faults of an operation, such as listCaseActions. Raises ValueError for one that there is not."""
    if operation_name not in operations():
        raise ValueError(f"there is no operation {operation_name!r}; there are {', '.join(operations())}")
    return tuple(one for one in FAULTS if one.operation == operation_name)
