"""The filters of a list: how they are sent, and whether an item that comes fits them.

No source says how they are encoded, so that a tenant may well ignore them. Each item is held against each filter that
it shows. What is open accuses nobody: what an item does not show fits, case is ignored, and a date is taken to the day.
"""

import datetime
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, get_args

import msgspec
from msgspec import Struct

from tines_runtime.call.body import Fields
from tines_runtime.call.response import Failure
from tines_runtime.errors import ConfigurationError, FilterIgnoredError
from tines_runtime.secret import SecretValue, cut

FiltersEncoding = Literal["brackets", "json", "body"]
"""`filters[status]=OPEN` in the query, `filters={"status":"OPEN"}` in the query, or the same in a body of JSON."""
ENCODING_VARIABLE = "TINES_FILTERS_ENCODING"

_DAY = datetime.timedelta(days=1)
_ADVICE = (
    "The client sent filters in the encoding {encoding!r}. The tenant may follow another one of "
    f"{', '.join(get_args(FiltersEncoding))}: `tines-cases contract probe` asks it, and prints what to set "
    f"(filters_encoding=, or {ENCODING_VARIABLE})"
)


def checked_encoding(encoding: str | None) -> FiltersEncoding:
    """The encoding; without one, that of the environment. Raises ConfigurationError for what is none."""
    chosen = os.environ.get(ENCODING_VARIABLE) or "brackets" if encoding is None else encoding
    found: FiltersEncoding | None = next((one for one in get_args(FiltersEncoding) if one == chosen), None)
    if found is None:
        where = ENCODING_VARIABLE if encoding is None else "filters_encoding"
        raise ConfigurationError(f"{where} must be {', '.join(get_args(FiltersEncoding))}, not {str(chosen)[:40]!r}")
    return found


class ShownBy(Struct, frozen=True, kw_only=True):
    """What of an item shows whether it fits a filter.

    rule: any, all or none of the values are among the item's; or its time is not before (from) or after (to) it.
    at: properties of an item; of several, one that fits will do. by: what identifies a part of it.
    empty: the value for an item without parts. unseen: values that no item shows.
    """

    rule: Literal["any", "all", "none", "from", "to"]
    at: Sequence[str]
    by: Sequence[str] = ()
    empty: str | None = None
    unseen: Collection[str] = ()

    def fits(self, item: Any, value: object) -> bool | None:
        """Whether it fits a value, or several; None where it does not show it."""
        values, shown = value if isinstance(value, list) else [value], [getattr(item, name) for name in self.at]
        if self.rule in ("from", "to"):
            return _any(None if one is None else self._is_within(one, str(value)) for one in shown)
        if None in shown:
            return None
        parts = [part for one in shown for part in (one if isinstance(one, list) else [one])]
        found = [self._holds(parts, str(one).strip().casefold()) for one in values]
        if self.rule == "any":
            return _any(found)
        unfit = self.rule != "all"
        return False if unfit in found else None if None in found else True

    def _is_within(self, shown: datetime.datetime, bound: str) -> bool:
        """To the day, in whatever time zone: servers may read no more of a date than that."""
        read = datetime.datetime.fromisoformat(bound)
        limit = read if read.tzinfo else read.replace(tzinfo=datetime.UTC)
        if self.rule == "from":
            return limit - shown <= _DAY
        return shown - limit <= (_DAY if "T" in bound or " " in bound else 2 * _DAY)

    def _holds(self, parts: Sequence[object], value: str) -> bool | None:
        """Whether they have the value; None where they do not show it."""
        if value == self.empty:
            return not parts
        if value in self.unseen:
            return None
        return _any(self._part_is(part, value) for part in parts)

    def _part_is(self, part: object, value: str) -> bool | None:
        known = (getattr(part, name) for name in self.by) if self.by else (part,)
        shown = [str(one).strip().casefold() for one in known if one is not None]
        if value in shown:
            return True
        # An address is no id: only what is of one kind can be told apart.
        alike = len(self.by) < 2 or any(("@" in one) == ("@" in value) for one in shown)
        return False if shown and alike else None


def _any(found: Iterable[bool | None]) -> bool | None:
    held = {*found}
    return True if True in held else None if None in held else False


class Filters(Struct, frozen=True, kw_only=True):
    """The filters of a list: the parameter that holds them, their checks, and what of an item shows them.

    items, item, id: the property of a page that holds its items, what one is called, and what identifies it.
    """

    parameter: str
    fields: Fields
    shown: Mapping[str, ShownBy]
    items: str
    item: str
    id: str

    def wanted(self, given: SecretValue[Any], encoding: FiltersEncoding) -> "WantedFilters | None":
        """The filters, checked; None where there are none.

        Raises TypeError or ValueError, which names a filter and shows no value.
        """
        values = given.read(self._checked)
        return WantedFilters(self, SecretValue(values), encoding) if values else None

    def _checked(self, value: object) -> dict[str, object]:
        values = self.fields(self.parameter, value)
        for name, one in values.items():
            if one in ([], {}):
                raise ValueError(f"{self.parameter}.{name} is empty, which would filter nothing: leave it out")
        return values


class WantedFilters(Struct, frozen=True):
    """What items are to fit, and the encoding to send it in."""

    filters: Filters
    values: SecretValue[dict[str, object]]
    encoding: FiltersEncoding

    @property
    def advice(self) -> str:
        """What to do where a tenant refuses them."""
        return _ADVICE.format(encoding=self.encoding)

    def query(self) -> dict[str, object]:
        """The part of the query that holds them."""
        name = self.filters.parameter
        if self.encoding == "json":
            return {name: msgspec.json.encode(self.values.reveal()).decode()}
        return _in_brackets(name, self.values.reveal()) if self.encoding == "brackets" else {}

    def body(self) -> SecretValue[bytes] | None:
        """The body that holds them."""
        if self.encoding != "body":
            return None
        return SecretValue(msgspec.json.encode({self.filters.parameter: self.values.reveal()}))

    def read(self, read: Callable[..., Any], response: object, shown: Callable[[str], str]) -> Any:
        """The page that a response is read as, if each item on it fits; otherwise a Failure."""
        page = read(response, shown)
        if isinstance(page, Failure):
            return page
        for item in getattr(page, self.filters.items):
            for name, value in self.values.reveal().items():
                way = self.filters.shown.get(name)
                if way is not None and way.fits(item, value) is False:
                    item_id = getattr(item, self.filters.id)
                    known = cut(shown(item_id), 40) if isinstance(item_id, str) else item_id
                    return Failure(self._ignored(known, name))
        return page

    def _ignored(self, item_id: object, name: str) -> FilterIgnoredError:
        came = f"{self.filters.item} {item_id} came, and does not fit {self.filters.parameter}.{name}"
        message = f"{came}: the tenant ignored it, or read it otherwise. {self.advice}"
        return FilterIgnoredError(message, item_id=item_id, filter_name=name, encoding=self.encoding)


def _in_brackets(name: str, value: object) -> dict[str, object]:
    """Such as `filters[tags][]`, with the values of each."""
    if isinstance(value, list):
        return {f"{name}[]": value}
    if not isinstance(value, dict):
        return {name: value}
    found: Iterator[dict[str, object]] = (_in_brackets(f"{name}[{key}]", one) for key, one in value.items())
    return {key: one for inner in found for key, one in inner.items()}
