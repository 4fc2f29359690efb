"""The picture of the architecture shows the layers that import-linter enforces."""

import picture_of_layers
import pytest


def test_another_layer_is_drift(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["picture_of_layers.py", "--check"])
    picture_of_layers.main()
    rules = (picture_of_layers.ROOT / "pyproject.toml").read_text("utf-8")
    moved = picture_of_layers.picture(rules.replace('    "(evidence)",\n', '    "(evidence) | (new_room)",\n'))
    assert ">new_room<" in moved
    monkeypatch.setattr(picture_of_layers, "picture", lambda _: moved)
    with pytest.raises(SystemExit, match="nox -s generate"):
        picture_of_layers.main()
