"""The settings of hypothesis for random sequences: the same sequences each time, and nothing kept on the disk."""

import hypothesis

from tines_contract.probes.plan import Extent

_SUPPRESSED = (
    hypothesis.HealthCheck.too_slow,
    hypothesis.HealthCheck.filter_too_much,
    hypothesis.HealthCheck.data_too_large,
    hypothesis.HealthCheck.large_base_example,
    hypothesis.HealthCheck.nested_given,
)


def settings_for(extent: Extent) -> hypothesis.settings:
    phases = [hypothesis.Phase.generate, *([hypothesis.Phase.shrink] if extent.shrinks else [])]
    return hypothesis.settings(
        max_examples=extent.sequences,
        stateful_step_count=extent.steps,
        phases=phases,
        derandomize=True,
        database=None,
        deadline=None,
        print_blob=False,
        report_multiple_bugs=False,
        verbosity=hypothesis.Verbosity.quiet,
        suppress_health_check=_SUPPRESSED,
    )
