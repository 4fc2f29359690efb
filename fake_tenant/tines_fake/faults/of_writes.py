"""The faults that only writing to case actions can have, by operation."""

from collections.abc import Mapping

from tines_fake.faults.definition import Row
from tines_fake.faults.of_texts import rows_of_texts, rows_of_texts_together, rows_of_texts_updated
from tines_fake.faults.step_changes import instead, on_success, stored_with
from tines_fake.faults.wrong_state import (
    DAY,
    all_lost,
    changed_lost,
    changed_renumbered,
    copied,
    elsewhere_lost,
    first_elsewhere_lost,
    first_elsewhere_relabelled,
    last_revived,
    made_elsewhere,
    merged,
    nothing,
    others_lost,
    others_relabelled,
    others_touched,
    owned_taken,
    repeated_labels_lost,
    reset,
    stored_twice,
    written,
)

_CREATING = (
    Row("NOT-STORED", "STORED", "nothing is stored", instead(written=nothing)),
    Row("STORED-TWICE", "STORED", "it is stored twice", written(stored_twice)),
    Row("LABEL-LOST", "READ-BACK", "the label is lost", stored_with(label="")),
    *rows_of_texts(),
    Row("PARAMS-LOST", "READ-BACK", "the query parameters are lost", stored_with(query_params={})),
    Row("OTHERS-LOST", "KEEPS-OTHERS", "the other actions are lost", written(others_lost)),
    Row("ELSEWHERE-TOO", "KEEPS-OTHERS", "other cases get it too", written(made_elsewhere)),
    Row("ID-ONE", "ID-NEW", "every new action has the id 1", stored_with(id=1)),
    Row("OWNED-TAKEN", "SERVER-OWNED", "the story is taken from the body", instead(made=owned_taken)),
    Row("STORY-ALWAYS", "STORY-NAME", "every action has a story", stored_with(story_name="Case Management")),
)
_UPDATING = (
    Row("COPIES", "KEEPS-OTHERS", "the action as it was stays, as another one", written(copied)),
    Row(
        "ELSEWHERE-TOO",
        "KEEPS-OTHERS",
        "an action of other cases changes too",
        written(first_elsewhere_relabelled),
    ),
    Row("VANISHES", "READ-BACK", "the action is gone after it", written(changed_lost)),
    Row("ID-NEW", "CREATED-STAYS", "the action has another id after it", written(changed_renumbered)),
    Row("LOST", "READ-BACK", "nothing is stored", instead(written=nothing)),
    Row("REPLACES", "PARTIAL", "what is not given is reset", instead(changed=reset)),
    Row(
        "UPDATED-STAYS",
        "UPDATED-MOVES",
        "updated_at stays as it was",
        instead(changed=lambda _, before, after: {**after, "updated_at": before["updated_at"]}),
    ),
    Row(
        "CREATED-MOVES",
        "CREATED-STAYS",
        "created_at moves",
        instead(changed=lambda _, __, after: {**after, "created_at": after["created_at"] - DAY}),
    ),
    Row("OTHERS-CHANGED", "KEEPS-OTHERS", "the other actions change too", written(others_relabelled)),
    Row("OTHERS-TOUCHED", "KEEPS-OTHERS", "updated_at of the other actions moves too", written(others_touched)),
    *rows_of_texts(),
    *rows_of_texts_updated(),
    Row(
        "OWNED-TAKEN",
        "SERVER-OWNED",
        "the story is taken from the body",
        instead(changed=lambda given, _, after: owned_taken(given, after)),
    ),
)
_DELETING = (
    Row("IGNORED", "GONE", "nothing is deleted", instead(written=nothing)),
    Row("ELSEWHERE-TOO", "KEEPS-OTHERS", "an action of other cases goes too", written(first_elsewhere_lost)),
    Row("ALL", "KEEPS-OTHERS", "all actions of the case are deleted", written(all_lost)),
    Row("BODY", "EMPTY", "the response has a body", on_success(body=b"{}")),
)
_REPLACING = (
    Row("MERGES", "ALL-REPLACED", "what was there stays", instead(written=merged)),
    Row("IGNORED", "ALL-REPLACED", "nothing is replaced", instead(written=nothing)),
    Row("REVIVES", "ALL-REPLACED", "one that was there comes back as a new one", written(last_revived)),
    Row("LABELS-ONCE", "ALL-REPLACED", "of actions with one label one is stored", written(repeated_labels_lost)),
    *rows_of_texts_together(),
    Row("LABEL-LOST", "READ-BACK", "the labels are lost", stored_with(label="")),
    Row(
        "EMPTY-ANSWER",
        "ANSWER",
        "the response holds no actions",
        instead(serialised=lambda shown: {**shown, "actions": []}),
    ),
    Row("ALL-CASES", "CASE-ONLY", "the other cases lose their actions", instead(written=elsewhere_lost)),
)

ROWS_OF_WRITES: Mapping[str, tuple[Row, ...]] = {
    "createCaseAction": _CREATING,
    "updateCaseAction": _UPDATING,
    "deleteCaseAction": _DELETING,
    "replaceAllCaseActions": _REPLACING,
}
