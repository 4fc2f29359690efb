"""Whatever the arguments are: what is sent is allowed by the document, and what makes no sense is refused unsent."""

import decimal
import json
import operator
from fractions import Fraction
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tines_spec

_PARAMETERS = tines_spec.load()["components"]["parameters"]
_SCHEMAS = {_PARAMETERS[key]["name"]: _PARAMETERS[key]["schema"] for key in ("CaseId", "PerPage", "Page")}
_SETTINGS = settings(max_examples=100, derandomize=True, database=None, deadline=None)
_LONG = 10**5000


class Numpylike:
    """An integer of somebody else's: not an int, and as good as one."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __index__(self) -> int:
        return operator.index(self.value)

    def __repr__(self) -> str:
        return f"Numpylike({self.value!r})"


class Array:
    """What numpy's arrays are: they have the method, and refuse when it is called."""

    def __index__(self) -> int:
        raise TypeError("only integer scalar arrays can be converted to a scalar index")


_NO_INTEGERS = (
    *(1.0, 0.5, float("nan"), float("inf"), True, False, 1j, b"1", "1", "1/../2", "", (1,), [1], {}, int, object()),
    *(decimal.Decimal(1), Fraction(1), Array(), Numpylike("1")),
)


def _arguments(name: str) -> st.SearchStrategy[Any]:
    """Every other value makes sense, and the others come close to it or are far off."""
    low, high = _SCHEMAS[name]["minimum"], _SCHEMAS[name]["maximum"]
    edges = [bound + step for bound in (low, high, 0, 2**31, 2**63, 2**64) for step in (-1, 0, 1)]
    inside = st.integers(low, high) | st.sampled_from([low, low + 1, high - 1, high])
    numbers = inside | st.sampled_from([*edges, *(-edge for edge in edges), _LONG, -_LONG]) | st.integers()
    others = st.none() | st.sampled_from(_NO_INTEGERS) | st.floats() | st.text()
    sensible = inside | inside.map(Numpylike) | (st.nothing() if name == "case_id" else st.none())
    return sensible | sensible | sensible | numbers | numbers.map(Numpylike) | others


def _number(value: Any) -> int | None:
    """What the argument means, or None where it is no integer."""
    if isinstance(value, bool):
        return None
    try:
        return operator.index(value)
    except TypeError:
        return None


def _makes_sense(name: str, value: Any) -> bool:
    if value is None:
        return name != "case_id"
    number = _number(value)
    return number is not None and _SCHEMAS[name]["minimum"] <= number <= _SCHEMAS[name]["maximum"]


def _sent(request: httpx.Request) -> dict[str, int]:
    """The arguments, as they arrive."""
    case_id = request.url.path.split("/")[4]
    return {name: int(text) for name, text in [("case_id", case_id), *request.url.params.multi_items()]}


def _page_of(case_id: int) -> httpx.Response:
    sample = tines_spec.load()["components"]["examples"]["DocumentationSample"]["value"]
    return httpx.Response(200, content=json.dumps({**sample, "case_id": case_id}))


def _outcome(opened: Any, call: Any) -> tuple[list[httpx.Request], Exception | None]:
    requests: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return _page_of(_sent(request)["case_id"])

    with opened(respond) as client:
        try:
            call(client)
        except (TypeError, ValueError) as error:
            return requests, error
    return requests, None


@_SETTINGS
@given(st.fixed_dictionaries({name: _arguments(name) for name in _SCHEMAS}))
def test_list_sends_what_the_document_allows_or_names_an_argument_and_sends_nothing(
    opened: Any, accusations: Any, arguments: dict[str, Any]
) -> None:
    case_id, named = arguments["case_id"], {name: arguments[name] for name in ("per_page", "page")}
    requests, error = _outcome(opened, lambda client: client.list(case_id, **named))
    _check(requests, error, arguments, accusations)


@_SETTINGS
@given(case_id=_arguments("case_id"))
def test_iterate_sends_what_the_document_allows_or_names_the_argument_and_sends_nothing(
    opened: Any, accusations: Any, case_id: Any
) -> None:
    requests, error = _outcome(opened, lambda client: client.iterate(case_id).rest())
    _check(requests, error, {"case_id": case_id, "per_page": 500, "page": 1}, accusations)


@pytest.mark.parametrize("case_id", [0, "1", None, True])
def test_iterate_refuses_a_senseless_case_before_the_first_step(opened: Any, case_id: Any) -> None:
    requests, error = _outcome(opened, lambda client: client.iterate(case_id))
    assert (requests, str(error)[:16]) == ([], "case_id must be ")


def _check(requests: list[httpx.Request], error: Exception | None, arguments: Any, accusations: Any) -> None:
    senseless = [name for name, value in arguments.items() if not _makes_sense(name, value)]
    if not senseless:
        assert error is None
        (request,) = requests
        assert accusations(request) == []
        assert _sent(request) == {name: _number(value) for name, value in arguments.items() if value is not None}
    else:
        assert requests == []
        assert any(str(error).startswith(f"{name} must be ") for name in senseless), error
        assert len(str(error)) < 200


def test_the_arguments_hold_what_makes_sense_and_what_does_not() -> None:
    """Else the tests above could be green by absence."""
    seen: set[tuple[str, ...]] = set()

    @_SETTINGS
    @given(st.fixed_dictionaries({name: _arguments(name) for name in _SCHEMAS}))
    def look(arguments: dict[str, Any]) -> None:
        seen.add(tuple(name for name in _SCHEMAS if not _makes_sense(name, arguments[name])))

    look()
    assert len(seen) == 2 ** len(_SCHEMAS)


@pytest.mark.parametrize("name", _SCHEMAS)
@pytest.mark.parametrize(("edge", "step"), [("minimum", -1), ("minimum", 0), ("maximum", 0), ("maximum", 1)])
def test_each_bound_of_the_document_is_the_bound_of_the_argument(
    opened: Any, accusations: Any, name: str, edge: str, step: int
) -> None:
    arguments = {"case_id": 1, "per_page": None, "page": None, name: _SCHEMAS[name][edge] + step}
    requests, error = _outcome(opened, lambda client: client.list(arguments.pop("case_id"), **arguments))
    assert (error is None) == (step == 0)
    assert [accusations(request) for request in requests] == ([] if step else [[]])
