"""A hook of mkdocs: openapi.yaml as a page of Redoc's, which loads nothing from elsewhere."""

import json
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from tines_spec import load

# Redoc shows its logo from its own server.
_LOGO, _NO_LOGO = "https://cdn.redoc.ly/redoc/logo-mini.svg", "data:,"
_BUNDLES = {
    "assets/redoc.js": "redoc/bundles/redoc.standalone.js",
    "assets/iframe-worker.js": "iframe-worker/shim/index.js",
}


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add the scripts that npm has brought, and the document."""
    folder = config.extra["node_modules"]
    if not folder:
        raise PluginError("Set DOCS_NODE_MODULES to the node_modules of requirements/docs, as `nox -s docs` does")
    for name, source in _BUNDLES.items():
        script = Path(folder, source).read_text("utf-8").replace(_LOGO, _NO_LOGO)
        files.append(File.generated(config, name, content=script))
    files.append(File.generated(config, "openapi.json", content=json.dumps(load(), indent=1)))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Give the document to the page's template; inside a script nothing may look like the script's end."""
    env.globals["openapi"] = json.dumps(_without_bounds_of_int64(load())).replace("<", "\\u003c")


def _without_bounds_of_int64(value: Any) -> Any:
    """The document without 2**63 - 1, which `format: int64` says, and a browser would show as 9223372036854776000."""
    if isinstance(value, dict):
        return {key: _without_bounds_of_int64(one) for key, one in value.items() if one != 2**63 - 1}
    return [_without_bounds_of_int64(one) for one in value] if isinstance(value, list) else value
