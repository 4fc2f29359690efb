"""What changed in the packages that people import: griffe compares the names that they may use."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import griffe

from api_changes.change import Change
from api_changes.type_changes import type_changes

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


def sdk_changes(before: Path, now: Path) -> Iterator[Change]:
    """Compare the packages of two checkouts or unpacked wheels. What neither has is passed over."""
    old, new = public_modules(before), public_modules(now)
    for name, module in old.items():
        if name in new:
            yield from _module_changes(module, new[name])
        else:
            yield Change(name, "removed", breaks=True)
    yield from (Change(name, "a new module", breaks=False) for name in new if name not in old)


def public_modules(tree: Path) -> dict[str, griffe.Module]:
    """What people import, by its name, without the modules inside. Nothing is imported."""
    folders = [tree, *sorted({init.parent.parent for init in tree.glob("*/tines_*/__init__.py")})]
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
    yield from type_changes(old, new)
    for name in _names(new):
        if name not in _names(old):
            yield Change(f"{new.path}.{name}", "new", breaks=False)


def _names(module: griffe.Module) -> Iterable[str]:
    return [name for name, member in module.members.items() if member.is_public]


def _words(breakage: griffe.Breakage) -> str:
    described = breakage.as_dict()
    kind = str(breakage.kind.value).lower()
    return f"{kind}: {described['old_value']} → {described['new_value']}"
