"""A Tines tenant in memory, for tests: it responds by openapi.yaml, keeps a journal, and breaks promises on demand.

Not affiliated with Tines.
"""

from tines_fake.exchange import Credentials, Exchange, Request, Response
from tines_fake.faults import FAULTS, WRITE_FAULTS, Fault, fault, faults_of
from tines_fake.journal import Journal
from tines_fake.press import PreflightRefusedError
from tines_fake.quirks import Quirks
from tines_fake.tenant import FakeTenant

__all__ = (
    "FAULTS",
    "WRITE_FAULTS",
    "Credentials",
    "Exchange",
    "FakeTenant",
    "Fault",
    "Journal",
    "PreflightRefusedError",
    "Quirks",
    "Request",
    "Response",
    "fault",
    "faults_of",
)
