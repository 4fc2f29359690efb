"""The faults that only writing can have, by what an operation does to the items of a list."""

import datetime
import functools
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

from tines_fake.contents.item_fields import Item
from tines_fake.contents.resources import Resource, resource_for
from tines_fake.contents.state import State
from tines_fake.faults.definition import (
    Change,
    FaultTemplate,
    Write,
    instead,
    on_success,
    stored_with,
    written,
    written_always,
)
from tines_fake.responding.request_context import Body
from tines_fake.responding.steps import Steps
from tines_spec import Operation, Writable, kind_of, writable

_DAY = datetime.timedelta(days=1)
_LATE = datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)
Text = Callable[[str], Any]
_BASIC_PLANE = 0xFFFF


def word_of(name: str) -> str:
    """What the faults of a field are called: TEXT for action_text."""
    return name.rpartition("_")[2].upper()


def templates_of_texts(known: Writable) -> Iterator[FaultTemplate]:
    """Those of a create or an update."""
    yield from templates_of_texts_together(known)
    for name in _titles(known):
        yield _row(name, "CUT", "ends at a NUL", _up_to_nul)
    for name in known.mappings:
        yield _row(name, "AS-NUMBERS", "has numbers for texts", _as_number)
        yield _row(name, "ASTRAL", "loses characters", _basic)
    if known.address is not None:
        yield _row(known.address, "ASTRAL", "loses characters", _basic)


def templates_of_texts_together(known: Writable) -> Iterator[FaultTemplate]:
    """Those of a create or an update, and of replacing all."""
    for name in _titles(known):
        yield _row(name, "COMPOSED", "is normalised", functools.partial(unicodedata.normalize, "NFC"))
        yield _row(name, "AS-NUMBER", "loses leading zeros", _without_zeros)
    for name in known.texts:
        yield _row(name, "ASTRAL", "loses characters", _basic)


def templates_of_texts_updated(known: Writable) -> Iterator[FaultTemplate]:
    """Those of an update."""
    for name in (*known.texts, *known.mappings):
        yield _row(name, "CUT", "ends at a NUL", _up_to_nul)
    for name in known.texts:
        yield _row(name, "AS-NUMBER", "loses leading zeros", _without_zeros)


def _titles(known: Writable) -> tuple[str, ...]:
    return () if known.title is None else (known.title,)


def _row(name: str, suffix: str, description: str, change: Text) -> FaultTemplate:
    return f"{word_of(name)}-{suffix}", "READ-BACK", f"{name} {description}", _stored(name, change)


def _stored(name: str, change: Text) -> Change:
    """Store what is given of one field otherwise."""

    def stored(given: Body, item: Item) -> Item:
        return {**item, name: _changed(item[name], change)} if name in given else item

    return instead(made=stored, changed=lambda given, _, after: stored(given, after))


def _changed(value: Any, change: Text) -> Any:
    if isinstance(value, dict):
        return {key: _changed(one, change) for key, one in value.items()}
    return change(value) if isinstance(value, str) else value


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


def templates_of_writes(operation: Operation) -> Iterator[FaultTemplate]:
    """Those of an operation that writes the items of a list."""
    known, resource, templates = writable(operation), resource_for(operation), _TEMPLATES.get(kind_of(operation))
    if known is not None and resource is not None and templates is not None:
        found = templates(known, resource)
        yield from (one for one in found if resource.parent is not None or one[0] != "ELSEWHERE-TOO")


def _of_creating(known: Writable, resource: Resource) -> Iterator[FaultTemplate]:
    item, items, title = resource.item, resource.items, known.title or resource.id
    yield "NOT-STORED", "STORED", "nothing is stored", written(lambda write: write.before)
    yield "STORED-TWICE", "STORED", "it is stored twice", written(lambda write: write.adding(write.new[-1:]))
    yield f"{word_of(title)}-LOST", "READ-BACK", f"the {title} is lost", stored_with(**{title: ""})
    yield from templates_of_texts(known)
    for name in known.mappings:
        yield f"{word_of(name)}-LOST", "READ-BACK", f"{name} is lost", stored_with(**{name: {}})
    yield from _parts_lost(known, added=False)
    for name in known.times[:1]:
        late = stored_with(**{name: _LATE})
        yield f"{name.upper().replace('_', '-')}-LOST", "READ-BACK", f"{name} is another moment", late
    elsewhere = written(lambda write: write.adding_elsewhere(write.new))
    yield "OTHERS-LOST", "KEEPS-OTHERS", f"the other {items} are lost", written(lambda write: write.holding(write.new))
    yield "ELSEWHERE-TOO", "KEEPS-OTHERS", "other cases get it too", elsewhere
    first = stored_with(**{resource.id: resource.id_of(1)})
    yield "ID-ONE", "ID-NEW", f"every new {item} has the id {resource.id_of(1)}", first
    taken = instead(made=_owned_taken(known))
    yield "OWNED-TAKEN", "SERVER-OWNED", "what the server owns is taken from the body", taken
    has_story = stored_with(story_name="Case Management")
    yield "STORY-ALWAYS", "STORY-NAME", f"every {item} has a story", has_story


