"""Checks of keys, and of requests that have to be refused: they change nothing, and cause no server error."""

from attrs import frozen

from tines_contract.checks.check import Findings, check
from tines_contract.checks.judged_writes import effects_of_refused
from tines_contract.evidence.evidence import Evidence, Finding
from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import ANY_SUCCESS, Purpose
from tines_contract.promises.addresses import named, request_line
from tines_contract.promises.lists import parent_arguments
from tines_spec import Operation, item_argument

_BAD_REQUEST = (400, 422)


@frozen
class Refusal:
    """What has to be refused. statuses: with which; without any, a redirect and every 4XX will do."""

    purpose: Purpose
    statuses: tuple[int, ...] = ()

    def sent(self, evidence: Evidence, operation: Operation) -> list[Observation]:
        """The requests that have to be refused."""
        return [seen for seen in evidence.observations_of(operation) if seen.purpose is self.purpose]

    def exercised(self, evidence: Evidence, operation: Operation) -> bool:
        """Whether such a request was denied, and what the spec allows still succeeded after it."""
        succeeded = _succeeded(evidence, operation)
        return bool(succeeded) and any(
            seen.denied and evidence.index(seen) < evidence.index(succeeded[-1])
            for seen in self.sent(evidence, operation)
        )

    def judge(self, evidence: Evidence, operation: Operation) -> Findings:
        """What was not refused, or with another status, or was done all the same."""
        # Who may do nothing is refused for that, whatever the body.
        statuses = self.statuses if _succeeded(evidence, operation) else ()
        for seen in self.sent(evidence, operation):
            # An item that is gone is refused as such, whatever the body.
            may_be = (*statuses, 404) if item_argument(operation) is not None else statuses
            wrong = statuses and seen.response.status not in may_be and seen.denied
            if seen.succeeded or wrong:
                yield Finding(f"{_what(seen)} gets {seen.response.status}", [seen])
        yield from effects_of_refused(evidence, operation, self.purpose)


def _what(seen: Observation) -> str:
    """Why a request has to be refused, and with which of the wrong keys it was sent."""
    kind = f" ({seen.request.credentials.value})" if seen.purpose is Purpose.WRONG_KEY else ""
    return f"{seen.purpose.value}{kind}"


def _bypasses(evidence: Evidence, operation: Operation) -> list[Observation]:
    return [seen for seen in evidence.observations if seen.purpose is Purpose.BYPASS]


def _bypasses_sent(evidence: Evidence, operation: Operation) -> bool:
    sent = _bypasses(evidence, operation)
    return any(seen.denied for seen in sent) and bool(_succeeded(evidence, operation))


@check("LIST-KEY-BYPASSED", exercised=_bypasses_sent, needs=(Purpose.BYPASS,))
def key_bypassed(evidence: Evidence, operation: Operation) -> Findings:
    """Without a key nothing is to be had by HEAD, a slash at the end, X-HTTP-Method-Override or X-User-Token."""
    if any(seen.succeeded for seen in _NO_KEY.sent(evidence, operation)):
        return  # no key is needed at all
    for seen in _bypasses(evidence, operation):
        if seen.succeeded and (seen.is_json or seen.request.method == "HEAD"):
            how = ", ".join((request_line(seen.request), *seen.request.headers))
            yield Finding(f"{how}: without a key it gets {seen.response.status}", [seen])


_NO_KEY = Refusal(Purpose.NO_KEY)
_WRONG_KEY = Refusal(Purpose.WRONG_KEY)
_UNKNOWN_ITEM = Refusal(Purpose.UNKNOWN_ITEM)
_INCOMPLETE = Refusal(Purpose.INCOMPLETE, _BAD_REQUEST)
_OTHER_TYPE = Refusal(Purpose.OTHER_TYPE, _BAD_REQUEST)


def _succeeded(evidence: Evidence, operation: Operation) -> list[Observation]:
    """What the spec allows, and what succeeded."""
    return [seen for seen in evidence.observations_of(operation) if seen.allowed and seen.succeeded]


@check("KEY-MISSING", exercised=_NO_KEY.exercised, needs=(Purpose.NO_KEY,))
def key_missing(evidence: Evidence, operation: Operation) -> Findings:
    """A request without a key is refused, and changes nothing."""
    yield from _NO_KEY.judge(evidence, operation)


@check("KEY-WRONG", exercised=_WRONG_KEY.exercised, needs=(Purpose.WRONG_KEY,))
def key_wrong(evidence: Evidence, operation: Operation) -> Findings:
    """A request with a wrong key is refused, and changes nothing."""
    yield from _WRONG_KEY.judge(evidence, operation)


def _unknown_case(operation: Operation) -> Refusal:
    """Of what is read by the number of a case, the item is the case."""
    return Refusal(Purpose.UNKNOWN_CASE) if parent_arguments(operation) else _UNKNOWN_ITEM


def _unknown_case_sent(evidence: Evidence, operation: Operation) -> bool:
    return _unknown_case(operation).exercised(evidence, operation)


@check("CASE-UNKNOWN", exercised=_unknown_case_sent, needs=(Purpose.UNKNOWN_CASE, Purpose.UNKNOWN_ITEM))
def case_unknown(evidence: Evidence, operation: Operation) -> Findings:
    """A case that does not exist is refused."""
    yield from _unknown_case(operation).judge(evidence, operation)


@check("UNKNOWN", exercised=_UNKNOWN_ITEM.exercised, needs=(Purpose.UNKNOWN_ITEM,))
def unknown(evidence: Evidence, operation: Operation) -> Findings:
    """An item that does not exist is refused."""
    yield from _UNKNOWN_ITEM.judge(evidence, operation)


@check("REQUIRED", exercised=_INCOMPLETE.exercised, needs=(Purpose.INCOMPLETE, Purpose.ODD))
def required(evidence: Evidence, operation: Operation) -> Findings:
    """A body that lacks what is required is refused with 400 or 422, and nothing is created."""
    for seen in evidence.observations_of(operation):
        if seen.purpose is Purpose.ODD and seen.succeeded and not seen.request.body.lstrip().startswith(b"{"):
            lacking = "a body that is no object, and so lacks what is required,"
            yield Finding(f"{lacking} gets {seen.response.status}", [seen])
    yield from _INCOMPLETE.judge(evidence, operation)


@check("TYPE-KNOWN", exercised=_OTHER_TYPE.exercised, needs=(Purpose.OTHER_TYPE,))
def type_known(evidence: Evidence, operation: Operation) -> Findings:
    """A type that nobody knows is refused with 400 or 422, and nothing is created."""
    yield from _OTHER_TYPE.judge(evidence, operation)


def _odd_sent(evidence: Evidence, operation: Operation) -> bool:
    sent = evidence.observations_of(operation)
    return any(seen.purpose in (Purpose.ODD, Purpose.ALREADY_DELETED) for seen in sent) and any(
        seen.succeeded for seen in sent
    )


@check("NEVER-SERVER-ERROR", exercised=_odd_sent, needs=(*ANY_SUCCESS, Purpose.ODD, Purpose.ALREADY_DELETED))
def never_server_error(evidence: Evidence, operation: Operation) -> Findings:
    """Whatever the arguments or the body are, the response is no server error."""
    succeeded = _succeeded(evidence, operation)
    for seen in evidence.observations_of(operation):
        # Where all of an operation gets these, it is down, as any may be; where one request does, that is its fault.
        if seen.response.status >= 500 and (succeeded or not seen.is_unanswered):
            message = f"{named(seen.request)} gets {seen.response.status}"
            yield Finding(message, [seen], succeeded[:1] if seen.is_unanswered else ())
