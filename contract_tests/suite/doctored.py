"""Tenants beyond the catalogue of faults and quirks: a fake stands behind them, and they respond otherwise."""

import re
from collections.abc import Callable, Iterator

from attrs import frozen

from contract_tests.suite.doctors import (
    Doctor,
    a_year_before,
    answered,
    as_nowhere,
    as_one_case,
    default_of,
    from_template,
    granted_once,
    is_list,
    is_number,
    is_sent,
    is_the_third,
    linked,
    meta_of_page,
    no_single_actions,
    one_less,
    one_three_times,
    one_twice,
    only_where_written,
    page_of,
    paged,
    reached_under,
    refused,
    remembering,
    renumbered,
    replaced_answer,
    text_is_taken,
    theirs_first,
    to_origin,
    two_without_labels,
)
from contract_tests.suite.tenants import CASE, READING, WRITING, tenant
from tines_contract import Plan
from tines_fake import Quirks, Request, Response

HOST = "https://fake.tines.test"
_HERE = "http://127.0.0.1:8000"


@frozen
class Doctored:
    """A tenant that responds by its doctor. breaks: the promises that it breaks; none where it is sound."""

    id: str
    breaks: tuple[str, ...]
    doctor: Callable[[], Doctor]
    plan: Plan = READING
    actions: int = 45
    origin: str = HOST
    quirks: Quirks | None = None

    def __str__(self) -> str:
        return self.id


class DoctoredTarget:
    """Such a tenant, to be judged."""

    name = "a doctored tenant"
    requests_a_minute: int | None = None

    def __init__(self, doctored: Doctored) -> None:
        self._fake = tenant(doctored.actions, doctored.quirks)
        self._answer = doctored.doctor()
        self.origin = doctored.origin

    def send(self, request: Request) -> Response:
        return self._answer(self._fake, request)


def _sound() -> Iterator[Doctored]:
    def sound(name: str, doctor: Callable[[], Doctor], plan: Plan = READING) -> Doctored:
        return Doctored(name, (), doctor, plan)

    yield sound("links-with-the-port", linked(lambda link: link.replace(HOST, HOST + ":8443")))
    yield sound("links-of-plain-http", linked(lambda link: link.replace("https:", "http:")))
    yield sound("links-with-a-dot-after-the-host", linked(lambda link: link.replace(HOST, HOST + ".")))
    yield sound("links-with-a-slash-after-the-path", linked(lambda link: link.replace("?", "/?")))
    yield sound("links-escaped", linked(lambda link: link.replace("/actions", "/%61ctions")))
    yield sound("links-without-the-default", linked(lambda link: link.replace("per_page=20&", "")))
    # Fewer are asked for than the least that comes, which is the default.
    without = linked(lambda link: link.replace("per_page=20&", ""))
    least = Quirks(smallest_page=20)
    yield Doctored("clamped-and-links-without-the-default", (), without, actions=42, quirks=least)
    yield sound("links-without-page-1", linked(lambda link: re.sub(r"&page=1$", "", link)))
    for to in ("http://localhost:8000", "http://127.0.0.1", "https://[::1]:443", "http://localhost:80"):
        yield Doctored(f"here-and-links-to-{to}", (), linked(to_origin(to)), origin=_HERE)
    yield sound("what-is-optional-only-where-written", only_where_written, WRITING)
    yield sound("may-write-once", granted_once, WRITING)
    yield sound("cases-from-one-template", lambda: from_template)
    yield sound("no-single-actions", lambda: no_single_actions)
    yield sound("odd-pages-are-499", refused(lambda request: request.argument("page") == "abc", 499))
    for status in (401, 403, 404):
        yield sound(f"may-not-write-{status}", refused(lambda request: request.method != "GET", status), WRITING)


