"""Says whether a tag is that of the version that is about to be published, and CHANGELOG has it with its date.

Needs nothing but Python: it runs before anything is installed.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def problem(tag: str, spec: str, changelog: str) -> str | None:
    """What keeps the tag from being released, in one sentence."""
    found = re.search(r"^  version: (\S+)$", spec, re.MULTILINE)
    version = found[1] if found else "nothing"
    if tag != f"v{version}":
        return f"the tag is {tag}, and info.version of openapi.yaml is {version}: they have to agree"
    if not re.search(rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d$", changelog, re.MULTILINE):
        return f"CHANGELOG.md has no heading '## [{version}] - YYYY-MM-DD'"
    return None


def main(arguments: list[str]) -> int:
    """Check the tag that is given; 1 where it is wrong."""
    if len(arguments) != 1:
        print("usage: check_tag.py TAG", file=sys.stderr)
        return 2
    texts = [(ROOT / name).read_text("utf-8") for name in ("openapi.yaml", "CHANGELOG.md")]
    found = problem(arguments[0], *texts)
    if found is not None:
        print(found, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
