# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""openapi.yaml as JSON, which `tines_spec` reads, and what is generated from it for the fake."""
