"""Appending to a text of an item of this run: what has to be refused, and two texts, one after the other."""

from tines_contract.probes.bodies import NO_JSON, OTHER_TEXT, TEXT
from tines_contract.probes.probe import Probes
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.writer import Writer
from tines_contract.probes.writes.updates import refused


def appends(writer: Writer, number: int | None) -> Probes:
    if number is None:
        return
    append, name = writer.requests.append, writer.known.appended or ""
    yield from refused(writer, number, "append", lambda: {name: TEXT})
    for text in (OTHER_TEXT, TEXT):
        yield from writer.read_back(number)
        yield from writer.read_other_cases()
        yield append(Purpose.WRITE, number, {name: text})
        yield from writer.read_back(number)
        yield from writer.read_other_cases()
    for body in NO_JSON:
        yield append(Purpose.ODD, number, body)
