"""The faults that only writing can have, by what an operation does to the items of a list."""

from collections.abc import Callable, Iterator, Mapping

from tines_fake.faults.definition import Row
from tines_fake.faults.of_texts import rows_of_texts, rows_of_texts_together, rows_of_texts_updated, word_of
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
from tines_fake.resources import Resource, resource_for
from tines_spec import Operation, Writable, kind_of, writable


def rows_of_writes(operation: Operation) -> Iterator[Row]:
    """Those of an operation that writes the items of a list."""
    known, resource, rows = writable(operation), resource_for(operation), _ROWS.get(kind_of(operation))
    if known is not None and resource is not None and rows is not None:
        yield from rows(known, resource)


def _of_creating(known: Writable, resource: Resource) -> Iterator[Row]:
    item, items, title = resource.item, resource.items, known.title or resource.id
    taken = instead(made=owned_taken(known))
    yield Row("NOT-STORED", "STORED", "nothing is stored", instead(written=nothing))
    yield Row("STORED-TWICE", "STORED", "it is stored twice", written(stored_twice))
    yield Row(f"{word_of(title)}-LOST", "READ-BACK", f"the {title} is lost", stored_with(**{title: ""}))
    yield from rows_of_texts(known)
    for name in known.mappings:
        yield Row(f"{word_of(name)}-LOST", "READ-BACK", f"{name} is lost", stored_with(**{name: {}}))
    yield Row("OTHERS-LOST", "KEEPS-OTHERS", f"the other {items} are lost", written(others_lost))
    yield Row("ELSEWHERE-TOO", "KEEPS-OTHERS", "other cases get it too", written(made_elsewhere))
    first = stored_with(**{resource.id: resource.id_of(1)})
    yield Row("ID-ONE", "ID-NEW", f"every new {item} has the id {resource.id_of(1)}", first)
    yield Row("OWNED-TAKEN", "SERVER-OWNED", "what the server owns is taken from the body", taken)
    has_story = stored_with(story_name="Case Management")
    yield Row("STORY-ALWAYS", "STORY-NAME", f"every {item} has a story", has_story)


def _of_updating(known: Writable, resource: Resource) -> Iterator[Row]:
    item, items, title = resource.item, resource.items, known.title or resource.id
    elsewhere = written(first_elsewhere_retitled(title))
    stays = instead(changed=lambda _, before, after: {**after, "updated_at": before["updated_at"]})
    moves = instead(changed=lambda _, __, after: {**after, "created_at": after["created_at"] - DAY})
    taken = instead(changed=lambda given, _, after: owned_taken(known)(given, after))
    yield Row("COPIES", "KEEPS-OTHERS", f"the {item} as it was stays, as another one", written(copied))
    yield Row("ELSEWHERE-TOO", "KEEPS-OTHERS", f"one of the {items} of other cases changes too", elsewhere)
    yield Row("VANISHES", "READ-BACK", f"the {item} is gone after it", written(changed_lost))
    yield Row("ID-NEW", "CREATED-STAYS", f"the {item} has another id after it", written(changed_renumbered))
    yield Row("LOST", "READ-BACK", "nothing is stored", instead(written=nothing))
    yield Row("REPLACES", "PARTIAL", "what is not given is reset", instead(changed=reset(known, resource)))
    yield Row("UPDATED-STAYS", "UPDATED-MOVES", "updated_at stays as it was", stays)
    yield Row("CREATED-MOVES", "CREATED-STAYS", "created_at moves", moves)
    yield Row("OTHERS-CHANGED", "KEEPS-OTHERS", f"the other {items} change too", written(others_retitled(title)))
    touched = written(others_touched)
    yield Row("OTHERS-TOUCHED", "KEEPS-OTHERS", f"updated_at of the other {items} moves too", touched)
    yield from rows_of_texts(known)
    yield from rows_of_texts_updated(known)
    yield Row("OWNED-TAKEN", "SERVER-OWNED", "what the server owns is taken from the body", taken)


def _of_deleting(_: Writable, resource: Resource) -> Iterator[Row]:
    elsewhere = written(first_elsewhere_lost)
    yield Row("IGNORED", "GONE", "nothing is deleted", instead(written=nothing))
    yield Row("ELSEWHERE-TOO", "KEEPS-OTHERS", f"one of the {resource.items} of other cases goes too", elsewhere)
    yield Row("ALL", "KEEPS-OTHERS", f"all {resource.items} of the case are deleted", written(all_lost))
    yield Row("BODY", "EMPTY", "the response has a body", on_success(body=b"{}"))


def _of_replacing(known: Writable, resource: Resource) -> Iterator[Row]:
    item, items, title = resource.item, resource.items, known.title or resource.id
    once = written(repeated_titles_lost(title))
    empty = instead(serialised=lambda shown: {**shown, resource.items: []})
    yield Row("MERGES", "ALL-REPLACED", "what was there stays", instead(written=merged))
    yield Row("IGNORED", "ALL-REPLACED", "nothing is replaced", instead(written=nothing))
    yield Row("REVIVES", "ALL-REPLACED", f"one {item} that was there comes back as a new one", written(last_revived))
    yield Row(f"{word_of(title)}S-ONCE", "ALL-REPLACED", f"of {items} with one {title} one is stored", once)
    yield from rows_of_texts_together(known)
    yield Row(f"{word_of(title)}-LOST", "READ-BACK", f"each {title} is lost", stored_with(**{title: ""}))
    yield Row("EMPTY-ANSWER", "ANSWER", f"the response holds no {items}", empty)
    yield Row("ALL-CASES", "CASE-ONLY", f"the other cases lose their {items}", instead(written=elsewhere_lost))


_ROWS: Mapping[str, Callable[[Writable, Resource], Iterator[Row]]] = {
    "create": _of_creating,
    "update": _of_updating,
    "delete": _of_deleting,
    "replace_all": _of_replacing,
}
