"""The picture of the architecture shows the layers that import-linter enforces."""

import picture_of_layers
import pytest


def test_another_layer_is_drift(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["picture_of_layers.py", "--check"])
    assert picture_of_layers.main() == 0
    rules = (picture_of_layers.ROOT / "pyproject.toml").read_text("utf-8")
    moved = picture_of_layers.picture(rules.replace('    "(evidence)",\n', '    "(evidence) | (new_room)",\n'))
    assert ">new_room<" in moved
    monkeypatch.setattr(picture_of_layers, "picture", lambda _: moved)
    assert picture_of_layers.main() == 1
    assert "nox -s generate" in capsys.readouterr().err
