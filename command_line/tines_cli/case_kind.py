"""How cases are printed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from tines_cases import Case, jsonable
from tines_cli.printing import Kind

if TYPE_CHECKING:
    from tines_cli.tables import Column


def case_kind() -> Kind:
    """Their URLs are for people and hold no secret."""
    return Kind("cases", jsonable, _columns, [field.name for field in attrs.fields(Case)])


def _columns() -> "Sequence[Column]":
    from tines_cli.tables import Column, moment

    return (
        Column("CASE", lambda row: row["case_id"]),
        Column("NAME", lambda row: row["name"], shrinks=True),
        Column("STATUS", lambda row: row["status"]),
        Column("PRIORITY", lambda row: row["priority"], from_width=60),
        Column("TEAM", lambda row: (row["team"] or {}).get("name"), shrinks=True, from_width=100),
        Column("UPDATED (UTC)", lambda row: moment(row["updated_at"]), from_width=80),
    )
