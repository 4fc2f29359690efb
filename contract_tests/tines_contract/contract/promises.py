"""What the spec promises, each promise with its evidence."""

from tines_spec import Promise, Source, source_of

__all__ = ("Promise", "Source", "source_of")
