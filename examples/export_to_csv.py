"""Exports the actions of cases to CSV, for a spreadsheet.

    pip install .
    TINES_TENANT=acme.tines.com TINES_API_KEY=… python examples/export_to_csv.py 1 42 > actions.csv

Without numbers it exports the actions of all cases that the key may see. URLs and query parameters hold the secrets of
webhooks, so they stay out of the file.
"""

import argparse
import csv
import os
import sys
from collections.abc import Iterable
from typing import TextIO

from tines_cases import CaseAction, TinesClient
from tines_cases.errors import TinesError

COLUMNS = ("case_id", "id", "label", "action_type", "story_name", "created_at", "updated_at")


def export(tines: TinesClient, case_ids: Iterable[int], file: TextIO) -> None:
    """Write one row for each action. Pages are read as they are needed, so that a large case needs little memory."""
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    for case_id in case_ids:
        rows.writerows(row(case_id, action) for action in tines.case_actions.iterate(case_id))


def row(case_id: int, action: CaseAction) -> list[str]:
    texts = [action.label, action.action_type, action.story_name or ""]
    times = [action.created_at.isoformat(), action.updated_at.isoformat()]
    return [str(case_id), str(action.id), *map(as_text, texts), *times]


def as_text(text: str) -> str:
    """A text that no spreadsheet takes for a formula: anybody may have written it."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Export the actions of cases to CSV.")
    parser.add_argument("case", type=int, nargs="*", help="the number of a case (default: all cases)")
    given = parser.parse_args(arguments)
    try:
        with TinesClient() as tines:
            export(tines, given.case or (case.case_id for case in tines.cases.iterate()), sys.stdout)
            sys.stdout.flush()
    except TinesError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # `… | head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
