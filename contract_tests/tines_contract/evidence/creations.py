"""What the responses to writes say was made."""

from collections.abc import Iterable, Iterator

from tines_contract.contract.case_actions import CREATE, REPLACE
from tines_contract.evidence.observation import Observation
from tines_contract.probes.leftover import Leftover
from tines_contract.probes.probe import success_json


def claimed_by(observations: Iterable[Observation]) -> Iterator[Leftover]:
    """What successful responses say was made, whether or not their schema allows them."""
    for seen in observations:
        if seen.operation is None or seen.operation.name not in (CREATE, REPLACE):
            continue
        body = success_json(seen.response)
        items = body.get("actions", [body]) if isinstance(body, dict) else []
        for item in items if isinstance(items, list) else ():
            number = item.get("id") if isinstance(item, dict) else None
            if isinstance(number, int):
                yield Leftover(seen.case, number)
