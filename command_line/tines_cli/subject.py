"""What a list of openapi.yaml is to its commands: its place, its secrets, and how its items are printed.

And the options for the fields of a body, with their values.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from tines_cli.failures import CommandError, ExitCode
from tines_cli.file_values import text_of
from tines_cli.options import Decorator, Number, called, file_option, mapping_of, usage_error
from tines_cli.overview import OPTIONS, group_of
from tines_cli.streams import is_terminal, say, say_on
from tines_spec import Operation, Writable, inlined, lists, resolve, resource_of, types_of, written

if TYPE_CHECKING:
    from tines_cases import TinesClient
    from tines_cli.printing import Kind
    from tines_cli.tables import Column

TEXT_FILE = "text_file"
"""The argument that is a file, whose text a body gets."""
CASE, CASES = "case", "cases"
"""What names a case in a file of its wanted lists: its number, or filters of this list."""
_FOR_PEOPLE = (CASES,)
"""Lists whose URLs are pages for people, who have to log in there."""


class Subject(NamedTuple):
    """One list. group: the command of its commands. item: what people call one. size: the parameter for that of a page.

    properties, required: of an item in the list. secrets: the properties that are shown to who asks for them.
    """

    listing: Operation
    group: str
    item: str
    size: str
    properties: dict[str, Any]
    required: Sequence[str]
    secrets: Sequence[str]

    def calls(self, tines: "TinesClient") -> Any:
        """The SDK's methods for it."""
        return getattr(tines, self.listing.tag)

    def where(self, place: Sequence[object], word: str = "of") -> str:
        """Whose items these are, such as ` of case 1`. place: the arguments of a path."""
        outer = zip(self.listing.path_parameters, place, strict=False)
        return "".join(f" {word} {called(name)} {value}" for name, value in reversed([*outer]))

    def kind(self, *, show_secrets: bool) -> "Kind":
        """How items are printed."""
        from tines_cli.printing import Kind
        from tines_cli.shown_text import row_of

        fields = sorted(self.properties, key=lambda name: name not in self.required)
        row = row_of(() if show_secrets else self.secrets)
        return Kind(f"{self.item}s", row, self._columns, fields)

    def _columns(self) -> "Sequence[Column]":
        from tines_cli.tables import columns_of  # imports rich, which no pipe needs

        return columns_of(self)


def subjects() -> dict[str, Subject]:
    """Each list of the document, by its group."""
    return {one.group: one for one in map(_subject, lists())}


def lists_of_a_case() -> dict[str, Subject]:
    """Those that a plan of the SDK can write whole, by their names in the document."""
    return {one.listing.paging.items: one for one in subjects().values() if one.listing.paging and _is_planned(one)}


def _is_planned(one: Subject) -> bool:
    """Whether a file of a case can be its wanted state: a list that needs a filter, too, shows a part alone."""
    found, query = resource_of(one.listing), one.listing.query_parameters.values()
    has_all = all((found.get, found.create, found.update, found.delete))
    return has_all and [*one.listing.path_parameters] == ["case_id"] and not any(each.required for each in query)


def _subject(listing: Operation) -> Subject:
    paging = listing.paging
    assert paging is not None
    schema = resolve(resolve(resolve(listing.success_schema)["properties"][paging.items])["items"])
    properties = {name: resolve(one) for name, one in schema["properties"].items()}
    group = group_of(listing.tag)
    secrets = [name for name, one in properties.items() if one.get("x-secret") and group not in _FOR_PEOPLE]
    required = schema.get("required", ())
    return Subject(listing, group, paging.item, paging.size, properties, required, secrets)


_LONGEST, _LONGEST_URL, _WIDEST = 40, 64 * 1024, 80


class Field(NamedTuple):
    """A property that a body may give: the option that does, and the one that sends null, where that may be sent."""

    name: str
    called: str
    is_mapping: bool
    flag: str
    option: Decorator
    null_flag: str
    null_option: Decorator | None


def fields_of(operation: Operation) -> list[Field]:
    """Those of an operation's body, the title first."""
    body, about = inlined(operation.body_schema), written(operation)
    required = set(body.get("required", ())) - {_text_of(body)}  # it may come from a file
    names = sorted(body["properties"], key=lambda name: name != about.title)
    return [_field(name, body["properties"][name], about, required=name in required) for name in names]


def text_file_options(operation: Operation) -> list[Decorator]:
    """The option that gives a body's one long text, where it has one."""
    name = _text_of(inlined(operation.body_schema))
    if name is None:
        return []
    text = f"Read the {name} from a file, instead of {flag_of(name)}; - is the standard input."
    return [file_option("--file", TEXT_FILE, text)]


def _text_of(body: Mapping[str, Any]) -> str | None:
    """The field of a body that holds Markdown or such, which people write in a file."""
    return next((name for name, one in body["properties"].items() if "contentMediaType" in one), None)


