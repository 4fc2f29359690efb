"""What `probe` has to conclude of a fake tenant, by its quirks. None: that is left open by what the tenant shows."""

from collections.abc import Callable, Mapping

from tines_fake import Quirks

Expected = Callable[[Quirks], str | None]


def _refused(value: object, done: str, done_value: object = "done") -> str:
    return done if value == done_value else f"refused with {value}"


def _largest(quirks: Quirks) -> str:
    beyond = "clamped" if quirks.over_largest == "clamp" else f"refused with {quirks.over_largest}"
    return f"{quirks.largest_page}, {beyond} beyond"


def _smallest(quirks: Quirks) -> str:
    if quirks.smallest_page == 1:
        return "granted"
    return _refused(quirks.under_smallest, f"clamped to {quirks.smallest_page}", "clamp")


def _order(quirks: Quirks) -> str:
    """Of ids that are given out upwards nobody can tell whether it is they or the times that count."""
    found = _ORDERS[quirks.order]
    return found if quirks.ids == "random" else found.replace("by id", "by id or created_at")


def _has_params(quirks: Quirks) -> bool:
    return quirks.item == "newest"


def _reserved(quirks: Quirks) -> str | None:
    if quirks.reserved_params in (400, 422):
        return f"refused with {quirks.reserved_params}"
    left_out = "it is left out" if quirks.reserved_params == "left-out" else "it is kept"
    return left_out if _has_params(quirks) else None


def _params_listed(quirks: Quirks) -> str:
    """The sample's actions have none."""
    hidden = quirks.params_shown == "alone" or quirks.no_query_params == "absent"
    return "no" if hidden or not _has_params(quirks) else "yes"


_ORDERS = {"id": "by id", "id-down": "by id, descending", "label": "by label", "updated": "by updated_at, descending"}
_BODIES = {
    "errors": "an object of errors, errors an array of objects",
    "typed-errors": "an object of errors, status_code, type, errors an array of objects",
    "array": "an array of objects",
    "error": "an object of error",
    "message": "an object of message",
    "text": "text",
    "html": "HTML",
    "nothing": "nothing",
}
_CASE_FIELDS = {
    "given": "12 with a value, 2 as null, 0 not at all",
    "null": "0 with a value, 14 as null, 0 not at all",
    "absent": "0 with a value, 0 as null, 14 not at all",
}
_TEXTS = {"null": "null", "empty": "empty", "by-type": "one by its type"}
_NO_PARAMS = {"null": "null", "empty": "an empty object", "absent": "they do not come"}
_SHOWN = {"everywhere": "by id and in lists", "alone": "by id alone", "in-lists": "in lists alone"}

EXPECTED: Mapping[str, Expected] = {
    "no-key": lambda q: f"refused with {q.no_key}",
    "wrong-key": lambda q: f"refused with {q.wrong_key}",
    "unknown-case": lambda q: f"refused with {q.unknown_case}",
    "unknown-action": lambda q: f"refused with {q.unknown_action}",
    "odd-size": lambda q: _refused(q.odd_values, "it counts as the default", "default"),
    "odd-page": lambda q: _refused(q.odd_values, "it counts as the default", "default"),
    "error-body": lambda q: _BODIES[q.error_body],
    "largest-page": _largest,
    "smallest-page": _smallest,
    "past-the-end": lambda q: _refused(q.past_the_end, "an empty page", "empty"),
    "pages-of-nothing": lambda q: str(q.pages_of_nothing),
    "next-page-number": lambda q: "yes" if q.next_page_number else "no",
    "no-link": lambda q: "null" if q.no_link == "null" else "the text null",
    "link-order": lambda q: "per_page, page" if q.link_order == "per_page" else "page, per_page",
    "timestamps": lambda q: q.timestamps,
    "charset": lambda q: "yes" if q.charset else "no",
    "page-emoji": lambda q: "no" if q.item == "oldest" else "yes",
    "unknown-fields": lambda q: "cursor, position, style" if q.unknown_fields else "none",
    "unknown-types": lambda q: "form" if q.unknown_types else None,
    "page-zero": lambda q: _refused(q.odd_values, "it counts as the default", "default"),
    "query-params-listed": _params_listed,
    "case-fields": lambda q: _CASE_FIELDS[q.optional_fields],
    "texts-listed": lambda q: {"given": "yes", "null": None, "absent": "no"}[q.action_text],
    "location": lambda q: "yes" if q.location else "no",
    "ids": lambda q: {"consecutive": "consecutive", "gaps": "ascending, with gaps", "random": "in no order"}[q.ids],
    "new-text": lambda q: (
        "it does not come" if (q.new_text, q.action_text) == ("null", "absent") else _TEXTS[q.new_text]
    ),
    "given-null": lambda q: "yes" if q.given_null == "taken" else "no, it is ignored",
    "empty-update": lambda q: _refused(q.empty_update, "it is done"),
    "unchanged": lambda q: "yes" if q.unchanged == "moves" else "no",
    "owned-fields": lambda q: _refused(q.owned_fields, "they are ignored", "ignored"),
    "missing-field": lambda q: f"refused with {q.bad_fields}",
    "unknown-type": lambda q: f"refused with {q.bad_fields}",
    "no-actions": lambda q: f"refused with {q.bad_fields}",
    "half-a-batch": lambda q: f"refused with {q.bad_fields}, none is taken",
    "no-url": lambda _: "it is taken",
    "no-json": lambda q: f"refused with {q.bad_json}",
    "deleted-again": lambda q: "it is done (204)" if q.deleted_again == 204 else f"refused with {q.unknown_action}",
    "batch-order": lambda q: "yes" if q.batch_order == "kept" else "it turns it round",
    "batch-ids": lambda q: "yes" if q.batch_ids == "kept" else "no",
    "empty-batch": lambda q: _refused(q.empty_batch, "all are gone"),
    "params-shown": lambda q: _SHOWN[q.params_shown] if _has_params(q) else "nowhere",
    "no-params": lambda q: _NO_PARAMS[q.no_query_params] if _has_params(q) else None,
    "param-values": lambda q: (
        None if not _has_params(q) else "numbers and booleans" if q.param_values == "kept" else "all become texts"
    ),
    "reserved-params": _reserved,
    "changed-params": lambda q: (
        None if not _has_params(q) else "it merges them" if q.changed_params == "merged" else "it replaces them"
    ),
    "order": _order,
}
