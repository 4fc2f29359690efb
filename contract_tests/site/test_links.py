"""Links of pages work on GitHub and on the site alike; what is broken fails the site."""

from pathlib import Path

from contract_tests.site.conftest import Make


def test_a_sound_site_is_made_without_a_warning(make: Make) -> None:
    made = make({"how-to/a.md": "# A\n\n[home](../index.md), [B](b.md#in-b)\n", "how-to/b.md": "# B\n\n## In B\n"})
    assert made.returncode == 0
    assert "WARNING" not in made.stderr


BROKEN = {
    "[gone](gone.md)": "the target 'how-to/gone.md' is not found",
    "[gone](../../examples/gone.py)": "the target '../examples/gone.py' is not found",
    "[gone](../index.md#gone)": "does not contain an anchor '#gone'",
    "[absolute](/index.md)": "an absolute link '/index.md'",
    "![gone](gone.png)": "the target 'how-to/gone.png' is not found",
}


def test_each_broken_link_fails(make: Make) -> None:
    made = make({"how-to/a.md": "# A\n\n" + "\n\n".join(BROKEN)})
    assert made.returncode == 1
    assert [link for link, message in BROKEN.items() if message not in made.stderr] == []
    assert f"Aborted with {len(BROKEN)} warnings in strict mode!" in made.stdout + made.stderr


def test_a_page_outside_the_navigation_fails(make: Make) -> None:
    made = make({"lost.md": "# Lost\n"})
    assert made.returncode == 1
    assert 'not included in the "nav"' in made.stderr
    assert "lost.md" in made.stderr


def test_a_link_to_a_file_of_the_repository_goes_to_a_page_with_it(make: Make, tmp_path: Path) -> None:
    links = "[a](../../examples/export_to_csv.py), [b](../../benchmarks/README.md#benchmarks), [c](../../.ci/run)"
    made = make({"how-to/a.md": f"# A\n\n{links}\n"})
    assert made.returncode == 0
    page = (tmp_path / "site/how-to/a/index.html").read_text("utf-8")
    assert 'href="../../repository/examples/export_to_csv.py/"' in page
    assert 'href="../../repository/benchmarks/#benchmarks"' in page
    assert 'href="../../repository/ci/run/"' in page
    assert "TinesClient" in (tmp_path / "site/repository/examples/export_to_csv.py/index.html").read_text("utf-8")


def test_a_link_in_code_stays_as_it_is(make: Make, tmp_path: Path) -> None:
    code = "`[a](../../README.md)`"
    fence = "```text\n[b](../../gone.md)\n```"
    assert make({"how-to/a.md": f"# A\n\n{code}\n\n{fence}\n"}).returncode == 0
    page = (tmp_path / "site/how-to/a/index.html").read_text("utf-8")
    assert "[a](../../README.md)" in page
    assert "[b](../../gone.md)" in page
    assert not (tmp_path / "site/repository/index.html").exists()
