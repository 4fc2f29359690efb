"""What hypothesis makes up is the same in each run: on any machine, in any order, whatever else is loaded."""

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

from tines_contract.engine.hypothesis_literals import no_literals

_NAME = "tines-cases"


def use(config: pytest.Config) -> None:
    settings.register_profile(_NAME, derandomize=True, database=None, deadline=None)
    settings.load_profile(_NAME)
    set_hypothesis_home_dir(config.rootpath / ".hypothesis")  # what a command makes up here needs no tables of its own
    without_literals = no_literals()
    without_literals.__enter__()
    config.add_cleanup(lambda: without_literals.__exit__(None, None, None))
