"""Makes and changes an action of this run, and reads it by its id and in the list."""

from collections.abc import Generator
from typing import Any

from attrs import field, frozen

from tines_contract.probes.probe import Probe, success_json
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.questions.question import Answer, Asking, Json, by_status, unclear
from tines_contract.probes.writer import Writer
from tines_fake import Response

NOT_SHOWN = "what was given is not shown"


@frozen
class Made:
    """What came of a create. single, listed: how the action is read; empty where it is not."""

    response: Response
    number: int | None = None
    single: Json = field(factory=dict)
    listed: Json = field(factory=dict)

    @property
    def why_not(self) -> Answer:
        """What to say where nothing was made."""
        found = by_status(self.response)
        return found if found.clear else unclear("what was created cannot be read")

    def shown(self, name: str) -> Json:
        """The reading that shows a field with a value, if any; else one that has it at all."""
        both = [one for one in (self.single, self.listed) if name in one]
        return next((one for one in both if one[name]), both[0] if both else {})


def writer_of(asking: Asking) -> Writer:
    """What writes; only questions that write ask for it."""
    assert asking.writer is not None
    return asking.writer


def make(asking: Asking, **fields: Any) -> Generator[Probe, Response, Made]:
    """Create an action, and read it by its id and in the list."""
    writer = writer_of(asking)
    response = yield writer.requests.create(Purpose.WRITE, {**writer.bodies.shortest(), **fields})
    created = success_json(response)
    number = created.get("id") if isinstance(created, dict) else None
    return (yield from _read(writer, response, number)) if isinstance(number, int) else Made(response)


def _read(writer: Writer, response: Response, number: int) -> Generator[Probe, Response, Made]:
    single = success_json((yield writer.requests.get(Purpose.READ, number)))
    items = yield from writer.list_all()
    listed = next((item for item in items or () if item["id"] == number), {})
    found = single if isinstance(single, dict) else {}
    return Made(response, number if found or listed else None, found, listed)


def change(asking: Asking, number: int, body: Any, wait: float = 0.0) -> Generator[Probe, Response, Made]:
    """Update an action, and read it."""
    writer = writer_of(asking)
    response = yield writer.requests.update(Purpose.UNSPECIFIED, number, body, wait=wait)
    return (yield from _read(writer, response, number))
