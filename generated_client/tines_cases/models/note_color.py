# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""The colour of the note. Editions of the documentation differ in which there are."""

from tines_runtime.call.values import OpenEnum


class NoteColor(OpenEnum):
    """The colour of the note. Editions of the documentation differ in which there are.

    A value that is not listed here is read too: it compares equal to its text and has no name of its own.
    """

    WHITE = "white"
    RED = "red"
    MINT = "mint"
    INDIGO = "indigo"
    GOLD = "gold"
    MAGENTA = "magenta"
    GREEN = "green"
    BLUE = "blue"
