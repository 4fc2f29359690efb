"""Prism's proxy between the SDK and the served fake, with our document: neither breaks it, and who does is accused."""

import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from contract_tests.peers.conftest import CALLS, CASE, NEW
from tines_cases import TinesClient
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


Kept = tuple[str, str]
_TEXTS = ("", "Escalate", "é🔥", 'quoted "\\\n', "<b>", " ", "https://example.com/?a=b#c", "null")
# No number that JavaScript, which Prism is written in, cannot hold: it would be another one afterwards.
_PARAMS: tuple[dict[str, Any] | None, ...] = (
    None,
    {},
    {"status": "open", "notify": True},
    {"n": 2**53 - 1, "f": -0.5, "z": None, "": [{"é": []}, [0]]},
)
_SIZES = (None, 1, 7, 20, 50)


class RandomSession:
    """Plays with one case, and knows the URL and the label of each action that the case must hold."""

    def __init__(self, tines: TinesClient, case: int, seed: int) -> None:
        self._actions = tines.case_actions
        self._case = case
        self._random = random.Random(seed)
        self._held: dict[int, Kept] = {}

    def play(self, rounds: int) -> None:
        """Take each step so many times, in any order."""
        steps: list[Callable[[], None]] = [self._get, self._list, self._iterate, self._update, self._delete]
        steps += [self._create, self._create, self._replace_all]
        turns = steps * rounds
        self._random.shuffle(turns)
        for step in turns:
            step()
        self._iterate()

    def _create(self) -> None:
        new = self._new()
        made = self._actions.create(self._case, **new)
        assert _kept(made) == (new["url"], new["label"])
        assert made.id not in self._held
        self._held[made.id] = _kept(made)

    def _get(self) -> None:
        action = self._any()
        assert _kept(self._actions.get(self._case, action)) == self._held[action]

    def _list(self) -> None:
        size = self._random.choice(_SIZES)
        last = max(1, -(-len(self._held) // (size or 20)))
        page = self._actions.list(self._case, per_page=size, page=self._random.choice((None, 1, last)))
        assert page.meta.count == len(self._held)
        assert {action.id: _kept(action) for action in page.actions}.items() <= self._held.items()

    def _iterate(self) -> None:
        assert {action.id: _kept(action) for action in self._actions.iterate(self._case)} == self._held

    def _update(self) -> None:
        action, new = self._any(), self._new()
        changes = {name: new[name] for name in self._random.sample(sorted(new), self._random.randint(1, len(new)))}
        changed = self._actions.update(self._case, action, **changes)
        url, label = self._held[action]
        assert _kept(changed) == (changes.get("url", url), changes.get("label", label))
        self._held[action] = _kept(changed)

    def _delete(self) -> None:
        action = self._any()
        self._actions.delete(self._case, action)
        del self._held[action]
        with pytest.raises(NotFoundError):
            self._actions.get(self._case, action)

    def _replace_all(self) -> None:
        new = [self._new() for _ in range(self._random.randint(0, 120))]
        batch = self._actions.replace_all(self._case, new)
        assert sorted(map(_kept, batch.actions)) == sorted((action["url"], action["label"]) for action in new)
        self._held = {action.id: _kept(action) for action in batch.actions}
        self._iterate()  # as long as there are so many that some tenants need several pages

    def _any(self) -> int:
        """The id of an action that is there; of a new one, where there is none."""
        if not self._held:
            self._create()
        return self._random.choice(sorted(self._held))

    def _new(self) -> dict[str, Any]:
        choice = self._random.choice
        new = {"url": choice(_TEXTS), "label": choice(_TEXTS), "action_type": choice(("webhook", "page"))}
        optional = {"action_text": choice((None, *_TEXTS)), "query_params": choice(_PARAMS)}
        return new | {name: value for name, value in optional.items() if choice((True, False))}


def _kept(action: Any) -> Kept:
    return action.url, action.label


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("quirks", SOUND.values(), ids=SOUND)
def test_in_a_random_session_neither_sdk_nor_fake_breaks_the_document(through_proxy, watched, quirks, seed) -> None:
    fake = FakeTenant(quirks=quirks)
    fake.add_case(CASE)
    RandomSession(through_proxy(fake), CASE, seed).play(rounds=5)
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
