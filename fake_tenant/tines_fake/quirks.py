"""Where conforming tenants differ: what the sources leave open, with its alternatives. No quirk breaks a promise."""

import functools
import typing
from typing import Literal

from attrs import frozen

Item = Literal["newest", "page-emoji", "oldest"]
ErrorBody = Literal["errors", "typed-errors", "array", "error", "message", "text", "html", "nothing"]


@frozen(kw_only=True)
class Quirks:
    """One way to be a conforming tenant; the defaults are as close to the documentation as it goes.

    item: which generation of responses: with page_emoji and query_params, without query_params, without both.
    action_text: whether the text of an action that was made up, or created without one, comes as it is, as null, or not
    at all.
    optional_fields: whether what the spec does not require of a case or a task comes, comes as null, or not at all.
    unknown_fields: whether items and meta hold fields that no source names.
    unknown_types: whether some actions that were made up have a type that no source names.
    timestamps: `2023-10-31T15:42:00Z`, with milliseconds, or with an offset.
    order: by id up or down, by label, or by when they were updated.
    error_body: the shape of the body of an error.
    wrong_key, no_key, unknown_case, odd_values, other_method: the status of each error; odd_values may count as the
    default.
    unknown_action: the status for an action that the case does not have; deleted_again: for deleting what was deleted.
    bad_json, bad_fields: the status for a body that is no JSON, and for one with a field missing or wrong.
    owned_fields: whether what the server owns, or nobody knows, is ignored in a body or rejected. empty_update,
    empty_batch: whether an update without any field, and a batch without actions, is done or rejected.
    ids: whether each new action has the next id, one after a gap, or any.
    new_text: the text of an action created without one; no_query_params: how their absence is shown.
    params_shown: whether query_params come with every action, with one alone, or with several. param_values: whether
    their values are kept as given, or as text. reserved_params: whether reserved names are kept, left out or rejected.
    changed_params: whether an update replaces query_params or merges them. given_null: whether null takes away what was
    there. unchanged: whether updated_at moves with an update that changes nothing.
    batch_ids, batch_order: whether replacing all keeps the ids of actions of the same URL and label, and the order.
    largest_page, smallest_page: the bounds of per_page; over_largest, under_smallest: beyond them it is clamped, or
    rejected with that status.
    past_the_end: whether a page past the end is empty or an error.
    pages_of_nothing: meta.pages of a case without actions.
    next_page_number: whether meta has it.
    link_order: which parameter comes first in a link. no_link: whether a link to no page is null or says so as text.
    charset: whether the content type of JSON names it. location: whether the response to a creation says where it is.
    """

    item: Item = "newest"
    action_text: Literal["given", "null", "absent"] = "given"
    optional_fields: Literal["given", "null", "absent"] = "given"
    unknown_fields: bool = False
    unknown_types: bool = False
    timestamps: Literal["seconds", "milliseconds", "offset"] = "seconds"
    order: Literal["id", "id-down", "label", "updated"] = "id"
    error_body: ErrorBody = "errors"
    wrong_key: Literal[401, 403, 404] = 401
    no_key: Literal[401, 403, 404] = 401
    unknown_case: Literal[400, 403, 404, 422] = 404
    odd_values: Literal["default", 400, 404, 422] = "default"
    other_method: Literal[404, 405] = 405
    unknown_action: Literal[404, 422] = 404
    deleted_again: Literal[204, 404] = 404
    bad_json: Literal[400, 422] = 400
    bad_fields: Literal[400, 422] = 422
    owned_fields: Literal["ignored", 400, 422] = "ignored"
    empty_update: Literal["done", 400, 422] = "done"
    empty_batch: Literal["done", 400, 422] = "done"
    ids: Literal["consecutive", "gaps", "random"] = "consecutive"
    new_text: Literal["null", "empty", "by-type"] = "null"
    no_query_params: Literal["null", "empty", "absent"] = "null"
    params_shown: Literal["everywhere", "alone", "in-lists"] = "everywhere"
    param_values: Literal["kept", "text"] = "kept"
    reserved_params: Literal["kept", "left-out", 400, 422] = "kept"
    changed_params: Literal["replaced", "merged"] = "replaced"
    given_null: Literal["taken", "ignored"] = "taken"
    unchanged: Literal["moves", "stays"] = "moves"
    batch_ids: Literal["new", "kept"] = "new"
    batch_order: Literal["kept", "turned"] = "kept"
    largest_page: Literal[50, 100, 500] = 500
    over_largest: Literal["clamp", 400, 422] = "clamp"
    smallest_page: Literal[1, 20] = 1
    under_smallest: Literal["clamp", 400, 422] = "clamp"
    past_the_end: Literal["empty", 404] = "empty"
    pages_of_nothing: Literal[0, 1] = 1
    next_page_number: bool = True
    link_order: Literal["per_page", "page"] = "per_page"
    no_link: Literal["null", "text"] = "null"
    charset: bool = False
    location: bool = False

    def __attrs_post_init__(self) -> None:
        """Raise ValueError for a value that is no alternative."""
        for name, alternatives in _alternatives().items():
            value = getattr(self, name)
            if value not in alternatives:
                raise ValueError(f"{name} must be one of {', '.join(map(repr, alternatives))}, not {value!r}")


@functools.lru_cache(maxsize=256)
def same_quirks(quirks: Quirks) -> Quirks:
    """One object for all that are alike, so that what was made for them is found by it."""
    return quirks


@functools.cache
def _alternatives() -> dict[str, tuple[object, ...]]:
    hints = typing.get_type_hints(Quirks)
    return {name: (False, True) if hint is bool else typing.get_args(hint) for name, hint in hints.items()}
