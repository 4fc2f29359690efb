"""Reads a report that was written as JSON, as far as its schema allows it."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs

from tines_contract.engine.options.usage_error import UsageError
from tines_contract.engine.recordings.bounded_file import read_bounded
from tines_contract.promises.strict_json import strict_json
from tines_contract.report.json_report import SCHEMA_VERSION

_MOST_BYTES = 64 * 1024 * 1024


def read_report(path: str) -> dict[str, Any]:
    """The report in a file. Raises UsageError, which says what is wrong with it."""
    content = read_bounded(path, f"the report {path!r}", _MOST_BYTES)
    try:
        report = strict_json(content)
    except ValueError:
        raise UsageError(f"{path!r} is no JSON: write a report with `run --report NAME.json`") from None
    _check(path, report)
    found: dict[str, Any] = report
    return found


def _check(path: str, report: Any) -> None:
    version = report.get("schema_version") if isinstance(report, dict) else None
    if version != SCHEMA_VERSION:
        named = (
            f"schema_version {version!r:.40}, and this compares {SCHEMA_VERSION}"
            if version
            else "no report of tines_contract"
        )
        raise UsageError(f"{path!r} is {named}: write it again with `run --report NAME.json`")
    schema = json.loads((Path(__file__).parent / "report.schema.json").read_text("utf-8"))
    error = next(jsonschema_rs.Draft202012Validator(schema, mask="the value").iter_errors(report), None)
    if error is not None:
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.instance_path)
        raise UsageError(f"{path!r} is no report of this version: ${place}: {error.message[:200]}")
