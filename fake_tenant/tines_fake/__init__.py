"""A Tines tenant in memory, for tests: it responds by openapi.yaml, keeps a journal, and fails on demand.

Not affiliated with Tines.
"""

from tines_fake import failures
from tines_fake.active_faults import ActiveFaults
from tines_fake.case import FakeCase
from tines_fake.clock import Clock, VirtualClock
from tines_fake.exchange import Credentials, Exchange, Request, Response
from tines_fake.failures import Failure
from tines_fake.faults import FAULTS, WRITE_FAULTS, Fault, fault, faults_of
from tines_fake.in_force import running
from tines_fake.journal import Journal
from tines_fake.press import PreflightRefusedError
from tines_fake.quirks import Quirks
from tines_fake.tenant import FakeTenant

__all__ = (
    "FAULTS",
    "WRITE_FAULTS",
    "ActiveFaults",
    "Clock",
    "Credentials",
    "Exchange",
    "Failure",
    "FakeCase",
    "FakeTenant",
    "Fault",
    "Journal",
    "PreflightRefusedError",
    "Quirks",
    "Request",
    "Response",
    "VirtualClock",
    "failures",
    "fault",
    "faults_of",
    "running",
)
