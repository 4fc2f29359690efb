"""Any list of the tenant that pages as those do that the client knows: pages and items as JSON has them."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import msgspec
from msgspec import Struct, field, structs

from tines_runtime.call.body import text
from tines_runtime.call.operation import integer, nullable, raw_call, target_with
from tines_runtime.call.response import Call, Failure, Response, Shown, failure_at, located, value_of
from tines_runtime.call.values import Timestamp
from tines_runtime.paging.iteration import Wanted
from tines_runtime.paging.listing import Listing
from tines_runtime.paging.paged import Paged
from tines_runtime.secret import SecretValue, cut

PAGE, PER_PAGE = "page", "per_page"
_CREATED = "created_at"
_LARGEST = 500
"""The page size to ask for: a tenant that grants less is followed."""
_LONGEST_NAME = 40


class JsonMeta(Struct, frozen=True):
    """What a page of any list says of itself, as `PageMeta`."""

    count: int
    pages: int
    per_page: int
    current_page: str | None = None
    previous_page: str | None = None
    next_page: str | None = None
    next_page_number: int | None = None


class JsonPage(Struct, frozen=True):
    """A page of any list.

    Attributes:
        items: mappings, with all that the tenant sent.
        meta: which page this is, and how many items there are.
    """

    items: list[dict[str, Any]]
    meta: JsonMeta

    def __repr__(self) -> str:
        return f"JsonPage({len(self.items)} items, {self.meta})"  # items may hold secrets


class _AnyList(Struct):
    """What an `Operation` is of a list that the client knows. types: those of the ids that came."""

    whole: Call[Response]
    items: str | None
    id_field: str | None
    types: set[type] = field(default_factory=set)

    def call(self, _: Mapping[str, Any], in_query: Mapping[str, Any], *, filters: object = None) -> Call[JsonPage]:
        del filters  # what filters such a list is not known: it stands in its parameters
        query = {**in_query, PER_PAGE: nullable(integer(1))(PER_PAGE, in_query.get(PER_PAGE))}
        target = SecretValue(self.whole.target.read(lambda path: target_with(path, query, "path and params")))
        return cast("Call[JsonPage]", structs.replace(self.whole, target=target, read=self._read))

    def _read(self, response: Response, shown: Shown) -> JsonPage | Failure:
        body = value_of({response.status: dict[str, Any]}, {}, None, response, shown)
        if isinstance(body, Failure):
            return body
        arrays = [name for name, value in body.items() if isinstance(value, list)]
        name = self.items or (arrays[0] if len(arrays) == 1 else "")
        if not name:
            problem = f"the page has {len(arrays)} properties with an array, not one: name it with items="
            return failure_at(response, problem, "$")
        place = f"$.{cut(shown(name), _LONGEST_NAME)}"  # the tenant may call it anything
        try:
            page = msgspec.convert({"items": body.get(name), "meta": body.get("meta")}, JsonPage)
        except msgspec.ValidationError as error:
            problem, path = located(str(error))
            return failure_at(response, problem, path.replace("$.items", place, 1))
        if self.id_field is None and page.items:
            self.id_field = "id" if "id" in page.items[0] else f"{name.removesuffix('s')}_id"
        self.types.update(type(self.id_of(one)) for one in page.items)
        if self.types <= {int} or self.types <= {str}:
            return page
        named = cut(shown(self.id_field or ""), _LONGEST_NAME)
        problem = f"not each item has a number, or each a text, as its {named}: name what it has with id_field="
        return failure_at(response, problem, place)

    def id_of(self, item: Mapping[str, Any]) -> Any:
        return item.get(self.id_field or "id")

    def property_of(self, name: str) -> Callable[[Any], Any]:
        return _created if name == _CREATED else self.id_of


def any_pages(
    path: str,
    params: SecretValue[Mapping[str, object] | None],
    items: str | None,
    id_field: str | None,
    per_page: int | None,
    start: int,
) -> Wanted[dict[str, Any], JsonPage]:
    """The pages of the list at a path. Raises TypeError or ValueError for arguments that make no sense."""
    whole = raw_call("GET", path, params, None)
    query = whole.target.read(lambda target: parse_qs(urlsplit(target).query, keep_blank_values=True))
    if not query.keys().isdisjoint((PAGE, PER_PAGE)):
        raise ValueError("params: page and per_page are paginate's own: give start= and per_page=")
    for name, given in (("items", items), ("id_field", id_field)):
        nullable(text)(name, given)
    operation = _AnyList(whole, items, id_field)
    paged: Paged[dict[str, Any], JsonPage] = Paged(
        "items", "meta", "id", PAGE, PER_PAGE, _LARGEST, _CREATED, operation.property_of
    )
    return Listing(operation, paged).pages({}, {PER_PAGE: per_page}, start=start)


def _created(item: Mapping[str, Any]) -> datetime.datetime | None:
    try:
        return msgspec.convert(item.get(_CREATED), Timestamp)
    except msgspec.ValidationError:
        return None
