"""Checks of what the parameters of the list of cases select, and how they order."""

from collections.abc import Iterator
from itertools import pairwise

from tines_contract.checks.check import Findings, check
from tines_contract.evidence.evidence import Evidence, found
from tines_contract.evidence.list_evidence import Page
from tines_contract.probes.probe import ANY_SUCCESS
from tines_contract.promises.timestamps import is_before, moment
from tines_spec import Operation

Keyed = tuple[int, str]
"""A case by its id, and what an order goes by."""

_PRIORITIES = ("INFO", "LOW", "MEDIUM", "HIGH", "CRITICAL")
_EDITED = ("RECENTLY_EDITED", "LEAST_RECENTLY_EDITED")
_ORDERS = {
    "CREATED_DESC": "created_at",
    "OPENED_ASC": "opened_at",
    "OPENED_DESC": "opened_at",
    "PRIORITY_ASC": "priority",
    "PRIORITY_DESC": "priority",
    **dict.fromkeys(_EDITED, "updated_at"),
}
"""What each order goes by, but the one that has a check of its own."""


def _keyed(evidence: Evidence, operation: Operation, *, edited: bool) -> Iterator[tuple[Page, str, list[Keyed]]]:
    """The pages in an order that have two cases with what it goes by, each with these."""
    for page in evidence.list_of(operation).judged:
        order = page.observation.request.argument("order") or ""
        if order in _ORDERS and (order in _EDITED) is edited:
            keys = [(number, item.get(_ORDERS[order])) for number, item in zip(page.ids, page.items, strict=True)]
            known = [(number, key) for number, key in keys if isinstance(key, str) and _rank(key) is not None]
            if len(known) > 1:
                yield page, order, known


def _rank(key: str) -> object:
    return _PRIORITIES.index(key) if key in _PRIORITIES else moment(key)


def _disordered(evidence: Evidence, operation: Operation, *, edited: bool) -> Findings:
    for page, order, keyed in _keyed(evidence, operation, edited=edited):
        descends = order.endswith("_DESC") or order == "RECENTLY_EDITED"
        wrong = _out_of_place(keyed[::-1] if descends else keyed)
        # Which end of the priorities comes first, no source says.
        if wrong is not None and not (
            _ORDERS[order] == "priority" and _out_of_place(keyed[:: 1 if descends else -1]) is None
        ):
            (one, key), (other, next_key) = wrong
            what = f"{page.paged.item} {one} has {key}, and {page.paged.item} {other} {next_key}"
            yield found(f"order={order}: {what}", page, items=[one, other])


def _out_of_place(keyed: list[Keyed]) -> tuple[Keyed, Keyed] | None:
    """Two neighbours of which the second should come first."""
    for one, other in pairwise(keyed):
        if one[1] in _PRIORITIES and other[1] in _PRIORITIES:
            if _PRIORITIES.index(other[1]) < _PRIORITIES.index(one[1]):
                return one, other
        elif is_before(other[1], one[1]):
            return one, other
    return None


def _in_order(evidence: Evidence, operation: Operation) -> bool:
    return any(True for _ in _keyed(evidence, operation, edited=False))


@check("CASES-ORDERED", exercised=_in_order, needs=ANY_SUCCESS)
def ordered(evidence: Evidence, operation: Operation) -> Findings:
    """With an order of CREATED, OPENED or PRIORITY the cases come by that, ties aside."""
    yield from _disordered(evidence, operation, edited=False)


def _in_order_of_edits(evidence: Evidence, operation: Operation) -> bool:
    return any(True for _ in _keyed(evidence, operation, edited=True))


@check("CASES-EDITED-ORDERED", exercised=_in_order_of_edits, needs=ANY_SUCCESS)
def ordered_by_edits(evidence: Evidence, operation: Operation) -> Findings:
    """With RECENTLY_EDITED and LEAST_RECENTLY_EDITED the cases come by updated_at, ties aside."""
    yield from _disordered(evidence, operation, edited=True)


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


@check("CASES-OF-TEAM", exercised=_team_came, needs=ANY_SUCCESS)
def of_team(evidence: Evidence, operation: Operation) -> Findings:
    """With team_id no case of another team comes."""
    for page, team, teams in _of_team(evidence, operation):
        if other := next((one for one in teams if one != team), None):
            yield found(f"team_id={team}: a {page.paged.item} of team {other} comes", page)
