"""Removes what a run has made, and nothing else, however the run ended."""

from collections.abc import Generator, Sequence

from tines_contract.probes.leftover import Leftover
from tines_contract.probes.probe import Probe, success_json
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.writer import Writer
from tines_fake import Response


def cleaning(writer: Writer, claimed: Sequence[Leftover]) -> Generator[Probe, Response, list[Leftover]]:
    """Delete what the writes of a run have made; what is left of it then.

    claimed: what was made by the responses. An action is ours if its label or its URL holds the run's mark, or if a
    response to a request of ours has its id, which was not there before.
    """
    listed = yield from writer.list_all()
    case = str(writer.requests.case_id)
    new = {one.number for one in claimed if one.case == case} - (writer.initial_ids or set())
    ours = writer.own_ids | (new if writer.initial_ids is not None else set())
    surely = [
        Leftover(case, item["id"]) for item in listed or () if writer.bodies.is_marked(item) or item["id"] in ours
    ]
    # Where all of the case was seen, what is ours in it is known.
    perhaps = [one for one in claimed if listed is None or one.case != case]
    left = []
    for one in dict.fromkeys([*surely, *perhaps]):
        if one not in surely and not (yield from _is_ours(writer, one)):
            continue
        yield writer.requests.delete(Purpose.CLEANUP, one.number, case=one.case)
        response = yield writer.requests.get(Purpose.CLEANUP, one.number, case=one.case)
        if 200 <= response.status < 300:
            left.append(one)
    return left


def _is_ours(writer: Writer, one: Leftover) -> Generator[Probe, Response, bool]:
    item = success_json((yield writer.requests.get(Purpose.CLEANUP, one.number, case=one.case)))
    return isinstance(item, dict) and (writer.bodies.is_marked(item) or one.number in writer.own_ids)
