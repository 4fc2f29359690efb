"""What type checkers infer of every public call, as `test_installed_types.py` sees to. Nothing runs it.

A line that ends in `type: ignore` must be an error: both checkers report an ignore that ignores nothing, so that types
which have quietly become Any are seen. The types of a model's properties are those that it is decoded by.
"""

# pyright: strict, reportUnnecessaryTypeIgnoreComment=true

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, assert_type

import httpx

from tines_cases import (
    KEEP,
    UNSET,
    ActionType,
    AsyncItems,
    AsyncPlan,
    AsyncTinesClient,
    Case,
    CaseAction,
    CaseActionBatch,
    CaseActionDetail,
    CaseActionPage,
    CaseCommentDetail,
    CaseFilters,
    CaseNoteDetail,
    CaseOrder,
    CasePage,
    CaseTask,
    CaseTaskBatch,
    Create,
    Delete,
    Items,
    JsonPage,
    Keep,
    NewCaseAction,
    PageMeta,
    Plan,
    Response,
    RetryPolicy,
    TinesClient,
    Update,
    WithResponse,
    from_json,
    jsonable,
    to_json,
)
from tines_cases.errors import ApiError, DeadlineError, DecodeError, NotFoundError, RateLimitError, TransportError


def blocking(transport: httpx.BaseTransport) -> None:
    with TinesClient("acme.tines.com", "key", timeout=None, retry=RetryPolicy(attempts=1)) as tines:
        assert_type(tines, TinesClient)
        assert_type(tines.with_options(timeout=1.5, retry=RetryPolicy.none()), TinesClient)
        assert_type(tines.case_actions.list(1, per_page=20, page=None), CaseActionPage)
        assert_type(tines.request("GET", "/api/v2/cases/1", params={"a": 1}, json=[1], headers={"X": "y"}), Response)
        assert_type(tines.paginate("/api/v2/x", items="x", per_page=5, start=2), Items[dict[str, Any], JsonPage])
        assert_type(tines.with_options(headers={"X": "y"}).case_actions.iterate(1, start=2).page, int | None)
        actions = tines.case_actions.iterate(1, timeout=5)
        assert_type(actions, Items[CaseAction, CaseActionPage])
        assert_type(next(actions), CaseAction)
        assert_type(list(actions), list[CaseAction])
        assert_type(actions.total(), int)
        assert_type(actions.pages(), Iterator[CaseActionPage])
        found = tines.cases.iterate(filters=CaseFilters(status="OPEN", tags=["a"]), match=lambda one: one.name != "")
        assert_type(found, Items[Case, CasePage])
        CaseFilters(status="open")  # type: ignore[arg-type]
    assert_type(TinesClient(transport=transport, filters_encoding="json").close(), None)


async def awaited(transport: httpx.AsyncBaseTransport) -> None:
    async with AsyncTinesClient("acme.tines.com", "key", timeout=None, retry=RetryPolicy(attempts=1)) as tines:
        assert_type(tines, AsyncTinesClient)
        assert_type(tines.with_options(timeout=None, retry=RetryPolicy.none()), AsyncTinesClient)
        assert_type(await tines.case_actions.list(1, per_page=20, page=2), CaseActionPage)
        assert_type(await tines.request("GET", "/api/v2/cases/1", params={"a": 1}, json=[1]), Response)
        records = tines.paginate("/api/v2/x", id_field="uid", params={"a": 1}, headers={"X": "y"}, retry=KEEP)
        assert_type(records, AsyncItems[dict[str, Any], JsonPage])
        actions = tines.case_actions.iterate(1, timeout=None)
        assert_type(actions, AsyncItems[CaseAction, CaseActionPage])
        assert_type([action async for action in actions], list[CaseAction])
        assert_type(await actions.total(), int)
        assert_type(actions.pages(), AsyncIterator[CaseActionPage])
    assert_type(await AsyncTinesClient(transport=transport).close(), None)


