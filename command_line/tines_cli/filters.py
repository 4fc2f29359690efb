"""The options that a list is filtered by, which follow from its parameters, and their values."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

import click

from tines_cli.options import Decorator, mapping_of
from tines_cli.subject import flag_of, typed
from tines_spec import Operation, Parameter, written

_DURATION = re.compile(r"([0-9]{1,6})([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_ENDS = {"from": "since", "to": "until"}


class Moment(click.ParamType):  # type: ignore[type-arg]  # it takes one only in newer versions of click
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
    return [*(_filter(*one) for one in _filters(listing).items()), *options]


def filter_values(listing: Operation, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by the names of a list's parameters and filters as the SDK takes them. Raises UsageError."""
    known = _filters(listing)
    chosen = {name: value for name, value in values.items() if name in known and value not in (None, ())}
    for name, value in chosen.items():
        if known[name]["type"] == "object":
            chosen[name] = mapping_of(flag_of(name), name, value)
    rest = {name: value for name, value in values.items() if name not in known}
    return {**rest, listing.filters.name: chosen} if listing.filters and chosen else rest


def shown_filters(listing: Operation) -> dict[str, Mapping[str, Any]]:
    """The filters that an item shows whether it fits, by name: the schema of each, with `x-shown-by`."""
    found = _filters(listing)
    for name, one in listing.query_parameters.items():  # what a body calls so, too
        at, _, by = written(listing).unseen.get(name, {}).get("x-shown-as", "").partition(".")
        found |= {name: {**one.schema, "x-shown-by": {"rule": "any", "at": [at], "by": [by]}}} if by else {}
    return {name: one for name, one in found.items() if one.get("x-shown-by", {}).get("rule", "holds") != "holds"}


def type_of(schema: Mapping[str, Any]) -> "click.ParamType[Any]":
    """What makes of a value that somebody wrote what the SDK takes, as far as it makes sense."""
    if schema.get("format") == "date-time":
        return Moment()
    return click.Choice(schema["enum"], case_sensitive=False) if "enum" in schema else click.UNPROCESSED


def _filters(listing: Operation) -> dict[str, Mapping[str, Any]]:
    """The schemas of the filters that stand in one parameter, by name."""
    return dict(listing.filters.schema["properties"]) if listing.filters else {}


def _filter(name: str, schema: Mapping[str, Any]) -> Decorator:
    text = schema["description"].partition(". ")[0].removesuffix(".")
    if schema.get("format") == "date-time":
        shown = schema["x-shown-by"]
        of = f"{shown['at'][0].removesuffix('_at')}_" if len(shown["at"]) == 1 else ""
        flag, text = flag_of(f"{of}{_ENDS[shown['rule']]}"), f"{text}, such as 7d, 12h or 2026-11-25."
        return click.option(flag, name, type=type_of(schema), metavar="TIME", help=text)
    if schema["type"] == "array":
        return typed(flag_of(name.removesuffix("s")), name, schema, required=False, text=text)
    return _option(Parameter(name, "query", False, text, schema))


def _option(one: Parameter) -> Decorator:
    flag = flag_of(one.name.removesuffix("_id"))
    if "enum" not in one.schema:
        return typed(flag, one.name, one.schema, required=one.required, text=one.description)
    type_, text = type_of(one.schema), f"One of {', '.join(one.schema['enum'])}."
    return click.option(flag, one.name, type=type_, metavar=one.name.upper(), required=one.required, help=text)
