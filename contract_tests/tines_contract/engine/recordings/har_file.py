"""Reads exchanges with one tenant from a HAR file, as browsers and proxies write them. No key is kept of it.

What a HAR cannot tell is left out, and counted: a body that was cut, a request whose key was refused, and so on.
Whether a request carried a key is not taken from it, for programs that write these files take the key out.
"""

import base64
import datetime
import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from attrs import field, frozen

from tines_contract.engine.user_input import UsageError, read_bounded
from tines_contract.transport.unpacking import MAX_BODY, BodyError, Unpacking
from tines_fake import Exchange, Request, Response
from tines_spec import operation_at

MOST_BYTES = 256 * 1024 * 1024
_GZIP = b"\x1f\x8b"
_CUT = "were recorded without the whole response"


class _LeftOutError(Exception):
    """An entry shows nothing that can be judged; the message says why."""


@frozen(eq=False)
class Recording:
    """tenant: the host. left_out: how many entries were left out, by reason."""

    tenant: str
    exchanges: list[Exchange] = field(repr=False)
    left_out: Mapping[str, int]


@frozen(eq=False)
class _Entry:
    """An entry whose request is for an operation of the spec. began, ended: seconds; None where it does not say."""

    exchange: Exchange
    began: float | None
    ended: float

    @property
    def writes(self) -> bool:
        operation = operation_at(self.exchange.request.method, self.exchange.request.path)
        return operation is not None and operation.writes


def recording_in(log: Mapping[str, Any], path: str, tenant: str | None) -> Recording:
    """The exchanges with one tenant in the log of a file; None is the only one that it has. Raises UsageError."""
    written = [one if isinstance(one, Mapping) else {} for one in log["entries"]]
    left_out: Counter[str] = Counter()
    host = _host(tenant) if tenant else _only_tenant(path, written)
    entries: list[_Entry] = []
    for one in written:
        try:
            entries.append(_entry(one, host))
        except _LeftOutError as reason:
            left_out[str(reason)] += 1
    kept = _apart_from_writes(entries)
    if len(kept) < len(entries):
        left_out["were under way while something was written"] = len(entries) - len(kept)
    if all(one.began is not None for one in kept):
        kept.sort(key=lambda one: one.began or 0.0)
    return Recording(host, [one.exchange for one in kept], left_out)


def read_log(path: str) -> Mapping[str, Any]:
    """The log of a HAR file, which has entries. Raises UsageError."""
    body = read_bounded(path, repr(path), MOST_BYTES)
    try:
        log: Mapping[str, Any] = json.loads(body.decode("utf-8-sig"))["log"]
        entries = log["entries"]
    except (ValueError, RecursionError):
        raise UsageError(f"{path!r} is no HAR file: it is no JSON that can be read") from None
    except (KeyError, TypeError):
        log, entries = {}, None
    if not isinstance(entries, list):
        raise UsageError(f"{path!r} is no HAR file: it has no array log.entries")
    return log


def _host(tenant: str) -> str:
    try:
        return urlsplit(tenant if "://" in tenant else f"//{tenant}").netloc.rpartition("@")[2].lower()
    except ValueError:
        raise UsageError("the tenant is no origin: its port or its brackets make no sense") from None


def _only_tenant(path: str, entries: list[Mapping[str, Any]]) -> str:
    hosts = Counter(_host(url) for url, method in map(_asked, entries) if operation_at(method, urlsplit(url).path))
    if not hosts:
        raise UsageError(f"{path!r} holds no request for an operation of openapi.yaml")
    if len(hosts) > 1:
        named = ", ".join(sorted(hosts)[:5])
        raise UsageError(f"{path!r} holds requests to several tenants ({named}): name one with --tenant")
    return next(iter(hosts))


def _asked(entry: Mapping[str, Any]) -> tuple[str, str]:
    """The URL and the method of an entry; an empty URL for what makes no sense."""
    request = _mapping(entry.get("request"))
    url = str(request.get("url", ""))
    try:
        _ = urlsplit(url).port
    except ValueError:
        return "", ""
    return url, str(request.get("method", "")).upper()


