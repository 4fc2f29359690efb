"""The bits of Python that the templates put together: annotations, signatures, defaults, checks."""

import ast
import textwrap
from collections.abc import Collection
from typing import Any

import bodies
from contract_document import GenerationError, resolved
from openapi_python_client.strings import safe_for_docstring

_OF_STANDARD_LIBRARY = ("import datetime", "from uuid import UUID")


def docstring(value: Any, width: int) -> str:
    """Text of the document as the inside of a docstring, its paragraphs' lines no longer than the width."""
    lines = safe_for_docstring(value).strip().splitlines()
    wrapped = [textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""] for line in lines]
    told = "\n".join(line for group in wrapped for line in group)
    # A quote at the very end would be taken for one of the three that close.
    return f'{told[:-1]}\\"' if told.endswith('"') else told


def python_type(prop: Any) -> str:
    """The annotation of a property or parameter, were it required; None stands last, if at all."""
    code: str = prop.get_type_string(no_optional=True).as_unembedded_code()
    kinds = _united(ast.parse(code.replace("datetime.datetime", "Timestamp").replace('"', ""), mode="eval").body)
    named = [ast.unparse(kind) for kind in kinds if not _is_none(kind)]
    return " | ".join([*named, "None"] if len(named) < len(kinds) else named)


def annotation(prop: Any) -> str:
    """The annotation of a property or parameter, where what is not required may be None."""
    kind = python_type(prop)
    return kind if prop.required or kind.endswith("None") else f"{kind} | None"


def _united(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [*_united(node.left), *_united(node.right)]
    return [node]


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def signature(endpoint: Any, body: tuple[list[str], list[str]] = ([], []), without: Collection[str] = ()) -> str:
    """The parameters of a generated function: those of the path, then all others by keyword, some of them left out.

    body: the parameters for the body, those by position and those by keyword.
    """
    named = [f"{prop.python_name}: {python_type(prop)}" for prop in endpoint.path_parameters]
    others = [prop for prop in endpoint.query_parameters if prop.python_name not in without]
    told = [f"{prop.python_name}: {annotation(prop)}{'' if prop.required else ' = None'}" for prop in others]
    return ", ".join([*named, *body[0], *(["*", *told, *body[1]] if told or body[1] else [])])


def call_signature(endpoint: Any, operation: dict[str, Any]) -> str:
    """The parameters of the function that makes the call: as the method's, the body as one."""
    return signature(endpoint, (["body: BodyArguments"] if operation["body"] else [], []))


def timed(parameters: str) -> str:
    """The parameters of a method, which end with its timeout."""
    return ", ".join([parameters, *([] if "*, " in parameters else ["*"]), "timeout: float | None | Keep = KEEP"])


def arguments(endpoint: Any, operation: dict[str, Any], without: Collection[str] = ()) -> str:
    """How such a function hands on what it was given, the body as one."""
    given = [str(prop.python_name) for prop in endpoint.path_parameters] + (["body"] if operation["body"] else [])
    named = [str(prop.python_name) for prop in endpoint.query_parameters if prop.python_name not in without]
    return ", ".join([*given, *(f"{name}={name}" for name in named)])


def imports_of(found: Collection[str], prefix: str) -> list[str]:
    """Of the imports that the generator proposes, those of models, below the prefix, and of the standard library."""
    return sorted(line for line in found if line.startswith(f"from {prefix}models.") or line in _OF_STANDARD_LIBRARY)


def typed_answers(endpoint: Any) -> list[tuple[int, str]]:
    """The statuses of success with the type of each; the first is the one the method returns."""
    successes = [r for r in endpoint.responses.patterns if str(r.status_code.pattern).startswith("2")]
    if not successes or not all(str(r.status_code.pattern).isdigit() for r in successes):
        raise GenerationError(f"{endpoint.name} names no success by its status, such as 200")
    answers = [(int(r.status_code.pattern), "None" if _has_no_body(r) else python_type(r.prop)) for r in successes]
    if "None" in dict(answers).values() and (len(answers) > 1 or endpoint.method != "delete"):
        raise GenerationError(f"{endpoint.name}: an answer without a body is for deleting: teach the templates")
    return answers


def _has_no_body(response: Any) -> bool:
    return str(response.status_code.pattern) == "204"


def checked(operation: dict[str, Any], prop: Any) -> str:
    """The code that checks an argument against the bounds of its parameter."""
    name = prop.python_name
    parameter = next(p for p in operation["parameters"] if p["name"] == prop.name.get_untrusted_value())
    schema = parameter["schema"]
    if schema.get("type") != "integer" or not {"minimum", "maximum"} <= schema.keys():
        raise GenerationError(f"{operation['operationId']}: {name} is no integer with bounds: teach snippets.checked")
    check = "integer" if prop.required else "optional_integer"
    return f'{check}("{name}", {name}, {schema["minimum"]}, {schema["maximum"]})'


def field(document: dict[str, Any], model: Any, prop: Any) -> str:
    """A field after its name: its type, its default, whether it is masked, and whether it can be hashed."""
    raw = property_of(document, model, prop)
    is_sent = model.class_info.name in bodies.sent_schemas(document)
    as_written = schema_of(document, model)["properties"][prop.name.get_untrusted_value()]
    kind, absent = (bodies.annotation(document, as_written), "UNSET") if is_sent else (annotation(prop), "None")
    kind = f"{kind} | Unset" if is_sent and not prop.required else kind
    settings = [] if prop.required else [f"default={absent}"]
    if raw.get("x-secret"):
        settings.append("repr=shown_url")
    if raw.get("type") == "array":
        settings.append("repr=shown_items")
    if raw.get("type") == "array" or any(resolved(document, s).get("type") == "object" for s in raw.get("oneOf", ())):
        settings.append("hash=False")
    if settings == [f"default={absent}"]:
        return f": {kind} = {absent}"
    return f": {kind} = field({', '.join(settings)})" if settings else f": {kind}"


def property_of(document: dict[str, Any], model: Any, prop: Any) -> dict[str, Any]:
    """A property of a model as the document says it, also where it stands elsewhere."""
    found: dict[str, Any] = resolved(
        document, schema_of(document, model)["properties"][prop.name.get_untrusted_value()]
    )
    return found


def source_of(document: dict[str, Any], model: Any) -> str:
    """Where the promises of a model come from: a page's address."""
    source = schema_of(document, model)["x-evidence"]["source"]
    return str(document["info"]["x-sources"][source]["url"])


def schema_of(document: dict[str, Any], model: Any) -> dict[str, Any]:
    """A model as the document says it; what the generator shows of it is not all."""
    found: dict[str, Any] = document["components"]["schemas"].get(model.class_info.name, {})
    if "x-evidence" not in found:
        raise GenerationError(f"{model.class_info.name} is no named schema with x-evidence: make it one, in components")
    return found
