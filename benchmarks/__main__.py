"""Measures the SDK's figures, and prints them with their targets.

python benchmarks                       all of them, in about two minutes
python benchmarks --rounds 3            a quick look
python benchmarks --only listing        one group: listing, iterating or fresh
"""

import argparse
import sys
from pathlib import Path

# The clean environment is made by what makes it for the tests.
sys.path.append(str(Path(__file__).resolve().parents[1] / "scripts"))

import fresh
import iterating
import listing
import report
from server import served

GROUPS = {"listing": listing.figures, "iterating": iterating.figures, "fresh": fresh.figures}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=30, help="how often contestants take turns; slow ones less often")
    parser.add_argument("--only", choices=GROUPS, action="append", help="a group of figures; all by default")
    parser.add_argument("--json", type=Path, default=Path(".bench", "figures.json"), help="where the JSON goes")
    arguments = parser.parse_args()
    with served() as origin:
        groups = [GROUPS[name] for name in arguments.only or GROUPS]
        figures = [figure for group in groups for figure in group(origin, max(1, arguments.rounds))]
    print(*report.lines(figures), sep="\n")
    arguments.json.parent.mkdir(parents=True, exist_ok=True)
    arguments.json.write_text(report.as_json(figures) + "\n", "utf-8")
    print(f"\nEvery round of them: {arguments.json}")


if __name__ == "__main__":
    main()
