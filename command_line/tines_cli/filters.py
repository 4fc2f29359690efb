"""The options that a list is filtered by, which follow from its parameters, and their values."""

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

import click

from tines_cli.options import Decorator, mapping_of
from tines_cli.subject import flag_of, typed
from tines_spec import Operation, Parameter, written

_DURATION = re.compile(r"([0-9]{1,6})([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_ENDS = {"from": "since", "to": "until"}


class Moment(click.ParamType[Any]):
    """A day or a time, or how long ago it was, such as 7d."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        ago = _DURATION.fullmatch(value)
        try:
            if ago is None:
                datetime.datetime.fromisoformat(value)
                return value
            now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
            return now - datetime.timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no time: give one such as 7d, 12h or 2026-11-25.", param, ctx)


def filter_options(listing: Operation) -> list[Decorator]:
    """Those of what a list may be asked for, but for its pages; choices first."""
    pages = (listing.paging.number, listing.paging.size) if listing.paging else ()
    plain = [one for one in listing.query_parameters.values() if one.name not in pages and one is not listing.filters]
    options = [_option(one) for one in sorted(plain, key=lambda one: "enum" not in one.schema)]
    return [*(_filter(*one) for one in _filters(listing)), *options]


def filter_values(listing: Operation, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a list's options as the SDK takes them. Raises UsageError."""
    found = {name: values[_argument(name)] for name, _ in _filters(listing)}
    rest = {name: value for name, value in values.items() if name not in map(_argument, found)}
    chosen = {name: value for name, value in found.items() if value not in (None, ())}
    for name, schema in _filters(listing):
        if schema["type"] == "object" and name in chosen:
            chosen[name] = mapping_of(flag_of(name), name, chosen[name])
    return {**rest, listing.filters.name: chosen} if listing.filters and chosen else rest


def shown_filters(listing: Operation) -> dict[str, Mapping[str, Any]]:
    """The filters that an item shows whether it fits, by name: the schema of each, with `x-shown-by`."""
    found = dict(_filters(listing))
    for name, one in listing.query_parameters.items():  # what a body calls so, too
        at, _, by = written(listing).unseen.get(name, {}).get("x-shown-as", "").partition(".")
        found |= {name: {**one.schema, "x-shown-by": {"rule": "any", "at": [at], "by": [by]}}} if by else {}
    return {name: one for name, one in found.items() if one.get("x-shown-by", {}).get("rule", "holds") != "holds"}


def read_filter(schema: Mapping[str, Any], value: Any) -> Any:
    """A value that somebody wrote as the SDK takes it. Raises BadParameter."""
    return _type(schema).convert(value, None, None) if isinstance(value, str) else value


def _type(schema: Mapping[str, Any]) -> click.ParamType[Any]:
    """How a text is read."""
    if schema.get("format") == "date-time":
        return Moment()
    return click.Choice(schema["enum"], case_sensitive=False) if "enum" in schema else click.UNPROCESSED


def _filters(listing: Operation) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The filters that stand in one parameter, each with its schema."""
    yield from (listing.filters.schema["properties"].items() if listing.filters else ())


def _argument(name: str) -> str:
    return f"filter_{name}"


def _filter(name: str, schema: Mapping[str, Any]) -> Decorator:
    text, argument = schema["description"].partition(". ")[0].removesuffix("."), _argument(name)
    if schema.get("format") == "date-time":
        shown = schema["x-shown-by"]
        of = f"{shown['at'][0].removesuffix('_at')}_" if len(shown["at"]) == 1 else ""
        flag, text = flag_of(f"{of}{_ENDS[shown['rule']]}"), f"{text}, such as 7d, 12h or 2026-11-25."
        return click.option(flag, argument, type=_type(schema), metavar="TIME", help=text)
    if schema["type"] == "array":
        return typed(flag_of(name.removesuffix("s")), argument, schema, required=False, text=text)
    return _option(Parameter(name, "query", False, text, schema), argument)


def _option(one: Parameter, argument: str = "") -> Decorator:
    flag, argument = flag_of(one.name.removesuffix("_id")), argument or one.name
    if "enum" not in one.schema:
        return typed(flag, argument, one.schema, required=one.required, text=one.description)
    type_, text = _type(one.schema), f"One of {', '.join(one.schema['enum'])}."
    return click.option(flag, argument, type=type_, metavar=one.name.upper(), required=one.required, help=text)
