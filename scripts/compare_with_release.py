"""Says what changed for users since the last release, and which of it breaks: what `nox -s api` runs.

It exits with 1 where something breaks and the version in openapi.yaml was not raised for it.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from api_changes.change import Change, may_break, next_breaking
from api_changes.edition import Edition, last_release, of_anything, of_tree
from api_changes.package_changes import install_changes, sdk_changes
from api_changes.spec_changes import promise_changes, spec_changes

from tines_contract.engine.user_input import UsageError

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare; 1 where the version is too low for what changed, 2 where there is nothing that can be read."""
    parser = argparse.ArgumentParser(prog="nox -s api --", description="What changed for users since a release?")
    parser.add_argument("--against", metavar="REV|SPEC", help="what to compare with (default: the last tag v*)")
    parser.add_argument("--tree", type=Path, default=ROOT, help="the checkout that is judged (default: this one)")
    options = parser.parse_args(arguments)
    named = options.against or last_release(options.tree)
    if named is None:
        print("No earlier release: no tag v* lies before this commit (a shallow clone has none: git fetch --tags).")
        return 0
    try:
        with tempfile.TemporaryDirectory() as folder:
            before = of_anything(named, options.tree, Path(folder))
            now = of_tree(options.tree, "the tree")
            return _report(before, now, list(_changes(before, now)))
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2


def _changes(before: Edition, now: Edition) -> Iterator[Change]:
    yield from spec_changes(before.spec, now.spec)
    yield from promise_changes(before.spec.raw, now.spec.raw)
    if before.folder is not None and now.folder is not None:
        yield from sdk_changes(before.folder, now.folder)
        yield from install_changes(before.folder, now.folder)


def _report(before: Edition, now: Edition, changes: Sequence[Change]) -> int:
    breaking = [change for change in changes if change.breaks]
    other = [change for change in changes if not change.breaks]
    alone = "" if before.folder else ", the spec alone"
    print(f"{now.version} against {before.version} ({before.name}{alone})")
    for title, some in (("Breaking", breaking), ("Other changes", other)):
        if some:
            print(f"{title} ({len(some)})", *(f"  {change}" for change in some), sep="\n")
    if not changes:
        print("Nothing changed for users.")
    if breaking and not may_break(before.version, now.version):
        needed = next_breaking(before.version)
        print(f"Not allowed in {now.version}: set info.version of openapi.yaml to {needed}, run nox -s generate, and")
        print("tell users in CHANGELOG.md what to do.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