def _entry(entry: Mapping[str, Any], host: str) -> _Entry:
    """Raises _LeftOutError."""
    url, method = _asked(entry)
    parts = urlsplit(url)
    operation = operation_at(method, parts.path)
    _leave_out(_host(url) != host, "went to other hosts")
    if operation is None:
        raise _LeftOutError("were for addresses that openapi.yaml does not have")
    named = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    _leave_out(not named <= operation.query_parameters.keys(), "had arguments that openapi.yaml does not have")
    response = _response(_mapping(entry.get("response")), has_body=operation.success_schema is not None)
    body = str(_mapping(_mapping(entry.get("request")).get("postData")).get("text") or "")
    _leave_out(operation.body_schema is not None and not body, "were recorded without what was sent")
    request = Request(
        method=method,
        origin=f"{parts.scheme}://{host}",
        path=parts.path,
        query=parts.query,
        body=body.encode("utf-8", "replace"),
    )
    began = _moment(entry.get("startedDateTime"))
    return _Entry(Exchange(request=request, response=response), began, (began or 0.0) + _seconds(entry.get("time")))


def _leave_out(condition: bool, why: str) -> None:
    if condition:
        raise _LeftOutError(why)


def _response(written: Mapping[str, Any], *, has_body: bool) -> Response:
    status = written.get("status")
    if not isinstance(status, int) or not 100 <= status <= 599:
        raise _LeftOutError("got no response")
    _leave_out(status in (401, 403), "were refused for their key")
    _leave_out(300 <= status < 400, "were redirected or answered by a cache")
    content = _mapping(written.get("content"))
    _leave_out(has_body and status < 300 and "text" not in content, _CUT)
    headers = dict(_headers(written.get("headers")))
    if content.get("mimeType"):
        headers.setdefault("content-type", str(content["mimeType"]))
    return Response(status=status, headers=headers, body=_body(content, headers.get("content-encoding", "")))


def _headers(written: Any) -> Iterator[tuple[str, str]]:
    """What the checks read of the headers, and no more: others may hold a key or a cookie."""
    for one in written if isinstance(written, list) else ():
        name = str(_mapping(one).get("name", "")).lower()
        if name in ("content-type", "content-encoding"):
            yield name, str(one.get("value", ""))


def _body(content: Mapping[str, Any], encoding: str) -> bytes:
    text, is_base64, size = str(content.get("text") or ""), content.get("encoding") == "base64", content.get("size")
    try:
        body = base64.b64decode(text, validate=True) if is_base64 else text.encode("utf-8", "replace")
        if body.startswith(_GZIP):
            unpacking = Unpacking(encoding or "gzip", MAX_BODY)
            unpacking.feed(body)
            body = unpacking.body()
    except (ValueError, BodyError):
        raise _LeftOutError("have a body that cannot be unpacked") from None
    _leave_out(isinstance(size, int) and size > len(body), _CUT)
    return body


def _apart_from_writes(entries: list[_Entry]) -> list[_Entry]:
    """Those during which nothing else was written: of two at a time, nobody knows which came first."""
    writes = [(one.began, one.ended) for one in entries if one.began is not None and one.writes]
    begins, ends = sorted(began for began, _ in writes), sorted(ended for _, ended in writes)
    moments = Counter(began for began, ended in writes if began == ended)

    def overlaps(one: _Entry) -> bool:
        if one.began is None:
            return False
        own = one.writes and one.began < one.ended
        # Of those that began before its end, all but those that had ended; what takes no time ends as it begins.
        ended = bisect_right(ends, one.began) - (moments[one.began] if one.began == one.ended else 0)
        return bisect_left(begins, one.ended) - ended - own > 0

    return [one for one in entries if not overlaps(one)]


def _moment(text: Any) -> float | None:
    try:
        return datetime.datetime.fromisoformat(str(text)).timestamp()
    except (ValueError, OverflowError, OSError):
        return None


def _seconds(milliseconds: Any) -> float:
    return max(0.0, milliseconds / 1000) if isinstance(milliseconds, int | float) else 0.0


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
