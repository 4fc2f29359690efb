"""A hook of mkdocs: the reference, with all resources, models and errors. It fails where a public name is missing.

`<!-- resources -->` and `<!-- models -->` in a page stand for those of the spec. A public name that no page shows, or
that has no docstring, fails the build.
"""

import functools
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import griffe
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from tines_cases import errors, models
from tines_spec import components_of, document, operations

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
_CODE = re.compile(r"<(?P<link>a|autoref)\b.*?</(?P=link)>|<code>(?P<name>[\w.]+)</code>", re.DOTALL)
_anchors: set[str] = set()


def on_pre_build(config: MkDocsConfig) -> None:
    _anchors.clear()


def on_page_markdown(markdown: str, **_: object) -> str:
    """Put resources and models where a page wants them."""
    return markdown.replace("<!-- resources -->", resources()).replace("<!-- models -->", models_of_resources())


def resources() -> str:
    """A table of the resources, and the methods of each."""
    named = _resources()
    rows = [f"| `tines.{tag}` | [`{path.rpartition('.')[2]}`][{path}] |" for tag, path in named.items()]
    blocks = [f"\n::: {path}\n    options: {{heading_level: 3}}" for path in named.values()]
    return "\n".join(["| attribute | class |", "| --- | --- |", *rows, *blocks])


def _resources() -> dict[str, str]:
    return {tag: f"tines_cases.api.{tag}.{''.join(map(str.capitalize, tag.split('_')))}" for tag in _tags()}


def models_of_resources() -> str:
    """The models: those of each resource, then those of several, and of none."""
    reached = {title: _schemas_of(tag) for tag, title in _tags().items()}
    titles = {name: [title for title, found in reached.items() if name in found] for name in models.__all__}
    parts = []
    for title in (*reached, "Shared"):
        own = [name for name, of in titles.items() if of == [title] or (title == "Shared" and len(of) != 1)]
        parts += [f"## {title}\n", *map(_model, own)]
    return "\n".join(parts)


def _tags() -> dict[str, str]:
    return {tag["name"]: tag.get("x-displayName", tag["name"]) for tag in document()["tags"]}


def _schemas_of(tag: str) -> set[str]:
    """The names of all schemas that the operations of a tag lead to."""
    found = components_of([dict(one.said) for one in operations().values() if one.tag == tag])
    return {name for kind, _, name in (one.partition("/") for one in found) if kind == "schemas"}


def _model(name: str) -> str:
    return f"::: tines_cases.{name}\n    options: {{heading_level: 3, members: false, inherited_members: false}}\n"


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Remember what a page shows, and link names. A table's empty corner is no header, which would be read out."""
    _anchors.update(re.findall(r'id="([\w.]+)"', html))
    if page.file.src_uri.startswith("reference/"):
        html = _CODE.sub(_with_link, html)
    return html.replace("<th></th>", "<td></td>")


def _with_link(match: re.Match[str]) -> str:
    target = _targets().get(match["name"])
    return match[0] if target is None else f'<a href="{target}">{match[0]}</a>'


@functools.cache
def _targets() -> dict[str, str]:
    """Where the reference has each error, each model and each method of a resource."""
    found = {name: f"errors.html#tines_cases.errors.{name}" for name in errors.__all__}
    found |= {name: f"models.html#tines_cases.{name}" for name in models.__all__}
    for tag, path in _resources().items():
        methods = vars(pkgutil.resolve_name(path))
        found |= {f"tines.{tag}.{name}": f"client.html#{path}.{name}" for name in methods if name[0] != "_"}
    return found


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
