"""The options that choose a tenant, the same as those of `python -m tines_contract run`."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("tines-cases", "the tenant that contract_tests/endpoint judges")
    group.addoption(
        "--tenant", help="fake, served, or an origin such as https://acme.tines.com (default: TINES_TENANT)"
    )
    group.addoption("--case", help="the number of a case, best one with more than 42 actions (default: TINES_CASE_ID)")
    group.addoption("--other-case", help="another case to hold it against (default: those before and after)")
