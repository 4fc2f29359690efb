"""The faults of what the parameters of the list of cases select, and of how they order."""

from collections.abc import Callable, Iterator

from tines_fake.exchanges.exchange import Request, Response
from tines_fake.faults.definition import Change, FaultTemplate, success, where, with_json
from tines_fake.responding.request_context import Body


def templates_of_filters(item: str, items: str) -> Iterator[FaultTemplate]:
    """Those of a list that makes these promises. items: where a page holds them."""
    turned = _where_named("order", items, lambda found: found[::-1], "CREATED_ASC")
    yield "ORDER-TURNED", "CREATED-ASC", "the order of a page is turned round", turned
    for start in ("PRIORITY", "OPENED"):
        mixed = _where_named("order", items, lambda found: [*found[::2], *found[1::2]], start)
        yield f"{start}-MIXED", "ORDERED", f"ordered by {start}, every other {item} comes first", mixed
    alike = _where_named("order", items, lambda found: found[::-1], "PRIORITY_DESC")
    yield "PRIORITY-ALIKE", "ORDERED", "by PRIORITY_DESC they come as by PRIORITY_ASC", alike
    missed = _where_named("team_id", items, lambda found: [*found[:-2], *found[-1:]])
    yield "TEAM-MISSED", "OF-TEAM", f"with team_id the last {item} but one does not come", missed
    of_another = _where_named("team_id", items, lambda found: [*found[:-1], _of_another_team(found[-1])])
    yield "TEAM-LEAK", "OF-TEAM", f"with team_id the last {item} is of another team", of_another


def _of_another_team(case: Body) -> Body:
    return {**case, "team": {**case["team"], "id": case["team"]["id"] + 1}} if case.get("team") else case


def _where_named(name: str, items: str, change: Callable[[list[Body]], list[Body]], start: str = "") -> Change:
    """Change the items of a page that was requested with a value of a parameter that begins so."""

    def changed(body: Body) -> Body:
        return {**body, items: change(body[items])} if body[items] else body

    def named(request: Request, response: Response) -> bool:
        value = request.argument(name)
        return value is not None and value.startswith(start) and success(request, response)

    return where(named, with_json(changed))
