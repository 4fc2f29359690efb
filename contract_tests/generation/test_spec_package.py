"""What `tines_spec` reads of openapi.yaml: operations, paths, paging, promises."""

import pytest

from tines_spec import inlined, load, operation_at, operations, operations_at, resource_of


def test_every_operation_of_the_document_is_read() -> None:
    named = {said["operationId"] for item in load()["paths"].values() for said in item.values()}

    assert operations().keys() == named


def test_a_written_out_path_wins_over_an_id() -> None:
    replaced = operation_at("PUT", "/api/v2/cases/1/actions/batch")
    updated = operation_at("PUT", "/api/v2/cases/1/actions/7")

    assert replaced is operations()["replaceAllCaseActions"]
    assert updated is operations()["updateCaseAction"]


@pytest.mark.parametrize(
    "path", ["/api/v2/cases/1/actions/7/8", "/api/v2/cases//actions", "/", "/api/v2/cases/1/actions/"]
)
def test_a_path_of_nothing_is_no_operation(path: str) -> None:
    assert operations_at(path) == []


def test_the_arguments_of_a_path_are_percent_decoded() -> None:
    (operation, arguments), *_ = operations_at("/api/v2/cases/%31/actions/a%20b")

    assert operation.path == "/api/v2/cases/{case_id}/actions/{id}"
    assert arguments == {"case_id": "1", "id": "a b"}


def test_a_path_is_made_of_its_arguments() -> None:
    assert operations()["getCaseAction"].path_for(case_id=3, id="x") == "/api/v2/cases/3/actions/x"


def test_a_list_says_how_it_pages() -> None:
    paging = operations()["listCaseActions"].paging

    assert paging is not None
    assert (paging.items, paging.item, paging.id) == ("actions", "action", "id")
    assert (paging.number, paging.size, paging.meta) == ("page", "per_page", "meta")


def test_the_operations_on_one_resource_are_found_by_their_paths() -> None:
    found = resource_of(operations()["updateCaseAction"])

    assert [one and one.name for one in found] == [
        "listCaseActions",
        "getCaseAction",
        "createCaseAction",
        "updateCaseAction",
        "deleteCaseAction",
        "replaceAllCaseActions",
        None,
        None,
    ]


def test_a_template_is_filled_in_with_the_words_of_the_operation() -> None:
    kept = operations()["listCaseActions"].keeps("DEFAULT-PER-PAGE")

    assert kept is not None
    assert kept.id == "LIST-DEFAULT-PER-PAGE"
    assert kept.rule == "Without per_page a page holds 20 actions, as long as there are so many."


def test_an_inlined_schema_holds_no_reference() -> None:
    schema = inlined(operations()["listCaseActions"].success_schema)

    assert schema["properties"]["actions"]["items"]["properties"]["id"]["type"] == "integer"
    assert "$ref" not in str(schema)
