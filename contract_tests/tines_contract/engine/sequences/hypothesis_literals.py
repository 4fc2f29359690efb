"""Keeps hypothesis from making up arguments of the literals in whatever modules are loaded."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from hypothesis.internal.conjecture.providers import HypothesisProvider

_DRAWS_LITERALS = "_maybe_draw_constant"


@contextmanager
def no_literals() -> Iterator[None]:
    """Else another program around the run would have other requests sent, with literals of its own in them.

    There is no setting for it. A hypothesis without that method has none to be kept from.
    """
    if not hasattr(HypothesisProvider, _DRAWS_LITERALS):
        yield
        return
    with mock.patch.object(HypothesisProvider, _DRAWS_LITERALS, return_value=None):
        yield
