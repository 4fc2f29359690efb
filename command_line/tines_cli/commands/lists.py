"""`tines-cases actions`, `tines-cases tasks` and so on: a group for each list of openapi.yaml, all of one make."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from tines_cli.commands.export import export
from tines_cli.failures import CommandError, ExitCode
from tines_cli.filters import filter_options, filter_values
from tines_cli.options import (
    Command,
    Decorator,
    called,
    id_argument,
    ids_argument,
    list_options,
    output_options,
    secrets_option,
    with_client,
)
from tines_cli.overview import BUTTONS, COMMANDS, EXAMPLES, HELP, PROGRAM
from tines_cli.signals import in_doubt_if_interrupted
from tines_cli.streams import agreed, must_be_able_to_ask, say
from tines_cli.subject import (
    TEXT_FILE,
    Subject,
    body_values,
    fields_of,
    subjects,
    text_file_options,
)
from tines_spec import Operation, kind_of, resource_of, written

if TYPE_CHECKING:
    from tines_cases import TinesClient


def group_named(name: str) -> click.Group | None:
    """The commands of a list; None where no list has this name."""
    subject = subjects().get(name)
    if subject is None:
        return None
    resource = resource_of(subject.listing)._asdict()
    found = [(kind, resource[kind]) for kind in _RUNS if resource[kind] is not None]
    commands = [_command(subject, kind, kind, operation, {}) for kind, operation in found]
    for kind, operation in found:
        shortcuts = operation.said.get("x-shortcuts", {})
        commands += [_command(subject, word, kind, operation, fixed) for word, fixed in shortcuts.items()]
    commands += [export] if name == BUTTONS else []
    return click.Group(name, commands=commands, help=COMMANDS[name], short_help=COMMANDS[name])


def _command(subject: Subject, name: str, kind: str, operation: Operation, fixed: Mapping[str, Any]) -> click.Command:
    """fixed: the fields of a body that a shortcut gives."""
    arguments, words = [*operation.path_parameters], f"{subject.group} {name}"

    def command(tines: "TinesClient", /, **values: Any) -> int | None:
        return _RUNS[kind](subject, operation, tines, [values.pop(one) for one in arguments], **values, **fixed)

    run: Command = command
    takes_ids = ids_argument if kind == "list" and len(arguments) == 1 else id_argument
    for decorate in reversed((*map(takes_ids, arguments), *_options(subject, kind, operation, fixed), with_client)):
        run = decorate(run)
    made = click.command(name, help=HELP.get(words, _help(subject, kind, operation, name)))(run)
    examples = EXAMPLES.get(words, (" ".join(map(_example, _shown(made, kind, len(arguments), fixed))),))
    made.epilog = "\n".join(("\b\nExamples:", *(f"  {PROGRAM} {words} {one}" for one in examples)))
    return made


def _shown(command: click.Command, kind: str, arguments: int, fixed: Mapping[str, Any]) -> list[click.Parameter]:
    """The parameters of its example."""
    needed = [one for one in command.params if isinstance(one, click.Argument) or one.required or one.name == TEXT_FILE]
    has_nothing = kind == "update" and not fixed and len(needed) == arguments
    return needed + command.params[arguments : arguments + 1] if has_nothing else needed


def _options(subject: Subject, kind: str, operation: Operation, fixed: Mapping[str, Any]) -> list[Decorator]:
    if kind == "delete":
        return [click.option("--yes", is_flag=True, help="Do not ask.")]
    own = [*filter_options(operation), list_options] if kind == "list" else []
    if operation.body_schema is not None:
        fields = [field for field in fields_of(operation) if field.name not in fixed]
        own = [field.option for field in fields] + text_file_options(operation)
        own += [field.null_option for field in fields if field.null_option and kind == "update"]
    return [*own, output_options, *([secrets_option] if subject.secrets else [])]


def _help(subject: Subject, kind: str, operation: Operation, name: str) -> str:
    metavars = [called(one).upper() for one in operation.path_parameters]
    whose = subject.where(metavars, "of the")
    one = f"the {subject.item} {''.join(metavars[-1:])}{whose}"
    if kind == "create":
        return f"{name.capitalize()} {_new(subject)}{subject.where(metavars, 'on the')}, and show it."
    return {
        "list": f"List the {subject.item}s{whose}. A table shows the first 50; JSON, CSV and pipes get all.",
        "get": f"Show {one}.",
        "update": f"Change {one}, and show it. Fields that you do not pass stay.",
        "append": f"Add to a text of {one}, and show it.",
        "delete": f"Delete {one}. It asks first.",
    }.get(name, f"{name.capitalize()} {one}, and show it.")


def _example(one: click.Parameter) -> str:
    if not isinstance(one, click.Option):
        return "42" if (one.metavar or "").startswith("CASE") else "7"
    return one.opts[0] if one.is_flag else f"{one.opts[0]} {one.metavar or 'TEXT'}"


def _list(subject: Subject, operation: Operation, tines: "TinesClient", place: list[Any], /, **values: Any) -> int:
    from tines_cli.printing import print_list

    output, limit, everything = (values.pop(name) for name in ("output", "limit", "everything"))
    kind = subject.kind(show_secrets=values.pop("show_secrets", False))
    values[subject.size] = None if limit is None or limit > 50 else limit
    iterate = partial(subject.calls(tines).iterate, **filter_values(operation, values))
    if any(isinstance(one, list) for one in place):
        from tines_cli.several import print_several

        (argument,), (numbers,) = operation.path_parameters, place
        return print_several(iterate, argument, numbers, kind, output, limit, everything=everything)
    print_list(iterate(*place), kind, output, limit, everything=everything)
    return ExitCode.DONE


def _get(subject: Subject, _: Operation, tines: "TinesClient", place: list[int], /, **output: Any) -> None:
    _print(subject, subject.calls(tines).get(*place), **output)


def _create(subject: Subject, operation: Operation, tines: "TinesClient", place: list[int], /, **values: Any) -> None:
    whose, sent = subject.where(place, "on"), body_values(subject, operation, values)
    with in_doubt_if_interrupted(f"{_new(subject)} may have been created{whose}"):
        made = subject.calls(tines).create(*place, **sent)
    say(f"created {subject.item} {getattr(made, written(operation).id)}{whose}")
    _print(subject, made, **values)


def _change(subject: Subject, operation: Operation, tines: "TinesClient", place: list[int], /, **values: Any) -> None:
    item, sent = f"{subject.item} {place[-1]}{subject.where(place)}", body_values(subject, operation, values)
    with in_doubt_if_interrupted(f"{item} may have been updated"):
        changed = getattr(subject.calls(tines), kind_of(operation))(*place, **sent)
    say(f"updated {item}")
    _print(subject, changed, **values)


def _delete(subject: Subject, operation: Operation, tines: "TinesClient", place: list[int], /, *, yes: bool) -> None:
    item, whose = f"{subject.item} {place[-1]}", subject.where(place)
    if not yes:
        must_be_able_to_ask()
        if not agreed(f"Delete {item}{_title(subject, operation, tines, place)}{whose}?"):
            raise CommandError("nothing was deleted", ExitCode.FAILED)
    with in_doubt_if_interrupted(f"{item}{whose} may have been deleted"):
        subject.calls(tines).delete(*place)
    say(f"deleted {item}{whose}")


_RUNS = {"list": _list, "get": _get, "create": _create, "update": _change, "append": _change, "delete": _delete}


def _title(subject: Subject, operation: Operation, tines: "TinesClient", place: list[int]) -> str:
    from tines_cli.shown_text import shown

    about = written(operation)
    if about.title is None or about.operations.get is None:
        return ""
    return f" '{shown(getattr(subject.calls(tines).get(*place), about.title))}'"


def _print(subject: Subject, item: Any, /, *, output: str, show_secrets: bool = False, **_: Any) -> None:
    from tines_cli.printing import print_one

    print_one(item, subject.kind(show_secrets=show_secrets), output)


def _new(subject: Subject) -> str:
    return f"{'an' if subject.item[0] in 'aeiou' else 'a'} {subject.item}"
