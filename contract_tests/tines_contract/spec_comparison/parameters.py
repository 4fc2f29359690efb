"""Compares the parameters of an operation: names, places, what is required, defaults, bounds, values."""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from tines_contract.promises.lists import PagedList
from tines_contract.spec_comparison.difference import Compared, Effect, Found
from tines_contract.spec_comparison.plain_schema import PlainSchema, plain
from tines_contract.spec_comparison.schemas import compare_schemas
from tines_contract.spec_comparison.spec_document import SpecDocument, SpecOperation


@frozen
class Parameter:
    """A parameter, as a document has it."""

    name: str
    location: str
    required: bool
    schema: Any


def parameters_of(document: SpecDocument, operation: SpecOperation) -> list[Parameter]:
    """The parameters of an operation, those of its path included. Raises UsageError."""
    found: dict[tuple[str, str], Parameter] = {}
    for said in (operation.item, operation.said):
        for one in document.array(said.get("parameters", []), f"the parameters of {operation.name}"):
            parameter = _read(document, one, operation.name)
            found[parameter.name, parameter.location] = parameter
    return list(found.values())


def _read(document: SpecDocument, written: Any, of: str) -> Parameter:
    said = document.resolve(written, f"a parameter of {of}")
    name, location = str(said.get("name", "")), str(said.get("in", ""))
    schema = said.get("schema", {})
    content = said.get("content")
    if isinstance(content, Mapping) and content:
        schema = document.mapping(next(iter(content.values())), f"the content of {name}").get("schema", {})
    return Parameter(name, location, said.get("required") is True, schema)


def compare_parameters(at: Compared, ours: list[Parameter], theirs: list[Parameter]) -> Found:
    """Compare them. Raises UsageError."""
    pairs = [*_of_path(ours, theirs), *_by_name(ours, theirs)]
    for mine, other in pairs:
        yield from _compare(evolve(at, place=f"{mine.location}.{mine.name}"), mine, other)
    matched = {other.name for _, other in pairs if other is not None}
    for extra in theirs:
        if extra.location != "path" and extra.name not in matched and not _is_header_of_auth(extra):
            said = f"in the {extra.location}, {'required' if extra.required else 'optional'}"
            effect = Effect.CONTRADICTS if extra.required else Effect.ADDS
            yield evolve(at, place=f"{extra.location}.{extra.name}").found("parameter", "not mentioned", said, effect)


def _is_header_of_auth(parameter: Parameter) -> bool:
    """What OpenAPI says is to be ignored: these headers are described elsewhere."""
    return parameter.location == "header" and parameter.name.lower() in ("accept", "content-type", "authorization")


def _of_path(ours: list[Parameter], theirs: list[Parameter]) -> Iterator[tuple[Parameter, Parameter | None]]:
    """Those of the path, by name, or where both have one left, that one."""
    mine = [one for one in ours if one.location == "path"]
    others = {one.name: one for one in theirs if one.location == "path"}
    spare = [name for name in others if name not in {one.name for one in mine}]
    for one in mine:
        name = one.name if one.name in others else next(iter(spare), "")
        spare = [left for left in spare if left != name]
        yield one, others.get(name)


def _by_name(ours: list[Parameter], theirs: list[Parameter]) -> Iterator[tuple[Parameter, Parameter | None]]:
    for one in ours:
        if one.location != "path":
            same = [other for other in theirs if other.name == one.name and other.location != "path"]
            same.sort(key=lambda other: other.location != one.location)
            yield one, next(iter(same), None)


def _compare(at: Compared, ours: Parameter, theirs: Parameter | None) -> Found:
    if theirs is None:
        yield at.found("parameter", f"in the {ours.location}", "not mentioned", Effect.LEAVES_OPEN)
        return
    if theirs.location != ours.location:
        yield at.found("location", ours.location, theirs.location, Effect.CONTRADICTS)
        return
    if theirs.name != ours.name:
        yield at.found("name", ours.name, theirs.name, Effect.DIFFERS)
    if theirs.required != ours.required:
        effect = Effect.CONTRADICTS if theirs.required else Effect.DIFFERS
        mine_said, other_said = ("required" if one.required else "optional" for one in (ours, theirs))
        yield at.found("required", mine_said, other_said, effect)
    mine, other = plain(at.ours, ours.schema, at.place), plain(at.theirs, theirs.schema, at.place)
    yield from _defaults(at, mine, other)
    yield from _size(at, other)
    for one in compare_schemas(at, ours.schema, theirs.schema):
        as_text = one.kind == "type" and "string" in (other.types or ())  # whatever is sent, it is sent as text
        yield evolve(one, effect=Effect.DIFFERS) if as_text and one.effect is Effect.CONTRADICTS else one


def _defaults(at: Compared, ours: PlainSchema, theirs: PlainSchema) -> Found:
    if ours.default is None:
        if theirs.default is not None:
            yield at.found("default", "not said", theirs.default, Effect.ADDS)
        return
    paging, name = at.operation.paging, at.place.partition(".")[2]
    about = {} if paging is None else {paging.size: ["DEFAULT-PER-PAGE"], paging.number: ["DEFAULT-PAGE"]}
    effect = Effect.SUPPORTS if str(ours.default) == str(theirs.default) else Effect.CONTRADICTS
    yield at.found("default", ours.default, theirs.default, effect, about.get(name, ()))


def _size(at: Compared, theirs: PlainSchema) -> Found:
    """A page may be as large as any list of the API grants; above that a server may clamp or refuse."""
    paging, most = at.operation.paging, theirs.bounds.get("maximum")
    if paging is None or most is None or at.place != f"query.{paging.size}":
        return
    granted = PagedList(at.operation).most_granted
    effect = Effect.CONTRADICTS if most < granted else Effect.SUPPORTS
    yield at.found("largest page", f"{granted} is granted", f"{most} at most", effect, ("PER-PAGE-OBEYED",))
