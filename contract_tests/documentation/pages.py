"""The samples of README and docs: each fenced block, with its language and its place; and a reader who runs them.

A comment above a block says why it is not run: `<!-- not run: the reason -->`. A module in place of `not run`, as in
`<!-- needs pandas: nox -s notebooks runs it -->`, has it run where that module is installed.
"""

import ast
import asyncio
import contextlib
import inspect
import io
import json
import re
import runpy
import shlex
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest import mock

from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["README.md", *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/**/*.md"))]

_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>[\w-]*)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<code>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
_VARIABLE = re.compile(r"[A-Z_]+=\S*")
_MARKER = re.compile(r"<!-- (?:not run|needs (?P<module>\w+)): \S.*? -->\n+\Z", re.DOTALL)


@frozen
class Block:
    """title: the name of the file that the reader is to save. is_run: whether nothing keeps it from being run."""

    page: str
    line: int
    language: str
    title: str
    code: str
    is_run: bool

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"


def notebook(path: str) -> list[Block]:
    """The cells of code of a notebook."""
    cells = json.loads(text_of(path))["cells"]
    code = [(number, "".join(cell["source"])) for number, cell in enumerate(cells) if cell["cell_type"] == "code"]
    return [Block(f"{path}, cell {number}", 0, "python", "", text, is_run=True) for number, text in code]


def text_of(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def blocks_of(page: str, language: str = "") -> list[Block]:
    """The blocks of a page, in order; those of a language, where one is given."""
    return [block for block in _blocks(page) if language in ("", block.language)]


def commands_of(block: Block) -> list[list[str]]:
    """The words of each command, without comments, without variables in front, and up to a pipe or a file."""
    lines = block.code.replace("\\\n", " ").splitlines()
    return [words for line in lines if (words := _words(line))]


def _words(line: str) -> list[str]:
    words = shlex.split(line, comments=True)
    while words and _VARIABLE.fullmatch(words[0]):
        words.pop(0)
    ends = [words.index(one) for one in ("|", "||", "<", ">", "&", "&&") if one in words]
    return words[: min(ends, default=len(words))]


def _blocks(page: str) -> Iterator[Block]:
    text = text_of(page)
    for found in _FENCE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        code = re.sub(f"^{found['indent']}", "", found["code"], flags=re.MULTILINE)
        yield Block(page, line, found["language"], found["title"] or "", code, _is_run(text[: found.start()]))


def _is_run(before: str) -> bool:
    marker = _MARKER.search(before)
    if marker is None:
        return True
    return marker["module"] is not None and find_spec(marker["module"]) is not None


class Reader:
    """Somebody who goes through a page, in a folder, and pastes one block after the other.

    What has a title is saved under it, and run by the command that names it.
    """

    def __init__(self, folder: Path) -> None:
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self._folder = folder
        self._saved: list[str] = []

    def read(self, blocks: Sequence[Block]) -> None:
        """Run the Python of a page, and hold what it prints against the output that the page shows."""
        for block in blocks:
            if block.title:
                (self._folder / block.title).write_text(block.code, "utf-8")
                self._saved.append(block.title)
        printed = ""
        with contextlib.redirect_stdout(io.StringIO()) as output:
            for block in (block for block in blocks if block.is_run):
                if block.language == "output":
                    assert printed == block.code, f"{block.place} shows another output"
                    continue
                before = len(output.getvalue())
                self._do(block)
                printed = output.getvalue()[before:]

    def _do(self, block: Block) -> None:
        if block.language == "python" and not block.title:
            _run(block, self.names)
        elif block.language == "sh":
            self._run_saved(block)

    def _run_saved(self, block: Block) -> None:
        for name, *arguments in commands_of(block):
            if name == "python" and arguments and arguments[0] in self._saved:
                with mock.patch.object(sys, "argv", arguments):
                    runpy.run_path(str(self._folder / arguments[0]), run_name="__main__")


def _run(block: Block, names: dict[str, Any]) -> None:
    """Run it among the names of the blocks before it. `await` works as in a notebook."""
    source = "\n" * block.line + block.code  # so that a traceback names the line of the page
    code = compile(source, block.page, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    result = eval(code, names)
    if code.co_flags & inspect.CO_COROUTINE:
        asyncio.run(result)


def defined_tests(block: Block) -> list[str]:
    """The names of the tests that a block defines."""
    if block.language != "python":
        return []
    return [one.name for one in ast.parse(block.code).body if getattr(one, "name", "").startswith("test_")]
