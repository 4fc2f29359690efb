"""Sequences of requests that schemathesis' state machine makes up from the spec, and what it finds in the responses.

It is good at shape, and is used for that alone. Replacing all is excluded: it takes away what other steps go on with.
"""

import functools
import json
from typing import Any

import schemathesis
from hypothesis.errors import Flaky
from schemathesis.core.transport import Response as SchemathesisResponse

from tines_contract.engine.sequences.hypothesis_literals import no_literals
from tines_contract.engine.sequences.hypothesis_settings import settings_for
from tines_contract.engine.sequences.schemathesis_requests import CONFIG, as_httpx, found_by_schemathesis, query_of
from tines_contract.engine.sequences.sequence_guard import BrokenError, SequenceGuard, SequenceRun
from tines_contract.engine.writing.cleaning import cleaning
from tines_contract.evidence.evidence import Finding
from tines_contract.evidence.observation import Observation
from tines_contract.probes.bodies import Bodies
from tines_contract.probes.plan import Extent
from tines_contract.probes.probe import NOT_SENT, Probe, Purpose
from tines_contract.promises.lists import CASE, item_argument, main_subject
from tines_contract.promises.responses import success_item
from tines_fake import Request, Response
from tines_spec import Operation, kind_of, load, operations

_NO_RESPONSE = Response(status=404)
"""What the machine is shown where nothing was sent."""


def schemathesis_sequences(run: SequenceRun, extent: Extent) -> list[Finding]:
    """Send sequences of schemathesis' machine, and what the first that goes wrong shows."""
    schema = schemathesis.openapi.from_dict(load(), config=schemathesis.Config.from_dict(CONFIG))
    base: Any = schema.exclude(operation_id=_excluded()).as_state_machine()
    guard = SequenceGuard()

    class Machine(base):  # type: ignore[misc]
        """The machine, with our way to send and to judge in the place of its own."""

        def setup(self) -> None:
            self._sequence = _Sequence(run, guard)

        def call(self, case: Any, **_: Any) -> Any:
            return self._sequence.send(case)

        def validate_response(self, *_: Any, **__: Any) -> None:
            """What is wrong was found when it was sent."""

        def teardown(self) -> None:
            self._sequence.end()

    try:
        with no_literals():
            Machine.run(settings=settings_for(extent))
    except BrokenError as broken:
        return [broken.finding]
    except Flaky:
        return guard.smallest()  # what does not show again accuses nobody
    finally:
        guard.release()
    return []


def _excluded() -> list[str]:
    """What is not sent: replacing all, and writes to any other list."""
    kept = [one for one in main_subject().operations if one is not None and kind_of(one) != "replace_all"]
    return [name for name, one in operations().items() if one.writes and one not in kept]


class _Sequence:
    """One sequence. It writes to nothing but what it has made, and that has the run's mark."""

    def __init__(self, run: SequenceRun, guard: SequenceGuard) -> None:
        self._guard = guard
        self._run = run
        self._session = run.session()
        self._writer = run.writer()
        self._ours: list[int] = []
        self._guard.take(self._begin)

    def _begin(self) -> None:
        self._run.begin(self._session, self._writer)
        made = self._session.run(self._writer.make(self._writer.bodies.shortest()))
        self._ours += [] if made is None else [made]

    def send(self, case: Any) -> Any:
        """Send what the machine has made up, as far as it may be, and judge the response."""
        operation = operations()[case.operation.definition.raw["operationId"]]
        request = self._request(case, operation)
        sent: list[Observation] = []
        if request is not None:
            self._guard.take(lambda: sent.extend(self._sent(request)))
        for seen in sent:
            for finding in found_by_schemathesis(case, seen):
                raise self._guard.broken(finding)
            if operation == self._writer.known.operations.create:
                self._guard.take(functools.partial(self._read_back, seen))
        shown = Request(origin=self._writer.requests.origin, path="/") if request is None else request
        response = sent[0].response if sent else _NO_RESPONSE
        return SchemathesisResponse.from_httpx(as_httpx(shown, response), verify=True)

    def _sent(self, request: Request) -> list[Observation]:
        """The request as it was seen, a write to an id after a look at it; nothing where that may not be written to."""
        probe = Probe(request, Purpose.GENERATED)
        if request.method not in ("PUT", "DELETE"):
            return [self._session.send(probe)]
        response = self._session.run(self._writer.after_nothing(probe))
        return [] if response is NOT_SENT else self._session.observations[-1:]

    def _request(self, case: Any, operation: Operation) -> Request | None:
        """The request, with the plan's case and an action of ours in it; None where there is none to write to."""
        path = {**(case.path_parameters or {}), CASE: self._writer.requests.parent}
        argument = item_argument(operation)
        if operation.writes and argument in path and path[argument] not in self._ours:
            if not self._ours:
                return None
            path[argument] = self._ours[-1]
        if operation.body_schema is not None and isinstance(case.body, dict):
            case.body = _marked(self._writer.bodies, case.body)
        return Request(
            method=operation.method,
            origin=self._writer.requests.origin,
            path=operation.path_for(**path),
            query=query_of(case),
            body=b"" if operation.body_schema is None else json.dumps(case.body).encode(),
        )

    def _read_back(self, created: Observation) -> None:
        """Go on with what was created, once reading it has shown that it is: its label was given the run's mark."""
        known = self._writer.known
        create = known.operations.create
        assert create is not None
        made = success_item(create, created.response)
        number = made.get(known.id) if isinstance(made, dict) else None
        if type(number) is not int:
            return
        read = self._session.send(self._writer.requests.item(Purpose.READ, number))
        item = success_item(known.operations.get or create, read.response)
        if not isinstance(item, dict):
            return
        if self._writer.bodies.is_marked(item):
            self._ours.append(number)
        if self._writer.bodies.is_marked(item) or not self._writer.bodies.is_marked(json.loads(created.request.body)):
            return
        message = f"the new {known.item} has the id {number}, and what is read under that id is another {known.item}"
        promise = create.keeps("READ-BACK")
        if promise is not None:
            raise self._guard.broken(Finding(message, [created, read], promise=promise.id))

    def end(self) -> None:
        """Remove what was made."""
        self._guard.finish(self._end)

    def _end(self) -> None:
        self._session.run(cleaning(self._writer.requests.origin, self._run.ledger))
        self._session.run(self._writer.read_other_cases())


def _marked(bodies: Bodies, body: dict[str, Any]) -> dict[str, Any]:
    """The body, with a title and an address by which what is made of it is known again."""
    known = bodies.known
    own = {
        **bodies.names(),
        **({} if known.title is None else {known.title: f"{bodies.mark}: {body.get(known.title)}"}),
    }
    return {**body, **{name: text for name, text in own.items() if isinstance(body.get(name), str)}}
