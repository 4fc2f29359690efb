"""What the suite needs beyond the SDK."""

from typing import NoReturn

MISSING = "tines_contract needs its extra: pip install 'tines-cases[contract]'"
_MODULES = ("hypothesis", "jsonschema_rs", "schemathesis", "uvicorn")


def is_of_the_extra(error: ModuleNotFoundError) -> bool:
    """Whether a module that is missing is one that the extra brings."""
    return (error.name or "").partition(".")[0] in _MODULES


def refuse(name: str) -> NoReturn:
    """Stand for every name of the package where the extra is missing."""
    raise ImportError(f"{name}: {MISSING}")
