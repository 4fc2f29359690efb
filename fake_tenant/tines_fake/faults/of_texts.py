"""The faults of a write in how it stores texts: each changes what was given of some fields, and nothing else."""

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from tines_fake.faults.definition import Change, Row
from tines_fake.faults.step_changes import both, instead
from tines_fake.fields import Item
from tines_fake.request_body import Body

Text = Callable[[str], Any]
_BASIC_PLANE = 0xFFFF


def rows_of_texts() -> Iterator[Row]:
    """Those of a create or an update."""
    yield from rows_of_texts_together()
    yield Row("LABEL-CUT", "READ-BACK", "a label ends at a NUL", _stored("label", _up_to_nul))
    yield Row("PARAMS-AS-NUMBERS", "READ-BACK", "query parameters become numbers", _stored("query_params", _as_number))
    yield Row("PARAMS-ASTRAL", "READ-BACK", "query parameters lose characters", _stored("query_params", _basic))
    yield Row("URL-ASTRAL", "READ-BACK", "the URL loses characters", _stored("url", _basic))


def rows_of_texts_together() -> Iterator[Row]:
    """Those of a create or an update, and of replacing all."""
    yield Row("LABEL-COMPOSED", "READ-BACK", "the label is normalised", _stored("label", _composed))
    yield Row("LABEL-AS-NUMBER", "READ-BACK", "a label loses leading zeros", _stored("label", _without_zeros))
    yield Row("TEXT-ASTRAL", "READ-BACK", "the text loses characters", _stored("action_text", _basic))


def rows_of_texts_updated() -> Iterator[Row]:
    """Those of an update."""
    yield Row("TEXT-CUT", "READ-BACK", "a text ends at a NUL", _stored("action_text", _up_to_nul))
    yield Row("PARAMS-CUT", "READ-BACK", "query parameters end at a NUL", _stored("query_params", _up_to_nul))
    yield Row("TEXT-AS-NUMBER", "READ-BACK", "a text loses leading zeros", _stored("action_text", _without_zeros))


def _stored(name: str, change: Text) -> Change:
    """Store what is given of one field otherwise."""

    def stored(given: Body, item: Item) -> Item:
        return {**item, name: _changed(item[name], change)} if name in given else item

    return both(instead(made=stored), instead(changed=lambda given, _, after: stored(given, after)))


def _changed(value: Any, change: Text) -> Any:
    if isinstance(value, dict):
        return {key: _changed(one, change) for key, one in value.items()}
    return change(value) if isinstance(value, str) else value


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _up_to_nul(text: str) -> str:
    return text.partition("\0")[0]


def _basic(text: str) -> str:
    return "".join(char if ord(char) <= _BASIC_PLANE else "?" for char in text)


def _without_zeros(text: str) -> str:
    """A number at the end of a text, or that is all of it."""
    before, blank, last = text.rpartition(" ")
    return f"{before}{blank}{int(last)}" if last.isdecimal() else text


def _as_number(text: str) -> Any:
    return int(text) if text.isdecimal() else text
