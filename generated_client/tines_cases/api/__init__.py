# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""The resources of the API, each with its operations."""
