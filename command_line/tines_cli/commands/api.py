"""`tines-cases api`: sends a request to any endpoint of the tenant, and prints the JSON that comes."""

import json
import re
from collections.abc import Mapping
from typing import IO, TYPE_CHECKING, Any

import click

from tines_cli.failures import CommandError, ExitCode
from tines_cli.options import JSONL, usage_error, with_client
from tines_cli.signals import in_doubt_if_interrupted
from tines_cli.streams import write

if TYPE_CHECKING:
    from tines_cases import TinesClient

LARGEST = 16 * 1024 * 1024
"""Bytes of a body."""
_LITERAL = re.compile(r"true|false|null|-?(0|[1-9][0-9]{0,18})")


@click.command(
    epilog="""\b
The fields of a GET are query parameters. With --input they are, too. Else
they are the properties of a JSON object, which is the body. true, false, null
and whole numbers are no texts.

\b
Examples:
  tines-cases api GET /api/v2/cases/42/records --paginate | jq .id
  tines-cases api GET /api/v2/cases --field per_page=5 | jq .meta.count
  tines-cases api POST /api/v2/cases/42/records --field record_id=7
  tines-cases api PUT /api/v2/cases/42 --input case.json"""
)
@click.argument("method")
@click.argument("path")
@click.option("--field", "-F", "fields", multiple=True, metavar="KEY=VALUE", help="May be given several times.")
@click.option(
    "--input", "body", type=click.File("rb"), metavar="FILE", help="JSON to send as the body; - is standard input."
)
@click.option("--paginate", is_flag=True, help="Read all pages of a list, and print an item a line.")
@with_client
def api(
    tines: "TinesClient", *, method: str, path: str, fields: tuple[str, ...], body: IO[bytes] | None, paginate: bool
) -> None:
    """Send METHOD to PATH of the tenant, such as /api/v2/cases, and print the JSON that comes.

    It prints all as it came, webhook URLs included. The key goes to no other host.
    """
    given, method = dict(map(_field, fields)), method.upper()
    if not paginate:
        _print_one(tines, method, path, given, body)
    elif method != "GET" or body is not None:
        raise usage_error("--paginate is for GET, without --input")
    else:
        _print_pages(tines, path, given)


def _print_one(tines: "TinesClient", method: str, path: str, given: Mapping[str, Any], body: IO[bytes] | None) -> None:
    from tines_cli.shown_text import json_text

    in_query = method in ("GET", "HEAD", "OPTIONS") or body is not None
    sent = _json_of(body) if body is not None else None if in_query else given or None
    with in_doubt_if_interrupted(f"{method} may have been done"):
        response = tines.request(method, path, params=given if in_query else None, json=sent)
    if response.body:
        write(f"{json_text(response.json())}\n")


def _print_pages(tines: "TinesClient", path: str, given: dict[str, Any]) -> None:
    from tines_cli.printing import Kind, print_list

    per_page, start = given.pop("per_page", None), given.pop("page", 1)
    items = tines.paginate(path, params=given, per_page=per_page, start=start)
    print_list(items, Kind("items", lambda item: item, list, ()), JSONL, None, everything=True)


def _field(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise usage_error("--field must be KEY=VALUE")
    return name, json.loads(value) if _LITERAL.fullmatch(value) else value


def _json_of(file: IO[bytes]) -> Any:
    data = file.read(LARGEST + 1)
    try:
        if len(data) <= LARGEST:
            return json.loads(data)
        problem = f"is larger than {LARGEST // 1024 // 1024} MiB"
    except ValueError:
        problem = "is no JSON"
    raise CommandError(f"--input: {file.name} {problem}", ExitCode.USAGE)
