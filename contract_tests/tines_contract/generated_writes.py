"""Sequences of requests that schemathesis' state machine makes up from the document, and what it says of the answers.

It is good at shape, and is used for that alone. Replacing all is left out: it takes away what other steps go on with.
"""

import json
from typing import Any
from urllib.parse import urlencode

import schemathesis
from hypothesis.errors import Flaky
from schemathesis.core.transport import Response as Answer

from tines_contract.bodies import Bodies
from tines_contract.cleaning import cleaning
from tines_contract.extent import Extent
from tines_contract.finding import Finding
from tines_contract.generated import CONFIG, as_httpx, found_by_schemathesis
from tines_contract.literals import no_literals
from tines_contract.observation import Asked, Observation
from tines_contract.operations import CREATE, REPLACE, Operation, operations
from tines_contract.purpose import Purpose
from tines_contract.stage import BrokenError, Guard, Stage
from tines_contract.writing import said
from tines_fake import Request, Response
from tines_spec import load

_NO_ANSWER = Response(status=404)
"""What the machine is shown where nothing was sent."""


def generated_writes(stage: Stage, extent: Extent) -> list[Finding]:
    """Play scenarios of schemathesis' machine, and what the first that goes wrong shows."""
    schema = schemathesis.openapi.from_dict(load(), config=schemathesis.Config.from_dict(CONFIG))
    base: Any = schema.exclude(operation_id=REPLACE).as_state_machine()
    guard = Guard()

    class Machine(base):  # type: ignore[misc]
        """The machine, with our way to send and to judge in the place of its own."""

        def setup(self) -> None:
            self._play = _Play(stage, guard)

        def call(self, case: Any, **_: Any) -> Any:
            return self._play.send(case)

        def validate_response(self, *_: Any, **__: Any) -> None:
            """What is wrong was told when it was sent."""

        def teardown(self) -> None:
            self._play.end()

    try:
        with no_literals():
            Machine.run(settings=extent.settings)
    except BrokenError as broken:
        return [broken.finding]
    except Flaky:
        return guard.smallest()  # what does not show again accuses nobody
    finally:
        guard.release()
    return []


class _Play:
    """One scenario. It writes to nothing but what it has made, and that has the run's mark."""

    def __init__(self, stage: Stage, guard: Guard) -> None:
        self._guard = guard
        self._left = stage.left
        self._session = stage.session()
        self._writing = stage.writing()
        self._ours: list[int] = []
        self._guard.take(self._begin)

    def _begin(self) -> None:
        self._session.run(self._writing.begin())
        made = self._session.run(self._writing.make(self._writing.bodies.shortest()))
        self._ours += [] if made is None else [made]

    def send(self, case: Any) -> Any:
        """Send what the machine has made up, as far as it may be, and judge the answer."""
        operation = operations()[case.operation.definition.raw["operationId"]]
        request = self._request(case, operation)
        answers: list[Observation] = []
        if request is not None:
            self._guard.take(lambda: answers.append(self._session.send(Asked(request, Purpose.GENERATED))))
        for seen in answers:
            self._learn(seen)
            for finding in found_by_schemathesis(case, seen):
                raise self._guard.broken(finding)
        shown = Request(origin=self._writing.asking.origin, path="/") if request is None else request
        response = answers[0].response if answers else _NO_ANSWER
        return Answer.from_httpx(as_httpx(shown, response), verify=True)

    def _request(self, case: Any, operation: Operation) -> Request | None:
        """The request, with the plan's case and an action of ours in it; None where there is none to write to."""
        case.path_parameters["case_id"] = self._writing.asking.case_id
        if operation.writes and "id" in case.path_parameters and case.path_parameters["id"] not in self._ours:
            if not self._ours:
                return None
            case.path_parameters["id"] = self._ours[-1]
        if operation.body is not None and isinstance(case.body, dict):
            case.body = _marked(self._writing.bodies, case.body)
        return Request(
            method=operation.method,
            origin=self._writing.asking.origin,
            path=operation.path_of(**case.path_parameters),
            query=urlencode(case.query or {}),
            body=b"" if operation.body is None else json.dumps(case.body).encode(),
        )

    def _learn(self, seen: Observation) -> None:
        made = said(seen.response)
        if seen.operation is not None and seen.operation.name == CREATE and isinstance(made, dict):
            self._ours += [made["id"]] if isinstance(made.get("id"), int) else []

    def end(self) -> None:
        """Remove what was made."""
        self._guard.finish(self._end)

    def _end(self) -> None:
        self._left += self._session.run(cleaning(self._writing, list(self._session.seen)))


def _marked(bodies: Bodies, body: dict[str, Any]) -> dict[str, Any]:
    """The body, with a label by which what is made of it is known again."""
    return {**body, "label": f"{bodies.mark}: {body['label']}"} if isinstance(body.get("label"), str) else body
