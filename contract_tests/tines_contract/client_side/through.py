"""A tenant that is asked through a client: what the suite sends and a client can ask, the client is asked for.

To the suite it is a target like any other, and the responses that it has are the tenant's own, as they came beneath
the client. Where the client does not send what was asked, the suite's own request is sent in its place.
"""

from collections.abc import Collection
from typing import Any

from tines_contract.client_side.called import Called
from tines_contract.client_side.deviations import Deviation
from tines_contract.client_side.outcome import Result, judged
from tines_contract.client_side.seam import Client, all_pages_of
from tines_contract.client_side.wanted import Wanted, wanted, wanted_pages
from tines_contract.client_side.wire import Wire
from tines_contract.transport.targets import Target
from tines_fake import Request, Response
from tines_spec import Operation


class Through:
    """A target. calls: what the client was asked, in order. not_offered: the operations that it does not have.

    tolerates: which deviations the client documents to tolerate; for any other response it has to raise.
    """

    def __init__(self, target: Target, client: Client, tolerates: Collection[Deviation] = ()) -> None:
        self._target = target
        self._tolerates = frozenset(tolerates)
        self._wire = Wire(target)
        self._call = client(self._wire)
        self.origin = target.origin
        self.name = target.name
        self.requests_a_minute = target.requests_a_minute
        self.calls: list[Called] = []
        self.not_offered: set[str] = set()

    def send(self, request: Request) -> Response:
        """Ask through the client where it can ask so. Raises UnreachableError."""
        asked = wanted(request)
        called = None if asked is None else self._called(asked.operation.name, asked)
        if called is None or not called.exchanges:
            return self._target.send(request)
        return called.exchanges[-1].response

    def all_pages(self, operation: Operation, case_id: int) -> Called | None:
        """Ask for all pages of a list; None where the client does not offer that. Raises UnreachableError."""
        return self._called(all_pages_of(operation.name), wanted_pages(operation, self.origin, case_id))

    def _called(self, operation: str, asked: Wanted) -> Called | None:
        if operation in self.not_offered:
            return None
        self._wire.begin(asked)
        value, raised = self._result(operation, asked)
        wire = self._wire
        exchanges, problems, failed = wire.exchanges, wire.problems, wire.failed
        wire.begin(None)
        if failed is not None:
            raise failed
        if operation in self.not_offered:
            return None
        called = judged(Result(operation, asked, exchanges, problems, value, raised, self._tolerates))
        self.calls.append(called)
        return called

    def _result(self, operation: str, asked: Wanted) -> tuple[Any, str | None]:
        try:
            return self._call(operation, asked.arguments), None
        except NotImplementedError:
            self.not_offered.add(operation)
            return None, None
        except Exception as error:  # whatever a client raises is how it says no
            return None, type(error).__name__
