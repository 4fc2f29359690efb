"""Where sound tenants differ: all that the sources leave open, with its alternatives. No quirk breaks a promise."""

from typing import Literal

from attrs import frozen

Item = Literal["newest", "page-emoji", "oldest"]
ErrorBody = Literal["errors", "typed-errors", "array", "error", "message", "text", "html", "nothing"]


@frozen(kw_only=True)
class Quirks:
    """One way to be a sound tenant; the defaults are as close to the documentation as it goes.

    item: which generation of answers: with page_emoji and query_params, without query_params, without both.
    action_text: whether an action's text comes as it is, as null, or not at all.
    unknown_fields: whether items and meta hold fields that no source names.
    unknown_types: whether some actions have a type that no source names.
    timestamps: `2023-10-31T15:42:00Z`, with milliseconds, or with an offset.
    order: by id up or down, by label, or by when they were updated.
    error_body: the shape of the body of a refusal.
    wrong_key, unknown_case, odd_values, other_method: the status of each refusal; odd_values may count as the default.
    unknown_action: the status for an action that the case does not have; deleted_again: for deleting what was deleted.
    bad_json, bad_fields: the status for a body that is no JSON, and for one with a field missing or wrong.
    new_text: the text of an action created without one; no_query_params: how their absence is shown.
    changed_params: whether an update replaces query_params or merges them.
    batch_ids, batch_order: whether replacing all keeps the ids of actions of the same URL and label, and the order.
    largest_page, smallest_page: the bounds of per_page; over_largest: clamped, or refused with that status.
    past_the_end: whether a page past the end is empty or refused.
    pages_of_nothing: meta.pages of a case without actions.
    next_page_number: whether meta has it.
    link_order: which parameter comes first in a link.
    """

    item: Item = "newest"
    action_text: Literal["given", "null", "absent"] = "given"
    unknown_fields: bool = False
    unknown_types: bool = False
    timestamps: Literal["seconds", "milliseconds", "offset"] = "seconds"
    order: Literal["id", "id-down", "label", "updated"] = "id"
    error_body: ErrorBody = "errors"
    wrong_key: Literal[401, 403, 404] = 401
    unknown_case: Literal[400, 403, 404, 422] = 404
    odd_values: Literal["default", 400, 404, 422] = "default"
    other_method: Literal[404, 405] = 405
    unknown_action: Literal[404, 422] = 404
    deleted_again: Literal[204, 404] = 404
    bad_json: Literal[400, 422] = 400
    bad_fields: Literal[400, 422] = 422
    new_text: Literal["null", "empty", "by-type"] = "null"
    no_query_params: Literal["null", "empty", "absent"] = "null"
    changed_params: Literal["replaced", "merged"] = "replaced"
    batch_ids: Literal["new", "kept"] = "new"
    batch_order: Literal["kept", "turned"] = "kept"
    largest_page: Literal[50, 100, 500] = 500
    over_largest: Literal["clamp", 400, 422] = "clamp"
    smallest_page: Literal[1, 20] = 1
    past_the_end: Literal["empty", 404] = "empty"
    pages_of_nothing: Literal[0, 1] = 1
    next_page_number: bool = True
    link_order: Literal["per_page", "page"] = "per_page"