def _with_text(operation: Operation, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values, the long text among them wherever it comes from. Raises UsageError, CommandError."""
    body, file = inlined(operation.body_schema), values.get(TEXT_FILE)
    name = _text_of(body)
    if name is None or (file is None and (values[name] is not None or name not in body.get("required", ()))):
        return values
    if file is None:
        raise usage_error(f"Missing option '{flag_of(name)}' or '--file'")
    if values[name] is not None:
        raise usage_error(f"{flag_of(name)} and --file exclude each other")
    return {**values, name: text_of(file)}


def _field(name: str, schema: Mapping[str, Any], about: Writable, *, required: bool) -> Field:
    short, types, is_mapping = name.removeprefix(f"{about.item}_"), {*types_of(schema)}, name in about.mappings
    flag = flag_of(short.removesuffix("s") if is_mapping or "array" in types else short)
    # Of what is true or false, `--no-…` says that it is false.
    null_flag = flag_of(f"{'null' if 'boolean' in types else 'no'}-{short}")
    called = short.replace("_", " ").replace("params", "parameters")
    text = OPTIONS.get(f"{about.items} {name}") or schema.get("description", "")
    option = typed(flag, name, schema, required=required, text=text)
    null_option = click.option(null_flag, f"no_{name}", is_flag=True, help=f"Remove the {called} (send null).")
    return Field(name, called, is_mapping, flag, option, null_flag, null_option if "null" in types else None)


def typed(flag: str, name: str, schema: Mapping[str, Any], *, required: bool, text: str) -> Decorator:
    """An option of the type that a schema has. text: of which the first sentence helps."""
    types = {*types_of(schema)} - {"null"}
    several = not types.isdisjoint({"object", "array"})
    text = f"{text.partition('. ')[0].removesuffix('.')}.{' May be passed several times.' if several else ''}"
    settings: dict[str, Any] = {"required": required, "help": text, "multiple": several}
    if types == {"boolean"}:
        flag, settings = f"{flag}/--no-{flag[2:]}", settings if required else {**settings, "default": None}
    elif types == {"object"}:
        settings |= {"metavar": "NAME=VALUE"}
    elif schema.get("items", {}).get("type") == "integer":
        settings |= {"type": Number(min=0), "metavar": "N"}
    elif "enum" in schema:  # a tenant may know others, too
        listed = "|".join(schema["enum"])
        settings |= {"metavar": listed, "shell_complete": partial(_beginning_so, schema["enum"])}
        if len(f"  {flag} {listed}") > _WIDEST:
            settings |= {"metavar": name.upper(), "help": f"One of {', '.join(schema['enum'])}."}
    elif types == {"integer"}:
        whole = Number(min=0) if schema.get("minimum", -1) >= 0 else click.INT
        settings |= {"type": whole, "metavar": "ID" if name.endswith("_id") else "N"}
    elif types <= {"integer", "number"}:
        settings |= {"type": click.FLOAT, "metavar": "N"}
    return click.option(flag, name, **settings)


def _beginning_so(choices: Sequence[str], _: click.Context, __: click.Parameter, text: str) -> list[str]:
    return [one for one in choices if one.startswith(text)]


def flag_of(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def body_values(subject: Subject, operation: Operation, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of fields as the SDK takes them, None for null. Raises UsageError, CommandError."""
    from tines_cli.shown_text import is_hidden

    fields, about, values = fields_of(operation), written(operation), _with_text(operation, values)
    found = {field.name: _value(field, about, values) for field in fields if values[field.name] not in (None, ())}
    if is_hidden(found, subject.secrets):
        flags = " or ".join(field.flag for field in fields if field.name in subject.secrets)
        raise CommandError(f"{flags} is hidden (***): read it again with --show-secrets", ExitCode.USAGE)
    removed = [field for field in fields if values.get(f"no_{field.name}")]
    for field in removed:
        if field.name in found:
            raise usage_error(f"{field.flag} and {field.null_flag} exclude each other")
    if not found and not removed:
        *others, last = (field.flag for field in fields)
        raise usage_error(f"nothing to change: pass {', '.join(others)} or {last}".replace("pass  or", "pass"))
    warn_of_unknown_choices(about, [found])
    return found | {field.name: None for field in removed}


def _value(field: Field, about: Writable, values: Mapping[str, Any]) -> Any:
    value = values[field.name]
    if field.is_mapping:
        return mapping_of(field.flag, field.called, value)
    return _url_from_input(field.flag) if field.name == about.address and value == "-" else value


def warn_of_unknown_choices(about: Writable, items: Iterable[Mapping[str, Any]]) -> None:
    """Say once of each choice that nobody knows it: the SDK sends it, as Tines may add some, but it may be misspelt."""
    from tines_cli.failures import safe
    from tines_runtime.secret import cut

    texts = [(name, one[name]) for one in items for name in about.choices if isinstance(one.get(name), str)]
    for name, text in dict.fromkeys(texts):
        if text not in (known := about.choices[name]):
            say(f"warning: the {name} '{cut(safe(text), _LONGEST)}' is unknown; known are {', '.join(known)}")


def _url_from_input(flag: str) -> str:
    if is_terminal(sys.stdin):
        say_on("URL: ")
    url = "" if sys.stdin is None else sys.stdin.readline(_LONGEST_URL).strip()
    if not url:
        raise CommandError(f"{flag} - found no URL on the standard input", ExitCode.USAGE)
    return url
