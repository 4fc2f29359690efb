"""`tines-cases actions`, `tines-cases tasks` and so on: a group for each list of openapi.yaml, all of one make."""

from typing import TYPE_CHECKING, Any

import click

from tines_cli.failures import CommandError, ExitCode
from tines_cli.filters import filter_options, given_filters
from tines_cli.options import Command, Decorator, id_argument, list_options, output_options, secrets_option, with_client
from tines_cli.overview import COMMANDS, EXAMPLES, HELP, PROGRAM
from tines_cli.signals import in_doubt_if_interrupted
from tines_cli.streams import agreed, must_be_able_to_ask, say
from tines_cli.subject import Subject, arguments_of, called, fields_of, given, subjects, written
from tines_spec import Operation, kind_of, resource_of

if TYPE_CHECKING:
    from tines_cases import TinesClient


def group_named(name: str) -> click.Group | None:
    """The commands of a list; None where no list has this name."""
    subject = subjects().get(name)
    if subject is None:
        return None
    resource = resource_of(subject.listing)._asdict()
    commands = [_command(subject, kind, resource[kind]) for kind in _RUNS if resource[kind] is not None]
    return click.Group(name, commands=commands, help=COMMANDS[name], short_help=COMMANDS[name])


def _command(subject: Subject, kind: str, operation: Operation) -> click.Command:
    arguments, words = arguments_of(operation), f"{subject.group} {kind}"

    def command(tines: "TinesClient", /, **values: Any) -> None:
        _RUNS[kind](subject, operation, tines, [values.pop(one) for one in arguments], **values)

    run: Command = command
    for decorate in reversed((*map(id_argument, arguments), *_options(subject, kind, operation), with_client)):
        run = decorate(run)
    made = click.command(kind, help=HELP.get(words, _help(subject, kind, operation)))(run)
    shown = [one for one in made.params if one.required or (kind == "update" and one is made.params[len(arguments)])]
    examples = EXAMPLES.get(words, (" ".join(map(_example, shown)),))
    made.epilog = "\n".join(("\b\nExamples:", *(f"  {PROGRAM} {words} {one}" for one in examples)))
    return made


def _options(subject: Subject, kind: str, operation: Operation) -> list[Decorator]:
    if kind == "delete":
        return [click.option("--yes", is_flag=True, help="Do not ask.")]
    own = [*filter_options(operation), list_options] if kind == "list" else []
    if operation.body_schema is not None:
        fields = fields_of(operation)
        own = [field.option for field in fields]
        own += [field.null_option for field in fields if field.null_option and kind == "update"]
    return [*own, output_options, *([secrets_option] if subject.secrets else [])]


def _help(subject: Subject, kind: str, operation: Operation) -> str:
    metavars = [called(one).upper() for one in arguments_of(operation)]
    whose = subject.where(metavars, "of the")
    one = f"the {subject.item} {''.join(metavars[-1:])}{whose}"
    return {
        "list": f"List the {subject.item}s{whose}. A table shows the first 50; JSON, CSV and pipes get all.",
        "get": f"Show {one}.",
        "create": f"Create {_new(subject)}{subject.where(metavars, 'on the')}, and show it.",
        "update": f"Change {one}, and show it. Fields that you do not pass stay.",
        "append": f"Add to a text of {one}, and show it.",
        "delete": f"Delete {one}. It asks first.",
    }[kind]


def _example(one: click.Parameter) -> str:
    if not isinstance(one, click.Option):
        return "42" if one.metavar == "CASE" else "7"
    return one.opts[0] if one.is_flag else f"{one.opts[0]} {one.metavar or 'TEXT'}"


def _list(subject: Subject, operation: Operation, tines: "TinesClient", place: list[int], /, **values: Any) -> None:
    from tines_cli.printing import print_list

    output, limit, everything = (values.pop(name) for name in ("output", "limit", "everything"))
    kind = subject.kind(show_secrets=values.pop("show_secrets", False))
    values[subject.size] = None if limit is None or limit > 50 else limit
    print_list(
        subject.calls(tines).iterate(*place, **given_filters(operation, values)),
        kind,
        output,
        limit,
        everything=everything,
    )


def _get(subject: Subject, _: Operation, tines: "TinesClient", place: list[int], /, **output: Any) -> None:
    _print(subject, subject.calls(tines).get(*place), **output)


def _create(subject: Subject, operation: Operation, tines: "TinesClient", place: list[int], /, **values: Any) -> None:
    whose, sent = subject.where(place, "on"), given(subject, operation, values)
    with in_doubt_if_interrupted(f"{_new(subject)} may have been created{whose}"):
        made = subject.calls(tines).create(*place, **sent)
    say(f"created {subject.item} {getattr(made, written(operation).id)}{whose}")
    _print(subject, made, **values)


def _change(subject: Subject, operation: Operation, tines: "TinesClient", place: list[int], /, **values: Any) -> None:
    item, sent = f"{subject.item} {place[-1]}{subject.where(place)}", given(subject, operation, values)
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
