"""The site holds all that the spec promises, and fails where it would not hold a public name.

What its pages load is seen in a browser: `browser/test_site.py`.
"""

import html
import re
from pathlib import Path

import pytest
from docs_site.reference import missing, public_names, undocumented

from tines_spec import document, evidence, open_points, operations, promises


def _ledger(site: Path) -> str:
    return (site / "explanation" / "evidence-ledger.html").read_text("utf-8")


def test_the_ledger_holds_every_promise(site: Path) -> None:
    page = _ledger(site)
    assert promises()
    for promise in promises():
        row = re.search(rf'<tr><td><span id="{promise.id.lower()}">.*?</tr>', page)
        assert row is not None, promise.id
        source = document()["info"]["x-sources"][promise.source]
        assert all(text in row[0] for text in (promise.operation, promise.grade, source["url"], str(source["edition"])))


def test_the_ledger_holds_all_evidence_and_all_that_is_open(site: Path) -> None:
    page = _ledger(site)
    assert [place for place in evidence() if f"<code>{place}</code>" not in page] == []
    assert [one.id for one in open_points().values() if f"<code>{one.id}</code></td>" not in page] == []


def test_evidence_is_where_the_spec_has_it() -> None:
    """Counted in another way than the ledger finds it."""

    def count(value: object) -> int:
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return (isinstance(value, dict) and "x-evidence" in value) + sum(map(count, inner))

    assert len(evidence()) == count(document())


def test_a_link_leads_to_a_page_of_the_site(site: Path) -> None:
    for page in sorted(site.rglob("*.html")):
        _, _, article = page.read_text("utf-8").partition("<article")
        links = re.findall(r'<a [^>]*href="([^"#?:]+)[#?"]', article)
        assert (page.name, [one for one in links if not (page.parent / one).exists()]) == (page.name, [])


def test_the_reference_of_the_api_has_the_whole_document(site: Path) -> None:
    page = html.unescape((site / "reference" / "http-api.html").read_text("utf-8"))
    for one in operations().values():
        assert f"{one.method} {one.path}" in page
        assert re.search(rf'<a href="client.html#tines_cases.api.{one.tag}.\w+.\w+"><code>tines', page)
    assert [one.id for one in promises() if f"<code>{one.id}</code>" not in page] == []
    questions = [re.sub("`([^`]+)`", r"<code>\1</code>", one.question) for one in open_points().values()]
    assert [one for one in questions if f"{one}." not in page] == []
    assert page.index('id="events"') > page.index('id="refusals"')


def test_the_notebook_is_shown_as_its_cells(site: Path) -> None:
    page = (site / "repository" / "examples" / "case_actions.ipynb.html").read_text("utf-8")
    assert ('id="export"' in page, "cell_type" in page) == (True, False)


def test_the_reference_shows_defaults_as_values(site: Path) -> None:
    """But for what has no value to show: a sentinel, a moment."""
    for page in (site / "reference").glob("*.html"):
        text = re.sub("<[^>]+>", "", page.read_text("utf-8"))
        assert set(re.findall(r"\w: [^=\n]* = (_?[A-Z][A-Z_]+)\b", text)) <= {"KEEP", "START", "UNSET"}, page.name


def test_no_text_of_a_docstring_is_taken_for_a_numbered_list(site: Path) -> None:
    """Such as "404. There is no such case", which would lose its number."""
    for page in (site / "reference").glob("*.html"):
        _, _, article = page.read_text("utf-8").partition("<article")
        assert "<ol" not in article.partition("</article>")[0], page.name


def test_the_site_is_small(site: Path) -> None:
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) < 15_000_000


CODE = """
class _Base:
    def inherited(self) -> None: ...


class Shown(_Base):
    "Has a docstring."

    def method(self) -> None: ...
    def _private(self) -> None: ...


def function() -> None:
    "Has one."


__all__ = ("CONSTANT", "Shown", "function")
CONSTANT = 1
"""


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    (tmp_path / "without_docstrings.py").write_text(CODE, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return public_names(["without_docstrings"], [str(tmp_path)])


def test_a_public_name_without_a_docstring_is_found(names) -> None:
    found = [problem.split(" has no")[0].partition(".")[2] for problem in undocumented(names)]
    assert sorted(found) == ["CONSTANT", "Shown.inherited", "Shown.method"]


def test_a_public_name_on_no_page_is_found(names) -> None:
    shown = {name for name in names if not name.endswith(".function")}
    assert [problem.split(" is on")[0] for problem in missing(names, shown)] == ["without_docstrings.function"]
    assert list(missing(names, set(names))) == []
