"""Whatever the arguments are: what is sent is what they say, and what makes no sense is refused unsent."""

import decimal
import itertools
import operator
from fractions import Fraction
from typing import Any

import pytest

import tines_spec
from contract_tests.client.conftest import blocking
from contract_tests.client_adapters import KEY, sound_arguments
from tines_cases import CaseOrder
from tines_cases.errors import NotFoundError
from tines_fake import FakeTenant

_LIST = tines_spec.operations()["listCaseActions"]
_SCHEMAS = {name: one.schema for name, one in {**_LIST.path_parameters, **_LIST.query_parameters}.items()}
_EDGES = [("minimum", -1), ("minimum", 0), ("maximum", 0), ("maximum", 1)]


class Numpylike:
    """An integer of somebody else's: not an int, and as good as one."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __index__(self) -> int:
        return operator.index(self.value)


class Array:
    """What numpy's arrays are: they have the method, and refuse when it is called."""

    def __index__(self) -> int:
        raise TypeError("only integer scalar arrays can be converted to a scalar index")


_SENSELESS = (
    *(1.0, 0.5, float("nan"), float("inf"), True, False, 1j, b"1", "1", "1/../2", "", (1,), [1], {}, int, object()),
    *(decimal.Decimal(1), Fraction(1), Array(), Numpylike("1"), Numpylike(0), -1, 2**63, 10**5000, -(10**5000)),
)


def _listed(opened: Any, method: str, case_id: Any, **named: Any) -> tuple[list[str], Exception | None]:
    """What is asked of a tenant, and the error. Iterating, before the first step."""
    fake = FakeTenant(api_key=KEY)
    with opened(fake.transport().handle_request) as client:
        try:
            getattr(client, method)(case_id, **named)
        except (TypeError, ValueError) as error:
            return [exchange.request.path for exchange in fake.journal], error
        except NotFoundError:
            pass
    return [f"{one.request.path}?{one.request.query}" for one in fake.journal], None


@pytest.mark.parametrize(("method", "name"), [*(("list", name) for name in _SCHEMAS), ("iterate", "case_id")])
def test_what_makes_no_sense_is_refused_by_its_name_and_unsent(opened: Any, method: str, name: str) -> None:
    for value in (*_SENSELESS, *([None] if name == "case_id" else [])):
        sent, error = _listed(opened, method, **{"case_id": 1, name: value})
        assert sent == []
        assert str(error).startswith(f"{name} must be "), type(value)
        assert len(str(error)) < 200


@blocking
@pytest.mark.parametrize("operation", tines_spec.operations().values(), ids=lambda operation: operation.name)
def test_an_id_that_makes_no_sense_is_refused_and_nothing_is_sent(opened: Any, operation: tines_spec.Operation) -> None:
    fake = FakeTenant(api_key=KEY)
    sound = sound_arguments(operation)
    with opened(fake.transport().handle_request) as client:
        for name, number in itertools.product(operation.path_parameters, (0, -1, 2**63, "1", 1.0, True, None)):
            with pytest.raises((TypeError, ValueError), match=f"^{name} must be"):
                client.of(operation.tag).call(tines_spec.kind_of(operation), **sound | {name: number})
    assert len(fake.journal) == 0


@pytest.mark.parametrize("name", _SCHEMAS)
@pytest.mark.parametrize(("edge", "step"), _EDGES)
@pytest.mark.parametrize("kind", [int, Numpylike])
def test_each_bound_of_the_document_is_that_of_the_argument(
    opened: Any, name: str, edge: str, step: int, kind: Any
) -> None:
    value = _SCHEMAS[name][edge] + step
    sent, error = _listed(opened, "list", **{"case_id": 1, "per_page": None, name: kind(value)})
    case, query = (value, "") if name == "case_id" else (1, f"{name}={value}")
    assert (error is None) is (step == 0)
    assert sent == ([] if step else [f"/api/v2/cases/{case}/actions?{query}"])


def test_filtered_cases_are_gone_through_with_actions_and_tasks(opened: Any) -> None:
    fake = FakeTenant.sample(api_key=KEY)
    with opened(fake.transport().handle_request) as client:
        cases = client.of("cases").iterate(team_id=2, order=CaseOrder.CREATED_ASC, per_page=10).rest()
        pages = range(1, -(-len(cases) // 10) + 1)
        queries = [f"team_id=2&order=CREATED_ASC&per_page=10&page={page}" for page in pages]
        assert sorted(exchange.request.query for exchange in fake.journal) == queries
        assert {case.team.id for case in cases} == {2}
        found = {case.case_id: len(client.iterate(case.case_id).rest()) for case in cases[:5]}
        assert {case_id: count for case_id, count in found.items() if count} == {1: 2, 2: 1203}
        tasks = client.of("case_tasks").iterate(2)
        assert tasks.total() == len(tasks.rest()) == 60
