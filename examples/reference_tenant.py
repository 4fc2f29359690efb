"""A tenant that keeps every promise of case actions, in one file, on SQLite: with FastAPI.

    pip install fastapi uvicorn
    TINES_API_KEY=key python examples/reference_tenant.py

It listens on http://127.0.0.1:8020 and has two cases: 1 with 45 actions, 2 with none. Whoever runs `python -m
tines_contract run --tenant=http://127.0.0.1:8020 --case=2` with TINES_API_KEY and TINES_CONTRACT_WRITES=1 judges it.
What the documentation leaves open it decides for itself, as any tenant has to.
"""

import hmac
import json
import os
import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import uvicorn
from fastapi import APIRouter, Body, Depends, FastAPI, HTTPException, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict

TABLES = """
CREATE TABLE cases (case_id INTEGER PRIMARY KEY);
CREATE TABLE actions (id INTEGER PRIMARY KEY AUTOINCREMENT, case_id INTEGER NOT NULL REFERENCES cases, action TEXT);
CREATE INDEX by_case ON actions (case_id, id);
"""
LARGEST_PAGE = 500
LARGEST_INTEGER = 2**63 - 1
Number = Annotated[int, Query(ge=1, le=LARGEST_INTEGER)]
router = APIRouter(prefix="/api/v2/cases/{case_id}/actions")


class NewAction(BaseModel):
    """What a client may say of an action. All else is the server's, and passed over where it comes."""

    model_config = ConfigDict(strict=True)

    url: str
    label: str
    action_type: Literal["webhook", "page"]
    action_text: str | None = None
    query_params: dict[str, Any] | None = None


class Changes(NewAction):
    """What is to change: what does not come stays."""

    url: str = ""
    label: str = ""
    action_type: Literal["webhook", "page"] = "webhook"


class Store:
    """The database. `with store.database` is a transaction: no reader meets half of a replacement."""

    def __init__(self, path: str = ":memory:") -> None:
        self.database = sqlite3.connect(path, check_same_thread=False)
        self.database.executescript(TABLES)

    def rows(self, query: str, *values: object) -> list[Any]:
        return self.database.execute(query, values).fetchall()

    def actions(self, case: int, size: int = -1, skipped: int = 0) -> list[dict[str, Any]]:
        query = "SELECT id, action FROM actions WHERE case_id = ? ORDER BY id LIMIT ? OFFSET ?"
        return [{**json.loads(action), "id": number} for number, action in self.rows(query, case, size, skipped)]

    def action(self, number: int) -> dict[str, Any]:
        ((case, action),) = self.rows("SELECT case_id, action FROM actions WHERE id = ?", number)
        return {**json.loads(action), "id": number, "case_id": case}

    def save(self, case: int, action: Mapping[str, Any], number: int | None = None) -> int:
        """number: of the action that it replaces. It knows no stories, so no URL is that of one."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        of_stories = dict.fromkeys(("story_name", "story_emoji", "page_emoji"))
        kept = {name: one for name, one in action.items() if name not in ("id", "case_id")}
        text = json.dumps({"created_at": now, **of_stories, **kept, "updated_at": now})
        return self.database.execute("REPLACE INTO actions VALUES (?, ?, ?)", [number, case, text]).lastrowid or 0


def make_app(store: Store, key: str) -> FastAPI:
    """key: the one API key that opens it."""
    app = FastAPI(redirect_slashes=False, openapi_url=None)
    app.add_exception_handler(RequestValidationError, _refused)
    app.state.store = store

    @app.middleware("http")
    async def authenticate(request: Request, go_on: Callable[..., Any]) -> Any:
        if hmac.compare_digest(request.headers.get("authorization", "").encode(), f"Bearer {key}".encode()):
            return await go_on(request)
        return JSONResponse({"error": "the API key is missing or wrong"}, 401)

    app.include_router(router)
    return app


# Nothing below awaits, so that each request is done before the next begins.
async def _store(request: Request) -> Any:
    return request.app.state.store


Stored = Annotated[Store, Depends(_store)]


async def _known(store: Stored, case_id: int) -> int:
    if abs(case_id) > LARGEST_INTEGER or not store.rows("SELECT 1 FROM cases WHERE case_id = ?", case_id):
        raise HTTPException(404, "no such case")
    return case_id


Case = Annotated[int, Depends(_known)]


async def _found(store: Stored, case: Case, number: Annotated[int, Path(alias="id")]) -> int:
    query = "SELECT 1 FROM actions WHERE case_id = ? AND id = ?"
    if abs(number) > LARGEST_INTEGER or not store.rows(query, case, number):
        raise HTTPException(404, "no such action in this case")
    return number


Found = Annotated[int, Depends(_found)]


@router.get("")
async def list_actions(request: Request, store: Stored, case: Case, per_page: Number = 20, page: Number = 1) -> Any:
    ((count,),) = store.rows("SELECT count(*) FROM actions WHERE case_id = ?", case)
    size = min(per_page, LARGEST_PAGE)
    meta = _meta(str(request.url.replace(query=None)), count, size, page)
    return {"case_id": case, "actions": store.actions(case, size, min((page - 1) * size, count)), "meta": meta}


@router.post("", status_code=201)
async def create_action(store: Stored, case: Case, new: NewAction) -> Any:
    with store.database:
        return store.action(store.save(case, new.model_dump()))


@router.put("/batch")
async def replace_actions(store: Stored, case: Case, actions: Annotated[list[NewAction], Body(embed=True)]) -> Any:
    with store.database:
        store.rows("DELETE FROM actions WHERE case_id = ?", case)
        for action in actions:
            store.save(case, action.model_dump())
    return {"case_id": case, "actions": store.actions(case)}


@router.get("/{id}")
async def get_action(store: Stored, number: Found) -> Any:
    return store.action(number)


@router.put("/{id}")
async def update_action(store: Stored, case: Case, number: Found, changes: Changes) -> Any:
    with store.database:
        store.save(case, {**store.action(number), **changes.model_dump(exclude_unset=True)}, number)
    return store.action(number)


@router.delete("/{id}", status_code=204)
async def delete_action(store: Stored, number: Found) -> None:
    with store.database:
        store.rows("DELETE FROM actions WHERE id = ?", number)


def _meta(base: str, count: int, size: int, page: int) -> dict[str, Any]:
    pages = max(1, -(-count // size))

    def link(number: int) -> str | None:
        return f"{base}?per_page={size}&page={number}" if 1 <= number <= pages else None

    following = page + 1 if page < pages else None
    links = {"current_page": link(page), "previous_page": link(min(page - 1, pages)), "next_page": link(page + 1)}
    return {**links, "next_page_number": following, "per_page": size, "pages": pages, "count": count}


def _refused(_: Request, error: Exception) -> JSONResponse:
    """Where it is wrong and why, without what came: a URL is a secret."""
    problems = error.errors() if isinstance(error, RequestValidationError) else []
    return JSONResponse({"errors": [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in problems]}, 422)


def sample() -> Store:
    """A case with three pages of actions, and an empty one."""
    store = Store()
    store.database.executemany("INSERT INTO cases VALUES (?)", [(1,), (2,)])
    for n in range(45):
        new = NewAction(url=f"https://example.com/{n}", label=f"Button {n}", action_type="webhook")
        store.save(1, new.model_dump())
    store.database.commit()
    return store


if __name__ == "__main__":
    uvicorn.run(make_app(sample(), os.environ["TINES_API_KEY"]), port=8020, log_level="warning")
