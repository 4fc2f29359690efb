"""How actions are printed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from tines_cases import CaseAction, CaseActionDetail
from tines_cli.printing import Kind, print_one
from tines_cli.secrets_hidden import action_row

if TYPE_CHECKING:
    from tines_cli.tables import Column


def action_kind(model: type[CaseAction | CaseActionDetail], *, show_secrets: bool) -> Kind:
    """model: what each is, alone or in a list."""
    fields = [field.name for field in attrs.fields(model)]
    return Kind("actions", action_row(show_secrets=show_secrets), _columns, fields)


def print_action(action: CaseActionDetail, output: str, *, show_secrets: bool) -> None:
    """Print an action alone."""
    print_one(action, action_kind(CaseActionDetail, show_secrets=show_secrets), output)


def _columns() -> "Sequence[Column]":
    from tines_cli.tables import Column, moment

    return (
        Column("ID", lambda row: row["id"]),
        Column("LABEL", lambda row: row["label"], shrinks=True),
        Column("TYPE", lambda row: row["action_type"]),
        Column("STORY", lambda row: row["story_name"], shrinks=True, from_width=100),
        Column("URL", lambda row: row["url"], shrinks=True, from_width=70),
        Column("UPDATED (UTC)", lambda row: moment(row["updated_at"]), from_width=100),
    )
