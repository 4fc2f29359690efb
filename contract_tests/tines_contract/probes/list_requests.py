"""Builds the probes for one list, and for the items on it."""

from collections.abc import Mapping

from attrs import evolve, field, frozen

from tines_contract.contract.paged_list import PagedList
from tines_contract.contract.parents import item_argument
from tines_contract.contract.responses import ReadPage, read_page
from tines_contract.probes.probe import Probe
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.request_builder import RequestBuilder
from tines_fake import Credentials, Response

_RIGHT = Credentials.RIGHT


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
