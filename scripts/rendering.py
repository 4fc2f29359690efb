"""Drives openapi-python-client over the spec with the templates beside this file.

The generator judges the spec and says which models, enums and operations there are, what they are called and where
their modules go; what a template prints of each comes from the spec itself. The generator's command cannot do three
things that are needed here, its `Project` can: fail on a variable that a template misspells, show templates the
document, and leave its hooks out. Its names are internal ones, so that the version is pinned.
"""

import contextlib
import io
import json
import re
import subprocess
import sys
import textwrap
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contract_document import GenerationError, snake
from jinja2 import StrictUndefined, TemplateError
from models import models
from open_points import quirks_module, with_open_points
from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.schema import OpenAPI
from openapi_python_client.strings import safe_for_docstring
from operations import Operation, operations
from pydantic import ValidationError
from refusals import unusable, unworkable
from schemas import Schemas

TEMPLATES = Path(__file__).resolve().parent / "templates"
LINE_LENGTH = 120
# F finds what is undefined or defined twice; A003 a method that hides a type which those after it name.
_RULES = ["--select=I,F,UP006,A003", "--ignore=F403", "--fixable=I,F401,UP006"]
_BY_POSITION = re.compile(r"VALUE_\d+")


def render(document: dict[str, Any], target: Path) -> None:
    """Write the packages `tines_cases` and `tines_openapi` below the folder `target`, which must be empty.

    Raises GenerationError for any warning of the generator, for what would be lost, and for what a template cannot do.
    """
    document = with_open_points(document)
    project = make_project(document, target / "tines_cases")
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            problems = project.build()
        _write_more(project, document, target)
    except TemplateError as error:
        raise GenerationError(_message_of_template(error)) from error
    _refuse(problems)
    # The generator always writes it; the types of ours are in the runtime.
    (target / "tines_cases" / "types.py").unlink()
    for package in ("tines_cases", "tines_openapi"):
        (target / package / "py.typed").touch()
    _format(target)


def make_project(document: dict[str, Any], target: Path) -> Project:
    """The generator's own view of the spec, with the globals that the templates use."""
    lost = [*unusable(document)]
    if lost:
        raise GenerationError("not all of the spec would reach the generated tree:\n  " + "\n  ".join(lost))
    try:
        OpenAPI.model_validate(document)
    except ValidationError as error:
        _refuse([GeneratorError(detail=str(error))])
    schemas = Schemas(document)
    classes = {model.name: model for model in models(document, schemas)}
    press = _press(classes, schemas)
    found = {operation.name: operation for operation in operations(document, schemas)}
    problems = [*unworkable(document, [*found.values()])]
    if problems:
        raise GenerationError("client, fake or suite could not work with this:\n  " + "\n  ".join(problems))
    config = Config.from_sources(ConfigFile(post_hooks=[]), MetaType.NONE, target, "utf-8", True, target)
    data = _parsed(document, config)
    _keep_classes(data, {**classes, **schemas.enums})
    names = sorted([*classes, *schemas.enums])
    project = Project(openapi=data, config=config, custom_template_path=TEMPLATES)
    project.env.undefined = StrictUndefined
    project.env.filters["docstring"] = docstring
    project.env.globals.update(
        document=document,
        classes=classes,
        class_names=names,
        exported_names=[name for name in names if name not in schemas.only_in_webhooks],
        press=press,
        press_parts=[name for name in names if name in schemas.only_in_webhooks],
        operations=found,
        written_one_by_one=lambda endpoints: _written_one_by_one([found[one.name] for one in endpoints]),
        tags={snake(tag["name"]): tag for tag in document["tags"]},
        snake=snake,
    )
    return project


def _press(classes: dict[str, Any], schemas: Schemas) -> Any:
    """The model of a press, taken out: tines_cases.press has it, with more than the spec can say; None without one."""
    if not schemas.only_in_webhooks:
        return None
    if "Press" not in schemas.only_in_webhooks:
        sent = ", ".join(sorted(schemas.only_in_webhooks))
        raise GenerationError(
            f"what webhooks are sent, {sent}, has no module: tines_cases.press is made of a schema Press"
        )
    return classes.pop("Press")


_ONE_BY_ONE = ("list", "get", "create", "update", "delete")


def _written_one_by_one(found: list[Operation]) -> Iterator[list[Operation]]:
    """These operations of a resource whose items can be read, created, updated and deleted one by one.

    A list of nothing, such as that of cases, is all that the tenant has: no plan is to delete what it does not name.
    """
    named = {operation.method_name: operation for operation in found}
    whole = named.keys() >= set(_ONE_BY_ONE) and named["list"].paging and named["create"].body_type
    if whole and named["list"].in_path:
        yield [named[name] for name in _ONE_BY_ONE]


def _parsed(document: dict[str, Any], config: Config) -> GeneratorData:
    try:
        data = GeneratorData.from_dict(_with_closed_enums(document), config=config)
    except ValueError as error:  # two values of an enum that come to one name
        raise GenerationError(f"openapi-python-client refuses the spec: {error}") from error
    assert isinstance(data, GeneratorData)  # it refuses only what is no OpenAPI
    return data


