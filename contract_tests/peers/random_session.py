"""A random session of the SDK: valid calls in any order, and what the case must hold after each."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from tines_cases import TinesClient
from tines_cases.errors import NotFoundError

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
