"""One call of a client, and what comes of it: did it send what was asked, and make of the response what the spec says?

| the response | the client is right to |
| --- | --- |
| a success that the spec allows | give its values |
| a refusal or an error of the server | raise |
| a success that the spec forbids | raise, or give it as it came where its own documentation says so |

Of all pages, which a client reads by itself, it is right to give what came, all of it, and each item once.
"""

import functools
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from tines_contract.client_side.client_request import ClientRequest
from tines_contract.client_side.deviations import Deviation, chosen, differences
from tines_contract.promises.lists import PagedList
from tines_contract.promises.responses import ReadPage, argument_of, link_in, read_page
from tines_contract.promises.strict_json import strict_json
from tines_fake import Exchange, Response

Judged = tuple[Sequence[str], Collection[Deviation], Collection[str]]


@frozen(eq=False)
class ClientCall:
    """One call.

    operation: its operationId, with a star for all pages. exchanges: what was sent for it, and the responses.
    raised: the name of the error's type, None where a value came. problems: what the client did wrong, in words without
    values. deviations: in which ways the response is none that the spec allows. broken: how the tenant's
    pages do not fit together.
    """

    operation: str
    arguments: Mapping[str, Any] = field(repr=False)
    exchanges: Sequence[Exchange] = field(repr=False)
    raised: str | None
    problems: Sequence[str] = ()
    deviations: Collection[Deviation] = ()
    broken: Collection[str] = ()

    @property
    def client_wrong(self) -> bool:
        return bool(self.problems)

    @property
    def tenant_wrong(self) -> bool:
        """Whether a response is one that the spec forbids. What one response cannot show is in the tenant's report."""
        return bool(self.deviations or self.broken)

    @property
    def agreed(self) -> bool:
        return not self.client_wrong and not self.tenant_wrong


@frozen(eq=False)
class Result:
    """What happened in one call. value: what the client gave; raised: the name of what it raised in place of that.

    problems: what was wrong with its requests. tolerates: the deviations that the client documents to tolerate.
    """

    operation: str
    asked: ClientRequest
    exchanges: Sequence[Exchange]
    problems: Sequence[str]
    value: Any = field(repr=False)
    raised: str | None
    tolerates: frozenset[Deviation]

    def judged(self) -> ClientCall:
        """What is wrong with the client, and with the response: which is moot where the client asked otherwise."""
        problems, found, broken = self._judged()
        once = list(dict.fromkeys(problems))
        return ClientCall(self.operation, self.asked.arguments, self.exchanges, self.raised, once, found, broken)

    def _judged(self) -> Judged:
        if self.problems:
            return self.problems, (), ()
        if not self.exchanges:
            ended = "gave a value" if self.raised is None else f"raised {self.raised}"
            return [f"it sent nothing, and {ended}"], (), ()
        return self._of_pages() if self.asked.all_pages else self._of_one()

    def _of_one(self) -> Judged:
        response = self.exchanges[-1].response
        if not 200 <= response.status < 300:
            wrong = self.raised is None and not self._was_removed(response)
            return [f"it gave a value where {response.status} came"] if wrong else [], (), ()
        found = self.asked.deviations(response)
        if self.raised is None and found <= self.tolerates:
            return list(self._of_value(response)), found, ()
        if self.raised is None:
            return [self._untolerated(found)], found, ()
        problems = [] if found else [f"it raised {self.raised} for a response that the spec allows"]
        return problems, found, ()

    def _was_removed(self, response: Response) -> bool:
        """What is to be removed, and is not there when it is asked again, is removed."""
        failed_before = any(one.response.status >= 500 for one in self.exchanges[:-1])
        return response.status == 404 and self.asked.operation.method == "DELETE" and failed_before

    def _untolerated(self, found: frozenset[Deviation]) -> str:
        ways = ", ".join(sorted(one.value for one in found - self.tolerates))
        return f"it gave a value for a response that the spec forbids: {ways}"

    def _of_value(self, response: Response) -> Iterator[str]:
        operation, value = self.asked.operation, self.value
        if operation.success_schema is None or (operation.method == "DELETE" and value is None):
            return
        came = strict_json(response.body)
        if operation.envelope is not None and not (isinstance(value, dict) and operation.envelope in value):
            yield from differences(value, came[operation.envelope], operation.item_schema or {})
        else:
            yield from differences(value, came, operation.success_schema)

    def _of_pages(self) -> Judged:
        walk = Walk(self.asked, self.exchanges)
        if self.raised is not None:
            # A smaller page may have been granted after one that was refused.
            troubled = walk.deviations or walk.broken or any(one.response.status >= 300 for one in self.exchanges)
            problems = [] if troubled else [f"it raised {self.raised} for pages that the spec allows"]
        elif walk.deviations <= self.tolerates:
            problems = list(walk.problems(self.value))
        else:
            problems = [self._untolerated(walk.deviations)]
        return problems, walk.deviations, walk.broken


