# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""The lists of openapi.yaml in short, for a page of help that must not take the time to read the whole."""

from typing import NamedTuple


class ListOfItems(NamedTuple):
    """tag: of its operations. item: what one is called. arguments: of its path. operations: on its items."""

    tag: str
    item: str
    arguments: tuple[str, ...]
    operations: tuple[str, ...]


LISTS = (
    ListOfItems(tag="cases", item="case", arguments=(), operations=("list", "get", "create", "update", "delete")),
    ListOfItems(
        tag="case_actions",
        item="action",
        arguments=("case_id",),
        operations=("list", "get", "create", "update", "delete"),
    ),
    ListOfItems(
        tag="case_tasks", item="task", arguments=("case_id",), operations=("list", "get", "create", "update", "delete")
    ),
    ListOfItems(
        tag="case_comments",
        item="comment",
        arguments=("case_id",),
        operations=("list", "get", "create", "update", "delete"),
    ),
    ListOfItems(
        tag="case_notes", item="note", arguments=("case_id",), operations=("list", "get", "create", "update", "delete")
    ),
)