def values(page: CaseActionPage, action: CaseAction, response: Response) -> None:
    assert_type((page.actions, page.meta), tuple[list[CaseAction], PageMeta])
    assert_type((action.action_type, action.query_params), tuple[ActionType, dict[str, Any] | None])
    assert_type((action.story_name, action.created_at), tuple[str | None, datetime])
    assert_type((response.status, response.headers, response.body), tuple[int, Mapping[str, str], bytes])
    assert_type(response.json(), Any)
    assert_type((jsonable(action), to_json(page), to_json(page.actions)), tuple[dict[str, Any], bytes, bytes])
    assert_type(from_json(CaseAction, "{}"), CaseAction)
    assert_type(from_json(list[CaseAction], b"[]"), list[CaseAction])


def cases(tines: TinesClient) -> None:
    assert_type(tines.cases.list(team_id=2, order="CREATED_ASC", per_page=1, page=1).cases, list[Case])
    assert_type(tines.cases.iterate(team_id=2, order=CaseOrder.OPENED_DESC, per_page=1), Items[Case, CasePage])
    assert_type(tines.cases.get(1), Case)
    assert_type(tines.cases.create(team_id=2, name="", tag_names=[""], opened_at=datetime.now()), Case)
    assert_type(tines.cases.create_from({"team_id": 2, "name": ""}), Case)
    assert_type(tines.cases.update(1, status="closed", add_tag_names=("",), resolved_at=""), Case)
    assert_type(tines.cases.delete(1, missing_ok=True), None)
    assert_type(tines.case_tasks.list(1, per_page=50, page=1).tasks, list[CaseTask])


def writing(tines: TinesClient, action: CaseAction, detail: CaseActionDetail) -> None:
    actions = tines.case_actions
    assert_type(actions.get(1, 2), CaseActionDetail)
    assert_type(actions.create(1, url="", label="", action_type="page"), CaseActionDetail)
    actions.create(1, url="", label="", action_type=ActionType.PAGE, action_text=None, query_params={"a": True})
    assert_type(actions.update(1, 2), CaseActionDetail)
    assert_type(actions.delete(1, 2), None)
    new = NewCaseAction(url="", label="", action_type="page", action_text=UNSET, query_params=None)
    batch = actions.replace_all(1, [new, action, detail, {"url": ""}])
    assert_type(batch, CaseActionBatch)
    actions.replace_all(1, (action for _ in range(2)))


def around_the_case(tines: TinesClient) -> None:
    assert_type(tines.case_comments.create(1, value=""), CaseCommentDetail)
    assert_type(tines.case_notes.create(1, title="", color="red"), CaseNoteDetail)
    assert_type(tines.case_notes.append(1, 2, content=""), CaseNoteDetail)
    assert_type(tines.case_tasks.update(1, 2, completed=True), CaseTask)
    assert_type(tines.case_tasks.batch_create(1, [{"description": ""}]), CaseTaskBatch)


async def writing_awaited(tines: AsyncTinesClient, new: NewCaseAction) -> None:
    assert_type(await tines.case_actions.create(1, url="", label="", action_type="page"), CaseActionDetail)
    assert_type(await tines.case_actions.delete(1, 2), None)
    assert_type(await tines.case_actions.plan(1, [new]), AsyncPlan[CaseAction])
    assert_type(await tines.case_actions.with_response.get(1, 2), WithResponse[CaseActionDetail])


def planning(tines: TinesClient, new: NewCaseAction, action: CaseAction) -> None:
    assert_type(tines.case_actions.create_from(1, action, timeout=1), CaseActionDetail)
    assert_type(tines.case_actions.create_with_own_id(1, new, id_name="id"), CaseActionDetail)
    plan = tines.case_actions.plan(1, [new, action, {"url": ""}], key=lambda item: item.label)
    assert_type(plan, Plan[CaseAction])
    print(plan.creates, plan.updates, plan.deletes, plan.unchanged, plan.writes, plan.done, plan.left, plan.writers)
    assert_type(plan.left_alone, Mapping[str, Sequence[Any]])
    for write in plan.writes:
        assert_type(write, Create | Update | Delete)
        print(write.fields if isinstance(write, Create) else (write.id, isinstance(write, Update) and write.old))
    assert_type(plan.apply(), None)


