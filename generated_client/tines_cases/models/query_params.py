# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""Names and values of query parameters. Samples show strings and a boolean. Whether values of `query_params` are
kept as given or as text is not documented."""

from typing import Any

QueryParams = dict[str, Any]
"""Names and values of query parameters. Samples show strings and a boolean. Whether values of `query_params` are
kept as given or as text is not documented."""
