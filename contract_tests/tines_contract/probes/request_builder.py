"""Builds the probes for the actions of one case of one tenant."""

import json
from typing import Any

from attrs import frozen

from tines_contract.contract.case_actions import CREATE, DELETE, GET, LIST, REPLACE, UPDATE
from tines_contract.probes.probe import Probe
from tines_contract.probes.purpose import Purpose
from tines_fake import Credentials, Request
from tines_spec import operations

_RIGHT = Credentials.RIGHT


@frozen
class RequestBuilder:
    """Each method builds a probe for one operation. case: another than the plan's. A body that is no bytes is JSON."""

    origin: str
    case_id: int

    def list(self, purpose: Purpose, query: str = "", case: object = None, credentials: Credentials = _RIGHT) -> Probe:
        return self._probe(LIST, purpose, case, credentials, query=query)

    def get(self, purpose: Purpose, action: object, case: object = None, credentials: Credentials = _RIGHT) -> Probe:
        return self._probe(GET, purpose, case, credentials, action=action)

    def create(self, purpose: Purpose, body: Any, case: object = None, credentials: Credentials = _RIGHT) -> Probe:
        return self._probe(CREATE, purpose, case, credentials, body=body)

    def update(
        self,
        purpose: Purpose,
        action: object,
        body: Any,
        case: object = None,
        credentials: Credentials = _RIGHT,
        wait: float = 0.0,
    ) -> Probe:
        probe = self._probe(UPDATE, purpose, case, credentials, action=action, body=body)
        return Probe(probe.request, purpose, wait)

    def delete(self, purpose: Purpose, action: object, case: object = None, credentials: Credentials = _RIGHT) -> Probe:
        return self._probe(DELETE, purpose, case, credentials, action=action)

    def replace(self, purpose: Purpose, body: Any, case: object = None, credentials: Credentials = _RIGHT) -> Probe:
        return self._probe(REPLACE, purpose, case, credentials, body=body)

    def nowhere(self) -> Probe:
        """An address that the spec does not know."""
        path = operations()[GET].path_for(case_id=self.case_id, id=1) + "/tines-contract-nowhere"
        return Probe(Request(origin=self.origin, path=path), Purpose.NOWHERE)

    def _probe(
        self,
        operation: str,
        purpose: Purpose,
        case: object,
        credentials: Credentials,
        *,
        action: object = None,
        query: str = "",
        body: Any = None,
    ) -> Probe:
        found = operations()[operation]
        request = Request(
            method=found.method,
            origin=self.origin,
            path=found.path_for(case_id=self.case_id if case is None else case, id=action),
            query=query,
            credentials=credentials,
            body=body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode(),
        )
        return Probe(request, purpose)
