"""`tines-cases` as shells know it."""

import sys
from pathlib import Path


def program_in(folder: Path) -> Path:
    """A file that is `tines-cases`, in a folder of its own."""
    program = folder / "bin" / "tines-cases"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tines_cases "$@"\n')
    program.chmod(0o755)
    return program
