"""Builds probes: for any operation of one tenant, for one list, and for the items of one list of a case."""

import json
from collections.abc import Mapping
from typing import Any, Self
from urllib.parse import urlencode

from attrs import evolve, field, frozen

from tines_contract.contract.paged_list import PagedList, item_argument
from tines_contract.contract.responses import ReadPage, read_page
from tines_contract.contract.subjects import CASE, case_of, known_at, list_of
from tines_contract.probes.probe import Probe
from tines_contract.probes.purpose import Purpose
from tines_fake import Credentials, Request, Response
from tines_spec import Operation, Writable

_RIGHT = Credentials.RIGHT


@frozen
class RequestBuilder:
    """Builds probes. arguments: those of paths that are known, such as the plan's case, by name."""

    origin: str
    arguments: Mapping[str, object] = field(factory=dict)

    def probe(
        self,
        operation: Operation,
        purpose: Purpose,
        *,
        path: Mapping[str, object] | None = None,
        query: Mapping[str, object] | str = "",
        body: Any = None,
        credentials: Credentials = _RIGHT,
    ) -> Probe:
        """A probe. path: arguments besides those that are known, or in their place. A body that is no bytes is JSON."""
        request = Request(
            method=operation.method,
            origin=self.origin,
            path=operation.path_for(**{**self.arguments, **(path or {})}),
            query=query if isinstance(query, str) else urlencode(query),
            credentials=credentials,
            body=body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode(),
        )
        return Probe(request, purpose)


@frozen
class ListRequests:
    """Builds the probes for one list. parent: what stands in the place of the plan's, such as another case."""

    builder: RequestBuilder
    paged: PagedList = field(repr=False)

    @property
    def parent(self) -> object:
        """What the list is of, such as the number of a case; None where it is of nothing."""
        return None if self.paged.parent is None else self.builder.arguments[self.paged.parent]

    @property
    def known_item(self) -> object:
        """The id of an item that is there, where the plan names it; else None."""
        get = self.paged.resource.get
        return None if get is None else self.builder.arguments.get(item_argument(get) or "")

    def page(
        self,
        purpose: Purpose,
        *,
        size: object = None,
        number: object = None,
        filters: Mapping[str, object] | None = None,
        parent: object = None,
        credentials: Credentials = _RIGHT,
    ) -> Probe:
        """One page; without size and number what comes by itself."""
        paging = {self.paged.paging.size: size, self.paged.paging.number: number}
        query = {**self.paged.arguments, **(filters or {}), **{k: v for k, v in paging.items() if v is not None}}
        operation, path = self.paged.operation, self._path(parent)
        return self.builder.probe(operation, purpose, path=path, query=query, credentials=credentials)

    def raw(self, purpose: Purpose, query: str) -> Probe:
        """The list with just that query."""
        return self.builder.probe(self.paged.operation, purpose, query=query)

    def item(
        self, purpose: Purpose, number: object, *, parent: object = None, credentials: Credentials = _RIGHT
    ) -> Probe:
        """One item, by its id."""
        get = self.paged.resource.get
        assert get is not None, self.paged.name
        path = {**self._path(parent), item_argument(get) or "": number}
        return self.builder.probe(get, purpose, path=path, credentials=credentials)

    def read(self, response: Response) -> ReadPage | None:
        """The page that a response holds; None for what is none."""
        return read_page(self.paged.paging, response)

    def nowhere(self) -> Probe:
        """An address that the spec does not know."""
        item = self.item(Purpose.NOWHERE, 1)
        return evolve(item, request=evolve(item.request, path=f"{item.request.path}/tines-contract-nowhere"))

    def _path(self, parent: object) -> dict[str, object]:
        return {} if parent is None or self.paged.parent is None else {self.paged.parent: parent}


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
    ) -> Probe:
        return evolve(self._write("update", purpose, case, item, credentials, body), wait=wait)

    def delete(self, purpose: Purpose, item: object, case: object = None, credentials: Credentials = _RIGHT) -> Probe:
        return self._write("delete", purpose, case, item, credentials)

    def replace(self, purpose: Purpose, body: Any, case: object = None, credentials: Credentials = _RIGHT) -> Probe:
        return self._write("replace_all", purpose, case, None, credentials, body)

    @property
    def _builder(self) -> RequestBuilder:
        return RequestBuilder(self.origin, {CASE: self.case_id})

    def _write(
        self, kind: str, purpose: Purpose, case: object, item: object, credentials: Credentials, body: Any = None
    ) -> Probe:
        operation: Operation = self.known.operations._asdict()[kind]
        path = {CASE: self.case_id if case is None else case, item_argument(operation) or "": item}
        return self._builder.probe(operation, purpose, path=path, body=body, credentials=credentials)
