"""What a client sends through: it passes on what was asked, notes the responses, and withholds all else."""

import threading
from collections.abc import Mapping

from attrs import evolve

from tines_contract.client_side.requests import request_problems
from tines_contract.client_side.seam import WithheldError
from tines_contract.client_side.wanted import Wanted
from tines_contract.transport.targets import Target, UnreachableError
from tines_fake import Exchange, Request, Response

# The response that a target gives is unpacked and whole: what said how it was packed would mislead a client.
_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection"})


class Wire:
    """The tenant as the client has it: a target.

    exchanges, problems, failed: what came of the call at hand, which `begin` begins.
    """

    def __init__(self, target: Target) -> None:
        self._target = target
        self._lock = threading.Lock()
        self.origin = target.origin
        self.name = target.name
        self.requests_a_minute = target.requests_a_minute
        self.begin(None)

    def begin(self, wanted: Wanted | None) -> None:
        """From here on the client may send what is wanted, or nothing."""
        self._wanted = wanted
        self.exchanges: list[Exchange] = []
        self.problems: list[str] = []
        self.failed: UnreachableError | None = None

    def send(self, request: Request) -> Response:
        """For the client, from any thread. Raises WithheldError, UnreachableError."""
        with self._lock:
            wanted = self._wanted
            if wanted is None:
                raise WithheldError("nothing was asked of the client, and it sends a request")
            problems = request_problems(wanted, request, [one.response for one in self.exchanges])
            self.problems += problems
            if problems:
                raise WithheldError("; ".join(problems))
            return self._passed_on(evolve(request, credentials=wanted.credentials))

    def _passed_on(self, request: Request) -> Response:
        try:
            response = self._target.send(request)
        except UnreachableError as error:
            self.failed = error
            raise
        response = evolve(response, headers=_end_to_end(response.headers))
        self.exchanges.append(Exchange(request=request, response=response))
        return response


def _end_to_end(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name not in _OF_THE_WIRE}
