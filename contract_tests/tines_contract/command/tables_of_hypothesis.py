"""Where hypothesis keeps the tables that it makes for itself."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

_FOLDER = "HYPOTHESIS_STORAGE_DIRECTORY"


@contextmanager
def tables_elsewhere() -> Iterator[None]:
    """Keep them out of the folder that this is run in.

    The environment says it, because to import hypothesis takes half a second, and few commands need it.
    """
    before = os.environ.get(_FOLDER)
    with TemporaryDirectory(prefix="tines-contract-") as folder:
        os.environ[_FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[_FOLDER]
            if before is not None:
                os.environ[_FOLDER] = before
