"""HAR files as browsers and proxies write them, made of a fake's journal."""

import base64
import datetime
import gzip
import json
from collections.abc import Iterable
from typing import Any

from tines_fake import Exchange, Request, Response

KEY = "a-key-that-must-not-be-shown"
_BEGAN = datetime.datetime(2026, 11, 26, 8, 0, tzinfo=datetime.UTC)


def har(entries: Iterable[dict[str, Any]]) -> bytes:
    """A file of these entries."""
    return json.dumps({"log": {"version": "1.2", "entries": list(entries)}}).encode()


def entries_of(journal: Iterable[Exchange]) -> list[dict[str, Any]]:
    """An entry for each exchange, a second after the one before."""
    return [entry(one.request, one.response, second) for second, one in enumerate(journal)]


def entry(request: Request, response: Response, second: float = 0, milliseconds: float = 100) -> dict[str, Any]:
    """One entry."""
    sent = {"postData": {"mimeType": "application/json", "text": request.body.decode()}} if request.body else {}
    headers = [{"name": "Authorization", "value": f"Bearer {KEY}"}, {"name": "Cookie", "value": f"session={KEY}"}]
    return {
        "startedDateTime": (_BEGAN + datetime.timedelta(seconds=second)).isoformat(),
        "time": milliseconds,
        "request": {"method": request.method, "url": request.url, "headers": headers, **sent},
        "response": {
            "status": response.status,
            "headers": [{"name": name.title(), "value": value} for name, value in response.headers.items()],
            "content": {"size": len(response.body), "text": response.body.decode("utf-8", "replace")},
        },
    }


def packed(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry with a body as it came over the wire: gzip, in base64."""
    content = entry["response"]["content"]
    body = gzip.compress(content["text"].encode())
    headers = [*entry["response"]["headers"], {"name": "Content-Encoding", "value": "gzip"}]
    packed = {**content, "text": base64.b64encode(body).decode(), "encoding": "base64"}
    return {**entry, "response": {**entry["response"], "headers": headers, "content": packed}}
