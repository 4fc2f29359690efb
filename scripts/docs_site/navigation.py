"""A hook of mkdocs: what "folder/*" stands for in the navigation of mkdocs.yml."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig


def on_config(config: MkDocsConfig) -> None:
    """Put the pages of each folder in the place of its pattern."""
    named = set(_named(config.nav))
    config.nav = _expanded(config.nav, Path(config.docs_dir), named)


def _named(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    else:
        for one in entry.values() if isinstance(entry, dict) else entry:
            yield from _named(one)


def _expanded(entry: Any, docs: Path, named: set[str]) -> Any:
    if isinstance(entry, dict):
        return {title: _expanded(one, docs, named) for title, one in entry.items()}
    if isinstance(entry, list):
        return [page for one in entry for page in _pages(one, docs, named)]
    return entry


def _pages(entry: Any, docs: Path, named: set[str]) -> list[Any]:
    if not isinstance(entry, str) or not entry.endswith("/*"):
        return [_expanded(entry, docs, named)]
    found = sorted(path.relative_to(docs).as_posix() for path in docs.glob(f"{entry}.md"))
    return [one for one in found if one not in named]
