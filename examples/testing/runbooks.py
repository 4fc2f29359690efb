"""Gives cases a button that opens their runbook.

    pip install .
    TINES_TENANT=acme.tines.com TINES_API_KEY=… \\
        python examples/testing/runbooks.py https://wiki.example.com/phishing 42 43

A case that has the button already stays as it is.
"""

import sys
from collections.abc import Sequence

from tines_cases import TinesClient
from tines_cases.errors import NotFoundError, TinesError, TransportError

LABEL = "Runbook"


def has_runbook(tines: TinesClient, case_id: int) -> bool:
    return any(action.label == LABEL for action in tines.case_actions.iterate(case_id))


def add_runbook(tines: TinesClient, case_id: int, url: str) -> bool:
    """Whether the case has a button that it did not have."""
    if has_runbook(tines, case_id):
        return False
    try:
        tines.case_actions.create(case_id, url=url, label=LABEL, action_type="page")
    except TransportError as error:
        # The connection broke, and nobody knows whether the button was added: look, before it is added twice.
        if not error.may_have_been_processed or not has_runbook(tines, case_id):
            raise
    return True


def main(arguments: Sequence[str]) -> int:
    url, *cases = arguments
    with TinesClient(timeout=300) as tines:
        for case in cases:
            try:
                added = add_runbook(tines, int(case), url)
                print(f"case {case}: {'added' if added else 'has one'}")
            except NotFoundError:
                print(f"case {case}: there is no such case")
            except TinesError as error:
                print(f"case {case}: {error}")
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
