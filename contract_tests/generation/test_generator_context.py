"""What our templates use of openapi-python-client, whose names are internal: a version that changes one fails here."""

from importlib.metadata import version
from typing import Any

import pytest
import rendering
from contract_document import ROOT, snake
from jinja2 import meta

NO_DOCUMENT = {"paths": {}, "tags": [], "components": {"schemas": {}}}
OURS = set(rendering.template_globals(NO_DOCUMENT, type("Nothing", (), {"models": [], "enums": []})))


@pytest.fixture(scope="module")
def project(document_as_written, tmp_path_factory) -> Any:
    return rendering.make_project(document_as_written, tmp_path_factory.mktemp("project") / "tines_cases")


@pytest.fixture
def model(project) -> Any:
    return next(model for model in project.openapi.models if model.class_info.name == "CaseAction")


@pytest.fixture
def endpoint(project) -> Any:
    return project.openapi.endpoint_collections_by_tag["case_actions"].endpoints[0]


def test_the_version_is_the_one_that_is_pinned():
    wanted = (ROOT / "requirements" / "generate.in").read_text("utf-8")

    assert f"\nopenapi-python-client=={version('openapi-python-client')}\n" in wanted


def test_a_model_has_what_its_template_uses(model):
    assert (model.class_info.name, model.class_info.module_name) == ("CaseAction", "case_action")
    assert model.description.get_untrusted_value().startswith("A button on a case")
    assert [prop.python_name for prop in model.required_properties][:3] == ["id", "url", "label"]
    assert [prop.python_name for prop in model.optional_properties] == ["page_emoji", "action_text", "query_params"]
    imports = {*model.relative_imports, *model.lazy_imports}
    assert "from ..models.action_type import ActionType" in imports
    assert "from ..models.query_params import QueryParams" in imports


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("id", {"int"}),
        ("story_name", {"None", "str"}),
        ("created_at", {"datetime.datetime"}),
        ("action_type", {"ActionType"}),
        ("query_params", {"None", "QueryParams"}),
    ],
)
def test_a_property_has_what_its_template_uses(model, name, kinds):
    prop = next(p for p in (*model.required_properties, *model.optional_properties) if p.python_name == name)

    assert prop.name.get_untrusted_value() == name
    assert prop.required is (name != "query_params")
    assert prop.description.get_untrusted_value()
    code = prop.get_type_string(no_optional=True).as_unembedded_code()
    assert set(code.replace('"', "").split(" | ")) == kinds


def test_a_property_that_is_a_reference_has_the_words_of_what_it_points_at(project):
    page = next(model for model in project.openapi.models if model.class_info.name == "CaseActionPage")
    meta_property = next(prop for prop in page.required_properties if prop.python_name == "meta")

    assert meta_property.description.get_untrusted_value() == "Which page this is, and where the others are."


def test_an_enum_has_what_its_template_uses(project):
    (enum,) = project.openapi.enums

    assert (enum.class_info.name, enum.class_info.module_name) == ("ActionType", "action_type")
    assert enum.values == {"WEBHOOK": "webhook", "PAGE": "page"}
    assert enum.description.get_untrusted_value().startswith("What a click does.")


def test_the_values_of_an_enum_come_escaped(document, tmp_path):
    document["components"]["schemas"]["ActionType"]["x-extensible-enum"] = ['say "so"']

    enum = next(
        e for e in rendering.make_project(document, tmp_path).openapi.enums if e.class_info.name == "ActionType"
    )

    assert enum.values == {"SAY_SO": r"say \"so\""}


def test_an_operation_has_what_its_template_uses(endpoint):
    assert (endpoint.name, endpoint.method, endpoint.tags) == ("list_case_actions", "get", ["case_actions"])
    assert [prop.python_name for prop in endpoint.path_parameters] == ["case_id"]
    assert [(prop.python_name, prop.required) for prop in endpoint.query_parameters] == [
        ("per_page", False),
        ("page", False),
    ]
    assert "from ...models.case_action_page import CaseActionPage" in endpoint.relative_imports


def test_an_operation_names_the_types_of_its_answers(endpoint):
    answers = {str(answer.status_code.pattern): answer.prop for answer in endpoint.responses.patterns}

    assert list(answers) == ["200", "400", "401", "403", "404", "422", "429", "4XX", "5XX"]
    assert answers["200"].get_type_string(no_optional=True).as_unembedded_code() == "CaseActionPage"


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


def test_names_are_made_as_the_generator_makes_them(model):
    assert snake(model.class_info.name) == model.class_info.module_name


def test_the_templates_use_nothing_but_what_is_ours_or_pinned_here(project):
    given = {"alls", "endpoint", "endpoint_collection", "endpoint_collections_by_tag", "enum", "imports", "model"}
    used = {
        path.name: meta.find_undeclared_variables(project.env.parse(path.read_text("utf-8")))
        for path in rendering.TEMPLATES.glob("*.jinja")
    }

    assert [name for name, names in used.items() if names - OURS - given - {"class_name"}] == []


def test_every_template_of_ours_is_one_that_is_used(project, tmp_path, monkeypatch):
    asked: set[str] = set()
    load = project.env.loader.load

    def recorded(environment, name, values=None):
        asked.add(name)
        return load(environment, name, values)

    monkeypatch.setattr(project.env.loader, "load", recorded)
    project.env.cache.clear()
    project.build()
    project.env.get_template("spec_header.py.jinja")

    assert {path.name for path in rendering.TEMPLATES.glob("*.jinja")} == asked - {
        "int_enum.py.jinja",
        "literal_enum.py.jinja",
    }