def _with_closed_enums(document: dict[str, Any]) -> dict[str, Any]:
    """The spec with open enums as the generator knows them; their class is open all the same."""
    components = document["components"]
    listed = {
        name: {**schema, "enum": schema["x-extensible-enum"]}
        for name, schema in components["schemas"].items()
        if isinstance(schema, dict) and "x-extensible-enum" in schema
    }
    return {**document, "components": {**components, "schemas": {**components["schemas"], **listed}}}


def _keep_classes(data: GeneratorData, classes: dict[str, Any]) -> None:
    """Leave out the classes that nothing of ours names; raise GenerationError for one that is not as it is named."""
    data.models = [model for model in data.models if model.class_info.name in classes]
    data.enums = [enum for enum in data.enums if enum.class_info.name in classes]
    missing = classes.keys() - {made.class_info.name for made in (*data.models, *data.enums)}
    if missing:
        raise GenerationError(f"no class is called {', '.join(sorted(missing))}: write schemas' names as CaseAction is")
    for enum in data.enums:
        name, values = enum.class_info.name, classes[enum.class_info.name]
        if len(enum.values) < len(values):
            raise GenerationError(f"{name}: two of {', '.join(values)} make one name: give x-enum-varnames")
        unnamed = [str(key) for key in enum.values if _BY_POSITION.fullmatch(str(key))]
        if unnamed:
            raise GenerationError(f"{name}: a value makes no name but {', '.join(unnamed)}: give x-enum-varnames")


def docstring(value: Any, width: int) -> str:
    """Text of the spec as the inside of a docstring, its paragraphs' lines no longer than the width."""
    lines = safe_for_docstring(value).strip().splitlines()
    wrapped = [textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""] for line in lines]
    text = "\n".join(line for group in wrapped for line in group)
    # A quote at the very end would be taken for one of the three that close.
    return f'{text[:-1]}\\"' if text.endswith('"') else text


def _write_more(project: Project, document: dict[str, Any], target: Path) -> None:
    """Write what the generator has no templates for: what `python -m` runs, what reads a press, and the spec."""
    try:
        spec = json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise GenerationError(f"the spec holds what JSON cannot say, such as a day without quotes: {error}") from None
    templates = {"tines_cases/__main__.py": "main.py.jinja", "tines_openapi/__init__.py": "spec_package.py.jinja"}
    if project.env.globals["press"] is not None:
        templates["tines_cases/press.py"] = "press.py.jinja"
    (target / "tines_openapi").mkdir()
    for name, template in templates.items():
        (target / name).write_text(project.env.get_template(template).render(), "utf-8")
    (target / "tines_openapi" / "quirks.py").write_text(quirks_module(document, project.env), "utf-8")
    found: Any = project.env.globals["operations"]
    lists = project.env.get_template("lists.py.jinja").render(lists=_lists(found))
    (target / "tines_openapi" / "lists.py").write_text(lists, "utf-8")
    (target / "tines_openapi" / "openapi.json").write_text(spec + "\n", "utf-8")


def _lists(found: dict[str, Operation]) -> Iterator[dict[str, Any]]:
    """Of each list its tag, what an item is called, its path's arguments, and what can be done with one item."""
    for one in found.values():
        if one.paging is None:
            continue
        paths = {other.method_name: other.path for other in found.values() if other.tag == one.tag}
        of_one = {one.path, *(path for path in paths.values() if path.rpartition("/{")[0] == one.path)}
        names = tuple(name for name in _ONE_BY_ONE if paths.get(name) in of_one)
        arguments = tuple(argument.name for argument in one.in_path)
        yield {"tag": one.tag, "item": one.paging.named["item"], "arguments": arguments, "operations": names}


def _format(target: Path) -> None:
    """Sort imports, drop those that are not used, lay out; from that folder, since ruff looks around where it runs."""
    options = ["--isolated", "--no-cache", "--quiet", f"--line-length={LINE_LENGTH}", "."]
    for command in (["check", "--fix", "--unsafe-fixes", "--preview", *_RULES, *options], ["format", *options]):
        run = [sys.executable, "-m", "ruff", *command]
        done = subprocess.run(run, cwd=target, capture_output=True, text=True, check=False)
        if done.returncode:
            raise GenerationError(f"ruff refuses what was generated: rename what clashes:\n{done.stdout}{done.stderr}")


def _message_of_template(error: TemplateError) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames if frame.filename.endswith(".jinja")]
    return f"a template fails: {' in '.join(reversed(places))}: {error}"


def _refuse(problems: Any) -> None:
    if problems:
        found = "\n".join(f"  {p.header or ''} {p.detail or ''} {getattr(p, 'data', '')}"[:600] for p in problems)
        raise GenerationError(f"openapi-python-client warns, and a warning means that something was dropped:\n{found}")
