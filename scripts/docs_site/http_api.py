"""A hook of mkdocs: the spec as JSON, and the script that searches pages which are opened from a folder."""

import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from tines_spec import load


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add the document, and the script that npm has brought."""
    folder = config.extra["node_modules"]
    if not folder:
        raise PluginError("Set DOCS_NODE_MODULES to the node_modules of requirements/docs, as `nox -s docs` does")
    script = Path(folder, "iframe-worker/shim/index.js").read_text("utf-8")
    files.append(File.generated(config, "assets/iframe-worker.js", content=script))
    files.append(File.generated(config, "openapi.json", content=json.dumps(load(), indent=1)))
