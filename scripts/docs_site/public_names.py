"""A hook of mkdocs: a public name that the reference does not show, or that has no docstring, fails the build."""

import importlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import griffe
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

MODULES = (
    "tines_cases",
    "tines_cases.errors",
    "tines_cases.press",
    "tines_contract",
    "tines_fake",
    "tines_fake.failures",
    "tines_pytest",
)
ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("generated_client", "spec_reader", "client_runtime", "fake_tenant", "contract_tests")
SEARCH_PATHS = [str(ROOT / name) for name in FOLDERS]
Named: TypeAlias = "griffe.Object | griffe.Alias"
Names: TypeAlias = "dict[str, Named]"
_anchors: set[str] = set()


def on_pre_build(config: MkDocsConfig) -> None:
    _anchors.clear()


def on_page_content(html: str, page: Page, **_: object) -> None:
    """Remember what a page shows."""
    _anchors.update(re.findall(r'id="([\w.]+)"', html))


def on_post_build(config: MkDocsConfig) -> None:
    names = public_names(MODULES)
    problems = [*undocumented(names), *missing(names, _anchors)]
    if problems:
        raise PluginError("\n".join(["The reference is not whole:", *sorted(problems)]))


def public_names(modules: Iterable[str], search_paths: Sequence[str] = SEARCH_PATHS) -> Names:
    """What each module exports, by its full name."""
    loader = griffe.GriffeLoader(search_paths=search_paths)
    for package in {name.partition(".")[0] for name in modules}:
        loader.load(package)
    loader.resolve_aliases(external=True)
    names = [f"{name}.{one}" for name in modules for one in importlib.import_module(name).__all__]
    return {name: loader.modules_collection[name] for name in names if not name.endswith(".__version__")}


def missing(names: Names, anchors: set[str]) -> Iterator[str]:
    """The names that no page shows."""
    for name, found in names.items():
        if name not in MODULES and name not in anchors and found.canonical_path not in anchors:
            yield f"{name} is on no page: add `::: {name}` to one below docs/reference"


def undocumented(names: Names) -> Iterator[str]:
    """The names, and methods of classes, without a docstring."""
    for name, found in names.items():
        for one in (found, *_methods(found)):
            if one.docstring is None:
                yield f"{name if one is found else f'{name}.{one.name}'} has no docstring: {one.filepath}:{one.lineno}"


def _methods(found: Named) -> Iterator[Named]:
    if found.is_class:
        for one in found.all_members.values():
            is_property = one.is_attribute and "property" in one.labels
            if one.is_public and not one.is_special and (one.is_function or is_property):
                yield one
