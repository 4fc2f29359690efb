# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""The errors of this client: see `tines_runtime.errors` for the tree."""

from tines_runtime.errors import *
from tines_runtime.errors import __all__ as __all__

for _name in __all__:
    globals()[_name].__module__ = __name__  # a traceback shows where people import it from
