"""Makes a case hold exactly the actions of a file, and shows first what that would change.

    pip install tines-cases
    TINES_TENANT=acme.tines.com TINES_API_KEY=… python examples/sync_with_dry_run.py 42 wanted.json
    TINES_TENANT=acme.tines.com TINES_API_KEY=… python examples/sync_with_dry_run.py 42 wanted.json --apply

wanted.json holds a list such as [{"label": "Runbook", "url": "https://example.com", "action_type": "page"}]. Actions
are matched so that the fewest writes are left. Those of the case that no entry of the file matches are deleted.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tines_cases import TinesClient
from tines_cases.errors import TinesError


def sync(tines: TinesClient, case_id: int, wanted: Iterable[Mapping[str, Any]], *, apply: bool) -> int:
    """Print what is to do and, if asked to, do it; the exit code."""
    plan = tines.case_actions.plan(case_id, wanted)
    print(plan)
    if not plan.writes or not apply:
        return 0
    try:
        plan.apply()
    except TinesError as error:
        print(f"stopped after {len(plan.done)} of {len(plan.writes)} writes: {error}", file=sys.stderr)
        print("to do still:", *plan.left, sep="\n  ", file=sys.stderr)
        return 1
    print(f"done: {len(plan.done)} writes")
    return 0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Make a case hold exactly the actions of a file.")
    parser.add_argument("case", type=int)
    parser.add_argument("file", type=Path, help="a JSON array of actions, each with label, url and action_type")
    parser.add_argument("--apply", action="store_true", help="write to the case; without it only show the plan")
    given = parser.parse_args(arguments)
    try:
        wanted = json.loads(given.file.read_text("utf-8"))
        with TinesClient() as tines:
            return sync(tines, given.case, wanted, apply=given.apply)
    except (TinesError, TypeError, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
