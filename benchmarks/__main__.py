"""Measures the SDK's figures, and prints them with their targets.

python benchmarks                       all of them, in about two minutes
python benchmarks --rounds 3            a quick look
python benchmarks --only listing        one group: listing, iterating, fresh or fake
"""

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

# The clean environment is made by what makes it for the tests.
sys.path.append(str(Path(__file__).resolve().parents[1] / "scripts"))

import fake
import fresh
import listing
from harness import Figure, table
from server import started

GROUPS: dict[str, Callable[[Any, int], Iterable[Figure]]] = {
    "listing": listing.figures,
    "iterating": listing.figures_of_iterating,
    "fresh": fresh.figures,
    "fake": fake.figures,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=30, help="how often contestants take turns; slow ones less often")
    parser.add_argument("--only", choices=GROUPS, action="append", help="a group of figures; all by default")
    parser.add_argument("--node-modules", type=Path, help="where npm installed Prism, which the fake is held against")
    arguments = parser.parse_args()
    with started(str(Path(__file__).with_name("server.py"))) as origin:
        given = {"fake": arguments.node_modules}
        names = arguments.only or GROUPS
        figures = [one for name in names for one in GROUPS[name](given.get(name, origin), max(1, arguments.rounds))]
    print(*table(figures), sep="\n")


if __name__ == "__main__":
    main()
