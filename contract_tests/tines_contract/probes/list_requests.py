"""Builds the probes for one list and the items on it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Self
from urllib.parse import urlencode

from attrs import evolve, field, frozen

from tines_contract.probes.probe import Probe, Purpose
from tines_contract.promises.addresses import case_of, known_at
from tines_contract.promises.lists import CASE, PagedList, list_of
from tines_contract.promises.responses import ReadPage, read_page
from tines_fake import Request, Response
from tines_spec import Operation, Writable, item_argument, operations, written


def embedding(listed: Operation) -> list[Operation]:
    """The operations that show some of the items of a list."""
    return [one for one in operations().values() if listed.name in one.embeds.values()]


@frozen
class ListRequests:
    """Each method builds a probe. arguments: those of paths that are known, such as the plan's case, by name."""

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
        return written(self.paged.operation)

    @property
    def known_item(self) -> object:
        """The id of an item that is there, where the plan names it; else None."""
        get = self.paged.resource.get
        return None if get is None else self.arguments.get(item_argument(get) or "")

    def under(self, parent: int | str | None) -> Self:
        """The same for another parent, such as another case; for this one where none is given."""
        if parent is None or self.paged.parent is None:
            return self
        return evolve(self, arguments={**self.arguments, self.paged.parent: parent})

    def page(
        self, purpose: Purpose, *, size: object = None, number: object = None, filters: Mapping[str, object] = {}
    ) -> Probe:
        """One page; without size and number what comes by itself."""
        paging = {self.paged.paging.size: size, self.paged.paging.number: number}
        query = {**self.paged.arguments, **filters, **{k: v for k, v in paging.items() if v is not None}}
        return self.probe(self.paged.operation, purpose, query=query)

    def raw(self, purpose: Purpose, query: str) -> Probe:
        """The list with just that query."""
        return self.probe(self.paged.operation, purpose, query=query)

    def item(self, purpose: Purpose, number: object) -> Probe:
        """One item, by its id."""
        return self.of_kind("get", purpose, number)

    def embedding(self) -> Iterator[Probe]:
        """What the list is of, read with some of its items."""
        yield from (self.probe(one, Purpose.READ) for one in embedding(self.paged.operation))

    def embedded(self) -> Iterator[Probe]:
        """The lists of which some comes with the item that the plan names."""
        get = self.paged.resource.get
        for name in get.embeds.values() if get is not None and self.known_item is not None else ():
            paged = PagedList(operations()[name])
            yield evolve(self, paged=paged).page(Purpose.LIST_ALL, size=paged.most_granted, number=1)

    def create(self, purpose: Purpose, body: Any) -> Probe:
        return self.of_kind("create", purpose, body=body)

    def update(self, purpose: Purpose, number: object, body: Any) -> Probe:
        """To update an item, without what only a new one may be given."""
        if isinstance(body, dict):
            body = {name: value for name, value in body.items() if name not in self.known.fixed}
        return self.of_kind("update", purpose, number, body)

    def append(self, purpose: Purpose, number: object, body: Any) -> Probe:
        return self.of_kind("append", purpose, number, body)

    def delete(self, purpose: Purpose, number: object) -> Probe:
        return self.of_kind("delete", purpose, number)

    def replace(self, purpose: Purpose, body: Any) -> Probe:
        return self.of_kind("replace_all", purpose, body=body)

    def batch_create(self, purpose: Purpose, body: Any) -> Probe:
        return self.of_kind("batch_create", purpose, body=body)

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
        number: object = None,
        query: Mapping[str, object] | str = "",
        body: Any = None,
    ) -> Probe:
        """A probe for whatever operation. number: the id of the item. A body that is no bytes is JSON."""
        item = {} if number is None else {item_argument(operation) or "": number}
        request = Request(
            method=operation.method,
            origin=self.origin,
            path=operation.path_for(**{**self.arguments, **item}),
            query=query if isinstance(query, str) else urlencode(query),
            body=body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode(),
        )
        return Probe(request, purpose)

    def of_kind(self, kind: str, purpose: Purpose, number: object = None, body: Any = None) -> Probe:
        """An operation on the items, by its kind, such as update."""
        operation: Operation = self.paged.resource._asdict()[kind]
        return self.probe(operation, purpose, number=number, body=body)
