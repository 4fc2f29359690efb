"""What changed in the packages: names that people import, by griffe; their types; and what pip reads of them.

griffe does not compare types, the values of enums, and whether a function has to be awaited. Who is given a value takes
more types than before in silence; who gives one takes fewer. Any other change of a type is one that people have to
judge, and is reported as breaking.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import griffe
from api_changes.change import Change, became
from packaging.specifiers import SpecifierSet

Member = griffe.Object | griffe.Alias
_UNION = re.compile(r"\s*\|\s*(?![^\[]*\])")
PUBLIC = (
    "tines_cases",
    "tines_cases.errors",
    "tines_cases.press",
    "tines_fake",
    "tines_fake.failures",
    "tines_pytest",
    "tines_contract",
    "tines_contract.client_side",
)
_PACKAGES = ("tines_runtime", "tines_spec", "tines_openapi", *dict.fromkeys(name.partition(".")[0] for name in PUBLIC))
_RESOURCE = re.compile(r"tines_cases\.api\.\w+")
"""Nobody imports these, and everybody calls them: `tines.case_actions.list`."""
_EVERY_RELEASE = ("tines_cases.__version__",)
_PYTHONS = [f"3.{minor}" for minor in range(8, 40)]


def sdk_changes(before: Path, now: Path) -> Iterator[Change]:
    """Compare the packages of two checkouts. What neither has is passed over."""
    old, new = public_modules(before), public_modules(now)
    for name, module in old.items():
        if name in new:
            yield from _module_changes(module, new[name])
        else:
            yield Change(name, "removed", breaks=True)
    yield from (Change(name, "a new module", breaks=False) for name in new if name not in old)


def public_modules(tree: Path) -> dict[str, griffe.Module]:
    """What people import, by its name, without the modules inside. Nothing is imported."""
    folders = [*sorted({init.parent.parent for init in tree.glob("*/tines_*/__init__.py")})]
    loader = griffe.GriffeLoader(search_paths=folders, allow_inspection=False)
    there = [name for name in _PACKAGES if any((folder / name).is_dir() for folder in folders)]
    for name in there:
        loader.load(name, try_relative_path=False)
    loader.resolve_aliases(implicit=True)
    modules = {module.path: module for name in there for module in _modules(loader.modules_collection[name])}
    found = {path: module for path, module in modules.items() if path in PUBLIC or _RESOURCE.fullmatch(path)}
    for module in found.values():
        for inner in module.modules.values():
            inner.public = False
    return found


def _modules(module: griffe.Module) -> Iterator[griffe.Module]:
    yield module
    for inner in module.modules.values():
        yield from _modules(inner)


def _module_changes(old: griffe.Module, new: griffe.Module) -> Iterator[Change]:
    for breakage in griffe.find_breaking_changes(old, new):
        if breakage.obj.path not in _EVERY_RELEASE:
            yield Change(breakage.obj.path, _words(breakage), breaks=True)
    yield from _below(old, new, set())
    for name in _names(new):
        if name not in _names(old):
            yield Change(f"{new.path}.{name}", "new", breaks=False)


def _names(module: griffe.Module) -> list[str]:
    return [name for name, member in module.members.items() if member.is_public]


def _words(breakage: griffe.Breakage) -> str:
    described = breakage.as_dict()
    kind = str(breakage.kind.value).lower()
    return f"{kind}: {described['old_value']} → {described['new_value']}"


def _below(old: Member, new: Member, seen: set[str]) -> Iterator[Change]:
    """Compare the types of what has the same name in two modules or classes."""
    for name, member in old.all_members.items():
        other = new.all_members.get(name)
        if other is None or not (member.is_public or name == "__init__"):
            continue
        before, now = _itself(member), _itself(other)
        if before is None or now is None or before.kind is not now.kind or before.path in seen:
            continue
        seen.add(before.path)
        if isinstance(before, griffe.Class):
            yield from _below(before, now, seen)
        yield from _one(before, now)


def _itself(member: Member) -> griffe.Object | None:
    """What an imported name stands for; None where that is another's."""
    try:
        found = member.final_target if isinstance(member, griffe.Alias) else member
    except griffe.AliasResolutionError:
        return None
    return None if isinstance(found, griffe.Module) else found


def _one(before: griffe.Object, now: griffe.Object) -> Iterator[Change]:
    if isinstance(before, griffe.Function) and isinstance(now, griffe.Function):
        yield from _function(before, now)
    if isinstance(before, griffe.Attribute) and isinstance(now, griffe.Attribute):
        yield from _gives(before.path, before.annotation, now.annotation)
        if _is_of_enum(before) and str(before.value) != str(now.value):
            yield Change(before.path, became("value", before.value, now.value), breaks=True)


def _function(before: griffe.Function, now: griffe.Function) -> Iterator[Change]:
    if ("async" in before.labels) is not ("async" in now.labels):
        yield Change(before.path, "it has to be awaited, or no longer has to", breaks=True)
    yield from _gives(before.path, before.returns, now.returns)
    for parameter in before.parameters:
        if parameter.name in now.parameters:
            old, new = _types(parameter.annotation), _types(now.parameters[parameter.name].annotation)
            if new and not old <= new:
                yield Change(f"{before.path}({parameter.name})", became("type", old, new), breaks=True)


def _gives(path: str, before: object, now: object) -> Iterator[Change]:
    old, new = _types(before), _types(now)
    if old and not new <= old:
        yield Change(path, became("type", old, new), breaks=True)


def _types(annotation: object) -> frozenset[str]:
    """The parts of a union, and those of a literal; none where nothing is said."""
    parts = [] if annotation is None else _UNION.split(str(annotation).strip("\"'"))
    return frozenset(value for part in parts for value in _values(part))


def _values(part: str) -> list[str]:
    return part[len("Literal[") : -1].split(", ") if part.startswith("Literal[") else [part]


def _is_of_enum(attribute: griffe.Attribute) -> bool:
    parent = attribute.parent
    return isinstance(parent, griffe.Class) and any(str(base).endswith(("Enum", "Flag")) for base in parent.bases)


def install_changes(before: Path, now: Path) -> Iterator[Change]:
    """Compare what two checkouts say: for which Pythons they are, their extras and their commands."""
    old, new = (tomllib.loads((one / "pyproject.toml").read_text("utf-8"))["project"] for one in (before, now))
    pythons, allowed = (SpecifierSet(one["requires-python"]) for one in (old, new))
    if any(python not in allowed for python in pythons.filter(_PYTHONS)):
        yield Change("requires-python", became("it", old["requires-python"], new["requires-python"]), breaks=True)
    for kind, table in (("extra", "optional-dependencies"), ("command", "scripts")):
        had, has = ({*one.get(table, {})} for one in (old, new))
        yield from (Change(f"{kind} {name}", "removed", breaks=True) for name in sorted(had - has))
        yield from (Change(f"{kind} {name}", "new", breaks=False) for name in sorted(has - had))
