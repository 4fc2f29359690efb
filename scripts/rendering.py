"""Drives openapi-python-client over the document with the templates beside this file.

The generator's command cannot do three things that are needed here, its `Project` can: fail on a variable that a
template misspells, show templates the raw document (the generator drops what it does not use), and leave its hooks out.
Its names are internal ones; the version is pinned, and contract_tests/generation pins what is used of them.
"""

import contextlib
import io
import json
import subprocess
import sys
import traceback
from collections.abc import Collection
from copy import deepcopy
from pathlib import Path
from typing import Any

import bodies
import snippets
from contract_document import GenerationError, closed_twins, operations, snake
from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader, StrictUndefined, TemplateError
from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError

TEMPLATES = Path(__file__).resolve().parent / "templates"
LINE_LENGTH = 120
_NO_TEMPLATE = {f"{kind}.py.jinja": "{{ no_template(enum) }}" for kind in ("int_enum", "literal_enum")}
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


def render(document: dict[str, Any], target: Path) -> None:
    """Write the packages `tines_cases` and `tines_spec` below the folder `target`, which must be empty.

    Raises GenerationError for any warning of the generator, and for what a template cannot do.
    """
    project = make_project(document, target / "tines_cases")
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            problems = project.build()
        _write_spec(project, document, target / "tines_spec")
    except TemplateError as error:
        raise GenerationError(_told_of_template(error)) from error
    _refuse(problems)
    for path in target.rglob("*.py"):
        if path.name != "__init__.py" and not path.read_text("utf-8").strip():
            path.unlink()
    for package in ("tines_cases", "tines_spec"):
        (target / package / "py.typed").touch()
    _format(target)


def make_project(document: dict[str, Any], target: Path) -> Project:
    """The generator's own view of the document, with the globals that the templates use, and no template but ours."""
    config = Config.from_sources(ConfigFile(post_hooks=[]), MetaType.NONE, target, "utf-8", True, target)
    try:
        data = GeneratorData.from_dict(_simplified(document), config=config)
    except ValueError as error:  # two values of an enum that come to one name
        raise GenerationError(f"openapi-python-client refuses the document: {error}") from error
    if isinstance(data, GeneratorError):
        _refuse([data])
    assert isinstance(data, GeneratorData)
    project = Project(openapi=data, config=config)
    project.env.loader = ChoiceLoader([FileSystemLoader(TEMPLATES), DictLoader(_NO_TEMPLATE)])
    project.env.undefined = StrictUndefined
    project.env.filters["docstring"] = snippets.docstring
    project.env.globals.update(template_globals(document, data))
    return project


def _simplified(document: dict[str, Any]) -> dict[str, Any]:
    """A copy for the generator: open enums closed, which their template opens again, and no bodies."""
    twins = closed_twins(document)
    copy: dict[str, Any] = _with_one_enum(deepcopy(document), twins)
    schemas = copy["components"]["schemas"]
    for name in twins:
        del schemas[name]
    for schema in schemas.values():
        if isinstance(schema, dict) and "x-extensible-enum" in schema:
            schema["enum"] = schema["x-extensible-enum"]
    copy["components"].pop("requestBodies", None)
    for operation in (told for item in copy["paths"].values() for told in item.values() if isinstance(told, dict)):
        operation.pop("requestBody", None)
    return copy


def _with_one_enum(value: Any, twins: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_with_one_enum(entry, twins) for entry in value]
    if not isinstance(value, dict):
        return value
    folder, _, name = str(value.get("$ref", "")).rpartition("/")
    if name in twins:
        return {"$ref": f"{folder}/{twins[name]}"}
    return {key: _with_one_enum(entry, twins) for key, entry in value.items()}


