# Generated from openapi.yaml by scripts/generate.py. Do not edit: change the document or a template, then run `nox -s generate`.
"""The document, `openapi.yaml`, as data: no YAML parser is needed to read it."""

import json
from importlib.resources import files
from typing import Any


def load() -> dict[str, Any]:
    """The whole document, parsed anew at each call."""
    document: dict[str, Any] = json.loads(files(__name__).joinpath("openapi.json").read_text("utf-8"))
    return document
