"""Ways to break a promise, each with a stable id and the promise that it breaks.

Hand one to a fake tenant to see what your own code, or a check, makes of it.
"""

from tines_fake.faults.catalogue import FAULTS, WRITE_FAULTS, fault, faults_of
from tines_fake.faults.definition import Fault

__all__ = ("FAULTS", "WRITE_FAULTS", "Fault", "fault", "faults_of")
