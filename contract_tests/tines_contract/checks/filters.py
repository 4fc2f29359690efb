"""Checks of which cases the parameters of their list select, and in which order."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from tines_contract.checks.check import Findings, check
from tines_contract.evidence.evidence import Evidence, found
from tines_contract.evidence.list_evidence import Page
from tines_contract.probes.probe import ANY_SUCCESS
from tines_contract.promises.timestamps import is_before
from tines_spec import Operation

_PRIORITIES = ("INFO", "LOW", "MEDIUM", "HIGH", "CRITICAL")
_BY_CREATION = {"CREATED_ASC": "created_at"}
_BY_OTHERS = {
    "CREATED_DESC": "created_at",
    "OPENED_ASC": "opened_at",
    "OPENED_DESC": "opened_at",
    "PRIORITY_ASC": "priority",
    "PRIORITY_DESC": "priority",
}
"""What orders go by. That of RECENTLY_EDITED and LEAST_RECENTLY_EDITED is not documented."""


def _in_order(
    evidence: Evidence, operation: Operation, orders: Mapping[str, str]
) -> Iterator[tuple[Page, str, list[tuple[int, str]]]]:
    """The pages in these orders with two cases that have what it goes by, and these: where others come is open."""
    for page in evidence.list_of(operation).judged:
        order = page.observation.request.argument("order") or ""
        keys = [(number, item.get(orders.get(order, ""))) for number, item in zip(page.ids, page.items, strict=True)]
        known = [(number, key) for number, key in keys if isinstance(key, str)]
        if len(known) > 1:
            yield page, order, known


def _disordered(evidence: Evidence, operation: Operation, orders: Mapping[str, str]) -> Findings:
    for page, order, keyed in _in_order(evidence, operation, orders):
        falls = [pair for pair in pairwise(keyed) if _is_less(pair[1][1], pair[0][1])]
        rises = [pair for pair in pairwise(keyed) if _is_less(pair[0][1], pair[1][1])]
        wrong, right = (rises, falls) if order.endswith("_DESC") else (falls, rises)
        # Which end of the priorities comes first, no source says.
        if wrong and (right or orders[order] != "priority"):
            (one, key), (other, next_key) = wrong[0]
            item = page.paged.item
            message = f"order={order}: {item} {other}, {next_key}, comes after {item} {one}, {key}"
            yield found(message, page, items=[one, other])


def _is_less(one: str, other: str) -> bool:
    if one in _PRIORITIES and other in _PRIORITIES:
        return _PRIORITIES.index(one) < _PRIORITIES.index(other)
    return is_before(one, other)


def _by_creation(evidence: Evidence, operation: Operation) -> bool:
    return any(True for _ in _in_order(evidence, operation, _BY_CREATION))


@check("CASES-CREATED-ASC", exercised=_by_creation, needs=ANY_SUCCESS)
def created_asc(evidence: Evidence, operation: Operation) -> Findings:
    """Requested by the time of creation, none was created before the one that it comes after."""
    yield from _disordered(evidence, operation, _BY_CREATION)


def _by_others(evidence: Evidence, operation: Operation) -> bool:
    return any(True for _ in _in_order(evidence, operation, _BY_OTHERS))


@check("CASES-ORDERED", exercised=_by_others, needs=ANY_SUCCESS)
def ordered(evidence: Evidence, operation: Operation) -> Findings:
    """With an order of CREATED, OPENED or PRIORITY the cases come by that, ties aside."""
    yield from _disordered(evidence, operation, _BY_OTHERS)
    rising: dict[bool, tuple[str, Page]] = {}
    for page, order, keyed in _in_order(evidence, operation, _BY_OTHERS):
        first, last = keyed[0][1], keyed[-1][1]
        if _BY_OTHERS[order] == "priority" and (rises := _is_less(first, last)) != _is_less(last, first):
            before, other = rising.setdefault(rises, (order, page))
            if before != order:
                yield found(f"order={before} and order={order}: both begin with {first}", other, page)


def _of_team(evidence: Evidence, operation: Operation) -> list[tuple[Page, str, list[str]]]:
    """The pages that were requested with a team, each with the teams that its cases name."""
    found = []
    for page in evidence.list_of(operation).judged:
        team = page.observation.request.argument("team_id")
        teams = [str(item["team"]["id"]) for item in page.items if (item.get("team") or {}).get("id") is not None]
        if team is not None and teams:
            found.append((page, team, teams))
    return found


def _team_came(evidence: Evidence, operation: Operation) -> bool:
    return any(team in teams for _, team, teams in _of_team(evidence, operation))


@check("CASES-OF-TEAM", exercised=_team_came, race_prone=True, needs=ANY_SUCCESS)
def of_team(evidence: Evidence, operation: Operation) -> Findings:
    """With team_id the cases of that team come, and no other."""
    for page, team, teams in _of_team(evidence, operation):
        if other := next((one for one in teams if one != team), None):
            yield found(f"team_id={team}: a {page.paged.item} of team {other} comes", page)
        for number, place in _missed(evidence, operation, page, team):
            yield found(f"team_id={team}: {page.paged.item} {number} of that team does not come", place, page)
            break


def _missed(evidence: Evidence, operation: Operation, page: Page, team: str) -> Iterator[tuple[int, Page]]:
    """The cases of a team that other pages hold and a first page lacks: of several, those made before its last case."""
    in_order = page.observation.request.argument("order") in _BY_CREATION
    last = (in_order and page.items[-1].get("created_at")) or ""
    twice = len(set(page.ids)) < len(page.ids)  # which has a check of its own
    if twice or page.number > 1 or not page.whole_of.endswith(f"?team_id={team}"):
        return
    for other in evidence.list_of(operation).judged:
        for number, item in zip(other.ids, other.items, strict=True):
            is_of_team = str((item.get("team") or {}).get("id")) == team
            comes_first = not page.has_next or is_before(item.get("created_at") or "", last)
            if is_of_team and comes_first and number not in page.ids:
                yield number, other
