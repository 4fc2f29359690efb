"""The bytes that are served: whole answers of a list of case actions, made once and kept.

Actions differ in what they hold as those of a tenant do, and no id comes twice in a case: an id is a 1, the number of
its page in six digits and its place on the page in three, so that another page is the same bytes with another number.
"""

import functools
import json
from typing import Any

from attrs import frozen

FIELDS = (
    "id",
    "url",
    "label",
    "story_name",
    "story_emoji",
    "action_type",
    "created_at",
    "updated_at",
    "page_emoji",
    "action_text",
    "query_params",
)
_WORDS = ("Escalate", "Isolate host", "Notify owner", "Réinitialiser le mot de passe", "Block sender", "関係者に連絡")
_MARK = 999_999


@frozen
class Case:
    """How many actions a case holds, and how many seconds the tenant takes to answer."""

    actions: int
    latency: float = 0.0


PLAIN, SLOW, HUGE = 1, 2, 3
CASES = {PLAIN: Case(10_000), SLOW: Case(10_000, latency=0.05), HUGE: Case(1_000_000)}


def _action(place: int) -> dict[str, Any]:
    word = _WORDS[place % len(_WORDS)]
    webhook = place % 3 != 0
    return {
        "id": int(f"1{_MARK}{place:03}"),
        "url": f"https://acme.tines.com/webhook/{place:032x}/{place * 7919:032x}",
        "label": f"{word} {place}",
        "story_name": f"{word} of the week" if webhook else None,
        "story_emoji": ":rotating_light:" if webhook else None,
        "action_type": "webhook" if webhook else "page",
        "created_at": f"2026-03-{place % 28 + 1:02}T09:{place % 60:02}:17Z",
        "updated_at": f"2026-04-{place % 28 + 1:02}T11:{place % 60:02}:59Z",
        "page_emoji": None if webhook else ":page_facing_up:",
        "action_text": word,
        "query_params": {"case": str(place), "source": "button"} if place % 4 == 0 else None,
    }


@functools.cache
def _actions(size: int) -> bytes:
    return json.dumps([_action(place) for place in range(size)], separators=(",", ":"), ensure_ascii=False).encode()


def _meta(origin: str, case: int, size: int, number: int) -> dict[str, Any]:
    count = CASES[case].actions
    pages = count // size

    def link(page: int) -> str | None:
        return f"{origin}/api/v2/cases/{case}/actions?per_page={size}&page={page}" if 1 <= page <= pages else None

    return {
        "current_page": link(number),
        "previous_page": link(number - 1),
        "next_page": link(number + 1),
        "next_page_number": number + 1 if number < pages else None,
        "per_page": size,
        "pages": pages,
        "count": count,
    }


@functools.lru_cache(maxsize=600)
def answer(origin: str, case: int, size: int, number: int) -> bytes:
    """One page as it goes over the line, its head included. The sizes that are asked for divide the actions evenly."""
    actions = _actions(size).replace(b'"id":1%d' % _MARK, b'"id":1%06d' % number)
    meta = json.dumps(_meta(origin, case, size, number), separators=(",", ":")).encode()
    body = b'{"case_id":%d,"actions":%b,"meta":%b}' % (case, actions, meta)
    lines = (
        b"HTTP/1.1 200 OK",
        b"Content-Type: application/json; charset=utf-8",
        b"Cache-Control: max-age=0, private, must-revalidate",
        b"X-Request-Id: 6f1c2a90-5d3e-4b0a-9d57-6d2a5b1f8c11",
        b"Content-Length: %d" % len(body),
    )
    return b"\r\n".join(lines) + b"\r\n\r\n" + body
