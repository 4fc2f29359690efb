"""An item as a tenant stores it: it can be read by attribute, and cannot be changed."""

import functools
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn
from urllib.parse import urlsplit

from tines_spec import document


class StoredItem(dict[str, Any]):
    """The fields of an item, also as attributes; a time is a datetime with a time zone."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"there is no {name}; there are {', '.join(self)}") from None

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("what a tenant holds is changed by requests, or by add_case(id, …) and what begins with add")

    __setitem__ = __delitem__ = __ior__ = pop = popitem = clear = _refuse
    update = setdefault = _refuse  # pyright: ignore[reportAssignmentType]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={_shown(name, value)}' for name, value in self.items())})"


def stored(fields: Mapping[str, Any]) -> StoredItem:
    """An item as a tenant stores it."""
    return fields if isinstance(fields, StoredItem) else StoredItem(fields)


def _shown(name: str, value: object) -> str:
    """A value as a repr shows it: of a secret URL its host, of secret parameters their names."""
    if name not in _secret_names() or not value:
        return repr(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key!r}: …' for key in value)}}}"
    host = urlsplit(value).hostname if isinstance(value, str) else None
    return f"'https://{host}/…'" if host else "…"


@functools.cache
def _secret_names() -> frozenset[str]:
    return frozenset(_secrets_in(document()))


def _secrets_in(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        properties = part.get("properties", {})
        yield from (name for name, one in properties.items() if isinstance(one, Mapping) and one.get("x-secret"))
        for inner in part.values():
            yield from _secrets_in(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _secrets_in(inner)
