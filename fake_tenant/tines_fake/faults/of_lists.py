"""The faults of a list, by the name of the promise that each breaks. Every list that makes the promise has them."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from tines_fake.contents.item_fields import Field, Item, fields_of
from tines_fake.contents.resources import Collection
from tines_fake.contents.state import State
from tines_fake.exchanges.exchange import Credentials, Request
from tines_fake.faults.definition import (
    Change,
    Fault,
    FaultTemplate,
    admitting,
    faults_from,
    instead,
    server_error_where,
    with_another,
    with_blank,
    without_offset,
)
from tines_fake.faults.of_items import ANY_KEY, NO_KEY, templates_of_success
from tines_fake.faults.of_pages import templates_of_pages
from tines_fake.responding.request_context import Body
from tines_spec import Operation, Paging, resolve


def faults_of_list(operation: Operation) -> Iterator[Fault]:
    """The faults of one list, of those promises that it makes."""
    paging = operation.paging
    assert paging is not None
    page = resolve(operation.success_schema)
    fields = fields_of(resolve(page["properties"][paging.items])["items"])
    templates = (
        *templates_of_pages(paging, operation.path),
        *_of_access(operation, paging),
        *_of_bodies([name for name in operation.path_parameters if name in page["properties"]]),
        *_of_items(paging, fields),
    )
    return faults_from(templates, operation)


def _of_access(operation: Operation, paging: Paging) -> Iterator[FaultTemplate]:
    begins = "a key is compared only as far as the shorter one goes"
    huge_size = server_error_where(lambda request: _huge(request.argument(paging.size)))
    odd_number = server_error_where(lambda request: _odd(request, paging.number))
    yield "AUTH-NO-KEY", "KEY-MISSING", "no key is needed", NO_KEY
    yield "AUTH-ANY-KEY", "KEY-WRONG", "any key will do", ANY_KEY
    yield "AUTH-KEY-BEGINS", "KEY-WRONG", begins, admitting(Credentials.CUT, Credentials.LENGTHENED)
    yield "CASE-ANY", "CASE-UNKNOWN", f"an unknown case has no {paging.items}", instead(knows=lambda *_: True)
    yield "CASE-LEAK", "CASE-ONLY", f"the {paging.items} of every case are listed", instead(items_of=_of_all)
    for name in list(operation.path_parameters)[-1:]:
        huge, crashes = f"a {name} of more than 64 bits is a server error", server_error_where(_names_huge)
        yield "HUGE-CASE-CRASHES", "NEVER-SERVER-ERROR", huge, crashes
    huge = f"a {paging.size} of more than 64 bits is a server error"
    yield "HUGE-SIZE-CRASHES", "NEVER-SERVER-ERROR", huge, huge_size
    odd = f"a {paging.number} that is no number is a server error"
    yield "ODD-PAGE-CRASHES", "NEVER-SERVER-ERROR", odd, odd_number


def _of_all(state: State, collection: Collection, _: Sequence[Item]) -> list[Item]:
    return [item for one in state.collections(collection.resource) for item in state.items(one)]


def _names_huge(request: Request) -> bool:
    return any(map(_huge, request.path.split("/")))


def _huge(text: str | None) -> bool:
    return text is not None and text.isdecimal() and (len(text) > 19 or int(text) >= 2**63)


def _odd(request: Request, name: str) -> bool:
    return not (request.argument(name) or "1").lstrip("-").isdecimal()


def _of_bodies(parents: Sequence[str]) -> Iterator[FaultTemplate]:
    yield from templates_of_success("TYPE-HTML", "BODY-CUT")
    for name in parents[-1:]:
        yield "CASE-OTHER", "CASE-ONLY", f"{name} is another one's", instead(body=with_another(name))


def _each(change: Callable[[Body], Body]) -> Change:
    """Change every item of a page."""
    return instead(items=lambda items: [change(item) for item in items])


def _with(change: Callable[[Body], Body]) -> Change:
    """Change some properties of every item."""
    return _each(lambda item: {**item, **change(item)})


def _of_items(paging: Paging, fields: Mapping[str, Field]) -> Iterator[FaultTemplate]:
    item, id_name = paging.item, paging.id
    required = [name for name, one in fields.items() if one.required and name != id_name]
    text = next((name for name in required if fields[name].is_text), None)
    yield "TIME-WITHOUT-OFFSET", "TIMESTAMPS", "timestamps have no offset", _each(without_offset)
    yield "TIME-WITH-BLANK", "TIMESTAMPS", "timestamps have a blank for the T", _each(with_blank)
    yield "ID-TEXT", "SHAPE", f"{id_name} is a string", _with(lambda one: {id_name: str(one[id_name])})
    for name in required[:1]:
        yield _id_of(name, "MISSING"), "SHAPE", f"{item} without {name}", _each(_without(name))
    if text is not None:
        yield _id_of(text, "NULL"), "SHAPE", f"{text} is null", _with(lambda _: {text: None})
    if "updated_at" in required:
        yield "UPDATED-BEFORE-CREATED", "UPDATED-AFTER-CREATED", "updated_at is of the year 2000", _with(_of_2000)
    if "action_type" in required:
        yield "TYPE-UPPER", "SHAPE", "action_type is in upper case", _with(_in_upper_case)


def _id_of(name: str, how: str) -> str:
    return f"{name}-{how}".replace("_", "-").upper()


def _without(name: str) -> Callable[[Body], Body]:
    return lambda item: {key: value for key, value in item.items() if key != name}


def _of_2000(item: Body) -> Body:
    return {"updated_at": f"2000{item['updated_at'][4:]}"}


def _in_upper_case(item: Body) -> Body:
    return {"action_type": item["action_type"].upper()}
