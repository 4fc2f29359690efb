"""A list of the spec, and how it pages."""

from attrs import frozen

from tines_spec import Operation, Paging

_GRANTED = 50
"""The smallest maximum that any list of the API has: so much has to be granted where the spec allows it."""


@frozen
class PagedList:
    """An operation that pages."""

    operation: Operation

    @property
    def paging(self) -> Paging:
        assert self.operation.paging is not None, self.operation.name
        return self.operation.paging

    @property
    def item(self) -> str:
        """What one item is called."""
        return self.paging.item

    @property
    def items(self) -> str:
        """What several are called."""
        return self.paging.items

    @property
    def default_size(self) -> int | None:
        return self._size("default")

    @property
    def largest_size(self) -> int:
        """The largest page that the spec allows."""
        return self._size("maximum") or _GRANTED

    @property
    def granted_sizes(self) -> range:
        """The page sizes that a server has to grant: from its default on; elsewhere it may clamp them."""
        most = min(_GRANTED, self.largest_size)
        return range(min(self.default_size or most, most), most + 1)

    def _size(self, keyword: str) -> int | None:
        found = self.operation.query_parameters[self.paging.size].schema.get(keyword)
        return None if found is None else int(found)
