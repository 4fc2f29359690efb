"""One call of a client, and what comes of it: did it send what was asked, and make of the response what the spec says?

| the response | the client is right to |
| --- | --- |
| a success that the spec allows | give its values |
| a refusal or an error of the server | raise |
| a success that the spec forbids | raise, or give it as it came where its own documentation says so |
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from tines_contract.client_side.client_request import ClientRequest
from tines_contract.client_side.client_walk import Walk
from tines_contract.client_side.deviations import Deviation, deviations
from tines_contract.client_side.values import differences
from tines_contract.promises.strict_json import strict_json
from tines_fake import Exchange, Response

Judged = tuple[Sequence[str], Collection[Deviation], Collection[str]]


@frozen(eq=False)
class ClientCall:
    """One call.

    operation: its operationId, with a star for all pages. exchanges: what was sent for it, and the responses.
    raised: the name of the error's type, None where a value came. problems: what the client did wrong, in words without
    values. deviations: in which ways the response is none that the spec allows. broken: how the tenant's
    pages do not fit together.
    """

    operation: str
    arguments: Mapping[str, Any] = field(repr=False)
    exchanges: Sequence[Exchange] = field(repr=False)
    raised: str | None
    problems: Sequence[str] = ()
    deviations: Collection[Deviation] = ()
    broken: Collection[str] = ()

    @property
    def client_wrong(self) -> bool:
        return bool(self.problems)

    @property
    def tenant_wrong(self) -> bool:
        """Whether a response is one that the spec forbids. What one response cannot show is in the tenant's report."""
        return bool(self.deviations or self.broken)

    @property
    def agreed(self) -> bool:
        return not self.client_wrong and not self.tenant_wrong


@frozen(eq=False)
class Result:
    """What happened in one call. value: what the client gave; raised: the name of what it raised in place of that.

    problems: what was wrong with its requests. tolerates: the deviations that the client documents to tolerate.
    """

    operation: str
    asked: ClientRequest
    exchanges: Sequence[Exchange]
    problems: Sequence[str]
    value: Any = field(repr=False)
    raised: str | None
    tolerates: frozenset[Deviation]

    def judged(self) -> ClientCall:
        """What is wrong with the client, and with the response: which is moot where the client asked otherwise."""
        problems, found, broken = self._judged()
        once = list(dict.fromkeys(problems))
        return ClientCall(self.operation, self.asked.arguments, self.exchanges, self.raised, once, found, broken)

    def _judged(self) -> Judged:
        if self.problems:
            return self.problems, (), ()
        if not self.exchanges:
            ended = "gave a value" if self.raised is None else f"raised {self.raised}"
            return [f"it sent nothing, and {ended}"], (), ()
        return self._of_pages() if self.asked.all_pages else self._of_one()

    def _of_one(self) -> Judged:
        response = self.exchanges[-1].response
        if not 200 <= response.status < 300:
            wrong = self.raised is None and not self._was_removed(response)
            return [f"it gave a value where {response.status} came"] if wrong else [], (), ()
        found = deviations(self.asked.operation, response, self.asked.path)
        if self.raised is None and found <= self.tolerates:
            return list(self._of_value(response)), found, ()
        if self.raised is None:
            return [self._untolerated(found)], found, ()
        problems = [] if found else [f"it raised {self.raised} for a response that the spec allows"]
        return problems, found, ()

    def _was_removed(self, response: Response) -> bool:
        """What is to be removed, and is not there when it is asked again, is removed."""
        failed_before = any(one.response.status >= 500 for one in self.exchanges[:-1])
        return response.status == 404 and self.asked.operation.method == "DELETE" and failed_before

    def _untolerated(self, found: frozenset[Deviation]) -> str:
        ways = ", ".join(sorted(one.value for one in found - self.tolerates))
        return f"it gave a value for a response that the spec forbids: {ways}"

    def _of_value(self, response: Response) -> Iterator[str]:
        operation, value = self.asked.operation, self.value
        if operation.success_schema is None or (operation.method == "DELETE" and value is None):
            return
        came = strict_json(response.body)
        if operation.envelope is not None and not (isinstance(value, dict) and operation.envelope in value):
            yield from differences(value, came[operation.envelope], operation.item_schema or {})
        else:
            yield from differences(value, came, operation.success_schema)

    def _of_pages(self) -> Judged:
        walk = Walk(self.asked, self.exchanges)
        if self.raised is not None:
            troubled = walk.deviations or walk.broken or walk.refused
            problems = [] if troubled else [f"it raised {self.raised} for pages that the spec allows"]
        elif walk.deviations <= self.tolerates:
            problems = list(walk.problems(self.value))
        else:
            problems = [self._untolerated(walk.deviations)]
        return problems, walk.deviations, walk.broken
