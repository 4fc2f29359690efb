"""A list that shrinks or grows while several of its pages are in flight: the walk ends rightly or raises.

Pages that fit no list at all are in `client/paging/test_odd_pages.py`.
"""

from contract_tests.client_adapters import Flavour
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
