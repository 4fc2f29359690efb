"""An extension of griffe: attributes of a class as one list, not a block for each; defaults as values."""

import importlib
import re
from collections.abc import Iterator

import griffe


class AttributeList(griffe.Extension):
    """Moves the docstrings of attributes to that of their class, with their defaults."""

    def on_class(self, *, cls: griffe.Class, **_: object) -> None:
        lines = list(_lines(cls))
        if lines and cls.docstring is not None and "\nAttributes:\n" not in cls.docstring.value:
            cls.docstring.value = "\n".join([cls.docstring.value, "", "Attributes:", *lines])

    def on_function(self, *, func: griffe.Function, **_: object) -> None:
        for parameter in func.parameters:
            if parameter.default is not None:
                parameter.default = _value(str(parameter.default), func)


def _value(default: str, where: griffe.Object) -> str:
    """The value of a constant; what has no short one, such as a sentinel, keeps its name."""
    if not re.fullmatch("_?[A-Z][A-Z_]+", default):
        return default
    value = getattr(importlib.import_module(where.module.path), default, None)
    if default.startswith("_"):
        return f"{type(value).__name__}()"
    return repr(value) if isinstance(value, int | float | str) else default


def _lines(cls: griffe.Class) -> Iterator[str]:
    is_enum = any(str(base).endswith("Enum") for base in cls.bases)
    for one in cls.attributes.values():
        if one.is_private or "property" in one.labels:
            continue
        if one.docstring is not None:
            yield f"    {one.name}: {' '.join(one.docstring.value.split())}{_default(one)}"
            one.docstring = None
        elif is_enum:
            yield f"    {one.name}: `{one.value}`"


def _default(attribute: griffe.Attribute) -> str:
    value = "" if attribute.value is None else _value(str(attribute.value), attribute)
    return "" if not value or "(" in value or "self" in attribute.labels else f" Default: `{value}`."
