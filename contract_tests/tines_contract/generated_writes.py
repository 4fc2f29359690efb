"""Sequences of requests that schemathesis' state machine makes up from the document, and what it says of the answers.

It is good at shape, and is used for that alone. Replacing all is left out: it takes away what other steps go on with.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import schemathesis
from hypothesis.errors import Flaky
from schemathesis.core.failures import FailureGroup
from schemathesis.core.transport import Response as Answer

from tines_contract.extent import Extent
from tines_contract.finding import Finding
from tines_contract.generated import CHECKS, CONFIG, as_httpx, titles
from tines_contract.observation import Asked, Observation
from tines_contract.operations import CREATE, REPLACE, operation_of
from tines_contract.purpose import Purpose
from tines_contract.scenarios import Stage
from tines_fake import Request
from tines_spec import load


class _BrokenError(Exception):
    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(findings[0].told)
        self.findings = findings


def generated_writes(stage: Stage, extent: Extent) -> list[Finding]:
    """Play scenarios of schemathesis' machine, and what the first that goes wrong shows."""
    stopped: list[BaseException] = []
    try:
        schemathesis_machine(stage, stopped).run(settings=extent.settings)
    except _BrokenError as broken:
        return broken.findings
    except Flaky:
        return []
    finally:
        if stopped:
            raise stopped[0]
    return []


def schemathesis_machine(stage: Stage, stopped: list[BaseException]) -> Any:
    """The machine, with our way to send and to judge in the place of its own."""
    schema = schemathesis.openapi.from_dict(load(), config=schemathesis.Config.from_dict(CONFIG))
    base: Any = schema.exclude(operation_id=REPLACE).as_state_machine()

    class Machine(base):
        def setup(self) -> None:
            self._play = _Play(stage)

        def call(self, case: Any, **_: Any) -> Any:
            if not stopped:
                try:
                    return self._play.send(case)
                except BaseException as error:
                    stopped.append(error)
            return None
