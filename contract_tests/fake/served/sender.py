"""Requests for the operations on case actions, and what comes of them, as JSON."""

import json
from typing import Any

from tines_fake import Credentials, FakeTenant, Request, Response

WEBHOOK = "https://fake.tines.test/webhook/abc/def"
NEW = {"url": WEBHOOK, "label": "Escalate", "action_type": "webhook"}


class Sender:
    """Sends requests for the actions of cases to one tenant."""

    def __init__(self, fake: FakeTenant, credentials: Credentials = Credentials.RIGHT) -> None:
        self.fake = fake
        self.credentials = credentials

    def send(self, method: str, path: str, body: Any = None) -> Response:
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        request = Request(
            method=method,
            origin=self.fake.origin,
            path=f"/api/v2/cases/{path}",
            body=content,
            credentials=self.credentials,
        )
        return self.fake.respond(request)

    def create(self, case: int = 1, **fields: Any) -> Response:
        return self.send("POST", f"{case}/actions", {**NEW, **fields})

    def created(self, case: int = 1, **fields: Any) -> Any:
        return json_of(self.create(case, **fields))

    def get(self, action: object, case: int = 1) -> Response:
        return self.send("GET", f"{case}/actions/{action}")

    def update(self, action: object, case: int = 1, **fields: Any) -> Response:
        return self.send("PUT", f"{case}/actions/{action}", fields)

    def delete(self, action: object, case: int = 1) -> Response:
        return self.send("DELETE", f"{case}/actions/{action}")

    def replace(self, actions: Any, case: int = 1) -> Response:
        return self.send("PUT", f"{case}/actions/batch", {"actions": actions})

    def listed(self, case: int = 1) -> Any:
        return json_of(self.send("GET", f"{case}/actions"))["actions"]


def json_of(response: Response) -> Any:
    return json.loads(response.body)


def messages(response: Response) -> list[str]:
    return [error["message"] for error in json_of(response)["errors"]]
