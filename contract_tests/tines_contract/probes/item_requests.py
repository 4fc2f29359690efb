"""Builds the probes for the items of one list of a case: nothing else is written to."""

from typing import Any, Self

from attrs import evolve, frozen

from tines_contract.contract.paged_list import PagedList
from tines_contract.contract.parents import item_argument
from tines_contract.contract.subjects import CASE, case_of, known_at, list_of
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.probe import Probe
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.request_builder import RequestBuilder
from tines_fake import Credentials
from tines_spec import Operation, Writable

_RIGHT = Credentials.RIGHT


@frozen
class ItemRequests:
    """Each method builds a probe for one operation. case: another than the plan's."""

    origin: str
    case_id: int | str
    known: Writable

    @classmethod
    def at(cls, origin: str, place: str) -> Self:
        """Those for a list, by its path."""
        return cls(origin, case_of(place), known_at(place))

    @property
    def reads(self) -> ListRequests:
        return ListRequests(self._builder, PagedList(list_of(self.known)))

    def list(self, purpose: Purpose, *, size: object = None, number: object = None, case: object = None) -> Probe:
        return self.reads.page(purpose, size=size, number=number, parent=case)

    def get(self, purpose: Purpose, item: object, case: object = None) -> Probe:
        return self.reads.item(purpose, item, parent=case)

    def create(self, purpose: Purpose, body: Any, case: object = None, credentials: Credentials = _RIGHT) -> Probe:
        return self._write("create", purpose, case, None, credentials, body)

    def update(
        self,
        purpose: Purpose,
        item: object,
        body: Any,
        case: object = None,
        credentials: Credentials = _RIGHT,
        wait: float = 0.0,
        kind: str = "update",
    ) -> Probe:
        return evolve(self._write(kind, purpose, case, item, credentials, body), wait=wait)

    def append(self, purpose: Purpose, item: object, body: Any) -> Probe:
        return self.update(purpose, item, body, kind="append")

    def delete(self, purpose: Purpose, item: object, case: object = None, credentials: Credentials = _RIGHT) -> Probe:
        return self._write("delete", purpose, case, item, credentials)

    def replace(self, purpose: Purpose, body: Any, case: object = None, credentials: Credentials = _RIGHT) -> Probe:
        return self._write("replace_all", purpose, case, None, credentials, body)

    def batch_create(
        self, purpose: Purpose, body: Any, case: object = None, credentials: Credentials = _RIGHT
    ) -> Probe:
        return self._write("batch_create", purpose, case, None, credentials, body)

    @property
    def _builder(self) -> RequestBuilder:
        return RequestBuilder(self.origin, {CASE: self.case_id})

    def _write(
        self, kind: str, purpose: Purpose, case: object, item: object, credentials: Credentials, body: Any = None
    ) -> Probe:
        operation: Operation = self.known.operations._asdict()[kind]
        path = {CASE: self.case_id if case is None else case, item_argument(operation) or "": item}
        return self._builder.probe(operation, purpose, path=path, body=body, credentials=credentials)
