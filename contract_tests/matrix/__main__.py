"""Holds the suite against every party, and writes what came out: `nox -s matrix`, or `-- --check` to compare."""

import argparse
import difflib
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from attrs import asdict

from contract_tests.matrix.parties import clients, tenants
from contract_tests.mutation.survivors import killed, survivors
from contract_tests.peers.conftest import DOCUMENT, Node
from tines_fake import FAULTS
from tines_spec import promises

FILE = DOCUMENT.parent / "docs" / "explanation" / "matrix.json"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--node-modules", type=Path, required=True, help="where npm installed Prism")
    parser.add_argument("--check", action="store_true", help="fail, with the difference, where the file is another")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        parties = [*tenants(Node(options.node_modules, Path(folder)))]
    made = json.dumps({"tenants": parties, "clients": [*clients()], **_kills()}, default=asdict, indent=1) + "\n"
    if not options.check:
        FILE.write_text(made)
        return 0
    before = FILE.read_text()
    sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), made.splitlines(True), FILE.name, "now"))
    return int(made != before)


def _kills() -> dict[str, Any]:
    """How many faults and mutants there are, and who of them lives."""
    faults = Counter(fault.promise for fault in FAULTS)
    templates: dict[str, list[int]] = {}
    for promise in promises():
        count = templates.setdefault(promise.name, [0, 0])
        templates[promise.name] = [count[0] + 1, count[1] + faults[promise.id]]
    return {"faults": templates, "mutants": killed(), "survivors": survivors()}


if __name__ == "__main__":
    sys.exit(main())
