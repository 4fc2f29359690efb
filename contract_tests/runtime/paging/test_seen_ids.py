"""The ids of a whole list are known exactly, and take little room as long as they come in order."""

import random
import tracemalloc
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tines_runtime.paging import seen_ids
from tines_runtime.paging.seen_ids import SeenIds

_IDS = st.integers(0, 40) | st.sampled_from([2**63 - 1, 2**63, -(2**63), 2**70])


@settings(max_examples=100)
@given(pages=st.lists(st.lists(_IDS)) | st.lists(st.lists(st.text(max_size=2))), most_loose=st.integers(0, 9))
def test_just_the_ids_that_did_not_come_are_unknown(pages: list[list[Any]], most_loose: int) -> None:
    ids, copied, came = SeenIds(), SeenIds(), set[Any]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seen_ids, "MOST_LOOSE", most_loose)
        for page in pages:
            assert ids.unknown(page) == {*page} - came
            ids.add({*page} - came)
            came |= {*page}
        copied.update(ids)
    assert ids.unknown(came) == copied.unknown(came) == set()


_COUNT = 50_000
_SCATTERED = sorted(random.Random(0).sample(range(2**60), _COUNT))
_SHUFFLED = random.Random(1).sample(_SCATTERED, _COUNT)
ORDERS: dict[str, tuple[Callable[[], Sequence[int]], int]] = {
    "consecutive": (lambda: range(_COUNT), 1),
    "falling": (lambda: range(_COUNT, 0, -1), 1),
    "scattered": (lambda: _SCATTERED, 9),
    "out of order": (lambda: _SHUFFLED, 20),
}


@pytest.mark.parametrize(("order", "most"), ORDERS.values(), ids=ORDERS.keys())
def test_an_id_takes_few_bytes(monkeypatch: pytest.MonkeyPatch, order: Callable[[], Sequence[int]], most: int) -> None:
    monkeypatch.setattr(seen_ids, "MOST_LOOSE", _COUNT // 10)
    given, ids = order(), SeenIds()
    tracemalloc.start()
    for start in range(0, _COUNT, 500):
        ids.add(ids.unknown(given[start : start + 500]))
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert size < most * _COUNT
