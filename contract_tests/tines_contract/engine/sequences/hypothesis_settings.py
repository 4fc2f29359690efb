"""How hypothesis is run: the same requests each time, nothing kept on the disk, and ended by the first obstacle."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar, cast
from unittest import mock

import hypothesis
from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis.internal.conjecture.providers import HypothesisProvider


class EndedError(KeyboardInterrupt):
    """Ends hypothesis, which would try again after any other error. Its cause is what has ended it, if anything has."""


def settings_for(examples: int, steps: int = 1, *, shrinks: bool = False) -> settings:
    """So many examples, each of so many steps at most. shrinks: whether a smaller one is looked for."""
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        phases=[Phase.generate, *([Phase.shrink] if shrinks else [])],
        derandomize=True,
        database=None,
        deadline=None,
        print_blob=False,
        report_multiple_bugs=False,
        verbosity=Verbosity.quiet,
        suppress_health_check=cast("list[HealthCheck]", list(HealthCheck)),
    )


T = TypeVar("T", bound=Callable[..., Any])


def seeded(seed: int, test: T) -> T:
    """Have hypothesis make up what follows from a seed; 0 is what it makes up by itself, the same each time."""
    return hypothesis.seed(seed)(test) if seed else test


@contextmanager
def ended_at_once() -> Iterator[None]:
    """Raise the cause of an EndedError in its place."""
    try:
        with no_literals():
            yield
    except EndedError as ended:
        if ended.__cause__ is not None:
            raise ended.__cause__ from None


def no_literals() -> AbstractContextManager[object]:
    """Keep hypothesis from making up arguments of the literals in whatever modules are loaded.

    Else another program around the run would have other requests sent. There is no setting for it.
    """
    return mock.patch.object(HypothesisProvider, "_maybe_draw_constant", create=True, return_value=None)
