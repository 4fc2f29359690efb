"""What the tests of the spec alone need."""

from contract_tests.documents import document_as_written

__all__ = ("document_as_written",)
