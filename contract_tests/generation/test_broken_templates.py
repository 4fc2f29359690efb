"""A template that is misspelt, or prints what is no Python, stops the generation, and says where; each is in use."""

import shutil
from pathlib import Path

import pytest
import rendering
from contract_document import GenerationError
from generate import build
from jinja2 import FileSystemLoader

UNDEFINED = r"a template fails: model.py.jinja:\d+: 'misspelt' is undefined"
BROKEN = [
    # The template, what stands in it, what stands there instead, the message.
    ("model.py.jinja", "@frozen", "{{ misspelt }}@frozen", UNDEFINED),
    ("model.py.jinja", "model.description,", "model.descripton,", r"model.py.jinja:\d+: .*'descripton'"),
    ("endpoint_module.py.jinja", "OPERATION: ", "OPERATION: (", "ruff refuses what was generated"),
    ("endpoint_init.py.jinja", "del {{ operation", "del more, {{ operation", "undefined-name"),
]


@pytest.mark.parametrize(("template", "old", "new", "message"), BROKEN)
def test_a_template_that_makes_no_python_stops_the_generation(
    document, tmp_path, monkeypatch, template, old, new, message
):
    templates = shutil.copytree(rendering.TEMPLATES, tmp_path / "templates")
    text = Path(templates, template).read_text("utf-8")
    assert old in text
    Path(templates, template).write_text(text.replace(old, new), "utf-8")
    monkeypatch.setattr(rendering, "TEMPLATES", templates)
    (tmp_path / "tree").mkdir()

    with pytest.raises(GenerationError, match=message):
        build(document, tmp_path / "tree")


def test_each_template_is_in_use(document, tmp_path, monkeypatch):
    """The generator would pass over one whose name it does not ask for."""
    asked, found = set(), FileSystemLoader.get_source

    def recorded(loader, environment, name):
        asked.add(name)
        return found(loader, environment, name)

    monkeypatch.setattr(FileSystemLoader, "get_source", recorded)
    build(document, tmp_path)

    assert {path.name for path in rendering.TEMPLATES.glob("*.jinja")} - asked == set()