def _of_updating(known: Writable, resource: Resource) -> Iterator[FaultTemplate]:
    item, items, title = resource.item, resource.items, known.title or resource.id
    copied = written(lambda write: write.adding(write.gone[:1]))
    elsewhere = written(lambda write: write.changing_elsewhere(_first_retitled(title)))
    gone = written(_without_new)
    renumbered = written(lambda write: evolve(write, after=_without_new(write)).adding(write.new))
    stays = instead(changed=lambda _, before, after: {**after, "updated_at": before["updated_at"]})
    moves = instead(changed=lambda _, __, after: {**after, "created_at": after["created_at"] - _DAY})
    taken = instead(changed=lambda given, _, after: _owned_taken(known)(given, after))
    retitled = written(lambda write: write.holding(_others_with(write, **{title: "Other"})))
    touched = written(lambda write: write.holding(_others_with(write, updated_at=write.after.moment)))
    yield "COPIES", "KEEPS-OTHERS", f"the {item} as it was stays, as another one", copied
    yield "ELSEWHERE-TOO", "KEEPS-OTHERS", f"one of the {items} of other cases changes too", elsewhere
    yield "VANISHES", "READ-BACK", f"the {item} is gone after it", gone
    yield "ID-NEW", "CREATED-STAYS", f"the {item} has another id after it", renumbered
    yield "LOST", "READ-BACK", "nothing is stored", written(lambda write: write.before)
    yield "REPLACES", "PARTIAL", "what is not given is reset", instead(changed=_reset(known, resource))
    yield "UPDATED-STAYS", "UPDATED-MOVES", "updated_at stays as it was", stays
    yield "CREATED-MOVES", "CREATED-STAYS", "created_at moves", moves
    yield "OTHERS-CHANGED", "KEEPS-OTHERS", f"the other {items} change too", retitled
    if "updated_at" in resource.listed and resource.listed["updated_at"].required:
        yield "OTHERS-TOUCHED", "KEEPS-OTHERS", f"updated_at of the other {items} moves too", touched
    yield from templates_of_texts(known)
    yield from templates_of_texts_updated(known)
    yield from _parts_lost(known, added=True)
    if any(one.get("format") != "date-time" for one in known.owned.values()):  # taken times break other promises
        yield "OWNED-TAKEN", "SERVER-OWNED", "what the server owns is taken from the body", taken


def _parts_lost(known: Writable, *, added: bool) -> Iterator[FaultTemplate]:
    for name in (one for one in known.parts if ("x-adds-to" in known.unseen[one]) is added):
        whole, _ = known.parts[name]
        yield (
            f"{whole.upper()}-LOST",
            "READ-BACK",
            f"what is given of {whole} is lost",
            _without(whole, name, given=True),
        )
        yield f"{whole.upper()}-DROPPED", "PARTIAL", f"any update drops {whole}", _without(whole, name, given=False)


def _without(whole: str, name: str, *, given: bool) -> Change:
    """Store nothing of a list where a field is given, or where it is not."""

    def stored(sent: Body, item: Item) -> Item:
        return {**item, whole: []} if (name in sent) is given else item

    return instead(made=stored, changed=lambda sent, _, after: stored(sent, after))


def _without_new(write: Write) -> State:
    new = write.new
    return write.holding(item for item in write.items if item not in new)


def _others_with(write: Write, **fields: Any) -> Iterator[Item]:
    """The items, of which those that are not written have other values."""
    new = write.new
    return (item if item in new else {**item, **fields} for item in write.items)


def _first_retitled(title: str) -> Callable[[Sequence[Item]], Iterable[Item]]:
    return lambda items: [*({**item, title: f"{item[title]}!"} for item in items[:1]), *items[1:]]


def _owned_taken(known: Writable) -> Callable[[Body, Item], Item]:
    def take(given: Body, item: Item) -> Item:
        owned = [name for name in known.owned if name in given]
        texts = [name for name in owned if not isinstance(item.get(name), datetime.datetime)]
        taken = {name: given[name] for name in texts}
        # Of times only where the server owns nothing else: these are no text where they are stored.
        times = {name: given[name] for name in owned if not texts}
        return {**item, **taken, **{name: datetime.datetime.fromisoformat(value) for name, value in times.items()}}

    return take


