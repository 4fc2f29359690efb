"""`tines-cases actions create`, `update` and `delete`."""

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from tines_cli.asking import agreed, must_be_able_to_ask
from tines_cli.command_error import CommandError, ExitCode
from tines_cli.output_options import output_options, secrets_option, usage_error
from tines_cli.signals import in_doubt_if_interrupted
from tines_cli.streams import is_terminal, say, say_on
from tines_cli.tenant_options import action_argument, case_argument, with_client

if TYPE_CHECKING:
    from tines_cases import TinesClient

Command = Callable[..., int | None]
_LONGEST_URL = 64 * 1024


def _field_options(*, required: bool) -> Callable[[Command], Command]:
    options = (
        click.option("--label", required=required, help="What people call it."),
        click.option(
            "--url",
            required=required,
            help="The address of webhook or page; - reads it from standard input.",
        ),
        click.option("--type", "action_type", required=required, metavar="webhook|page", help="What a click does."),
        click.option("--text", "action_text", help="The text on the button."),
        click.option(
            "--query-param",
            "query_params",
            multiple=True,
            metavar="NAME=VALUE",
            help="Appended to the URL as a query parameter; may be given several times.",
        ),
    )

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


@click.command(
    epilog="""\b
Examples:
  tines-cases actions create 42 --label Runbook --type page --url https://example.com
  tines-cases actions create 42 --label Escalate --type webhook --url - < url.txt"""
)
@case_argument
@_field_options(required=True)
@output_options
@secrets_option
@with_client
def create(tines: "TinesClient", *, case: int, output: str, show_secrets: bool, **fields: Any) -> None:
    """Create an action on the case CASE, and show it."""
    from tines_cli.action_kind import print_action

    given = _given(fields)
    with in_doubt_if_interrupted(f"an action may have been created on case {case}"):
        made = tines.case_actions.create(case, **given)
    say(f"created action {made.id} on case {case}")
    print_action(made, output, show_secrets=show_secrets)


@click.command(
    epilog="""\b
Examples:
  tines-cases actions update 42 29907 --label Escalate
  tines-cases actions update 42 29907 --no-text --query-param team=soc"""
)
@case_argument
@action_argument
@_field_options(required=False)
@click.option("--no-text", is_flag=True, help="Remove the text (send null).")
@click.option("--no-query-params", is_flag=True, help="Remove the query parameters (send null).")
@output_options
@secrets_option
@with_client
def update(
    tines: "TinesClient",
    *,
    case: int,
    action: int,
    no_text: bool,
    no_query_params: bool,
    output: str,
    show_secrets: bool,
    **fields: Any,
) -> None:
    """Change the action ID of the case CASE, and show it. Fields that you do not pass stay."""
    from tines_cli.action_kind import print_action

    given = _given(fields)
    for taken, name in ((no_text, "action_text"), (no_query_params, "query_params")):
        if taken and name in given:
            raise usage_error("--text and --no-text exclude each other, and so do --query-param and --no-query-params")
        given |= {name: None} if taken else {}
    if not given:
        raise usage_error("nothing to change: pass --label, --url, --type, --text or --query-param")
    with in_doubt_if_interrupted(f"action {action} of case {case} may have been updated"):
        changed = tines.case_actions.update(case, action, **given)
    say(f"updated action {action} of case {case}")
    print_action(changed, output, show_secrets=show_secrets)


@click.command(
    epilog="\b\nExamples:\n  tines-cases actions delete 42 29907\n  tines-cases actions delete 42 29907 --yes"
)
@case_argument
@action_argument
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_client
def delete(tines: "TinesClient", *, case: int, action: int, yes: bool) -> None:
    """Delete the action ID of the case CASE. It asks first."""
    from tines_cli.shown_text import shown

    if not yes:
        must_be_able_to_ask()
        found = tines.case_actions.get(case, action)
        if not agreed(f"Delete action {action} '{shown(found.label)}' of case {case}?"):
            raise CommandError("nothing was deleted", ExitCode.FAILED)
    with in_doubt_if_interrupted(f"action {action} of case {case} may have been deleted"):
        tines.case_actions.delete(case, action)
    say(f"deleted action {action} of case {case}")


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that were given, as the SDK takes them. Raises UsageError, CommandError."""
    from tines_cli.known_types import warn_of_unknown_types
    from tines_cli.secrets_hidden import is_hidden

    given = {name: value for name, value in fields.items() if value is not None and value != ()}
    if "query_params" in given:
        given["query_params"] = _params(given["query_params"])
    if given.get("url") == "-":
        given["url"] = _url_from_input()
    if is_hidden(given):
        raise CommandError("--url or --query-param is hidden (***): read it again with --show-secrets", ExitCode.USAGE)
    warn_of_unknown_types([given.get("action_type")])
    return given


def _params(pairs: Sequence[str]) -> dict[str, str]:
    if not all(pair.partition("=")[0] and "=" in pair for pair in pairs):
        raise usage_error("--query-param takes NAME=VALUE")
    found = {name: value for name, _, value in (pair.partition("=") for pair in pairs)}
    if len(found) < len(pairs):
        raise usage_error("--query-param gives one name twice, and a query parameter has one value")
    return found


def _url_from_input() -> str:
    if is_terminal(sys.stdin):
        say_on("URL: ")
    url = "" if sys.stdin is None else sys.stdin.readline(_LONGEST_URL).strip()
    if not url:
        raise CommandError("--url - found no URL on the standard input", ExitCode.USAGE)
    return url
