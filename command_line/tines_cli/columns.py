"""The columns of tables: of a list that has none here, what each of its items has."""

from collections.abc import Sequence

from tines_cli.subject import Subject
from tines_cli.tables import Column, moment


def columns_of(subject: Subject) -> Sequence[Column]:
    """The columns of its table."""
    if subject.group in _CHOSEN:
        return _CHOSEN[subject.group]
    types = {name: subject.properties[name].get("type") for name in subject.required}
    return [_column(name, shrinks=kind not in ("boolean", "integer", "number")) for name, kind in types.items()]


def _column(name: str, title: str = "", *, shrinks: bool = False, from_width: int = 0) -> Column:
    if name.endswith("_at"):
        return Column(f"{name[:-3].upper()} (UTC)", lambda row: moment(row[name]), from_width=from_width or 100)
    return Column(title or name.replace("_", " ").upper(), lambda row: row[name], shrinks, from_width)


_CHOSEN = {
    "actions": (
        _column("id"),
        _column("label", shrinks=True),
        _column("action_type", "TYPE"),
        _column("story_name", "STORY", shrinks=True, from_width=100),
        _column("url", shrinks=True, from_width=70),
        _column("updated_at"),
    ),
    "cases": (
        _column("case_id", "CASE"),
        _column("name", shrinks=True),
        _column("status"),
        _column("priority", from_width=60),
        Column("TEAM", lambda row: (row["team"] or {}).get("name"), shrinks=True, from_width=100),
        _column("updated_at", from_width=80),
    ),
}
