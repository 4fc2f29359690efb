"""Where hypothesis keeps the tables that it makes for itself."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

_FOLDER = "HYPOTHESIS_STORAGE_DIRECTORY"


@contextmanager
def tables_elsewhere() -> Iterator[None]:
    """Keep them out of the folder that this is run in, unless the environment has a place for them.

    The environment says it, because to import hypothesis takes half a second, and few commands need it.
    """
    if os.environ.get(_FOLDER):
        yield
        return
    with TemporaryDirectory(prefix="tines-contract-") as folder:
        os.environ[_FOLDER] = folder
        try:
            yield
        finally:
            os.environ.pop(_FOLDER, None)
