"""Reads a file that a user names, within bounds."""

from pathlib import Path

from tines_contract.engine.options.usage_error import UsageError


def read_bounded(path: str, name: str, most: int) -> bytes:
    """What a file holds. name: what messages call it. most: bytes. Raises UsageError."""
    try:
        with Path(path).open("rb") as file:
            body = file.read(most + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no name of a file"
        raise UsageError(f"{name} cannot be read: {why}") from None
    if len(body) > most:
        raise UsageError(f"{name} is larger than {most // 1024**2} MiB")
    return body
