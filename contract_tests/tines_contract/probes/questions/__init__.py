"""What the documentation leaves open, as questions to a tenant: what to send, and what to conclude of the responses."""

from tines_contract.probes.questions import (  # noqa: F401 - each declares its questions
    about_lists,
    about_shapes,
    about_writes,
)
from tines_contract.probes.questions.question import QUESTIONS

__all__ = ("QUESTIONS",)