def template_globals(document: dict[str, Any], data: GeneratorData) -> dict[str, Any]:
    """What the templates use beyond the generator's own globals."""
    by_name = {snake(operation["operationId"]): operation for operation in operations(document)}
    made = {str(item.class_info.name) for item in (*data.models, *data.enums)}
    model_names = sorted(made - bodies.argument_schemas(document))
    return {
        "document": document,
        "operations": by_name,
        "tags": {snake(tag["name"]): tag for tag in document["tags"]},
        "model_names": model_names,
        "error_names": _ERROR_NAMES,
        "error_name": lambda code: _ERRORS.get(code, _ERRORS[f"{code[0]}XX"]),
        "method_name": _method_name,
        "argument_names": bodies.argument_schemas(document),
        "arguments": lambda endpoint, without=(): snippets.arguments(endpoint, by_name[endpoint.name], without),
        "body_check": lambda operation: bodies.check(document, operation["body"]),
        "body_told": lambda operation: bodies.arguments(document, operation),
        "call_signature": lambda endpoint: snippets.call_signature(endpoint, by_name[endpoint.name]),
        "checked": snippets.checked,
        "described": lambda model, prop: snippets.property_of(document, model, prop).get("description", ""),
        "field": lambda model, prop: snippets.field(document, model, prop),
        "imports_of": snippets.imports_of,
        "no_template": _no_template,
        "signature": lambda endpoint, without=(): _signature(document, by_name, endpoint, without),
        "timed": snippets.timed,
        "typed_answers": snippets.typed_answers,
        "source_of": lambda model: snippets.source_of(document, model),
        "collection_imports": lambda collection: _collection_imports(document, by_name, model_names, collection),
    }


def _signature(document: dict[str, Any], by_name: dict[str, Any], endpoint: Any, without: Collection[str]) -> str:
    return snippets.signature(endpoint, bodies.parameters(document, by_name[endpoint.name]), without)


def _method_name(endpoint: Any) -> str:
    tag = endpoint.tags[0]
    return str(endpoint.name).replace(f"_{tag}", "").replace(f"_{tag.removesuffix('s')}", "")


def _no_template(enum: Any) -> None:
    raise GenerationError(f"{enum.class_info.name}: enums of anything but text have no template yet")


def _collection_imports(
    document: dict[str, Any], by_name: dict[str, Any], model_names: list[str], collection: Any
) -> list[str]:
    found = {line for endpoint in collection.endpoints for line in endpoint.relative_imports}
    for endpoint in collection.endpoints:
        sent = _signature(document, by_name, endpoint, ())
        found |= {f"from ...models.{snake(name)} import {name}" for name in bodies.models_in(sent, model_names)}
        paging = by_name[endpoint.name]["paging"]
        if paging:
            found.add(f"from ...models.{paging['item_module']} import {paging['item']}")
    return snippets.imports_of(found, "...")


def _write_spec(project: Project, document: dict[str, Any], target: Path) -> None:
    try:
        told = json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise GenerationError(
            f"the document holds what JSON cannot say, such as a day without quotes: {error}"
        ) from None
    target.mkdir()
    header = project.env.get_template("spec_header.py.jinja").render()
    for module in sorted((TEMPLATES / "tines_spec").glob("*.py")):
        (target / module.name).write_text(header + module.read_text("utf-8"), "utf-8")
    (target / "openapi.json").write_text(told + "\n", "utf-8")


def _format(target: Path) -> None:
    """Sort imports, drop those that are not used, lay out; from that folder, since ruff looks around where it runs."""
    options = ["--isolated", "--no-cache", "--quiet", f"--line-length={LINE_LENGTH}", "."]
    for command in (
        ["check", "--fix", "--unsafe-fixes", "--preview", "--select=I,F401,UP006", *options],
        ["format", *options],
    ):
        run = [sys.executable, "-m", "ruff", *command]
        done = subprocess.run(run, cwd=target, capture_output=True, text=True, check=False)
        if done.returncode:
            raise GenerationError(f"ruff refuses what was generated:\n{done.stdout}{done.stderr}")


def _told_of_template(error: TemplateError) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames if frame.filename.endswith(".jinja")]
    return f"a template fails: {' in '.join(reversed(places))}: {error}"


def _refuse(problems: Any) -> None:
    if problems:
        told = "\n".join(f"  {p.header or ''} {p.detail or ''} {getattr(p, 'data', '')}"[:600] for p in problems)
        raise GenerationError(f"openapi-python-client warns, and a warning means that something was dropped:\n{told}")
