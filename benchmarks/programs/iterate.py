"""Iterate over a case and print the peak of this process's memory, in KiB: `iterate.py ORIGIN CASE`."""

import resource
import sys
from pathlib import Path

from tines_cases import TinesClient


def peak() -> int:
    """Of this program alone: by `getrusage`, a process begins with its parent's peak."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (line,) = (line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1])


if __name__ == "__main__":
    with TinesClient(sys.argv[1], "key") as tines:
        actions = tines.case_actions.iterate(int(sys.argv[2]))
        if sum(1 for _ in actions) != actions.total():
            sys.exit("not all actions came")
    print(peak())
