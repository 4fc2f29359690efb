"""How much hypothesis makes up."""

import hypothesis
from attrs import frozen

_SUPPRESSED = (
    hypothesis.HealthCheck.too_slow,
    hypothesis.HealthCheck.filter_too_much,
    hypothesis.HealthCheck.data_too_large,
    hypothesis.HealthCheck.large_base_example,
    hypothesis.HealthCheck.nested_given,
)
_MOST_PER_STEP = 12
"""Requests of a step: a write, what it wrote, the list twice, and its share of the removal."""


@frozen
class Extent:
    """How many scenarios, of how many steps at most, and whether what is found is made smaller by trying it again."""

    scenarios: int
    steps: int
    shrinks: bool

    @property
    def settings(self) -> hypothesis.settings:
        phases = [hypothesis.Phase.generate, *([hypothesis.Phase.shrink] if self.shrinks else [])]
        return hypothesis.settings(
            max_examples=self.scenarios,
            stateful_step_count=self.steps,
            phases=phases,
            derandomize=True,
            database=None,
            deadline=None,
            print_blob=False,
            report_multiple_bugs=False,
            verbosity=hypothesis.Verbosity.quiet,
            suppress_health_check=_SUPPRESSED,
        )

    @property
    def most_requests(self) -> int:
        return self.scenarios * self.steps * _MOST_PER_STEP
