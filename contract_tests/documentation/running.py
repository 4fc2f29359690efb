"""Runs a page as a reader would, who pastes one block after the other.

What has a title is saved under it, and run by the command that names it.
"""

import ast
import asyncio
import contextlib
import inspect
import io
import runpy
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest import mock

from contract_tests.documentation.pages import Block, commands_of


class Reader:
    """Somebody who goes through a page, in a folder, and has the names of what was run."""

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
