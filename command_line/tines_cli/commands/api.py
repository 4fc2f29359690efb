"""`tines-cases api`: sends a request to any endpoint of the tenant, and prints the JSON that comes."""

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from tines_cli.file_values import from_json, text_of
from tines_cli.options import JSONL, file_option, mapping_of, usage_error, with_client
from tines_cli.signals import in_doubt_if_interrupted
from tines_cli.streams import write

if TYPE_CHECKING:
    from tines_cases import TinesClient

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
@click.option("--field", "-F", "fields", multiple=True, metavar="NAME=VALUE", help="May be passed several times.")
@file_option("--input", "body", "JSON to send as the body; - is standard input.")
@click.option("--paginate", is_flag=True, help="Read all pages of a list, and print an item a line.")
@click.option("--items", metavar="NAME", help="The property of a page that has its items.")
@click.option("--id-field", metavar="NAME", help="The property that tells items apart.")
@with_client
def api(
    tines: "TinesClient",
    *,
    method: str,
    path: str,
    fields: tuple[str, ...],
    body: str | None,
    paginate: bool,
    **names: str | None,
) -> None:
    """Send METHOD to PATH of the tenant, such as /api/v2/cases, and print the JSON that comes.

    It prints all as it came, webhook URLs included. The key goes to no other host.
    """
    texts, method = mapping_of("--field", "field", fields), method.upper()
    values = {name: json.loads(one) if _LITERAL.fullmatch(one) else one for name, one in texts.items()}
    if not paginate and any(names.values()):
        raise usage_error("--items and --id-field are for --paginate")
    if not paginate:
        _print_one(tines, method, path, values, body)
    elif method != "GET" or body is not None:
        raise usage_error("--paginate is for GET, without --input")
    else:
        _print_pages(tines, path, values, names)


def _print_one(tines: "TinesClient", method: str, path: str, values: Mapping[str, Any], body: str | None) -> None:
    from tines_cli.shown_text import json_text

    in_query = method in ("GET", "HEAD", "OPTIONS") or body is not None
    sent = from_json(body, text_of(body)) if body is not None else None if in_query else values or None
    with in_doubt_if_interrupted(f"{method} may have been done"):
        response = tines.request(method, path, params=values if in_query else None, json=sent)
    if response.body:
        write(f"{json_text(response.json())}\n")


def _print_pages(tines: "TinesClient", path: str, values: dict[str, Any], names: Mapping[str, Any]) -> None:
    from tines_cli.printing import Kind, print_list

    per_page, start = values.pop("per_page", None), values.pop("page", 1)
    try:
        items = tines.paginate(path, params=values, per_page=per_page, start=start, **names)
    except (TypeError, ValueError) as error:  # the SDK calls the first page `start`
        raise usage_error(str(error).replace("start must", "page must")) from None
    print_list(items, Kind("items", lambda item: item, list, ()), JSONL, None, everything=True)