_NO_PAGE = {Deviation.NO_JSON, Deviation.MISSING, Deviation.OTHER_TYPE}


class Walk:
    """The pages that came beneath one call."""

    def __init__(self, asked: ClientRequest, exchanges: Sequence[Exchange]) -> None:
        self._asked = asked
        self._paging = PagedList(asked.operation).paging
        self._exchanges = exchanges
        pages = dict(self._numbered())  # of one that came twice the later counts
        self._pages = dict(sorted(pages.items()))

    @functools.cached_property
    def deviations(self) -> frozenset[Deviation]:
        """All ways in which a page deviates."""
        granted = [one.response for one in self._exchanges if 200 <= one.response.status < 300]
        return frozenset(one for response in granted for one in self._asked.deviations(response))

    @property
    def broken(self) -> list[str]:
        """How the pages do not fit together, where none of them deviates by itself."""
        if self.deviations:
            return []
        ids = [number for page in self._pages.values() for number in page.ids]
        following = {number: self._next(page) for number, page in self._pages.items()}
        found = []
        if len(set(ids)) < len(ids):
            found.append("an item comes twice")
        if any(after not in (None, number + 1) for number, after in following.items()):
            found.append("a page does not name the next one")
        whole = self._unbroken and None in following.values()
        if whole and any(page.count != len(set(ids)) for page in self._pages.values()):
            found.append("the count is not that of all pages")
        return found

    def problems(self, value: Any) -> Iterator[str]:
        """Where the list that the client gave is not that of the pages."""
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            yield f"it gave no list of {self._paging.items}"
            return
        items = [item for page in self._pages.values() for item in page.items]
        once = self._once(items)
        if len(once) < len(items):  # what comes twice may be given once
            items, value = once, self._once(value)
        page = chosen(self._asked.operation.success_schema or {}, {})
        yield from differences(value, items, page["properties"][self._paging.items], "$")
        yield from self._stopped(len(once))

    def _stopped(self, found: int) -> Iterator[str]:
        if not self._unbroken:
            yield "it passed over a page"
            return
        last = next(reversed(self._pages.values()), None)
        if last is None or (self._next(last) is not None and found < (last.count or 0)):
            yield "it stopped before the last page"

    @property
    def _unbroken(self) -> bool:
        return list(self._pages) == list(range(1, len(self._pages) + 1))

    def _next(self, page: ReadPage) -> int | None:
        """The number of the next page: as meta names it, or inside the link; 0 for a link without one."""
        number, link = page.meta.get("next_page_number"), link_in(page.meta, "next_page")
        if number is not None:
            return int(number)
        return None if link is None else argument_of(link, self._paging.number) or 0

    def _numbered(self) -> Iterator[tuple[int, ReadPage]]:
        """The pages with their numbers, as far as they are any."""
        for one in self._exchanges:
            page = read_page(self._paging, one.response)
            if page is not None and _NO_PAGE.isdisjoint(self._asked.deviations(one.response)):
                yield int(one.request.argument(self._paging.number) or 1), page

    def _once(self, items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Each item once, where it came first."""
        found: dict[Any, dict[str, Any]] = {}
        for item in items:
            found.setdefault(item.get(self._paging.id), item)
        return list(found.values())
