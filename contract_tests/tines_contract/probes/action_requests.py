"""Builds the probes for the actions of one case: nothing else is written to."""

from typing import Any

from attrs import evolve, frozen

from tines_contract.contract.case_actions import CREATE, DELETE, REPLACE, UPDATE, list_actions
from tines_contract.contract.paged_list import PagedList
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.probe import Probe
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.request_builder import RequestBuilder
from tines_fake import Credentials
from tines_spec import Writable, operations, writable

_RIGHT = Credentials.RIGHT


@frozen
class ActionRequests:
    """Each method builds a probe for one operation. case: another than the plan's."""

    origin: str
    case_id: int

    @property
    def known(self) -> Writable:
        """What may be written of the items."""
        found = writable(list_actions())
        assert found is not None
        return found

    @property
    def reads(self) -> ListRequests:
        return ListRequests(self._builder, PagedList(list_actions()))

    def list(self, purpose: Purpose, *, size: object = None, number: object = None, case: object = None) -> Probe:
        return self.reads.page(purpose, size=size, number=number, parent=case)

    def get(self, purpose: Purpose, action: object, case: object = None) -> Probe:
        return self.reads.item(purpose, action, parent=case)

    def create(self, purpose: Purpose, body: Any, case: object = None, credentials: Credentials = _RIGHT) -> Probe:
        return self._write(CREATE, purpose, self._path(case), credentials, body)

    def update(
        self,
        purpose: Purpose,
        action: object,
        body: Any,
        case: object = None,
        credentials: Credentials = _RIGHT,
        wait: float = 0.0,
    ) -> Probe:
        return evolve(self._write(UPDATE, purpose, self._path(case, action), credentials, body), wait=wait)

    def delete(self, purpose: Purpose, action: object, case: object = None, credentials: Credentials = _RIGHT) -> Probe:
        return self._write(DELETE, purpose, self._path(case, action), credentials)

    def replace(self, purpose: Purpose, body: Any, case: object = None, credentials: Credentials = _RIGHT) -> Probe:
        return self._write(REPLACE, purpose, self._path(case), credentials, body)

    @property
    def _builder(self) -> RequestBuilder:
        return RequestBuilder(self.origin, {"case_id": self.case_id})

    def _path(self, case: object, action: object = None) -> dict[str, object]:
        return {"case_id": self.case_id if case is None else case, "id": action}

    def _write(
        self, name: str, purpose: Purpose, path: dict[str, object], credentials: Credentials, body: Any = None
    ) -> Probe:
        return self._builder.probe(operations()[name], purpose, path=path, body=body, credentials=credentials)
