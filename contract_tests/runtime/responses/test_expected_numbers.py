"""A response that names another case or action than the request is an error, and never a value."""

import json
from typing import Any

import pytest

from contract_tests.runtime.servers.samples import ACTION
from tines_cases import CaseActionDetail
from tines_cases.errors import DecodeError
from tines_runtime.call.response import Failure, Response, value_of

DETAIL = {**ACTION, "case_id": 2, "id": 7}


def read(expected: dict[str, int]) -> Any:
    return value_of({200: CaseActionDetail}, expected, None, Response(200, {}, json.dumps(DETAIL).encode()), str)


def test_the_numbers_that_were_asked_for_are_a_value() -> None:
    assert read({"case_id": 2, "id": 7}).id == 7


def test_a_number_that_the_response_does_not_name_is_not_compared() -> None:
    assert read({"story_id": 3, "id": 7}).id == 7


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        ({"case_id": 1, "id": 7}, "status 200: case_id is 2, and 1 was asked for (at $.case_id)"),
        ({"case_id": 2, "id": 8}, "status 200: id is 7, and 8 was asked for (at $.id)"),
    ],
)
def test_another_number_is_an_error_that_shows_both(expected: dict[str, int], message: str) -> None:
    failure = read(expected)

    assert isinstance(failure, Failure)
    assert isinstance(failure.error, DecodeError)
    assert str(failure.error) == message
    assert failure.error.path == message[message.index("$") : -1]
