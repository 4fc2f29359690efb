"""Pages that do not fit together while several are in flight: the walk ends rightly or raises, and never loops."""

from collections.abc import Callable

import pytest

from contract_tests.client_adapters import PLENTY, Flavour
from contract_tests.runtime.servers.hostile_server import Behaviour
from contract_tests.runtime.servers.paged_server import COUNT, IDS, PAGES, SIZE, Pages, ids, page, says
from contract_tests.runtime.servers.samples import Serve
from tines_cases.errors import DecodeError


def test_a_page_past_the_end_that_was_asked_for_ahead_harms_nobody(flavour: Flavour, serve: Serve) -> None:
    """The case shrinks while it is read, so that what page 1 promised is no longer there."""
    left = {number: says(200, page(6, number)) for number in (1, 2, 3)} | dict.fromkeys(range(4, 8), says(404, {}))
    pages = Pages(COUNT, lambda number: None if pages.asked == [1] else left.get(number))
    client = flavour.open(serve(then=pages).origin)

    assert ids(client.iterate(1).rest()) == IDS[:6]
    assert pages.asked.count(1) == 2


ODD: dict[str, tuple[Callable[[int], Behaviour | None], str]] = {
    "page 2 whatever is asked for": (lambda n: says(200, page(COUNT, 2)) if n > 2 else None, "page 3 was asked for"),
    "the actions of page 2 whatever is asked for": (
        lambda n: says(200, page(COUNT, n, [3, 4])) if n > 2 else None,
        "page 3 repeats",
    ),
    "pages 2 and 3 by turns": (
        lambda n: says(200, page(COUNT, n, [3 + n % 2, 9 + n % 2])) if n > 1 else None,
        "repeats",
    ),
    "the page before": (lambda n: says(200, page(COUNT, n - 1)) if n > 1 else None, "page 2 was asked for"),
    "smaller pages midway": (lambda n: says(200, page(COUNT, n, per_page=1)) if n > 3 else None, "size"),
    "empty pages": (lambda n: says(200, page(COUNT, n) | {"actions": []}) if n > 2 else None, "empty"),
    "another next page": (lambda n: says(200, page(COUNT, n, next_page_number=n + 2)) if n > 2 else None, "next one"),
    "an end on page 3": (
        lambda n: says(200, page(COUNT, n, next_page_number=None, next_page=None)) if n == 3 else None,
        "6 actions came",
    ),
    "a short page midway": (lambda n: says(200, page(COUNT, n, [99])) if n == 4 else None, f"{COUNT - 1} actions came"),
    "pages counted from zero": (
        lambda n: says(200, page(COUNT, n + 1, current_page=None, next_page_number=n + 1 if n < PAGES - 1 else None)),
        f"{COUNT - SIZE} actions came",
    ),
    "nothing, and the last page": (
        lambda n: says(200, page(COUNT, n, [], next_page_number=None, next_page=None)),
        "0 actions came",
    ),
}


@pytest.mark.parametrize(("instead", "message"), ODD.values(), ids=ODD.keys())
def test_pages_that_do_not_fit_are_an_error_and_no_loop(
    flavour: Flavour, serve: Serve, instead: Callable[[int], Behaviour | None], message: str
) -> None:
    pages = Pages(COUNT, instead)
    client = flavour.open(serve(then=pages).origin)

    error = client.failure(lambda: client.iterate(1).rest(), within=PLENTY)

    assert type(error) is DecodeError
    assert message in str(error)
    assert error.path == "$.meta"
    assert len(pages.asked) <= 2 * (PAGES + 5)


def growing(number: int) -> Behaviour:
    """A list that is two pages longer with each that is read."""
    return says(200, page(2 * SIZE * (number + 1), number))


def test_a_list_whose_count_grows_for_ever_ends(flavour: Flavour, serve: Serve) -> None:
    pages = Pages(COUNT, growing, latency=0)
    client = flavour.open(serve(then=pages).origin)

    error = client.failure(lambda: client.iterate(1).rest(), within=120)

    assert type(error) is DecodeError
    assert "there were 4 pages at first" in str(error)
    assert len(pages.asked) < 120


def test_a_list_that_doubles_while_it_is_read_is_read_to_its_end(flavour: Flavour, serve: Serve) -> None:
    pages = Pages(COUNT, lambda number: None if number < PAGES else says(200, page(2 * COUNT, number)), latency=0)
    client = flavour.open(serve(then=pages).origin)

    assert ids(client.iterate(1).rest()) == list(range(1, 2 * COUNT + 1))
