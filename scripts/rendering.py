"""Drives openapi-python-client over the document with the templates beside this file.

The generator's command cannot do three things that are needed here, its `Project` can: fail on a variable that a template
misspells, show templates the raw document (the generator drops what it does not use), and leave its hooks out.
Its names are internal ones; the version is pinned, and contract_tests/generation pins what is used of them.
"""

import contextlib
import io
import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

from contract_document import operations, snake
from jinja2 import StrictUndefined
from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError

TEMPLATES = Path(__file__).resolve().parent / "templates"
LINE_LENGTH = 120
_ERRORS = {
    "400": "BadRequestError",
    "401": "AuthenticationError",
    "403": "PermissionDeniedError",
    "404": "NotFoundError",
    "422": "UnprocessableError",
    "429": "RateLimitError",
    "4XX": "UnexpectedStatusError",
    "5XX": "ServerError",
}
_ERROR_NAMES = sorted(
    {*_ERRORS.values(), "ApiError", "ConfigurationError", "ConnectionFailedError", "DeadlineError", "DecodeError"}
    | {"ProtocolError", "TinesError", "TransportError"}
)


class GenerationError(Exception):
    """The document cannot be generated from; says why."""


def render(document: dict[str, Any], target: Path) -> None:
    """Write the packages `tines_cases` and `tines_spec` below the folder `target`, which must be empty.

    Raises GenerationError for any warning of the generator.
    """
    project = make_project(document, target / "tines_cases")
    with contextlib.redirect_stdout(io.StringIO()):
        problems = project.build()
    _refuse(problems)
    for path in target.rglob("*.py"):
        if path.name != "__init__.py" and not path.read_text("utf-8").strip():
            path.unlink()
    _write_spec(project, document, target / "tines_spec")
    for package in ("tines_cases", "tines_spec"):
        (target / package / "py.typed").touch()
    _format(target)


def make_project(document: dict[str, Any], target: Path) -> Project:
    """The generator's own view of the document, with the globals that the templates use."""
    config = Config.from_sources(ConfigFile(post_hooks=[]), MetaType.NONE, target, "utf-8", True, target)
    data = GeneratorData.from_dict(_closed_enums(document), config=config)
    if isinstance(data, GeneratorError):
        _refuse([data])
    assert isinstance(data, GeneratorData)
    project = Project(openapi=data, config=config, custom_template_path=TEMPLATES)
    project.env.undefined = StrictUndefined
    project.env.globals.update(template_globals(document, data))
    return project


def _closed_enums(document: dict[str, Any]) -> dict[str, Any]:
    """A copy for the generator, which knows no open enum; the template of enums opens them again."""
    copy = deepcopy(document)
    for schema in copy["components"]["schemas"].values():
        if "x-extensible-enum" in schema:
            schema["enum"] = schema["x-extensible-enum"]
    return copy


def template_globals(document: dict[str, Any], data: GeneratorData) -> dict[str, Any]:
    """What the templates use beyond the generator's own globals."""
    by_name = {snake(operation["operationId"]): operation for operation in operations(document)}
    return {
        "document": document,
        "operations": by_name,
        "tags": {snake(tag["name"]): tag for tag in document["tags"]},
        "model_names": sorted(str(item.class_info.name) for item in (*data.models, *data.enums)),
        "error_names": _ERROR_NAMES,
        "error_name": _ERRORS.__getitem__,
        "method_name": _method_name,
        "python_type": python_type,
        "typed_answers": _typed_answers,
        "checked": _checked,
        "field_settings": lambda model, prop: _field_settings(document, model, prop),
        "source_of": lambda extra: document["info"]["x-sources"][extra["x-evidence"]["source"]]["url"],
        "any_paged": lambda collection: any(by_name[endpoint.name]["paging"] for endpoint in collection.endpoints),
        "collection_imports": lambda collection: _collection_imports(by_name, collection),
    }


def _method_name(endpoint: Any) -> str:
    tag = endpoint.tags[0]
    return str(endpoint.name).replace(f"_{tag}", "").replace(f"_{tag.removesuffix('s')}", "")


def python_type(prop: Any) -> str:
    """The annotation of a property or parameter, were it required."""
    code: str = prop.get_type_string(no_optional=True).as_unembedded_code()
    return code.replace("datetime.datetime", "Timestamp").replace('"', "")


def _typed_answers(endpoint: Any) -> list[tuple[int, str]]:
    """The statuses of success with the type of each; the first is the one the method returns."""
    successes = [r for r in endpoint.responses.patterns if str(r.status_code.pattern).startswith("2")]
    if not successes:
        raise GenerationError(f"{endpoint.name} promises no success")
    return [(int(r.status_code.pattern), python_type(r.prop)) for r in successes]


def _checked(operation: dict[str, Any], prop: Any) -> str:
    """The code that checks an argument against the bounds of its parameter."""
    parameter = next(p for p in operation["parameters"] if p["name"] == prop.name.get_untrusted_value())
    schema = parameter["schema"]
    if schema.get("type") != "integer":
        raise GenerationError(f"{operation['operationId']}: parameter {parameter['name']} is no integer: teach _checked its type")
    check = "integer" if parameter.get("required") else "optional_integer"
    name = prop.python_name
    return f'{check}("{name}", {name}, {schema["minimum"]}, {schema["maximum"]})'


def _field_settings(document: dict[str, Any], model: Any, prop: Any) -> str:
    """The right-hand side of a field: its default, whether it is masked, and whether it can be hashed."""
    raw = document["components"]["schemas"][model.class_info.name]["properties"][prop.name.get_untrusted_value()]
    settings = [] if prop.required else ["default=None"]
    if raw.get("x-secret"):
        settings.append("repr=shown_url")
    if raw.get("type") == "array" or "oneOf" in raw:
        settings.append("hash=False")
    if settings == ["default=None"]:
        return " = None"
    return f" = field({', '.join(settings)})" if settings else ""


def _collection_imports(by_name: dict[str, Any], collection: Any) -> list[str]:
    found = {line for endpoint in collection.endpoints for line in endpoint.relative_imports}
    for endpoint in collection.endpoints:
        paging = by_name[endpoint.name]["paging"]
        if paging:
            found.add(f"from ...models.{paging['item_module']} import {paging['item']}")
    return sorted(line for line in found if line.startswith("from ...models."))


def _write_spec(project: Project, document: dict[str, Any], target: Path) -> None:
    target.mkdir()
    (target / "__init__.py").write_text(project.env.get_template("spec_init.py.jinja").render(), "utf-8")
    (target / "openapi.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _format(target: Path) -> None:
    options = ["--isolated", "--no-cache", "--quiet"]
    for command in (
        ["check", *options, "--fix", "--select=I,F401,UP006", f"--line-length={LINE_LENGTH}"],
        ["format", *options, f"--line-length={LINE_LENGTH}"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, str(target)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise GenerationError(f"ruff refuses what was generated:\n{done.stdout}{done.stderr}")


def _refuse(problems: Any) -> None:
    if problems:
        told = "\n".join(f"  {p.header or ''} {p.detail or ''} {getattr(p, 'data', None) or ''}"[:600] for p in problems)
        raise GenerationError(f"openapi-python-client warns, and a warning means that something was dropped:\n{told}")
