# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""`python -m tines_cases` is `tines-cases`, the command line. It is loaded by name: the SDK does not stand on it."""

import importlib
import sys

if __name__ == "__main__":
    sys.exit(importlib.import_module("tines_cli.main").main())
