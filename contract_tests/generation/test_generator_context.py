"""What our templates use of openapi-python-client, whose names are internal: a version that changes one fails here."""

from importlib.metadata import version
from typing import Any

import pytest
import rendering
from contract_document import ROOT, snake
from jinja2 import meta


@pytest.fixture(scope="module")
def project(document_as_written, tmp_path_factory) -> Any:
    return rendering.make_project(document_as_written, tmp_path_factory.mktemp("project") / "tines_cases")


def test_the_version_is_the_one_that_is_pinned():
    wanted = (ROOT / "requirements" / "generate.in").read_text("utf-8")

    assert f"\nopenapi-python-client=={version('openapi-python-client')}\n" in wanted


def test_the_models_are_the_classes_of_the_document(project):
    named = {model.class_info.name: model.class_info.module_name for model in project.openapi.models}

    assert named == {name: snake(name) for name in project.env.globals["classes"]}


def test_an_enum_has_what_its_template_uses(project):
    enum = next(enum for enum in project.openapi.enums if enum.class_info.name == "ActionType")

    assert enum.class_info.module_name == "action_type"
    assert enum.values == {"WEBHOOK": "webhook", "PAGE": "page"}
    assert enum.description.get_untrusted_value().startswith("What a click does.")


def test_the_values_of_an_enum_come_escaped(document, tmp_path):
    document["components"]["schemas"]["ActionType"]["x-extensible-enum"] = ['say "so"']

    enum = next(
        e for e in rendering.make_project(document, tmp_path).openapi.enums if e.class_info.name == "ActionType"
    )

    assert enum.values == {"SAY_SO": r"say \"so\""}


def test_an_operation_is_named_as_the_templates_look_it_up(project):
    collections = project.openapi.endpoint_collections_by_tag

    found = {(endpoint.name, tag) for tag, collection in collections.items() for endpoint in collection.endpoints}
    assert found == {(operation.name, operation.tag) for operation in project.env.globals["operations"].values()}
    assert all(collection.tag == tag for tag, collection in collections.items())


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("in_double_quote_literal", 'a "b" {c} \\', 'a \\"b\\" {c} \\\\'),
        ("in_f_string_literal", 'a "b" {c} \\', 'a \\"b\\" {{c}} \\\\'),
        ("docstring", 'a """b""" \\', 'a \\"\\"\\"b\\"\\"\\" \\\\'),
    ],
)
def test_a_filter_escapes_as_the_templates_need_it(project, name, text, expected):
    assert (project.env.filters[name](text, *([80] if name == "docstring" else []))) == expected


def test_a_tag_has_the_class_name_that_the_templates_expect(project):
    assert project.env.globals["class_name"]("case_actions") == "CaseActions"
    assert project.env.globals["endpoint_collections_by_tag"] is project.openapi.endpoint_collections_by_tag


def test_the_templates_use_nothing_but_what_is_ours_or_pinned_here(project):
    ours = {"class_names", "classes", "document", "operations", "snake", "tags", "written_one_by_one"}
    ours |= {"quirk_types", "quirks"}
    given = {"class_name", "endpoint", "endpoint_collection", "endpoint_collections_by_tag", "enum", "model"}
    used = {
        path.name: meta.find_undeclared_variables(project.env.parse(path.read_text("utf-8")))
        for path in rendering.TEMPLATES.glob("*.jinja")
    }

    assert [name for name, names in used.items() if names - ours - given] == []


def test_every_template_of_ours_is_one_that_is_used(project, tmp_path, monkeypatch):
    asked: set[str] = set()
    load = project.env.loader.load

    def recorded(environment, name, values=None):
        asked.add(name)
        return load(environment, name, values)

    monkeypatch.setattr(project.env.loader, "load", recorded)
    project.env.cache.clear()
    project.build()
    project.env.get_template("spec_package.py.jinja")
    project.env.get_template("press.py.jinja")
    project.env.get_template("quirks.py.jinja")
    project.env.get_template("main.py.jinja")

    stock = {"int_enum.py.jinja", "literal_enum.py.jinja", "types.py.jinja"}
    assert {path.name for path in rendering.TEMPLATES.glob("*.jinja")} == asked - stock
