"""A hook of mkdocs: openapi.yaml as a page of Redoc's, which loads nothing from elsewhere."""

import json
from pathlib import Path

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
    env.globals["openapi"] = json.dumps(load()).replace("<", "\\u003c")
