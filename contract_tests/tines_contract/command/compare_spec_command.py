"""`python -m tines_contract compare-spec FILE|URL`: holds another OpenAPI document against openapi.yaml."""

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from attrs import asdict

from tines_contract.command.options import Command, Option
from tines_contract.report.json_report import json_text
from tines_contract.report.output import Messages, show
from tines_contract.report.readable import in_lines, printable
from tines_contract.spec_comparison.difference import Difference, Effect, SpecComparison
from tines_contract.spec_comparison.spec_diff import compare_specs
from tines_contract.spec_comparison.spec_document import SpecDocument, read_document
from tines_contract.transport.obstacles import ExitCode
from tines_spec import document

_MOST_NAMED, _MOST_SHOWN = 20, 300
_SECTIONS = (
    (Effect.CONTRADICTS, "Contradictions"),
    (Effect.DIFFERS, "Other differences"),
    (Effect.ADDS, "What it has that openapi.yaml has not"),
    (Effect.LEAVES_OPEN, "What it does not say"),
)


def compare_spec(given: Namespace, _: Messages) -> int:
    """Compare a document with openapi.yaml. Raises UsageError, UnreachableError, OutputError."""
    found = compare_specs(SpecDocument("openapi.yaml", document(), is_3_0=False), read_document(given.document))
    show(json_text(_written(found)) if given.json else in_lines(_lines(found)))
    if found.contradictions:
        return ExitCode.ACCUSED
    return ExitCode.ACCEPTED if found.common else ExitCode.UNJUDGED


def _lines(found: SpecComparison) -> Iterator[str]:
    yield f"{_plain(found.document)}: operations that openapi.yaml has too: {len(found.common)}"
    for effect, title in _SECTIONS:
        some = [one for one in found.differences if one.effect is effect]
        if some:
            yield f"{title} ({len(some)})"
            yield from map(_line, some)
    for effect in (Effect.CONTRADICTS, Effect.SUPPORTS, Effect.LEAVES_OPEN):
        named = found.promised(effect)
        yield f"Promises that it {effect.value} ({len(named)}): {', '.join(named) or 'none'}"
    yield from _operations("Operations that it does not have", found.ours_only)
    yield from _operations("Other operations that it has", found.theirs_only)
    count = len(found.contradictions)
    whole = f"{count} contradiction{'' if count == 1 else 's'} of what is documented or observed"
    yield whole if found.common else "nothing to compare: it has none of our operations"


def _operations(title: str, names: Any) -> Iterator[str]:
    if names:
        yield f"{title} ({len(names)})"
        yield from (f"  {_plain(name)}" for name in names[:_MOST_NAMED])
        if len(names) > _MOST_NAMED:
            yield f"  and {len(names) - _MOST_NAMED} more (--json names all)"


def _line(one: Difference) -> str:
    about = f" [{', '.join(one.promises)}]" if one.promises else ""
    grade = ", which is only assumed" if one.effect is Effect.CONTRADICTS and not one.accuses else ""
    said = f"ours {_plain(one.ours)}, theirs {_plain(one.theirs)}"
    return f"  {one.operation} {_plain(one.place)}: {one.kind}: {said}{about}{grade}"


def _plain(text: str) -> str:
    return printable(text, _MOST_SHOWN)


def _written(found: SpecComparison) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "document": found.document,
        "contradictions": len(found.contradictions),
        "operations": {"both": found.common, "ours_only": found.ours_only, "theirs_only": found.theirs_only},
        "promises": {
            "contradicted": found.promised(Effect.CONTRADICTS),
            "supported": found.promised(Effect.SUPPORTS),
            "left_open": found.promised(Effect.LEAVES_OPEN),
        },
        "compared": [_entry(one) for one in found.differences],
    }


def _entry(one: Difference) -> dict[str, Any]:
    return {
        **asdict(one),
        "effect": one.effect.name.lower(),
        "promises": list(one.promises),
        "grade": one.grade,
        "accuses": one.accuses,
    }


COMPARE_SPEC = Command(
    "compare-spec",
    "hold another OpenAPI document against openapi.yaml",
    compare_spec,
    (
        Option("document", "a document of OpenAPI 3.0 or 3.1, as JSON or YAML", "FILE|URL"),
        Option("--json", "print all that was compared as JSON", action="store_true"),
    ),
)
