"""Builds the probes for one list and the items on it."""

import json
from collections.abc import Mapping
from typing import Any, Self
from urllib.parse import urlencode

from attrs import evolve, field, frozen

from tines_contract.contract.lists import CASE, PagedList, case_of, item_argument, known_at, list_of
from tines_contract.contract.responses import ReadPage, read_page
from tines_contract.probes.probe import Probe, Purpose
from tines_fake import Credentials, Request, Response
from tines_spec import Operation, Writable, writable

_RIGHT = Credentials.RIGHT


@frozen
class ListRequests:
    """Each method builds a probe. arguments: those of paths that are known, such as the plan's case, by name.

    parent: what stands in the place of the plan's, such as another case.
    """

    origin: str
    arguments: Mapping[str, int | str]
    paged: PagedList = field(repr=False)

    @classmethod
    def of_case(cls, origin: str, case: int | str, known: Writable) -> Self:
        """Those for a list of a case that can be written to."""
        return cls(origin, {CASE: case}, PagedList(list_of(known)))

    @classmethod
    def at(cls, origin: str, place: str) -> Self:
        """The same, for a list by its path."""
        return cls.of_case(origin, case_of(place), known_at(place))

    @property
    def parent(self) -> int | str | None:
        """What the list is of, such as the number of a case; None where it is of nothing."""
        return None if self.paged.parent is None else self.arguments[self.paged.parent]

    @property
    def known(self) -> Writable:
        """What may be written of the items; only what writes needs it."""
        known = writable(self.paged.operation)
        assert known is not None, self.paged.name
        return known

    @property
    def known_item(self) -> object:
        """The id of an item that is there, where the plan names it; else None."""
        get = self.paged.resource.get
        return None if get is None else self.arguments.get(item_argument(get) or "")

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
        return self.probe(self.paged.operation, purpose, parent=parent, query=query, credentials=credentials)

    def raw(self, purpose: Purpose, query: str) -> Probe:
        """The list with just that query."""
        return self.probe(self.paged.operation, purpose, query=query)

    def item(
        self, purpose: Purpose, number: object, *, parent: object = None, credentials: Credentials = _RIGHT
    ) -> Probe:
        """One item, by its id."""
        return self._of_resource("get", purpose, parent, number, None, credentials)

    def create(self, purpose: Purpose, body: Any, *, parent: object = None, credentials: Credentials = _RIGHT) -> Probe:
        return self._of_resource("create", purpose, parent, None, body, credentials)

    def update(
        self,
        purpose: Purpose,
        number: object,
        body: Any,
        *,
        parent: object = None,
        credentials: Credentials = _RIGHT,
        wait: float = 0.0,
    ) -> Probe:
        return evolve(self._of_resource("update", purpose, parent, number, body, credentials), wait=wait)

    def delete(
        self, purpose: Purpose, number: object, *, parent: object = None, credentials: Credentials = _RIGHT
    ) -> Probe:
        return self._of_resource("delete", purpose, parent, number, None, credentials)

    def replace(
        self, purpose: Purpose, body: Any, *, parent: object = None, credentials: Credentials = _RIGHT
    ) -> Probe:
        return self._of_resource("replace_all", purpose, parent, None, body, credentials)

    def nowhere(self) -> Probe:
        """An address that the spec does not know."""
        item = self.item(Purpose.NOWHERE, 1)
        return evolve(item, request=evolve(item.request, path=f"{item.request.path}/tines-contract-nowhere"))

    def read(self, response: Response) -> ReadPage | None:
        """The page that a response holds; None for what is none."""
        return read_page(self.paged.paging, response)

    def probe(
        self,
        operation: Operation,
        purpose: Purpose,
        *,
        parent: object = None,
        number: object = None,
        query: Mapping[str, object] | str = "",
        body: Any = None,
        credentials: Credentials = _RIGHT,
    ) -> Probe:
        """A probe for whatever operation. number: the id of the item. A body that is no bytes is JSON."""
        given = {self.paged.parent: parent, item_argument(operation): number}
        path = {**self.arguments, **{name or "": value for name, value in given.items() if value is not None}}
        request = Request(
            method=operation.method,
            origin=self.origin,
            path=operation.path_for(**path),
            query=query if isinstance(query, str) else urlencode(query),
            credentials=credentials,
            body=body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode(),
        )
        return Probe(request, purpose)

    def _of_resource(
        self, kind: str, purpose: Purpose, parent: object, number: object, body: Any, credentials: Credentials
    ) -> Probe:
        operation: Operation = self.paged.resource._asdict()[kind]
        return self.probe(operation, purpose, parent=parent, number=number, body=body, credentials=credentials)
