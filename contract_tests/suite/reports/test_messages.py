"""What a finding says: what was sent and what came back, which key, which request, and why a body is no JSON."""

import pytest

from contract_tests.suite.reports.reports import judged_with, outcome_of
from contract_tests.suite.tenants.tenants import CASE, READING, judged, only
from tines_contract import Plan
from tines_contract.evidence.item_diff import difference
from tines_contract.promises.strict_json import unambiguous_json, why_unreadable
from tines_contract.report.text_report import as_text

SECRET = "sesame"
FIRE, BEYOND = chr(0x1F525), chr(0x20BB7)
UPDATING = only("updateCaseAction")


def _found(fault_id: str, promise: str, plan: Plan) -> str:
    return outcome_of(judged_with(fault_id, plan=plan), promise).findings[0].message


@pytest.mark.parametrize(
    ("sent", "read", "said"),
    [
        ("É & <b>", "É &amp; &lt;b&gt;", 'label: sent "É & <b>", read "É &amp; &lt;b&gt;"'),
        ("007", 7, 'label: sent "007", read 7'),
        ("before\0after", "before", 'label: sent "before\\u0000after", read "before"'),
        (f"a {FIRE} b", "a ? b", f'label: sent "a {FIRE} b", read "a ? b"'),
        (f"{BEYOND}e", "e", f'label: sent "{BEYOND}e", read "e"'),
        ("café", "cafÃ©", 'label: sent "café", read "cafÃ©"'),
        ("Label", "LABEL", 'label: sent "Label", read "LABEL"'),
        ("é", "e\u0301", 'label: sent "\\u00e9", read "e\\u0301"'),
        ("text", None, 'label: sent "text", read null, or nothing'),
        ("text", "", 'label: sent "text", read ""'),
        ("text", SECRET, 'label: sent "text", read another text, of 6 characters'),
        ("text", f"text {SECRET}", 'label: sent "text", read another text, of 11 characters'),
        ("text", [SECRET], 'label: sent "text", read a list'),
        ("text", {SECRET: SECRET}, 'label: sent "text", read an object'),
        ("x" * 300, "x" * 250, f'label: sent "…{"x" * 60}…", read "…{"x" * 15}"'),
        (
            {"a": "1", "b": "2"},
            {"a": "1", "b": "3", SECRET: 1},
            'label.b: sent "2", read another text, of 1 characters',
        ),
        ({"a": "1"}, SECRET, "label: sent an object, read another text, of 6 characters"),
    ],
)
def test_what_was_sent_stands_beside_what_is_made_of_it(sent: object, read: object, said: str) -> None:
    assert difference("label", sent, read) == said


@pytest.mark.parametrize("text", ["sesam", "sea", "test", "a1", "mess"])
def test_a_text_of_others_is_not_taken_for_what_was_sent(text: str) -> None:
    assert text not in difference("label", "We assess the message", f"{text} of Ada").partition("read")[2]


@pytest.mark.parametrize(
    ("broken", "promise", "parts"),
    [
        ("UPDATE-LABEL-CUT", "UPDATE-READ-BACK", ("label: sent ", ", read ")),
        ("UPDATE-TEXT-AS-NUMBER", "UPDATE-READ-BACK", ('action_text: sent "007", read "7"',)),
        ("UPDATE-PARAMS-AS-NUMBERS", "UPDATE-READ-BACK", ('query_params.code: sent "007", read 7',)),
        ("GET-ANY-KEY", "GET-KEY-WRONG", ("a request with a wrong key (",)),
        ("AUTH-KEY-BEGINS", "LIST-KEY-WRONG", ("(the key without its last character) gets 200",)),
        ("LABEL-NULL", "LIST-SHAPE", (f"GET /api/v2/cases/{CASE}/actions: ", "$.actions[0].label")),
    ],
)
def test_a_finding_says_what_a_developer_needs(broken: str, promise: str, parts: tuple[str, ...]) -> None:
    found = _found(broken, promise, READING if promise.startswith(("GET", "LIST")) else UPDATING)
    for part in parts:
        assert part in found


def test_what_changed_in_another_case_is_named_by_id_and_field() -> None:
    found = _found("UPDATE-ELSEWHERE-TOO", "UPDATE-KEEPS-OTHERS", UPDATING)
    assert "of case " in found
    assert " is another in " in found


BODIES = {
    b"": "the body is empty",
    b" \n": "the body is empty",
    b"\xef\xbb\xbf{}": "the body begins with a byte order mark",
    b"<!doctype html>": "the body begins with <, as HTML does, and is no JSON",
    b'{"label": "Zo\xf6"}': "the body cannot be read: 'utf-8' codec can't decode byte 0xf6 in position 13",
    b'{"meta": {"count": NaN}}': "the body cannot be read: NaN is no JSON",
    b'{"meta": {"sesame": 1e999}}': "the body cannot be read: a number is too large",
    b'{"id": %b}' % (b"7" * 5000): "the body cannot be read: Exceeds the limit (4300 digits)",
    b'{"label": "\\ud83d"}': "a text in the body holds half a character (a lone surrogate)",
    b'{"sesame": 1, "sesame": 2}': "the body cannot be read: an object names a key twice",
    b'{"id": 1': "the body cannot be read: Expecting ',' delimiter: line 1 column 9 (char 8)",
    b"[" * 101 + b"]" * 101: "the body cannot be read: the JSON is nested too deeply",
    b"[" * 100_000: "the body cannot be read: the JSON is nested too deeply",
}


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_why_a_body_is_no_json_is_said_without_what_it_holds(body: bytes) -> None:
    said = why_unreadable(body)
    assert said.startswith(BODIES[body])
    assert SECRET not in said


def test_a_body_that_can_be_read_is_never_called_unreadable() -> None:
    for body in (b"{}", b'{"a": "NaN"}', b"[1.5]", b"[" * 100 + b"]" * 100):
        unambiguous_json(body)
    with pytest.raises(ValueError, match="nested too deeply"):
        unambiguous_json(b"[" * 101 + b"]" * 101)
    report = judged(plan=READING)
    assert "the body" not in as_text(report)


@pytest.mark.parametrize(
    ("broken", "promise", "cause"),
    [
        ("UPDATE-LOST", "UPDATE-UPDATED-MOVES", "UPDATE-READ-BACK"),
        ("LABEL-NULL", "LIST-PAGES-DISJOINT", "LIST-SHAPE"),
        ("LABEL-NULL", "CREATE-KEEPS-OTHERS", "LIST-SHAPE"),
    ],
)
def test_what_was_done_in_vain_is_not_said_to_be_missing(broken: str, promise: str, cause: str) -> None:
    (line,) = (line for line in as_text(judged_with(broken)).splitlines() if f" {promise}" in line)
    assert f"; responses that break {cause}" in line


def test_what_is_missing_is_said_alone_where_nothing_is_broken() -> None:
    assert "may not count" not in as_text(judged(actions=5))


@pytest.mark.parametrize("promise", ["UPDATE-TYPE-KNOWN", "CASES-OF-TEAM"])
def test_a_run_that_could_accuse_nobody_says_why_it_is_unjudged(promise: str) -> None:
    assert "unjudged: each promise that could accuse was skipped" in as_text(judged(plan=only(promise)))