def _faulty() -> Iterator[Doctored]:
    def faulty(name: str, breaks: str, doctor: Callable[[], Doctor], plan: Plan = READING) -> Doctored:
        return Doctored(name, tuple(breaks.split()), doctor, plan)

    yield faulty("page-1-refused", "LIST-DEFAULT-PAGE", refused(lambda r: is_list(r) and r.query == "page=1"))
    yield faulty("page-2-refused", "LIST-PAGE-OBEYED", refused(lambda r: page_of(r) == "2", 404))
    yield faulty("no-query-refused", "LIST-DEFAULT-PER-PAGE", refused(lambda r: is_list(r) and not r.query))
    for size in ("20", "50"):
        yield faulty(
            f"size-{size}-refused", "LIST-PER-PAGE-OBEYED", refused(lambda r, s=size: r.argument("per_page") == s)
        )
    yield faulty("page-3-refused", "LIST-PAGE-OBEYED", refused(lambda r: page_of(r) == "3", 404))
    yield faulty("default-of-19", "LIST-DEFAULT-PER-PAGE LIST-DEFAULT-PAGE", default_of(19))
    yield faulty("default-of-21", "LIST-DEFAULT-PER-PAGE LIST-DEFAULT-PAGE", default_of(21))
    yield faulty("two-labels-null", "LIST-SHAPE", paged(two_without_labels))
    yield Doctored(
        "here-and-links-elsewhere", ("LIST-LINKS-KEEP",), linked(to_origin("http://127.0.0.1:9")), origin=_HERE
    )
    yield faulty("one-three-times-on-a-page", "LIST-PAGES-DISJOINT", paged(one_three_times))
    yield faulty("one-like-nothing", "GET-AS-LISTED", lambda: as_nowhere)
    yield faulty("none-read-alone", "GET-AS-LISTED", refused(is_number, 404))
    yield faulty("theirs-first", "LIST-CASE-ONLY", theirs_first(CASE))
    yield faulty("theirs-first-of-the-first", "LIST-CASE-ONLY", theirs_first(CASE - 1), Plan(CASE - 1, generated=0))
    yield faulty("reached-under-the-case-before", "GET-OTHER-CASE", reached_under(CASE - 1))
    yield faulty("reached-under-the-case-after", "GET-OTHER-CASE", reached_under(CASE + 1))
    yield faulty("created-long-ago", "CREATE-READ-BACK", answered(is_sent("POST"), a_year_before), WRITING)
    yield faulty(
        "created-with-another-id",
        "CREATE-STORED",
        answered(is_sent("POST"), lambda _, body: body.update(id=body["id"] + 1000)),
        WRITING,
    )
    yield faulty("first-page-short", "LIST-PER-PAGE-OBEYED LIST-PAGES-COMPLETE", paged(one_less))
    yield faulty("one-twice-on-a-page", "LIST-PAGES-DISJOINT", paged(one_twice))
    yield faulty("count-drifts-up", "LIST-COUNT-TOTAL", meta_of_page("count", lambda count: count + 1, "2"))
    yield faulty("count-drifts-down", "LIST-COUNT-TOTAL", meta_of_page("count", lambda count: count - 1, "2"))
    yield faulty("lists-of-one-case", "LIST-CASE-ONLY", lambda: as_one_case)
    yield faulty("link-to-the-page-before", "LIST-LINKS-NUMBERED", meta_of_page("next_page", renumbered(-1), "2"))
    yield faulty("link-to-a-page-later", "LIST-LINKS-NUMBERED", meta_of_page("previous_page", renumbered(1), "2"))
    yield faulty("previous-null", "LIST-PREVIOUS-FROM-SECOND", meta_of_page("previous_page", lambda _: None, "3"))
    yield faulty("next-number-null", "LIST-NEXT-UNTIL-LAST", meta_of_page("next_page_number", lambda _: None, "2"))
    for name, change in {
        "of-another-path": lambda link: link.replace(f"/cases/{CASE}/", f"/cases/{CASE + 1}/"),
        "of-a-lesser-path": lambda link: link.replace(f"/cases/{CASE}/", f"/cases/{CASE - 1}/"),
        "of-another-host": lambda link: link.replace("fake.", "alas."),
        "of-a-later-host": lambda link: link.replace("fake.", "zeal."),
        "of-no-port": lambda link: link.replace(HOST, HOST + ":99999"),
        "of-no-host": lambda link: link.replace(HOST, "https://"),
        "of-no-scheme": lambda link: link.replace("https:", ""),
        "without-the-size": lambda link: re.sub(r"per_page=\d+&?", "", link),
    }.items():
        yield faulty(f"links-{name}", "LIST-LINKS-KEEP", linked(change))
    yield faulty("odd-pages-are-501", "LIST-NEVER-SERVER-ERROR", refused(lambda r: r.argument("page") == "abc", 501))
    yield faulty("one-not-read-alone", "GET-AS-LISTED", refused(is_the_third, 404))
    yield faulty("text-created", "CREATE-REQUIRED", lambda: text_is_taken, WRITING)
    yield faulty("create-refused", "CREATE-STORED", refused(lambda r: b"query_params" in r.body), WRITING)
    yield faulty("update-refused", "UPDATE-READ-BACK", refused(is_sent("PUT"), 400), WRITING)
    yield faulty("delete-refused", "DELETE-GONE", refused(is_sent("DELETE"), 400), WRITING)
    yield faulty("replace-refused", "REPLACE-ALL-REPLACED", refused(is_sent("PUT", batch=True), 400), WRITING)
    yield faulty("replaced-and-found-still", "REPLACE-ALL-REPLACED", remembering, WRITING)
    for name, change in {
        "one-more": lambda body: body["actions"].append({**body["actions"][0], "id": 10**6}),
        "one-twice": lambda body: body["actions"].append(body["actions"][0]),
        "one-less": lambda body: body["actions"].pop(),
        "another-label": lambda body: body["actions"][0].update(label="Another", url="https://example.com/another"),
        "another-id": lambda body: body["actions"][0].update(id=10**6),
    }.items():
        yield faulty(f"replaced-answer-{name}", "REPLACE-ANSWER", replaced_answer(change), WRITING)


DOCTORED = (*_sound(), *_faulty())
