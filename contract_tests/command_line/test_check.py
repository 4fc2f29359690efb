"""`check`: a sentence for each thing that can be wrong."""

import pytest

from contract_tests.command_line.conftest import Run
from tines_fake import FakeTenant, Response, failures

INFO = "/api/v1/info"
WORKS = """\
tenant   responds
key      is good
plan     has cases; the key sees 1 of them
"""


@pytest.fixture(autouse=True)
def case(tines_fake: FakeTenant) -> None:
    tines_fake.case(1).add_action(label="Escalate")


def test_what_works_is_said_line_by_line_and_nothing_is_written(run: Run, tines_fake: FakeTenant) -> None:
    done = run("check", 1)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(WORKS + "case 1   can be read; actions: 1\nwriting  not known")
    assert {request.method for request in tines_fake.journal.requests()} == {"GET"}


def test_without_a_case_none_is_read(run: Run, tines_fake: FakeTenant) -> None:
    assert run("check").out.startswith(WORKS + "writing  not known")
    assert len(tines_fake.journal) == 1


def refused(run: Run, code: int, message: str, *arguments: object) -> None:
    done = run("check", *arguments)
    done._replace(out="").is_refused(code, message)
    assert "writing" not in done.out


@pytest.mark.parametrize(
    ("status", "elsewhere", "code", "message"),
    [
        (401, 401, 3, "the key is refused (401): check TINES_API_KEY"),
        (401, 200, 3, "the key is good, but the tenant's plan has no cases"),
        (401, 404, 3, "or the tenant's plan has no cases (401): check TINES_API_KEY"),
        (403, 200, 3, "may not list cases (403)"),
        (404, 200, 4, "the key works, but there is no list of cases"),
        (404, 404, 4, "no API of Tines responds there"),
    ],
)
def test_a_refused_list_of_cases_has_its_reason(
    run: Run, tines_fake: FakeTenant, status: int, elsewhere: int, code: int, message: str
) -> None:
    tines_fake.add_route("GET", INFO, Response(status=elsewhere, body=b"{}"))
    with tines_fake.faults(failures.status(status), operation="listCases"):
        refused(run, code, message)


def test_a_plan_without_cases_that_says_so(run: Run, tines_fake: FakeTenant) -> None:
    with tines_fake.faults(failures.status(401, message="tenant does not have access"), operation="listCases"):
        refused(run, 3, "the tenant's plan has no cases (401): no key can change that")


@pytest.mark.parametrize(
    ("failure", "code", "sentence"),
    [
        (failures.malformed(), 1, "not as Tines does"),
        (failures.status(302), 1, "the tenant redirects, perhaps to a login page"),
        (failures.reset("before"), 6, "cannot be reached"),
        (failures.status(503), 6, "does not work"),
        (failures.rate_limited(3600), 5, "the rate limit is reached"),
    ],
)
def test_a_tenant_that_is_another_or_down_or_busy(
    run: Run, tines_fake: FakeTenant, failure: failures.Failure, code: int, sentence: str
) -> None:
    with tines_fake.faults(failure):
        refused(run, code, sentence)


@pytest.mark.parametrize(("status", "code"), [(401, 3), (403, 3), (404, 4)])
def test_a_case_that_the_key_may_not_read(run: Run, tines_fake: FakeTenant, status: int, code: int) -> None:
    with tines_fake.faults(failures.status(status), operation="listCaseActions"):
        refused(run, code, f"({status})", 1)
