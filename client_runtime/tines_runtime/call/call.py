"""What one call asks for, and what reads its response."""

from collections.abc import Callable, Collection
from typing import Generic, TypeVar

from msgspec import Struct

from tines_runtime.call.response import Failure, Response, Shown
from tines_runtime.secret import SecretValue

T = TypeVar("T")
Headers = tuple[tuple[str, str], ...]


class Call(Struct, Generic[T], frozen=True):
    """One call: what is sent, which statuses are success, and what makes a value of such a response.

    `repeatable` says whether sending it twice does no more than sending it once. `success_on_404` is what a 404 stands
    for where it is what was wanted, as for a delete: with `missing_ok` at once, and else only if an earlier attempt may
    have been processed. `read` is given what makes of a text what an error may show of it. `page` is the number of the
    page that is asked for while iterating.
    """

    method: str
    path: str
    target: SecretValue[str]
    successes: Collection[int]
    read: Callable[[Response, Shown], T | Failure]
    repeatable: bool
    headers: Headers = ()
    body: SecretValue[bytes] | None = None
    success_on_404: Response | None = None
    missing_ok: bool = False
    page: int | None = None

    def __str__(self) -> str:
        return f"{self.method} {self.path}{'' if self.page is None else f', page {self.page}'}"
