"""A hook of mkdocs: the evidence of openapi.yaml as tables, in the place of `<!-- promises -->` and the like."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from tines_spec import Promise, document, evidence, open_points, promises

_CODE = re.compile("`([^`]+)`")
_GRADES = ("documented", "observed", "assumed")


def on_page_markdown(markdown: str, **_: object) -> str:
    """Put the tables where a page wants them."""
    for name, table in TABLES.items():
        if f"<!-- {name} -->" in markdown:
            markdown = markdown.replace(f"<!-- {name} -->", table())
    return markdown


def promise_table() -> str:
    """Each promise, with the day of the edition that makes it."""
    header = ("Promise", "Operation", "Rule", "Grade", "Source", "Edition")
    return _table("promise-table", header, (_promise_row(one) for one in promises()))


def evidence_table() -> str:
    """Each schema, property, parameter, response and header, with the day on which somebody looked."""
    header = ("Part of the spec", "Grade", "Source", "Seen")
    rows = (
        (_code(place), _grade(one["grade"]), _source(one["source"]), one["seen"]) for place, one in evidence().items()
    )
    return _table("evidence-table", header, rows)


def open_table() -> str:
    """Each open point, with the alternatives of the fake, its default first."""
    rows = (
        (
            _code(one.id),
            _CODE.sub(r"<code>\1</code>", escape(one.question)),
            ", ".join(map(_code, one.places)),
            ", ".join(map(_alternative, one.alternatives)),
        )
        for one in open_points().values()
    )
    return _table("open-table", ("Open point", "What is open", "Where", "Alternatives of the fake"), rows)


def source_table() -> str:
    """Each source, with how much rests on it."""
    used = [one.source for one in promises()] + [one["source"] for one in evidence().values()]
    rows = (
        (f'<span id="source-{key.lower()}">{_code(key)}</span>', _link(one), str(one["edition"]), str(used.count(key)))
        for key, one in _sources().items()
    )
    return _table("source-table", ("Key", "Page", "Edition", "Used"), rows)


def _promise_row(promise: Promise) -> tuple[str, ...]:
    source = _sources()[promise.source]
    name = f'<span id="{promise.id.lower()}">{_code(promise.id)}</span>'
    grade, edition = _grade(promise.grade), str(source["edition"])
    return name, _code(promise.operation), escape(promise.rule), grade, _source(promise.source), edition


def _sources() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = document()["info"]["x-sources"]
    return found


def _source(key: str) -> str:
    source = _sources()[key]
    return f'<a href="{escape(source["url"])}" title="{escape(source["title"])}">{escape(key)}</a>'


def _link(source: Mapping[str, str]) -> str:
    return f'<a href="{escape(source["url"])}">{escape(source["title"])}</a>'


def _grade(grade: str) -> str:
    assert grade in _GRADES
    return f'<span class="grade grade-{grade}">{grade}</span>'


def _alternative(value: object) -> str:
    return _code(str(value).lower() if isinstance(value, bool) else str(value))


def _code(text: str) -> str:
    return f"<code>{escape(text)}</code>"


def _table(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{one}</th>' for one in header)
    body = "\n".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows)
    table = f'<table class="evidence"><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>'
    return f'<div class="ledger" id="{name}">\n{table}\n</div>'


def _cell(content: str) -> str:
    is_long = not content.startswith("<") and len(content) > 12
    return f'<td class="long">{content}</td>' if is_long else f"<td>{content}</td>"


TABLES: Mapping[str, Callable[[], str]] = {
    "promises": promise_table,
    "evidence": evidence_table,
    "open": open_table,
    "sources": source_table,
}