def looked_into(tines: TinesClient) -> None:
    came = tines.case_actions.with_response.list(1, per_page=20)
    assert_type(came, WithResponse[CaseActionPage])
    assert_type((came.value, came.response, came.request_id), tuple[CaseActionPage, Response, str | None])
    assert_type((came.attempts, came.elapsed), tuple[int, float])
    assert_type(tines.case_actions.with_response.delete(1, 2, missing_ok=True), WithResponse[None])


def client_options() -> TinesClient:
    return TinesClient(
        headers={"X-Team": "blue"},
        user_agent="tool/1",
        proxy="http://proxy.example:3128",
        verify="ca.pem",
        cert=("mine.pem", "key.pem"),
        limits=httpx.Limits(max_connections=10),
        requests_per_minute=90,
        on_attempt=lambda attempt: print(attempt.status, attempt.wait),
        on_request=lambda request: request.headers.update(traceparent=f"{request.attempt}"),
        retry=RetryPolicy(statuses={429, 500}),
        allow_http=True,
    )


def handed_on(tines: TinesClient, timeout: float | Keep | None) -> CaseActionPage:
    return tines.case_actions.list(1, timeout=timeout)


def errors(tines: TinesClient) -> None:
    try:
        tines.case_actions.list(1)
    except RateLimitError as error:
        assert_type(error.retry_after, float | None)
    except (NotFoundError, ApiError) as error:
        assert_type(error, NotFoundError | ApiError)
        assert_type((error.status, error.messages, error.body), tuple[int, tuple[str, ...], bytes])
        assert_type(error.retry_after, float | None)
    except DeadlineError as error:
        assert_type(error, DeadlineError)
        raise_again: TimeoutError = error
        raise raise_again from None
    except TransportError as error:
        assert_type(error.may_have_been_processed, bool)
    except DecodeError as error:
        assert_type((error.status, error.path), tuple[int, str])
        assert_type((error.method, error.request_path, error.body), tuple[str, str, bytes])
        assert_type((error.headers, error.request_id), tuple[Mapping[str, str], str | None])


def refused(tines: TinesClient, asynchronous: AsyncTinesClient, action: CaseAction) -> None:
    tines.case_actions.list("1")  # type: ignore[arg-type]  # mypy is to refuse it
    tines.case_actions.list(1, 20)  # type: ignore[call-arg]
    tines.case_actions.list(1, size=20)  # type: ignore[call-arg]
    tines.case_actions.create(1, url="", label="", action_type="webhok")  # type: ignore[arg-type]
    tines.case_actions.create(1, url="", label="")  # type: ignore[call-arg]
    tines.case_actions.create(1, url=None, label="", action_type="page")  # type: ignore[arg-type]
    tines.case_actions.update(1, 2, label=None)  # type: ignore[arg-type]
    tines.case_actions.update(1, label="")  # type: ignore[call-arg]
    tines.case_actions.replace_all(1, "actions")  # type: ignore[arg-type]
    tines.case_actions.replace_all(1, asynchronous.case_actions.iterate(1))  # type: ignore[arg-type]
    tines.case_actions.iterate()  # type: ignore[call-arg]
    tines.case_actions.iterate(1, page=2)  # type: ignore[call-arg]
    tines.cases.list(order=1)  # type: ignore[arg-type]
    tines.cases.list(1)  # type: ignore[call-arg]
    tines.cases.update(1, status="CLOSED")  # type: ignore[arg-type]
    tines.cases.plan([])  # type: ignore[attr-defined]
    tines.case_tasks.batch_create(1, [tines.cases.get(1)])  # type: ignore[list-item]
    tines.with_options(timeout="1")  # type: ignore[arg-type]
    tines.case_actions.list(1, timeout="1")  # type: ignore[arg-type]
    tines.case_actions.iterate(1, timeout="1")  # type: ignore[arg-type]
    TinesClient("acme.tines.com", "key", 30.0)  # type: ignore[call-arg]
    TinesClient(transport=httpx.AsyncHTTPTransport())  # type: ignore[arg-type]
    action.label = "frozen"  # type: ignore[misc]
    print(action.nothing)  # type: ignore[attr-defined]
    for _ in asynchronous.case_actions.iterate(1):  # type: ignore[attr-defined]
        pass
