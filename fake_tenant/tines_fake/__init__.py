"""A Tines tenant in memory, for tests: it answers by the document, keeps a journal, and breaks promises on demand.

Not affiliated with Tines.
"""

from tines_fake.exchange import Credentials, Exchange, Request, Response
from tines_fake.faults import FAULTS, Fault
from tines_fake.journal import Journal
from tines_fake.quirks import Quirks
from tines_fake.tenant import FakeTenant
from tines_fake.write_faults import WRITE_FAULTS

__all__ = (
    "FAULTS",
    "WRITE_FAULTS",
    "Credentials",
    "Exchange",
    "FakeTenant",
    "Fault",
    "Journal",
    "Quirks",
    "Request",
    "Response",
)
