"""One case of a fake tenant, to fill it and to look at it."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from tines_fake.contents.filling import collection_at
from tines_fake.contents.state import State, StoredItem

CASES = "/api/v2/cases"


class _Tenant(Protocol):
    @property
    def state(self) -> State: ...
    def add_many(self, path: str, items: Iterable[Mapping[str, Any]]) -> list[StoredItem]: ...


class FakeCase:
    """A case by its number. What is added to one that the tenant does not have makes it."""

    def __init__(self, tenant: _Tenant, case_id: int) -> None:
        if not isinstance(case_id, int) or isinstance(case_id, bool) or not 0 < case_id < 2**63:
            raise ValueError(f"the id of the case must be a number from 1, not {case_id!r}")
        self.id = case_id
        self._tenant = tenant

    def add(self, name: str, /, **fields: Any) -> StoredItem:
        """Add an item to a list: `fake.case(1).add("notes", title="Summary")`. Missing fields are made up."""
        return self.add_many(name, [fields])[0]

    def add_many(self, name: str, items: Iterable[Mapping[str, Any]]) -> list[StoredItem]:
        """Add many items to a list, all or none of them: `add_many("comments", [{"value": "Contained"}, {}])`."""
        return self._tenant.add_many(self._path(name), items)

    def items(self, name: str) -> list[StoredItem]:
        """The items of a list, such as "notes", in the order of their ids."""
        assert self.fields is not None  # else there is no such case, and that is no empty list
        return list(self._tenant.state.items(collection_at(self._path(name))))

    def add_action(self, **fields: Any) -> StoredItem:
        """Add an action: `fake.case(1).add_action(label="Escalate")`. Missing fields are made up."""
        return self.add("actions", **fields)

    def add_actions(self, actions: Iterable[Mapping[str, Any]]) -> list[StoredItem]:
        """Add many actions, all or none of them: `add_actions([{"label": "Escalate"}, {}])`."""
        return self.add_many("actions", actions)

    def add_task(self, **fields: Any) -> StoredItem:
        """Add a task: `fake.case(1).add_task(description="Call the user")`. Missing fields are made up."""
        return self.add("tasks", **fields)

    @property
    def fields(self) -> StoredItem:
        """The case itself. Raises LookupError where the tenant does not have it, as `actions` does."""
        state = self._tenant.state
        found = state.item(collection_at(CASES), self.id)
        if found is None:
            known = ", ".join(str(one["case_id"]) for one in state.items(collection_at(CASES))[:20]) or "none"
            raise LookupError(f"the tenant has no case {self.id}; its cases are {known}")
        return found

    @property
    def actions(self) -> list[StoredItem]:
        """The actions that it holds now, in the order of their ids."""
        return self.items("actions")

    def _path(self, name: str) -> str:
        return f"{CASES}/{self.id}/{name}"

    def __repr__(self) -> str:
        return f"FakeCase({self.id})"
