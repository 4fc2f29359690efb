"""Where conforming tenants differ: what the sources leave open, with its alternatives. No quirk breaks a promise."""

import functools
import typing
from typing import Literal

from attrs import frozen

Item = Literal["newest", "page-emoji", "oldest"]
ErrorBody = Literal["errors", "typed-errors", "array", "error", "message", "text", "html", "nothing"]


@frozen(kw_only=True)
class Quirks:
    """One way to be a conforming tenant; the defaults are as close to the documentation as it goes."""

    item: Item = "newest"
    """Which generation of responses: with `page_emoji` and `query_params`, without `query_params`, or without both."""
    action_text: Literal["given", "null", "absent"] = "given"
    """Whether the text of an action that was made up, or created without one, comes, comes as null, or not at all."""
    optional_fields: Literal["given", "null", "absent"] = "given"
    """Whether what the spec does not require of a case or a task comes, comes as null, or not at all."""
    unknown_fields: bool = False
    """Whether items and meta hold fields that no source names."""
    unknown_types: bool = False
    """Whether some actions that were made up have a type that no source names."""
    timestamps: Literal["seconds", "milliseconds", "offset"] = "seconds"
    """`2023-10-31T15:42:00Z`, with milliseconds, or with an offset."""
    order: Literal["id", "id-down", "label", "updated"] = "id"
    """By id up or down, by label, or by when they were updated."""
    error_body: ErrorBody = "errors"
    """The shape of the body of an error."""
    wrong_key: Literal[401, 403, 404] = 401
    """The status for a wrong key."""
    no_key: Literal[401, 403, 404] = 401
    """The status for a request without a key."""
    unknown_case: Literal[400, 403, 404, 422] = 404
    """The status for a case that does not exist."""
    odd_values: Literal["default", 400, 404, 422] = "default"
    """The status for a parameter that makes no sense, or whether it counts as the default."""
    other_method: Literal[404, 405] = 405
    """The status for a method that the path does not have."""
    unknown_action: Literal[404, 422] = 404
    """The status for an action that the case does not have."""
    deleted_again: Literal[204, 404] = 404
    """The status for deleting what was deleted."""
    bad_json: Literal[400, 422] = 400
    """The status for a body that is no JSON."""
    bad_fields: Literal[400, 422] = 422
    """The status for a body with a field missing or wrong."""
    owned_fields: Literal["ignored", 400, 422] = "ignored"
    """Whether what the server owns, or nobody knows, is ignored in a body, or rejected with that status."""
    empty_update: Literal["done", 400, 422] = "done"
    """Whether an update without any field is done, or rejected with that status."""
    empty_batch: Literal["done", 400, 422] = "done"
    """Whether a batch without actions is done, or rejected with that status."""
    ids: Literal["consecutive", "gaps", "random"] = "consecutive"
    """Whether each new action has the next id, one after a gap, or any."""
    new_text: Literal["null", "empty", "by-type"] = "null"
    """The text of an action created without one."""
    no_query_params: Literal["null", "empty", "absent"] = "null"
    """How an action without query parameters shows that."""
    params_shown: Literal["everywhere", "alone", "in-lists"] = "everywhere"
    """Whether `query_params` come with every action, with one alone, or with several."""
    param_values: Literal["kept", "text"] = "kept"
    """Whether the values of `query_params` are kept as given, or as text."""
    reserved_params: Literal["kept", "left-out", 400, 422] = "kept"
    """Whether reserved names are kept, left out, or rejected with that status."""
    changed_params: Literal["replaced", "merged"] = "replaced"
    """Whether an update replaces `query_params` or merges them."""
    given_null: Literal["taken", "ignored"] = "taken"
    """Whether null takes away what was there."""
    unchanged: Literal["moves", "stays"] = "moves"
    """Whether `updated_at` moves with an update that changes nothing."""
    batch_ids: Literal["new", "kept"] = "new"
    """Whether replacing all keeps the ids of actions of the same URL and label."""
    batch_order: Literal["kept", "turned"] = "kept"
    """Whether replacing all keeps the order."""
    largest_page: Literal[50, 100, 500] = 500
    """The largest `per_page`."""
    over_largest: Literal["clamp", 400, 422] = "clamp"
    """Whether a larger `per_page` is clamped, or rejected with that status."""
    smallest_page: Literal[1, 20] = 1
    """The smallest `per_page`."""
    under_smallest: Literal["clamp", 400, 422] = "clamp"
    """Whether a smaller `per_page` is clamped, or rejected with that status."""
    past_the_end: Literal["empty", 404] = "empty"
    """Whether a page past the end is empty or an error."""
    pages_of_nothing: Literal[0, 1] = 1
    """`meta.pages` of a case without actions."""
    next_page_number: bool = True
    """Whether meta has it."""
    link_order: Literal["per_page", "page"] = "per_page"
    """Which parameter comes first in a link."""
    no_link: Literal["null", "text"] = "null"
    """Whether a link to no page is null or says so as text."""
    charset: bool = False
    """Whether the content type of JSON names it."""
    location: bool = False
    """Whether the response to a creation says where it is."""

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
