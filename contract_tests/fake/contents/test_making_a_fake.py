"""A fake that makes no sense raises where it is made, and not at some later request."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tines_fake import FakeTenant, Quirks
from tines_fake.__main__ import main


@pytest.mark.parametrize(
    ("make", "kind", "message"),
    [
        (lambda: Quirks(order="nope"), ValueError, "order must be one of 'id'"),
        (lambda: Quirks(wrong_key=200), ValueError, "wrong_key must be one of 401"),
        (lambda: Quirks(charset=1), ValueError, "charset must be one of False, True, not 1"),
        (lambda: FakeTenant(faults=["PAGE-OVERLAPS"]), ValueError, "do you mean .*PAGE-OVERLAP"),
        (lambda: FakeTenant(faults=[7]), TypeError, "FAULTS"),
        (lambda: FakeTenant(api_key=""), ValueError, "api_key"),
        (lambda: FakeTenant(api_key="two\nlines"), ValueError, "api_key"),
        (lambda: FakeTenant(origin="fake"), ValueError, "origin must be such as"),
        (lambda: FakeTenant(state={1: 2}), TypeError, "state must be a State"),
        (lambda: FakeTenant(journal=[1]), TypeError, "journal must be a Journal"),
        (lambda: FakeTenant().add_story("Story", 7, "https://example.com"), TypeError, "emoji"),
        (lambda: FakeTenant().add_action(1, id=0), ValueError, "from 1"),
    ],
)
def test_what_makes_no_sense_raises_at_once(make: Callable[[], object], kind: type[Exception], message: str) -> None:
    with pytest.raises(kind, match=message):
        make()


def test_an_action_may_have_any_number() -> None:
    assert FakeTenant().add_action(1, id=2**62)["id"] == 2**62


@pytest.mark.parametrize("key", ["", "a b", "a\nb"])
def test_a_key_that_no_client_could_send_is_a_matter_of_usage(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--api-key", key]) == 2
    assert "api_key" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("printed", "message"), [("[]", "holds no quirks"), ('{"ordr": 1}', "do you mean order"), ("{", "Expecting")]
)
def test_a_file_that_holds_no_quirks_is_refused(
    printed: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "probed.json"
    file.write_text(printed)
    assert main(["--like", str(file)]) == 2
    assert re.match(f"--like: .*{message}", capsys.readouterr().err)


def test_a_seed_that_is_not_there_is_named_with_its_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--fault", '{"failure":' + "[" * 100_000]) == 2
    assert capsys.readouterr().err == "--fault: it is nested too deeply\n"
    assert main(["--seed", "no-such-file.json"]) == 2
    assert capsys.readouterr().err == "--seed: [Errno 2] No such file or directory: 'no-such-file.json'\n"
