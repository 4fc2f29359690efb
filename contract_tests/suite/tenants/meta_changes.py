"""Changes of what a page says of itself: its links and numbers."""

import re
from collections.abc import Callable
from typing import Any

from contract_tests.suite.tenants.response_changes import Body, Respond, page_of, paged
from tines_fake import Request


def linked(change: Callable[[str], str | None]) -> Callable[[], Respond]:
    """Change each link that there is."""

    def changed(_: Request, body: Body) -> None:
        for name in ("current_page", "next_page", "previous_page"):
            if body["meta"][name] is not None:
                body["meta"][name] = change(body["meta"][name])

    return paged(changed)


def of_page(name: str, value: Callable[[Any], Any], page: str) -> Callable[[], Respond]:
    """Change what meta says on one page."""

    def changed(request: Request, body: Body) -> None:
        if page_of(request) == page:
            body["meta"][name] = value(body["meta"][name])

    return paged(changed)


def renumbered(offset: int) -> Callable[[str | None], str | None]:
    """A link with another page."""

    def change(link: str | None) -> str | None:
        return link and re.sub(r"([?&]page=)(\d+)", lambda found: f"{found[1]}{int(found[2]) + offset}", link)

    return change


def to_origin(origin: str) -> Callable[[str], str]:
    return lambda link: re.sub(r"^https?://[^/]+", origin, link)
