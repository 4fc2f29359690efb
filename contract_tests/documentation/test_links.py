"""Each link of README and docs leads to a file of the tree, and to a heading where it names one."""

import re
from collections.abc import Iterator

import pytest

from contract_tests.documentation.pages import PAGES, ROOT, prose_of

_LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def _anchors(page: str) -> set[str]:
    """As GitHub makes them, and the site."""
    headings = _HEADING.findall(prose_of(page))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def _broken(page: str) -> Iterator[str]:
    for found in _LINK.finditer(prose_of(page)):
        path, _, anchor = found["target"].partition("#")
        if re.match(r"\w+:", path):
            continue
        target = (ROOT / page).parent / path if path else ROOT / page
        if not target.exists():
            yield f"{found['target']}: no such file"
        elif anchor and target.suffix == ".md" and anchor not in _anchors(str(target.resolve().relative_to(ROOT))):
            yield f"{found['target']}: no such heading"


@pytest.mark.parametrize("page", PAGES)
def test_each_link_leads_somewhere(page: str) -> None:
    assert list(_broken(page)) == []


def test_each_page_is_linked_from_another() -> None:
    linked = {
        ((ROOT / page).parent / found["target"].partition("#")[0]).resolve()
        for page in PAGES
        for found in _LINK.finditer(prose_of(page))
    }
    assert [page for page in PAGES if page.startswith("docs/") and (ROOT / page) not in linked] == []


def test_each_module_that_a_text_names_exists() -> None:
    modules = [path for path in ROOT.glob("[a-z]*/**/*.py") if "node_modules" not in path.parts]
    places = [f"/{path.relative_to(ROOT).as_posix()}" for path in modules]
    missing = {
        f"{path.name}: {named}"
        for path in [ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", *modules]
        for named in re.findall(r"`([\w/]*\w\.py)`", path.read_text("utf-8"))
        if not any(place.endswith(f"/{named}") for place in places)
    }

    assert missing == set()
