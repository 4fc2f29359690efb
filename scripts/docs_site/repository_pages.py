"""A hook of mkdocs: pages for the files outside docs/ that pages link to, such as examples.

Links in Markdown are relative, so that they work on GitHub. On the site a link to `../../examples/press_with_flask.py`
goes to a page with that file, below `repository/`. Markdown files, such as the README, become pages whose links are
followed in turn.
"""

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[2]
_DOCS, _REPOSITORY = "docs/", "repository/"
# Code comes first, so that nothing in it is taken for a link.
_LINK = re.compile(
    r"(?P<code>^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)\s*?$|(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)*?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<before>\]\(<?|(?:src|href|srcset)=\"|^\[[^\]\n]+\]:\s+)(?P<target>[^)>\s\"#]+)",
    re.MULTILINE | re.DOTALL,
)
_IMAGES = (".png", ".svg", ".gif", ".jpg", ".webp")
_LANGUAGES = {".py": "python", ".yml": "yaml", ".yaml": "yaml", ".toml": "toml", ".json": "json"}

_paths: dict[str, str] = {}
"""Of which file or folder of the repository a page is, by the page's name."""


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add a page for each file that is linked to, and for what the navigation names."""
    _paths.clear()
    named = re.findall(rf"'{_REPOSITORY}([^']+)'", str(config.nav))
    waiting = [one if (ROOT / one).exists() else one.removesuffix(".md") for one in named]
    for file in files.documentation_pages():
        waiting += _linked(file.content_string, _DOCS + file.src_uri)
    while waiting:
        name = waiting.pop()
        if files.get_file_from_path(_page(name)) is not None:
            continue
        if name.endswith(_IMAGES):
            files.append(File.generated(config, _page(name), abs_src_path=str(ROOT / name)))
            continue
        content = _content(ROOT / name, name)
        files.append(File.generated(config, _page(name), content=content))
        _paths[_page(name)] = f"{name}/" if (ROOT / name).is_dir() else name
        waiting += _linked(content, _paths[_page(name)])


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn links to files of the repository into links to their pages."""
    here = page.file.src_uri
    path = _paths.get(here, _DOCS + here)

    def to_page(match: re.Match[str]) -> str:
        found = None if match["code"] else _target(match["target"], path)
        name = None if found is None else _page(found)
        if name is None or files.get_file_from_path(name) is None:
            return match[0]
        return match["before"] + posixpath.relpath(name, posixpath.dirname(here) or ".")

    return _LINK.sub(to_page, markdown)


def _linked(markdown: str, path: str) -> Iterator[str]:
    """The files outside docs/ that a file of the repository links to."""
    for match in _LINK.finditer(markdown):
        found = None if match["code"] else _target(match["target"], path)
        if found is not None and not found.startswith(_DOCS) and (ROOT / found).exists():
            yield found


def _target(target: str, path: str) -> str | None:
    """The path in the repository that a link in a file goes to; None for one that leaves it."""
    if re.match(r"[a-z][a-z0-9+.-]*:|/", target):
        return None
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    return None if found.startswith("..") else found


def _page(path: str) -> str:
    """The name of the page of a file or folder."""
    if path.startswith(_DOCS):
        return path.removeprefix(_DOCS)
    shown = re.sub(r"(^|/)\.", r"\1", path)  # what begins with a dot, mkdocs leaves out
    if (ROOT / path).is_dir():
        return posixpath.normpath(f"{_REPOSITORY}{shown}/index.md")
    return _REPOSITORY + (shown if path.endswith((".md", *_IMAGES)) else f"{shown}.md")


def _content(path: Path, name: str) -> str:
    if path.is_dir():
        entries = sorted(one.name for one in path.iterdir() if one.is_file())
        return "\n".join([f"# {name}", "", *(f"- [{one}]({one})" for one in entries)])
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        return text
    if path.suffix == ".ipynb":
        return "\n\n".join(map(_cell, json.loads(text)["cells"]))
    fence = "`" * max(3, 1 + max((len(one) for one in re.findall("`+", text)), default=0))
    header = "---\nsearch: {exclude: true}\n---\n"
    return f"{header}# {name}\n\n{fence}{_LANGUAGES.get(path.suffix, 'text')}\n{text}\n{fence}\n"


def _cell(cell: Mapping[str, Any]) -> str:
    """One of a notebook, as Markdown."""
    text = "".join(cell["source"])
    return text if cell["cell_type"] == "markdown" else f"```python\n{text}\n```"
