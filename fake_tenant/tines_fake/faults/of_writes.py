"""The faults that only writing can have, by what an operation does to the items of a list."""

from collections.abc import Callable, Iterator, Mapping

from tines_fake.contents.resources import Resource, resource_for
from tines_fake.faults.definition import FaultTemplate
from tines_fake.faults.of_texts import (
    templates_of_texts,
    templates_of_texts_together,
    templates_of_texts_updated,
    word_of,
)
from tines_fake.faults.step_changes import instead, on_success, stored_with
from tines_fake.faults.wrong_state import (
    DAY,
    all_lost,
    changed_lost,
    changed_renumbered,
    copied,
    elsewhere_lost,
    first_elsewhere_lost,
    first_elsewhere_retitled,
    last_revived,
    made_elsewhere,
    merged,
    nothing,
    others_lost,
    others_retitled,
    others_touched,
    owned_taken,
    repeated_titles_lost,
    reset,
    stored_twice,
    written,
)
from tines_spec import Operation, Writable, kind_of, writable


def templates_of_writes(operation: Operation) -> Iterator[FaultTemplate]:
    """Those of an operation that writes the items of a list."""
    known, resource, templates = writable(operation), resource_for(operation), _TEMPLATES.get(kind_of(operation))
    if known is not None and resource is not None and templates is not None:
        yield from templates(known, resource)


def _of_creating(known: Writable, resource: Resource) -> Iterator[FaultTemplate]:
    item, items, title = resource.item, resource.items, known.title or resource.id
    taken = instead(made=owned_taken(known))
    yield "NOT-STORED", "STORED", "nothing is stored", instead(written=nothing)
    yield "STORED-TWICE", "STORED", "it is stored twice", written(stored_twice)
    yield f"{word_of(title)}-LOST", "READ-BACK", f"the {title} is lost", stored_with(**{title: ""})
    yield from templates_of_texts(known)
    for name in known.mappings:
        yield f"{word_of(name)}-LOST", "READ-BACK", f"{name} is lost", stored_with(**{name: {}})
    yield "OTHERS-LOST", "KEEPS-OTHERS", f"the other {items} are lost", written(others_lost)
    yield "ELSEWHERE-TOO", "KEEPS-OTHERS", "other cases get it too", written(made_elsewhere)
    first = stored_with(**{resource.id: resource.id_of(1)})
    yield "ID-ONE", "ID-NEW", f"every new {item} has the id {resource.id_of(1)}", first
    yield "OWNED-TAKEN", "SERVER-OWNED", "what the server owns is taken from the body", taken
    has_story = stored_with(story_name="Case Management")
    yield "STORY-ALWAYS", "STORY-NAME", f"every {item} has a story", has_story


def _of_updating(known: Writable, resource: Resource) -> Iterator[FaultTemplate]:
    item, items, title = resource.item, resource.items, known.title or resource.id
    elsewhere = written(first_elsewhere_retitled(title))
    stays = instead(changed=lambda _, before, after: {**after, "updated_at": before["updated_at"]})
    moves = instead(changed=lambda _, __, after: {**after, "created_at": after["created_at"] - DAY})
    taken = instead(changed=lambda given, _, after: owned_taken(known)(given, after))
    yield "COPIES", "KEEPS-OTHERS", f"the {item} as it was stays, as another one", written(copied)
    yield "ELSEWHERE-TOO", "KEEPS-OTHERS", f"one of the {items} of other cases changes too", elsewhere
    yield "VANISHES", "READ-BACK", f"the {item} is gone after it", written(changed_lost)
    yield "ID-NEW", "CREATED-STAYS", f"the {item} has another id after it", written(changed_renumbered)
    yield "LOST", "READ-BACK", "nothing is stored", instead(written=nothing)
    yield "REPLACES", "PARTIAL", "what is not given is reset", instead(changed=reset(known, resource))
    yield "UPDATED-STAYS", "UPDATED-MOVES", "updated_at stays as it was", stays
    yield "CREATED-MOVES", "CREATED-STAYS", "created_at moves", moves
    yield "OTHERS-CHANGED", "KEEPS-OTHERS", f"the other {items} change too", written(others_retitled(title))
    touched = written(others_touched)
    if "updated_at" in resource.fields:
        yield "OTHERS-TOUCHED", "KEEPS-OTHERS", f"updated_at of the other {items} moves too", touched
    yield from templates_of_texts(known)
    yield from templates_of_texts_updated(known)
    if any(one.get("format") != "date-time" for one in known.owned.values()):  # taken times break other promises
        yield "OWNED-TAKEN", "SERVER-OWNED", "what the server owns is taken from the body", taken