def _reset(known: Writable, resource: Resource) -> Callable[[Body, Item, Item], Item]:
    """With what is not given as in a new item."""
    empty = {name: resource.fields[name].empty for name in known.given if name not in known.choices}
    return lambda given, _, after: {**after, **{name: value for name, value in empty.items() if name not in given}}


def _of_appending(known: Writable, resource: Resource) -> Iterator[FaultTemplate]:
    name = known.appended or ""
    alone = instead(changed=lambda given, _, after: {**after, name: given[name]})
    before = instead(changed=lambda given, there, after: {**after, name: f"{given[name]}{there[name] or ''}"})
    yield "IGNORED", "APPENDED", "nothing is stored", written(lambda write: write.before)
    yield "ALONE", "APPENDED", f"the {name} is what is given alone", alone
    yield "BEFORE", "APPENDED", f"what is given comes before the {name}", before
    # Of several that lose their names nothing is known again, and what was seen of that cannot be seen once more.
    yield from (one for one in _of_updating(known, resource) if one[0] != "OTHERS-CHANGED")


def _of_deleting(_: Writable, resource: Resource) -> Iterator[FaultTemplate]:
    elsewhere = written(lambda write: write.changing_elsewhere(lambda items: items[1:]))
    everything = written(lambda write: write.holding(()))
    yield "IGNORED", "GONE", "nothing is deleted", written(lambda write: write.before)
    yield "ELSEWHERE-TOO", "KEEPS-OTHERS", f"one of the {resource.items} of other cases goes too", elsewhere
    yield "ALL", "KEEPS-OTHERS", f"all {resource.items} of the case are deleted", everything
    yield "BODY", "EMPTY", "the response has a body", on_success(body=b"{}")


def _refused_always(steps: Steps) -> Steps:
    """What would succeed is not done, and refused."""
    refused = on_success(status=422, headers={}, body=b"")(steps)
    return evolve(refused, written=lambda _, before, __: before)


def _of_creating_several(_: Writable, resource: Resource) -> Iterator[FaultTemplate]:
    lost = written(lambda write: write.holding(write.new))
    elsewhere = written(lambda write: write.adding_elsewhere(write.new))
    yield "NOT-STORED", "STORED", "nothing is stored", written(lambda write: write.before)
    yield "STORED-TWICE", "STORED", "the last one is stored twice", written(lambda write: write.adding(write.new[-1:]))
    yield "REFUSED", "STORED", "each body is refused", _refused_always
    yield "OTHERS-LOST", "KEEPS-OTHERS", f"the other {resource.items} are lost", lost
    yield "ELSEWHERE-TOO", "KEEPS-OTHERS", "other cases get them too", elsewhere


def _of_replacing(known: Writable, resource: Resource) -> Iterator[FaultTemplate]:
    item, items, title = resource.item, resource.items, known.title or resource.id
    merged = written_always(lambda write: write.holding((*write.was, *write.items)))
    revived = written(lambda write: write.adding(write.was[-1:]))
    once = written(lambda write: write.holding({item[title]: item for item in write.items}.values()))
    elsewhere = written_always(lambda write: write.changing_elsewhere(lambda _: ()))
    yield "MERGES", "ALL-REPLACED", "what was there stays", merged
    yield "REFUSED", "ALL-REPLACED", "each body is refused", _refused_always
    yield "IGNORED", "ALL-REPLACED", "nothing is replaced", written(lambda write: write.before)
    yield "REVIVES", "ALL-REPLACED", f"one {item} that was there comes back as a new one", revived
    yield f"{word_of(title)}S-ONCE", "ALL-REPLACED", f"of {items} with one {title} one is stored", once
    yield from templates_of_texts_together(known)
    yield f"{word_of(title)}-LOST", "READ-BACK", f"each {title} is lost", stored_with(**{title: ""})
    empty = instead(body=lambda shown: {**shown, resource.items: []})
    yield "EMPTY-ANSWER", "ANSWER", f"the response holds no {items}", empty
    yield "ALL-CASES", "CASE-ONLY", f"the other cases lose their {items}", elsewhere


_TEMPLATES: Mapping[str, Callable[[Writable, Resource], Iterator[FaultTemplate]]] = {
    "create": _of_creating,
    "update": _of_updating,
    "append": _of_appending,
    "delete": _of_deleting,
    "replace_all": _of_replacing,
    "batch_create": _of_creating_several,
}
