"""Tenants beyond the catalogue of faults and quirks: a fake stands behind them, and they respond otherwise."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial

from attrs import evolve, frozen

from contract_tests.suite.tenants import meta_changes as meta
from contract_tests.suite.tenants import response_changes as by
from contract_tests.suite.tenants.busy_tenants import Wrapped
from contract_tests.suite.tenants.response_changes import Respond
from contract_tests.suite.tenants.tenants import CASE, READING, WRITES_ALONE, WRITING, only, tenant
from tines_contract import Plan
from tines_contract.probes.bodies import NOBODYS_CHOICE
from tines_fake import FakeTenant, Quirks, Request, Response

HOST = "https://fake.tines.test"
_HERE = "http://127.0.0.1:8000"
CREATING, UPDATING, REPLACING = map(only, ("createCaseAction", "updateCaseAction", "replaceAllCaseActions"))


@frozen
class AlteredTenant:
    """A tenant. breaks: the promises that it breaks, if any. respond: makes what responds in the place of the fake."""

    id: str
    breaks: tuple[str, ...]
    respond: Callable[[], Respond]
    plan: Plan = READING
    actions: int = 45
    origin: str = HOST
    quirks: Quirks | None = None

    def __str__(self) -> str:
        return self.id


def altered_target(altered: AlteredTenant) -> Wrapped:
    """Such a tenant, to be judged."""
    return Wrapped(tenant(altered.actions, altered.quirks), altered.respond(), altered.origin)


def from_template(**sizes: int) -> Callable[[], Respond]:
    """Equal numbers are equal actions. sizes: how many `case_6` has, and others."""
    fake = FakeTenant()
    firsts = {}
    for name, size in sizes.items():
        path = f"/api/v2/cases/{name.removeprefix('case_')}/actions"
        added = fake.add_many(path, [{}] * size)
        firsts[path] = added[0].id - 1

    def respond(_: FakeTenant, request: Request) -> Response:
        path, _, number = request.path.partition("/actions/")
        path = path.removesuffix("/actions") + "/actions"
        before = firsts.get(path, 0)
        if number.isdecimal():
            request = evolve(request, path=f"{path}/{int(number) + before}")
        response = fake.respond(request)
        return response if response.status != 200 else _numbered_from(before, response)

    return lambda: respond


def _numbered_from(before: int, response: Response) -> Response:
    body = json.loads(response.body)
    for item in body.get("actions", [body]):
        number = item["id"] - before
        item.update(id=number, url=f"https://example.com/{number}", label=f"Step {number}")
        item.update(created_at="2026-01-01T00:00:00Z", updated_at="2026-01-01T00:00:00Z")
    return evolve(response, body=json.dumps(body).encode())


# In other cases than the one that is written to, nothing can be deleted.
_NOTHING_THERE = by.refused(lambda r: r.method == "DELETE" and re.search("/cases/(6|7|8|10)/", r.path) is not None, 204)


def _conforming() -> Iterator[AlteredTenant]:
    def conforming(name: str, respond: Callable[[], Respond], plan: Plan = READING) -> AlteredTenant:
        return AlteredTenant(name, (), respond, plan)

    yield conforming("links-with-the-port", meta.linked(lambda link: link.replace(HOST, HOST + ":8443")))
    yield conforming("links-of-plain-http", meta.linked(lambda link: link.replace("https:", "http:")))
    yield conforming("links-with-a-dot-after-the-host", meta.linked(lambda link: link.replace(HOST, HOST + ".")))
    yield conforming("links-with-a-slash-after-the-path", meta.linked(lambda link: link.replace("?", "/?")))
    yield conforming("links-escaped", meta.linked(lambda link: link.replace("/actions", "/%61ctions")))
    yield conforming("links-without-the-default", meta.linked(lambda link: link.replace("per_page=20&", "")))
    # Fewer are requested than the least that comes, which is the default.
    without = meta.linked(lambda link: link.replace("per_page=20&", ""))
    least = Quirks(smallest_page=20)
    yield AlteredTenant("clamped-and-links-without-the-default", (), without, actions=42, quirks=least)
    yield conforming("links-without-page-1", meta.linked(lambda link: re.sub(r"&page=1$", "", link)))
    for to in ("http://localhost:8000", "http://127.0.0.1", "https://[::1]:443", "http://localhost:80"):
        yield AlteredTenant(f"here-and-links-to-{to}", (), meta.linked(meta.to_origin(to)), origin=_HERE)
    yield conforming("params-only-where-written", by.only_where_written("query_params"), WRITING)
    yield conforming(
        "text-only-where-read",
        by.changed_success(by.of("createCaseAction", "updateCaseAction"), by.without_fields("action_text")),
        WRITING,
    )
    yield conforming("embeds-nothing", by.embedding(lambda _: None), WRITING)
    labels = by.embedding(lambda actions: [{"id": one["id"], "label": one["label"]} for one in actions[::-2]])
    yield conforming("embeds-some-the-other-way-round", labels, WRITING)
    yield conforming("may-write-once", by.granted_once, WRITES_ALONE)
    yield conforming("cases-from-one-template", from_template(case_6=5, case_7=45, case_8=9))
    # An action of one is there in the other too, beyond the page that is read of it.
    yield conforming("long-cases-from-one-template", from_template(case_6=5, case_7=45, case_8=30))
    yield conforming("no-single-actions", lambda: by.no_single_actions)
    yield conforming("odd-pages-are-499", by.refused(lambda request: request.argument("page") == "abc", 499))
    for status in (401, 403, 404):
        yield conforming(
            f"may-not-write-{status}", by.refused(lambda request: request.method != "GET", status), WRITES_ALONE
        )
        yield conforming(f"may-not-update-{status}", by.refused(by.is_update, status), WRITES_ALONE)
    twice = Quirks(deleted_again=204)
    yield AlteredTenant("what-is-not-there-is-deleted-too", (), _NOTHING_THERE, WRITING, quirks=twice)
    # As if a colleague had removed the item just then.
    gone = by.refused(lambda request: by.is_update(request) and NOBODYS_CHOICE.encode() in request.body, 404)
    yield conforming("gone-before-a-bad-update", gone, WRITES_ALONE)


def faulty(name: str, breaks: str, respond: Callable[[], Respond], plan: Plan = READING) -> AlteredTenant:
    return AlteredTenant(name, tuple(breaks.split()), respond, plan)


def _faulty_lists() -> Iterator[AlteredTenant]:
    one_case = only("CREATE-*", "UPDATE-*", "CASE-EMBEDDED", plan=WRITING)
    yield faulty("embeds-what-was", "CASE-EMBEDDED", by.all_that_was, one_case)
    twice = by.embedding(lambda actions: [*actions, *actions[:1]])
    yield faulty("embeds-one-twice", "CASE-EMBEDDED", twice, one_case)
    yield faulty("embeds-none-of-many", "CASE-EMBEDDED", by.embedding(lambda _: []), one_case)
    yield faulty("page-1-refused", "LIST-DEFAULT-PAGE", by.refused(lambda r: by.is_list(r) and r.query == "page=1"))
    yield faulty("page-2-refused", "LIST-PAGE-OBEYED", by.refused(lambda r: by.page_of(r) == "2", 404))
    yield faulty("no-query-refused", "LIST-DEFAULT-PER-PAGE", by.refused(lambda r: by.is_list(r) and not r.query))
    for size in ("20", "50"):
        yield faulty(
            f"size-{size}-refused", "LIST-PER-PAGE-OBEYED", by.refused(lambda r, s=size: r.argument("per_page") == s)
        )
    yield faulty("page-3-refused", "LIST-PAGE-OBEYED", by.refused(lambda r: by.page_of(r) == "3", 404))
    yield faulty("default-of-19", "LIST-DEFAULT-PER-PAGE LIST-DEFAULT-PAGE", by.default_of(19))
    yield faulty("default-of-21", "LIST-DEFAULT-PER-PAGE LIST-DEFAULT-PAGE", by.default_of(21))
    yield faulty("two-labels-null", "LIST-SHAPE", by.paged(by.two_without_labels))
    yield AlteredTenant(
        "here-and-links-elsewhere",
        ("LIST-LINKS-KEEP",),
        meta.linked(meta.to_origin("http://127.0.0.1:9")),
        origin=_HERE,
    )
    yield faulty("one-three-times-on-a-page", "LIST-PAGES-DISJOINT", by.paged(by.one_three_times))
    yield faulty("one-like-nothing", "GET-AS-LISTED", lambda: by.as_nowhere)
    yield faulty("none-read-alone", "GET-AS-LISTED", by.refused(by.is_single, 404))
    yield faulty("theirs-first", "LIST-CASE-ONLY", by.theirs_first(CASE))
    yield faulty("theirs-first-of-the-first", "LIST-CASE-ONLY", by.theirs_first(CASE - 1), Plan(CASE - 1, generated=0))
    yield faulty("reached-under-the-case-before", "GET-OTHER-CASE", by.reached_under(CASE - 1))
    yield faulty("reached-under-the-case-after", "GET-OTHER-CASE", by.reached_under(CASE + 1))
    shared = by.reached_under(CASE + 1, from_template(case_6=5, case_7=45, case_8=9)())
    yield faulty("reached-under-a-case-from-the-same-template", "GET-OTHER-CASE", shared)
    yield faulty("created-long-ago", "CREATE-READ-BACK", by.changed_success(by.is_create, by.a_year_before), CREATING)
    back = by.changed_success(by.is_update, by.updated_long_ago)
    yield faulty("updated-long-ago-by-the-response", "UPDATE-UPDATED-MOVES", back, UPDATING)
    for name, breaks, written, plan in (
        ("created", "CREATE-STORED", by.is_create, CREATING),
        ("updated", "UPDATE-CREATED-STAYS", by.is_update, UPDATING),
    ):
        another = by.changed_success(written, lambda _, body: body.update(id=body["id"] + 1000))
        yield faulty(f"{name}-with-another-id", breaks, another, plan)
    yield faulty("created-long-ago-alone", "GET-AS-LISTED", by.changed_success(by.is_single, by.a_year_before))
    yield faulty("deleted-elsewhere-by-its-word", "DELETE-OTHER-CASE", _NOTHING_THERE, WRITING)
    read_back = "CREATE-READ-BACK REPLACE-READ-BACK UPDATE-READ-BACK"
    yield faulty("text-only-where-written", read_back, by.only_where_written("action_text"), WRITING)
    yield faulty(
        "text-not-in-lists",
        "REPLACE-READ-BACK REPLACE-ANSWER GET-AS-LISTED",
        by.paged(by.without_fields("action_text")),
        WRITING,
    )
    yield faulty("updated-long-ago-alone", "GET-AS-LISTED", by.changed_success(by.is_single, by.updated_long_ago))
    yield faulty(
        "text-not-alone", "GET-AS-LISTED", by.changed_success(by.is_single, by.without_fields("action_text")), WRITING
    )
    yield faulty("first-page-short", "LIST-PER-PAGE-OBEYED LIST-PAGES-COMPLETE", by.paged(by.one_less))
    most = by.paged(lambda _, body: body.update(actions=body["actions"][:50]))
    yield AlteredTenant("fifty-at-most-without-a-word", ("LIST-PAGES-COMPLETE",), most, actions=64)
    yield faulty("one-twice-on-a-page", "LIST-PAGES-DISJOINT", by.paged(by.one_twice))
    yield faulty("count-drifts-up", "LIST-COUNT-TOTAL", meta.of_page("count", lambda count: count + 1, "2"))
    yield faulty("count-drifts-down", "LIST-COUNT-TOTAL", meta.of_page("count", lambda count: count - 1, "2"))
    yield faulty("lists-of-one-case", "LIST-CASE-ONLY", lambda: by.as_one_case)
    yield faulty("link-to-the-page-before", "LIST-LINKS-NUMBERED", meta.of_page("next_page", meta.renumbered(-1), "2"))
    yield faulty("link-to-a-page-later", "LIST-LINKS-NUMBERED", meta.of_page("previous_page", meta.renumbered(1), "2"))
    yield faulty("previous-null", "LIST-PREVIOUS-FROM-SECOND", meta.of_page("previous_page", lambda _: None, "3"))
    for name, respond in {
        "no-page-after-the-first-of-two": by.paged(by.first_of_two_is_last),
        "next-number-null": meta.of_page("next_page_number", lambda _: None, "2"),
    }.items():
        yield faulty(name, "LIST-NEXT-UNTIL-LAST", respond)
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
        yield faulty(f"links-{name}", "LIST-LINKS-KEEP", meta.linked(change))


def _faulty_writes() -> Iterator[AlteredTenant]:
    yield faulty("odd-pages-are-501", "LIST-NEVER-SERVER-ERROR", by.refused(lambda r: r.argument("page") == "abc", 501))
    yield faulty("one-not-read-alone", "GET-AS-LISTED", by.refused(by.is_the_third, 404))
    for name, lets_in in {"head": lambda r: r.method == "HEAD", "slash": lambda r: r.path.endswith("actions/")}.items():
        yield faulty(f"{name}-needs-no-key", "LIST-KEY-BYPASSED", lambda lets_in=lets_in: by.letting_in(lets_in))
    yield faulty("text-created", "CREATE-REQUIRED", lambda: by.text_is_taken, CREATING)
    slash_lost = by.taken_otherwise("POST", b'/", "label"', b'", "label"')
    yield faulty("created-without-the-last-slash", "CREATE-READ-BACK", slash_lost, CREATING)
    page = "CREATE-CONTENT-TYPE CREATE-STATUS"
    yield faulty("created-as-a-partial-page", page, lambda: by.created_as_a_page, CREATING)
    yield faulty("create-refused", "CREATE-STORED", by.refused(lambda r: b"query_params" in r.body), CREATING)
    yield faulty("update-refused", "UPDATE-READ-BACK", by.refused(by.is_update, 400), UPDATING)
    yield faulty("delete-refused", "DELETE-GONE", by.refused(by.of("deleteCaseAction"), 400), WRITES_ALONE)
    yield faulty("replace-refused", "REPLACE-ALL-REPLACED", by.refused(by.is_replacement, 400), REPLACING)
    yield faulty("replaced-and-found-still", "REPLACE-ALL-REPLACED", by.remembering, WRITING)
    for name, change in {
        "one-more": lambda body: body["actions"].append({**body["actions"][0], "id": 10**6}),
        "one-twice": lambda body: body["actions"].append(body["actions"][0]),
        "one-less": lambda body: body["actions"].pop(),
        "another-label": lambda body: body["actions"][0].update(label="Another", url="https://example.com/another"),
        "another-id": lambda body: body["actions"][0].update(id=10**6),
    }.items():
        yield faulty(f"replaced-answer-{name}", "REPLACE-ANSWER", by.replaced_answer(change), REPLACING)
    breaks = "CREATE-NEVER-SERVER-ERROR UPDATE-NEVER-SERVER-ERROR"
    crashing = by.refused(lambda request: b'"label": 7' in request.body, 500)
    yield faulty("a-number-for-a-label-crashes", breaks, crashing, WRITES_ALONE)
    for of, breaks in {b'"actions": [{': "REQUIRED", b"oops": "ALL-REPLACED"}.items():
        clears = partial(by.cleared_first, of)
        yield faulty(
            f"a-refused-replacement-clears-{breaks}", f"REPLACE-{breaks}", lambda clears=clears: clears, REPLACING
        )


ALTERED = (*_conforming(), *_faulty_lists(), *_faulty_writes())
