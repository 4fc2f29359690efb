"""A tenant that is asked through a client: what the suite sends and a client can ask, the client is asked for.

To the suite it is a target like any other, and the responses that it has are the tenant's own, as they came beneath
the client. Where the client does not send what was asked, the suite's own request is sent in its place.
"""

import threading
from collections.abc import Collection
from typing import Any

from attrs import evolve

from tines_contract.client_side.client_call import ClientCall, Result
from tines_contract.client_side.client_protocol import Client, WithheldError, all_pages_of
from tines_contract.client_side.client_request import ClientRequest, all_pages_request, client_request
from tines_contract.client_side.deviations import Deviation
from tines_contract.transport.targets import Target, UnreachableError
from tines_fake import Exchange, Request, Response
from tines_spec import Operation

# The response that a target gives is unpacked and whole: what said how it was packed would mislead a client.
_HOP_BY_HOP = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection"})


class RecordingTarget:
    """The tenant as the client has it: a target that passes on what was asked, and withholds all else.

    exchanges, problems, failed: what came of the call at hand, which `begin` begins.
    """

    def __init__(self, target: Target) -> None:
        self._target = target
        self._lock = threading.Lock()
        self.origin = target.origin
        self.name = target.name
        self.requests_a_minute = target.requests_a_minute
        self.begin(None)

    def begin(self, asked: ClientRequest | None) -> None:
        """From here on the client may send what it is asked for, or nothing."""
        self._asked = asked
        self.exchanges: list[Exchange] = []
        self.problems: list[str] = []
        self.failed: UnreachableError | None = None

    def send(self, request: Request) -> Response:
        """For the client, from any thread. Raises WithheldError, UnreachableError."""
        with self._lock:
            if self._asked is None:
                raise WithheldError("nothing was asked of the client, and it sends a request")
            problems = self._asked.problems(request, [one.response for one in self.exchanges])
            self.problems += problems
            if problems:
                raise WithheldError("; ".join(problems))
            return self._passed_on(evolve(request, credentials=self._asked.credentials))

    def _passed_on(self, request: Request) -> Response:
        try:
            response = self._target.send(request)
        except UnreachableError as error:
            self.failed = error
            raise
        headers = {name: value for name, value in response.headers.items() if name not in _HOP_BY_HOP}
        response = evolve(response, headers=headers)
        self.exchanges.append(Exchange(request=request, response=response))
        return response


class ClientTarget:
    """A target. calls: what the client was asked, in order. not_offered: the operations that it does not have.

    tolerates: which deviations the client documents to tolerate; for any other response it has to raise.
    """

    def __init__(self, target: Target, client: Client, tolerates: Collection[Deviation] = ()) -> None:
        self._target = target
        self._tolerates = frozenset(tolerates)
        self._recording = RecordingTarget(target)
        self._call = client(self._recording)
        self.origin = target.origin
        self.name = target.name
        self.requests_a_minute = target.requests_a_minute
        self.calls: list[ClientCall] = []
        self.not_offered: set[str] = set()

    def send(self, request: Request) -> Response:
        """Ask through the client where it can ask so. Raises UnreachableError."""
        asked = client_request(request)
        called = None if asked is None else self._called(asked.operation.name, asked)
        if called is None or not called.exchanges:
            return self._target.send(request)
        return called.exchanges[-1].response

    def all_pages(self, operation: Operation, case_id: int) -> ClientCall | None:
        """Ask for all pages of a list; None where the client does not offer that. Raises UnreachableError."""
        return self._called(all_pages_of(operation.name), all_pages_request(operation, self.origin, case_id))

    def _called(self, operation: str, asked: ClientRequest) -> ClientCall | None:
        if operation in self.not_offered:
            return None
        recording = self._recording
        recording.begin(asked)
        value, raised = self._result(operation, asked)
        exchanges, problems, failed = recording.exchanges, recording.problems, recording.failed
        recording.begin(None)
        if failed is not None:
            raise failed
        if operation in self.not_offered:
            return None
        self.calls.append(Result(operation, asked, exchanges, problems, value, raised, self._tolerates).judged())
        return self.calls[-1]

    def _result(self, operation: str, asked: ClientRequest) -> tuple[Any, str | None]:
        try:
            return self._call(operation, asked.arguments), None
        except NotImplementedError:
            self.not_offered.add(operation)
            return None, None
        except Exception as error:  # whatever a client raises is how it says no
            return None, type(error).__name__
