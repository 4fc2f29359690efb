# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Keys and values. Samples show texts. Which types of values the metadata of a case keeps is not documented."""

from typing import Any

CaseMetadata = dict[str, Any]
"""Keys and values. Samples show texts. Which types of values the metadata of a case keeps is not documented."""
