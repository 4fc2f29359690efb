"""What a schema of the document allows, as a strategy: boldly where it is open.

Fields and action types that nobody knows, fractions, offsets, text of any script, empty URLs. Integers come as JSON
writers write them, and timestamps as moments that Python has.
"""

import re
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

import tines_spec

_ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
_TIMESTAMPS = st.builds(
    "{}{}{}".format,
    st.datetimes().map(lambda moment: moment.replace(microsecond=0).isoformat()),
    st.just("") | st.from_regex(r"\.[0-9]{1,6}", fullmatch=True),
    st.just("Z") | st.from_regex(r"[+-]([01][0-9]|2[0-3]):[0-5][0-9]", fullmatch=True),
)


def allowed(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """What a schema of the document allows, boldly where it is open."""
    schema = tines_spec.resolve(schema)
    if "oneOf" in schema:
        return st.one_of(*map(allowed, schema["oneOf"]))
    if isinstance(schema["type"], list):
        return st.one_of(*(allowed({**schema, "type": kind}) for kind in schema["type"]))
    return _BY_TYPE[schema["type"]](schema)


def _integers(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    low, high = schema["minimum"], schema["maximum"]
    return st.sampled_from([low, low + 1, high - 1, high]) | st.integers(low, high)


def _strings(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    if schema.get("format") == "date-time":
        return _TIMESTAMPS
    if "pattern" in schema:
        listed = st.sampled_from(schema["x-extensible-enum"])
        return listed | st.text(min_size=1).filter(re.compile(schema["pattern"]).search)
    # Which texts are drawn depends on what else is imported: the empty one has to come whatever that is.
    return st.just("") | st.text()


def _objects(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    properties = schema.get("properties", {})
    known = {name: allowed(prop) for name, prop in properties.items()}
    required = {name: known.pop(name) for name in schema.get("required", ())}
    unknown = st.dictionaries(st.text().filter(lambda name: name not in properties), _ANY_JSON, max_size=2)
    return st.builds(lambda more, named: {**more, **named}, unknown, st.fixed_dictionaries(required, optional=known))


_BY_TYPE: dict[str, Callable[[dict[str, Any]], st.SearchStrategy[Any]]] = {
    "boolean": lambda schema: st.booleans(),
    "array": lambda schema: st.lists(allowed(schema["items"]), max_size=4),
    "integer": _integers,
    "null": lambda schema: st.none(),
    "object": _objects,
    "string": _strings,
}
