"""`tines-contract.toml`: what was agreed of a tenant, as a file that people review.

may_skip = ["TASKS-*"]       # need not be exercised

[[accepted]]
promise = "LIST-COUNT-TOTAL"
reason = "counts deleted actions too, ticket 4711"
since = 2026-11-26
expires = 2027-03-31
"""

import datetime
import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tines_contract.checks import CHECKS
from tines_contract.engine.comparing.agreement import Agreement
from tines_contract.engine.judging.selection import matching, near
from tines_contract.engine.judging.verdict import Acceptance, Report, Status
from tines_contract.engine.options.usage_error import UsageError
from tines_contract.engine.recordings.bounded_file import read_bounded

_MOST_BYTES = 1024 * 1024
NAME = "tines-contract.toml"
_ENTRY = "[[accepted]]"
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*accepted[ \t]*\]\]", re.MULTILINE)
_FIELDS: Mapping[str, type] = {"promise": str, "reason": str, "since": datetime.date, "expires": datetime.date}


def read(path: Path) -> Agreement:
    """What was agreed; nothing, where there is no such file. Raises UsageError."""
    if not path.exists():
        return Agreement()
    try:
        table = tomllib.loads(read_bounded(str(path), str(path), _MOST_BYTES).decode("utf-8"))
    except RecursionError:
        raise UsageError(f"{path} cannot be read: it is nested too deeply") from None
    except ValueError as error:
        raise UsageError(f"{path} cannot be read: {error}") from None
    unknown = table.keys() - {"accepted", "may_skip"}
    if unknown:
        raise UsageError(f"{path}: there is no {sorted(unknown)[0]!r}; it may have may_skip and [[accepted]]")
    may_skip, accepted = table.get("may_skip", []), table.get("accepted", [])
    if not isinstance(may_skip, list) or not all(isinstance(one, str) for one in may_skip):
        raise UsageError(f"{path}: may_skip must be a list of promises, operations, or globs of either")
    if not isinstance(accepted, list) or not all(isinstance(one, dict) for one in accepted):
        raise UsageError(f"{path}: each accepted deviation must be a table, below {_ENTRY}")
    found = [_acceptance(path, one) for one in accepted]
    _once(path, found)
    return Agreement(found, matching(may_skip, f"{path}: may_skip"))


def _once(path: Path, found: Sequence[Acceptance]) -> None:
    ids = [one.promise for one in found]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    if twice is not None:
        raise UsageError(f"{path}: {twice} is accepted twice")


def _acceptance(path: Path, entry: Mapping[str, Any]) -> Acceptance:
    for name, value in entry.items():
        wanted = _FIELDS.get(name)
        if wanted is None:
            raise UsageError(f"{path}: an accepted deviation has no {name!r}, but {', '.join(_FIELDS)}")
        if type(value) is not wanted:
            what = "text" if wanted is str else "a date such as 2027-03-31, without quotes"
            raise UsageError(f"{path}: {name} of an accepted deviation must be {what}")
    promise, reason, *dates = (entry.get(name) for name in _FIELDS)
    return accepting(promise or "", reason or "", str(path), *dates)


def accepting(
    promise: str,
    reason: str,
    where: str,
    since: datetime.date | None = None,
    expires: datetime.date | None = None,
) -> Acceptance:
    """An accepted deviation, of a promise that there is, with a reason. Raises UsageError."""
    if promise not in CHECKS:
        raise UsageError(f"{where}: there is no promise {promise[:60]!r}{near(promise)}")
    if not reason.strip():
        raise UsageError(f"{where}: the deviation of {promise} needs a reason")
    return Acceptance(promise, reason.strip(), since, expires)


def updated(text: str, report: Report, given: Collection[Acceptance], today: datetime.date) -> str:
    """The text of the file by what came out: what occurs no more goes, what is new comes, and all else stays.

    given: accepted deviations whose reasons are known. An expired one stays: its day is for people to change. Raises
    UsageError.
    """
    head, *entries = _HEADER.split(text)
    promised = [one["promise"] for one in tomllib.loads(text).get("accepted", [])]
    if len(promised) != len(entries):
        raise UsageError(f"the baseline can be updated only where each accepted deviation begins with {_ENTRY}")
    known = dict(zip(promised, entries, strict=True))
    held = {one.promise.id for one in report.with_status(Status.HELD) if not one.note}
    kept = [entry for promise, entry in known.items() if promise not in held]
    new = [one for one in _occurring(report, given, today) if one.promise not in known]
    parts = [head.strip(), *(_ENTRY + entry.rstrip() for entry in kept), *map(_entry, new)]
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def _occurring(report: Report, given: Collection[Acceptance], today: datetime.date) -> Iterator[Acceptance]:
    reasons = {one.promise: one.reason for one in given}
    for outcome in report.with_status(Status.BROKEN):
        if outcome.promise.accuses:
            found = f"not explained yet: {outcome.findings[0].message}"
            yield Acceptance(outcome.promise.id, reasons.get(outcome.promise.id, found), today)


def _entry(one: Acceptance) -> str:
    reason = json.dumps(one.reason, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"{_ENTRY}\npromise = {json.dumps(one.promise)}\nreason = {reason}\nsince = {one.since}"