def _of_appending(known: Writable, resource: Resource) -> Iterator[FaultTemplate]:
    name = known.appended or ""
    alone = instead(changed=lambda given, _, after: {**after, name: given[name]})
    before = instead(changed=lambda given, there, after: {**after, name: f"{given[name]}{there[name] or ''}"})
    yield "IGNORED", "APPENDED", "nothing is stored", instead(written=nothing)
    yield "ALONE", "APPENDED", f"the {name} is what is given alone", alone
    yield "BEFORE", "APPENDED", f"what is given comes before the {name}", before
    # Of several that lose their names nothing is known again, and what was seen of that cannot be seen once more.
    yield from (one for one in _of_updating(known, resource) if one[0] != "OTHERS-CHANGED")


def _of_deleting(_: Writable, resource: Resource) -> Iterator[FaultTemplate]:
    elsewhere = written(first_elsewhere_lost)
    yield "IGNORED", "GONE", "nothing is deleted", instead(written=nothing)
    yield "ELSEWHERE-TOO", "KEEPS-OTHERS", f"one of the {resource.items} of other cases goes too", elsewhere
    yield "ALL", "KEEPS-OTHERS", f"all {resource.items} of the case are deleted", written(all_lost)
    yield "BODY", "EMPTY", "the response has a body", on_success(body=b"{}")


def _of_creating_several(_: Writable, resource: Resource) -> Iterator[FaultTemplate]:
    yield "NOT-STORED", "STORED", "nothing is stored", instead(written=nothing)
    yield "STORED-TWICE", "STORED", "the last one is stored twice", written(stored_twice)
    yield "OTHERS-LOST", "KEEPS-OTHERS", f"the other {resource.items} are lost", written(others_lost)
    yield "ELSEWHERE-TOO", "KEEPS-OTHERS", "other cases get them too", written(made_elsewhere)


def _of_replacing(known: Writable, resource: Resource) -> Iterator[FaultTemplate]:
    item, items, title = resource.item, resource.items, known.title or resource.id
    once = written(repeated_titles_lost(title))
    empty = instead(body=lambda shown: {**shown, resource.items: []})
    yield "MERGES", "ALL-REPLACED", "what was there stays", instead(written=merged)
    yield "IGNORED", "ALL-REPLACED", "nothing is replaced", instead(written=nothing)
    yield "REVIVES", "ALL-REPLACED", f"one {item} that was there comes back as a new one", written(last_revived)
    yield f"{word_of(title)}S-ONCE", "ALL-REPLACED", f"of {items} with one {title} one is stored", once
    yield from templates_of_texts_together(known)
    yield f"{word_of(title)}-LOST", "READ-BACK", f"each {title} is lost", stored_with(**{title: ""})
    yield "EMPTY-ANSWER", "ANSWER", f"the response holds no {items}", empty
    yield "ALL-CASES", "CASE-ONLY", f"the other cases lose their {items}", instead(written=elsewhere_lost)


_TEMPLATES: Mapping[str, Callable[[Writable, Resource], Iterator[FaultTemplate]]] = {
    "create": _of_creating,
    "update": _of_updating,
    "append": _of_appending,
    "delete": _of_deleting,
    "replace_all": _of_replacing,
    "batch_create": _of_creating_several,
}
