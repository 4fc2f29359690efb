"""A Tines tenant in memory, for tests: it responds by openapi.yaml, keeps a journal, and fails on demand.

Not affiliated with Tines.
"""

from tines_fake import failures
from tines_fake.adapters.living_app import receiver
from tines_fake.clock import Clock, VirtualClock
from tines_fake.contents.press import PreflightRefusedError
from tines_fake.exchanges.exchange import Credentials, Exchange, Request, Response
from tines_fake.exchanges.journal import Journal
from tines_fake.failures import Failure
from tines_fake.faults.active_faults import ActiveFaults
from tines_fake.faults.catalogue import FAULTS, fault, faults_of
from tines_fake.faults.definition import Fault
from tines_fake.quirks import Quirks
from tines_fake.tenant.fake_case import FakeCase
from tines_fake.tenant.fake_tenant import FakeTenant
from tines_fake.tenant.in_force import running

__all__ = (
    "FAULTS",
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
    "receiver",
    "running",
)
