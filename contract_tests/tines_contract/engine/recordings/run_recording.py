"""What a run exchanged, as a HAR file without secrets; and the run once more, by such a file.

What a run sends follows from its plan and from the responses. So it is judged again by sending nothing: each request
gets the response that was recorded, at the time of then, and the findings are the same.
"""

import json
import time
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import asdict, evolve, frozen

from tines_contract.engine.judging.judge import judge
from tines_contract.engine.judging.verdict import Report
from tines_contract.engine.recordings.har_file import MOST_BYTES
from tines_contract.engine.recordings.redaction import Redaction
from tines_contract.engine.user_input import UsageError
from tines_contract.probes.plan import RunPlan
from tines_contract.transport.obstacles import CutShortError, ExitCode, Obstacle
from tines_contract.transport.targets import Target, UnreachableError, UnreadableError
from tines_fake import Credentials, Request, Response
from tines_spec import digest, document

_RUN = "_tines_contract"
"""Of the log of a HAR file: what else it takes to judge the run again."""

_TEXT = ("utf-8", "surrogateescape")
_ENDS = Obstacle(
    ExitCode.UNJUDGED,
    "the recording does not go on: the run was interrupted or too large, or another version of the suite made it",
)
_ERRORS = {one.__name__: one for one in (UnreachableError, UnreadableError)}


@frozen(eq=False)
class _Sent:
    """A request, when it was sent, how long it took, and what came."""

    request: Request
    began: datetime
    seconds: float
    came: Response | UnreachableError


class Recorder:
    """A target, all exchanges with which are kept, up to as many bytes as a file may hold. agreed: what was agreed."""

    def __init__(self, target: Target, plan: RunPlan, max_time: float, agreed: Mapping[str, Any] | None = None) -> None:
        self.origin, self.name, self.requests_a_minute = target.origin, target.name, target.requests_a_minute
        self._target, self._plan, self._max_time, self._agreed = target, plan, max_time, agreed
        self._sent: list[_Sent] = []
        self._room = MOST_BYTES // 2

    def send(self, request: Request) -> Response:
        began, start = datetime.now(UTC), time.monotonic()
        came: Response | UnreachableError
        try:
            came = self._target.send(request)
        except UnreachableError as error:
            came = error
        size = len(request.body) + (len(came.body) if isinstance(came, Response) else 0)
        self._room -= size + 1000
        if self._room > 0:
            self._sent.append(_Sent(request, began, time.monotonic() - start, came))
        if isinstance(came, UnreachableError):
            raise came
        return came

    def har(self) -> str:
        """The file, in ASCII."""
        redaction = Redaction.of([one.request for one in self._sent], self._plan.mark)
        run = {
            "digest": digest(),
            "name": self.name,
            "origin": self.origin,
            "requests_a_minute": self.requests_a_minute,
            "max_time": self._max_time,
            "plan": asdict(self._plan),
            "agreed": self._agreed,
        }
        creator = {"name": "tines_contract", "version": document()["info"]["version"]}
        entries = [_entry(one, redaction) for one in self._sent]
        log = {"version": "1.2", "creator": creator, _RUN: run, "entries": entries}
        return json.dumps({"log": log}, default=sorted) + "\n"  # promises are a set


def _entry(one: _Sent, redaction: Redaction) -> Mapping[str, Any]:
    request, sizes = one.request, {"headersSize": -1, "bodySize": -1}
    posted = {"postData": {"mimeType": "application/json", "text": request.body.decode(*_TEXT)}} if request.body else {}
    sent = {"method": request.method, "url": request.url, "headers": [], "_credentials": request.credentials.name}
    error = {} if isinstance(one.came, Response) else {"_error": [type(one.came).__name__, str(one.came)]}
    came = redaction.response(one.came) if isinstance(one.came, Response) else Response(status=0)
    content = {
        "size": len(came.body),
        "mimeType": came.headers.get("content-type", ""),
        "text": came.body.decode(*_TEXT),
    }
    headers = [{"name": name, "value": value} for name, value in came.headers.items()]
    got = {"status": came.status, "statusText": "", "headers": headers, "content": content, "redirectURL": "", **error}
    more: Mapping[str, Any] = {"httpVersion": "HTTP/1.1", "cookies": [], **sizes}
    milliseconds = one.seconds * 1000
    return {
        "startedDateTime": one.began.isoformat(),
        "time": milliseconds,
        "request": {**sent, **more, "queryString": [], **posted},
        "response": {**got, **more},
        "cache": {},
        "timings": {"send": 0, "wait": milliseconds, "receive": 0},
    }


class RecordedRun:
    """A run that was recorded, and its tenant: it responds as then to the very same requests in the same order.

    same_spec: whether its promises were those of this openapi.yaml. agreed: what was agreed then, as JSON.
    """

    def __init__(self, log: Mapping[str, Any]) -> None:
        run = log[_RUN]
        self.origin, self.name, self.requests_a_minute = run["origin"], run["name"], run["requests_a_minute"]
        self.same_spec, self.agreed = run["digest"] == digest(), run.get("agreed")
        self._plan, self._max_time = RunPlan(**run["plan"]), float(run["max_time"])
        self._left = deque(_sent(one, self.origin) for one in log["entries"])
        self._began = self._left[0].began if self._left else datetime.now(UTC)
        self._seconds, self._has_ended = 0.0, False

    def judged(self) -> Report:
        """Judge it once more."""
        times: Mapping[str, Any] = {"clock": lambda: self._seconds, "pause": self._pause, "now": self._now}
        report = judge(self, self._plan, max_time=self._max_time, **times)
        # What was left behind where a recording ends the run has removed since, or named itself.
        return evolve(report, leftovers=(), cleanup_error="") if self._has_ended else report

    def _now(self) -> datetime:
        return self._began + timedelta(seconds=self._seconds)

    def _pause(self, seconds: float) -> None:
        self._seconds += seconds

    def send(self, request: Request) -> Response:
        """Raises CutShortError where it was not recorded."""
        self._has_ended = self._has_ended or not self._left or self._left[0].request != request
        if self._has_ended:
            raise CutShortError(_ENDS)
        one = self._left.popleft()
        self._seconds = (one.began - self._began).total_seconds() + one.seconds
        if isinstance(one.came, UnreachableError):
            raise one.came
        return one.came


def recorded_run(log: Mapping[str, Any]) -> RecordedRun | None:
    """The run that the log of a HAR file holds; None for traffic of others. Raises UsageError."""
    if _RUN not in log:
        return None
    try:
        return RecordedRun(log)
    except (LookupError, TypeError, ValueError, AttributeError):
        raise UsageError("the recording is of a run, and not as this version writes it: judge it by that one") from None


def _sent(entry: Mapping[str, Any], origin: str) -> _Sent:
    sent, got = entry["request"], entry["response"]
    path, _, query = sent["url"].removeprefix(origin).partition("?")
    request = Request(
        method=sent["method"],
        origin=origin,
        path=path,
        query=query,
        credentials=Credentials[sent["_credentials"]],
        body=sent.get("postData", {}).get("text", "").encode(*_TEXT),
    )
    began = datetime.fromisoformat(entry["startedDateTime"])
    if error := got.get("_error"):
        return _Sent(request, began, entry["time"] / 1000, _ERRORS[error[0]](error[1]))
    headers = {one["name"]: one["value"] for one in got["headers"]}
    body = got["content"]["text"].encode(*_TEXT)
    return _Sent(request, began, entry["time"] / 1000, Response(status=got["status"], headers=headers, body=body))
