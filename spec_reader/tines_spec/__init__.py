"""`openapi.yaml` as data, and what it says of its operations: where they are, how they page, what they promise.

Must live here: what several readers of the spec need. Must not know: the runtime, the fake, the suite, and any list or
field by name. It holds no copy of the spec's facts, and needs no YAML parser.
"""

from tines_spec.document import (
    METHODS,
    DocumentError,
    WrittenOperation,
    components_of,
    digest,
    document,
    followed,
    inlined,
    kept_promises,
    load,
    named_properties,
    referred,
    resolve,
    written_operations,
)
from tines_spec.evidence import OpenPoint, Source, evidence, open_points, source_of
from tines_spec.operation import Operation, Paging, Parameter, Promise
from tines_spec.operations import envelope_of, lists, operations, operations_of, promises
from tines_spec.resources import Resource, item_argument, kind_among, kind_of, operation_at, operations_at, resource_of
from tines_spec.writable import Writable, is_text, types_of, writable, written

__all__ = (
    "METHODS",
    "DocumentError",
    "OpenPoint",
    "Operation",
    "Paging",
    "Parameter",
    "Promise",
    "Resource",
    "Source",
    "Writable",
    "WrittenOperation",
    "components_of",
    "digest",
    "document",
    "envelope_of",
    "evidence",
    "followed",
    "inlined",
    "is_text",
    "item_argument",
    "kept_promises",
    "kind_among",
    "kind_of",
    "lists",
    "load",
    "named_properties",
    "open_points",
    "operation_at",
    "operations",
    "operations_at",
    "operations_of",
    "promises",
    "referred",
    "resolve",
    "resource_of",
    "source_of",
    "types_of",
    "writable",
    "written",
    "written_operations",
)
