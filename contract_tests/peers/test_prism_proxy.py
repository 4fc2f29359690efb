"""Prism's proxy between the SDK and the served fake, with our document: neither breaks it, and who does is accused."""

from contextlib import suppress
from typing import Any

import pytest

from contract_tests.peers.conftest import CALLS, CASE, NEW
from tines_cases.errors import NotFoundError, TinesError
from tines_fake import FAULTS, FakeTenant, Quirks

SOUND = {
    "plain": Quirks(),
    "newer than we know": Quirks(unknown_fields=True, unknown_types=True, timestamps="milliseconds", new_text="empty"),
    "oldest": Quirks(item="oldest", action_text="absent", timestamps="offset", error_body="html", pages_of_nothing=0),
    "in between": Quirks(item="page-emoji", largest_page=50, next_page_number=False, batch_order="turned"),
    "sparing": Quirks(no_query_params="absent", over_largest=422, largest_page=50, error_body="nothing"),
}
# What a schema, a status or a media type says; of what happens between requests Prism knows nothing. It takes a blank
# for the T of a timestamp (a note in RFC 3339 would let applications do so, its grammar does not), it follows redirects
# by itself, and a 204 with a body is stopped by the server below it.
_SEEN_BY_PRISM = ("-SHAPE", "-STATUS", "-CONTENT-TYPE", "-TIMESTAMPS")
_TAKEN = ("TIME-WITH-BLANK", "MOVED")
BREACHES = [f for f in FAULTS if f.promise.endswith(_SEEN_BY_PRISM) and not f.id.endswith(_TAKEN)]
ACTIONS = "/api/v2/cases/1/actions"


_TEXTS = ("", "Escalate", "é🔥", 'quoted "\\\n', "<b>", " ", "https://example.com/?a=b#c", "null")
# No number that JavaScript, which Prism is written in, cannot hold: it would be another one afterwards.
_PARAMS: tuple[Any, ...] = (None, {}, {"n": 2**53 - 1, "f": -0.5, "z": None, "": [{"é": []}, [0]]})
BODIES = [{**NEW, "url": text, "label": text, "action_text": text} for text in _TEXTS]
BODIES += [{**NEW, "action_type": "webhook", "action_text": None, "query_params": params} for params in _PARAMS]


@pytest.mark.parametrize("quirks", SOUND.values(), ids=SOUND)
def test_neither_sdk_nor_fake_breaks_the_document(through_proxy, watched, quirks) -> None:
    fake = FakeTenant.sample(quirks=quirks)
    tines = through_proxy(fake)
    actions = tines.case_actions
    for body in BODIES:
        made = actions.create(CASE, **body)
        assert actions.update(CASE, made.id, **body).label == actions.get(CASE, made.id).label == body["label"]
        actions.delete(CASE, made.id)
        with pytest.raises(NotFoundError):
            actions.get(CASE, made.id)
    assert len(actions.replace_all(CASE, BODIES * 20).actions) == len(BODIES) * 20
    for size in (None, 1, 7, 50):
        assert actions.list(CASE, per_page=size, page=1).meta.count == len(BODIES) * 20
    assert sum(1 for _ in actions.iterate(CASE)) == len(BODIES) * 20  # so many that some tenants need several pages
    for read in (tines.cases.iterate(), tines.case_tasks.iterate(CASE), [tines.cases.get(CASE)]):
        assert list(read) is not None
    assert watched.objections == []
    assert watched.answers == len(fake.journal)


@pytest.mark.parametrize("fault", BREACHES, ids=lambda fault: fault.id)
def test_a_tenant_that_breaks_the_document_is_accused(through_proxy, watched, fault) -> None:
    with suppress(TinesError):
        CALLS[fault.operation](through_proxy(FakeTenant.sample(faults=[fault])))
    assert len(watched.objections) == watched.answers == 1


def test_each_operation_has_a_tenant_that_breaks_the_document() -> None:
    assert {fault.operation for fault in BREACHES} == CALLS.keys()


WRONG = {
    "a page of no actions": ("GET", ACTIONS, {"params": {"per_page": 0}}),
    "a page of too many": ("GET", ACTIONS, {"params": {"per_page": 501}}),
    "a page that is no number": ("GET", ACTIONS, {"params": {"page": "first"}}),
    "a case below the first": ("GET", "/api/v2/cases/0/actions", {}),
    "a new action without a label": ("POST", ACTIONS, {"json": {name: NEW[name] for name in ("url", "action_type")}}),
    "a new action of another type": ("POST", ACTIONS, {"json": NEW | {"action_type": "form"}}),
    "a new action without a body": ("POST", ACTIONS, {}),
    "a label that is no text": ("PUT", f"{ACTIONS}/1", {"json": {"label": 7}}),
    # As an update it would be right: that it is not shows that Prism read `batch` as a word and not as an id.
    "all actions, and none given": ("PUT", f"{ACTIONS}/batch", {"json": {}}),
    "an id that is no number": ("DELETE", f"{ACTIONS}/first", {}),
    "an operation that there is not": ("PATCH", f"{ACTIONS}/1", {"json": {}}),
}


@pytest.mark.parametrize("request_", WRONG.values(), ids=WRONG)
def test_a_request_that_the_document_does_not_allow_is_accused_and_goes_no_further(
    through_proxy, watched, request_
) -> None:
    fake = FakeTenant.sample()
    method, path, options = request_
    with pytest.raises(TinesError):
        through_proxy(fake).request(method, path, **options)
    assert len(watched.objections) == 1
    assert len(fake.journal) == 0
