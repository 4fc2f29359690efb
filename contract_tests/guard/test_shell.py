"""`tines-cases` on a list that nobody has: not one line of it was written for that list."""

from collections.abc import Callable
from typing import Any

PATH, PAGE = "/api/v2/cases/3/things", {"size": "50", "leaf": "1"}


def test_things_are_read_and_written_in_the_shell(run: Callable[[str], Any]) -> None:
    names, sent, help_, lacking, made, changed, filtered, table, read, deleted = run("shell_on_the_fake.py")
    assert "things" in names
    assert "Show the thing THING of the case CASE." in help_[1]
    commands = [line.split()[0] for line in help_[1].partition("Commands:\n")[2].splitlines()]
    assert commands == ["create", "delete", "get", "list", "update"]
    assert lacking == [2, "", "error: Missing option '--lost' (see tines-cases things create --help)\n"]
    assert sent == [
        ["POST", PATH, {}, {"name": "Hat", "lost": False, "weight": 0.5}],
        ["PUT", f"{PATH}/1", {}, {"remark": "Old.", "lost": True, "weight": None}],
        ["GET", PATH, {"kind": "SMALL", "lost": "false", "since": "-1", **PAGE}, None],
        ["GET", PATH, {"kind": "SMALL", **PAGE}, None],
        ["GET", f"{PATH}/1", {}, None],
        ["DELETE", f"{PATH}/1", {}, None],
    ]
    assert (made[2], changed[2]) == ("created thing 1 on case 3\n", "updated thing 1 of case 3\n")
    assert (filtered, table) == ([0, "", ""], [0, "NUMBER  NAME  LOST\n1       Hat   true\n", ""])
    assert '"weight":null,"remark":"Old."' in read[1]
    assert deleted == [0, "", "deleted thing 1 of case 3\n"]
