# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Where conforming tenants differ: what the sources leave open, with its alternatives. No quirk breaks a promise."""

from typing import Literal

from attrs import asdict, frozen
from tines_spec import open_points

ErrorBody = Literal["errors", "typed-errors", "array", "error", "message", "text", "html", "nothing"]


@frozen(kw_only=True)
class Quirks:
    """One way to be a conforming tenant; the defaults are as close to the documentation as it goes.

    A number among the alternatives of a quirk is the status of a refusal.
    """

    item: Literal["newest", "page-emoji", "oldest"] = "newest"
    """Whether actions have `page_emoji` and `query_params`, `page_emoji` alone, or neither."""
    action_text: Literal["given", "null", "absent"] = "given"
    """Whether an `action_text` that nobody wrote comes, comes as null, or not at all."""
    optional_fields: Literal["given", "null", "absent"] = "given"
    """Whether an optional field of a case or a task comes, comes as null, or not at all."""
    unknown_fields: bool = False
    """Whether items and meta hold fields that no source names."""
    unknown_types: bool = False
    """Whether some actions have a type that no source names."""
    timestamps: Literal["seconds", "milliseconds", "offset"] = "seconds"
    """Whether times are such as `2023-10-31T15:42:00Z`, have milliseconds, or have an offset."""
    charset: bool = False
    """Whether the content type of JSON names its charset."""
    location: bool = False
    """Whether the response to a creation says where the action is."""
    params_shown: Literal["everywhere", "alone", "in-lists"] = "everywhere"
    """Whether `query_params` come with every action, only with one alone, or only in lists."""
    no_query_params: Literal["null", "empty", "absent"] = "null"
    """How an action without query parameters shows that."""
    order: Literal["id", "id-down", "label", "updated"] = "id"
    """In which order the actions of a case come."""
    batch_order: Literal["kept", "turned"] = "kept"
    """Whether replacing all keeps the order."""
    largest_page: Literal[500, 50, 100] = 500
    """How many actions the largest page holds."""
    over_largest: Literal["clamp", 400, 422] = "clamp"
    """Whether a larger page is clamped or refused."""
    smallest_page: Literal[1, 20] = 1
    """How many actions the smallest page holds."""
    under_smallest: Literal["clamp", 400, 422] = "clamp"
    """Whether a smaller page is clamped or refused."""
    past_the_end: Literal["empty", 404] = "empty"
    """Whether a page past the end is empty or refused."""
    pages_of_nothing: Literal[1, 0] = 1
    """How many pages a list without items has."""
    next_page_number: bool = True
    """Whether meta has `next_page_number`."""
    link_order: Literal["per_page", "page"] = "per_page"
    """Which parameter comes first in a link."""
    no_link: Literal["null", "text"] = "null"
    """Whether a link to no page is null or the text null."""
    filters_encoding: Literal["brackets", "json", "body", "ignored"] = "brackets"
    """How `filters` is encoded, if it is read at all."""
    no_key: Literal[401, 403, 404] = 401
    """How a request without a key is refused."""
    wrong_key: Literal[401, 403, 404] = 401
    """How a wrong key is refused."""
    unknown_case: Literal[404, 400, 403, 422] = 404
    """How a case that does not exist is refused."""
    unknown_action: Literal[404, 422] = 404
    """How an action that does not exist is refused."""
    odd_values: Literal["default", 400, 404, 422] = "default"
    """Whether a parameter that makes no sense counts as the default or is refused."""
    other_method: Literal[405, 404] = 405
    """How a method that the path does not have is refused."""
    bad_json: Literal[400, 422] = 400
    """How a body that is not JSON is refused."""
    bad_fields: Literal[422, 400] = 422
    """How a body with a missing or wrong field is refused."""
    error_body: ErrorBody = "errors"
    """Which shape the body of an error has."""
    ids: Literal["consecutive", "gaps", "random"] = "consecutive"
    """Whether a new action has the next id, one after a gap, or any."""
    new_text: Literal["null", "empty", "by-type"] = "null"
    """Which text an action created without one has."""
    given_null: Literal["taken", "ignored"] = "taken"
    """Whether null takes a text away."""
    empty_update: Literal["done", 400, 422] = "done"
    """Whether an update without any field is done or refused."""
    changed_params: Literal["replaced", "merged"] = "replaced"
    """Whether an update replaces `query_params` or merges them."""
    unchanged: Literal["moves", "stays"] = "moves"
    """Whether `updated_at` moves with an update that changes nothing."""
    owned_fields: Literal["ignored", 400, 422] = "ignored"
    """Whether a field that the server owns, or nobody knows, is ignored or refused."""
    reserved_params: Literal["kept", "left-out", 400, 422] = "kept"
    """Whether a reserved name is kept, left out, or refused."""
    param_values: Literal["kept", "text"] = "kept"
    """Whether values of `query_params` are kept as given or as text."""
    deleted_again: Literal[404, 422, 204] = 404
    """Which status the response to deleting it again has."""
    empty_batch: Literal["done", 400, 422] = "done"
    """Whether replacing all by nothing is done or refused."""
    batch_ids: Literal["new", "kept"] = "new"
    """Whether replacing all keeps the ids of actions with the same URL and label."""

    def __attrs_post_init__(self) -> None:
        """Raise ValueError for a value that is no alternative."""
        for name, value in asdict(self).items():
            open_points()[name].check(value)
