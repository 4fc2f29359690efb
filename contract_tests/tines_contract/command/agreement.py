"""What was agreed of a tenant: deviations that are known and accepted, and promises that need not be exercised.

Both are applied to a report when all is judged, and so cost no promise its own judgement. An accepted deviation accuses
nobody. It fails the run once it does not occur any more, or has expired: the list can only become shorter.
`tines-contract.toml` has it, a file that people review:

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
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import asdict, evolve, frozen

from tines_contract.checks import CHECKS
from tines_contract.engine.judging.selection import matching, near
from tines_contract.engine.judging.verdict import NOT_SELECTED, Acceptance, Outcome, Report, Status
from tines_contract.engine.user_input import UsageError, read_bounded
from tines_contract.report.explaining import keeps_from

_MOST_BYTES = 1024 * 1024
BASELINE = "tines-contract.toml"
_ENTRY = "[[accepted]]"
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*accepted[ \t]*\]\]", re.MULTILINE)
_FIELDS: Mapping[str, type] = {"promise": str, "reason": str, "since": datetime.date, "expires": datetime.date}


@frozen
class Agreement:
    """What was agreed. may_skip: promises that need not be exercised, by id. strict: whether all others must be."""

    accepted: Sequence[Acceptance] = ()
    may_skip: Collection[str] = ()
    strict: bool = False

    def applied(self, report: Report, today: datetime.date) -> Report:
        """The report, by what was agreed."""
        valid = {one.promise: one for one in self.accepted if not one.has_expired(today)}
        outcomes = [_accepted(one, valid.get(one.promise.id)) for one in report.outcomes]
        known = [one for one in outcomes if one.accepted is not None and one.status is Status.BROKEN]
        cut_short = report.obstacle is not None or bool(report.failure)
        return evolve(
            report,
            outcomes=[self._as_agreed(one if cut_short else _unless_dependent(one, known)) for one in outcomes],
            disagreements=[*self._expired(today), *(() if cut_short else self._over(report))],
        )

    def as_json(self, today: datetime.date) -> Mapping[str, Any]:
        """For a recording: what was agreed on the day of the run."""
        accepted = [{name: str(value) for name, value in asdict(one).items() if value} for one in self.accepted]
        return {"accepted": accepted, "may_skip": sorted(self.may_skip), "strict": self.strict, "today": str(today)}

    def _as_agreed(self, outcome: Outcome) -> Outcome:
        if outcome.note == NOT_SELECTED or outcome.is_dependent or outcome.seen_once:
            return outcome
        if outcome.status is Status.NOT_EXERCISED and outcome.promise.id in self.may_skip:
            why = outcome.note or f"it needs {outcome.promise.needs}"
            return evolve(outcome, status=Status.SKIPPED, note=f"it need not be exercised (may_skip): {why}")
        if outcome.status is Status.SKIPPED and self.strict and outcome.promise.id not in self.may_skip:
            note = f"it was skipped (--strict, no may_skip): {outcome.note}"
            return evolve(outcome, status=Status.NOT_EXERCISED, note=note)
        return outcome

    def _expired(self, today: datetime.date) -> list[str]:
        return [
            f"the acceptance of {one.promise} expired on {one.expires}: mend it, or agree on another day"
            for one in self.accepted
            if one.has_expired(today)
        ]

    def _over(self, report: Report) -> list[str]:
        """The accepted deviations that do not occur any more."""
        kept = _kept(report)
        return [
            f"{one.promise} is kept, though its deviation is accepted ({one.reason}): take it off the list"
            for one in self.accepted
            if one.promise in kept
        ]


def _kept(report: Report) -> set[str]:
    """The promises that are kept. The deviation of one that was forgiven, for whatever reason, may still occur."""
    return {one.promise.id for one in report.with_status(Status.HELD) if not one.note}


def _accepted(outcome: Outcome, acceptance: Acceptance | None) -> Outcome:
    occurs = outcome.status is Status.BROKEN or outcome.seen_once
    return evolve(outcome, accepted=acceptance) if occurs and acceptance is not None else outcome


def _unless_dependent(outcome: Outcome, known: Sequence[Outcome]) -> Outcome:
    """Skipped, where an accepted deviation is all that kept the promise from being exercised."""
    if outcome.status is not Status.NOT_EXERCISED or outcome.note:
        return outcome
    cause = next((one for one in known if keeps_from(one.promise.id, outcome.promise.id)), None)
    if cause is None:
        return outcome
    note = f"it cannot be judged without {cause.promise.id}, whose deviation is accepted"
    return evolve(outcome, status=Status.SKIPPED, note=note, is_dependent=True)


def agreed_then(report: Report, said: Mapping[str, Any]) -> Report:
    """The report of a recorded run, by what was agreed at its time. Raises LookupError, TypeError, ValueError."""
    day = datetime.date.fromisoformat
    dates = ({name: day(one[name]) for name in ("since", "expires") if name in one} for one in said["accepted"])
    accepted = [Acceptance(**{**one, **days}) for one, days in zip(said["accepted"], dates, strict=True)]
    return Agreement(accepted, said["may_skip"], said["strict"]).applied(report, day(said["today"]))


def read_baseline(path: Path) -> Agreement:
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
    ids = [one.promise for one in found]
    for twice in (one for one in ids if ids.count(one) > 1):
        raise UsageError(f"{path}: {twice} is accepted twice")
    return Agreement(found, matching(may_skip, f"{path}: may_skip"))


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


def updated_baseline(text: str, report: Report, given: Collection[Acceptance], today: datetime.date) -> str:
    """The text of the file by what came out: what occurs no more goes, what is new comes, and all else stays.

    given: accepted deviations whose reasons are known. An expired one stays: its day is for people to change. Raises
    UsageError.
    """
    head, *entries = _HEADER.split(text)
    promised = [one["promise"] for one in tomllib.loads(text).get("accepted", [])]
    if len(promised) != len(entries):
        raise UsageError(f"the baseline can be updated only where each accepted deviation begins with {_ENTRY}")
    known = dict(zip(promised, entries, strict=True))
    kept = _kept(report)
    occurring = [_ENTRY + entry.rstrip() for promise, entry in known.items() if promise not in kept]
    reasons = {one.promise: one.reason for one in given}
    broken = [one for one in report.with_status(Status.BROKEN) if one.promise.accuses and one.promise.id not in known]
    new = [_entry(one, reasons.get(one.promise.id), today) for one in broken]
    parts = [head.strip(), *occurring, *new]
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def _entry(broken: Outcome, given: str | None, today: datetime.date) -> str:
    reason = given or f"not explained yet: {broken.findings[0].message}"
    text = json.dumps(reason, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"{_ENTRY}\npromise = {json.dumps(broken.promise.id)}\nreason = {text}\nsince = {today}"
