"""The sample tenant of `python -m tines_fake`, in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

from tines_contract.transport.origin_target import OriginTarget
from tines_contract.transport.targets import UnreachableError


@contextmanager
def served_fake() -> Iterator[OriginTarget]:
    """The sample tenant of `python -m tines_fake`, in a process of its own, for as long as the context lasts."""
    command = [sys.executable, "-m", "tines_fake", "--port", "0"]
    # In a session of its own, so that Ctrl-C does not end it before what was made is removed.
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:  # noqa: S603
        try:
            assert process.stdout is not None
            printed = dict(line.strip().partition("=")[::2] for line in (process.stdout.readline() for _ in range(2)))
            if "TINES_TENANT" not in printed:
                raise UnreachableError("the served fake did not start: pip install 'tines-cases[contract]'")
            with closing(
                OriginTarget(printed["TINES_TENANT"], printed["TINES_API_KEY"], requests_a_minute=None)
            ) as target:
                target.name = "the served fake"
                yield target
        finally:
            process.terminate()
