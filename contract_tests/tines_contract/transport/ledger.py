"""What a run knows of the items of cases, by nothing but what went over the wire.

An item is this run's once it was read with the run's mark in its title and in its address, under its case and after a
create of this run there, refused or not. What was read before that, or without the mark, is somebody else's for good,
but for what was this run's before and has the mark again. What has the mark in one of them and another text in the
other, as after a colleague has changed it, is named and not written to. So is what came without a name after a create
without one. What may be there of this run stays in the ledger until reading shows that it is gone.
"""

from collections.abc import Callable, Mapping, Set
from typing import Any

from attrs import define, field

from tines_contract.probes.marks import Leftover, marked_fields, own_fields, shown_id
from tines_contract.probes.writes import MAY_NOT
from tines_contract.promises.addresses import Address, address_of, case_of, known_at
from tines_contract.promises.lists import PagedList
from tines_contract.promises.responses import id_key, is_denied, is_refused, success_item, success_items
from tines_contract.promises.strict_json import json_or_none
from tines_contract.transport.listings import LastListing, OtherRuns, Place
from tines_fake import Credentials, Request, Response
from tines_spec import Writable

_MAKING = ("create", "batch_create", "replace_all")
_MAY_NOT_DELETE = "the key may not delete it"
_SUSPECTED = "deleting is suspected of harm"


@define
class _Made:
    """An item that may be there. shown: its id as the tenant shows it.

    marked: whether a create with the mark made it. sent: which fields of that body carry the mark.
    known: whether it was last read with the mark in these.
    read: whether that was so since it was made. changed: whether this run has changed it since then.
    listed: whether it was in a list. kept: whether the key may not delete it.
    """

    shown: Any
    sent: Set[str]
    marked: bool = True
    known: bool = False
    read: bool = False
    changed: bool = False
    listed: bool = False
    kept: bool = False


@define(eq=False)
class Ledger:
    """The items that one run has made, by its mark.

    begun: the lists in which it has created. unsettled: those of them that may hold what no response has named, until
    they are listed whole. cut: those to which a write was cut off, so that it may still be done.
    foreign: what creates were answered with, and is somebody else's. listing: what was listed last.
    refused: the path that was read last, where that was refused. let_go: what the tenant said that it has deleted.
    own: what was ever read as this run's. stopped: the operations that are suspected of harm, and not sent any more.
    _whole, _tried: the lists that were read to their end, and those that were sent a create, refused or not.
    _nameless: of the first those that were sent one without the mark since: what is new there has nothing of it.
    """

    mark: str
    other_runs: OtherRuns = field(factory=OtherRuns, init=False)
    begun: set[str] = field(factory=set, init=False)
    unsettled: set[str] = field(factory=set, init=False)
    cut: set[str] = field(factory=set, init=False)
    foreign: list[Place] = field(factory=list, init=False)
    listing: LastListing = field(factory=LastListing, init=False)
    refused: str = field(default="", init=False)
    let_go: set[Place] = field(factory=set, init=False)
    own: set[Place] = field(factory=set, init=False)
    stopped: set[str] = field(factory=set, init=False)
    _made: dict[Place, _Made] = field(factory=dict, init=False)
    _theirs: set[Place] = field(factory=set, init=False)
    _readable: set[str] = field(factory=set, init=False)
    _whole: set[str] = field(factory=set, init=False)
    _tried: set[str] = field(factory=set, init=False)
    _nameless: set[str] = field(factory=set, init=False)

    def is_ours(self, place: Place) -> bool:
        """Whether an item was read with the mark since this run has made it, and nothing speaks against it."""
        made = self._made.get(place)
        return made is not None and made.read and place not in self._theirs

    def left(self) -> list[Leftover]:
        """What may be there of this run."""
        return [
            Leftover(
                case=case_of(place[0]),
                number=shown_id(made.shown),
                marked=place not in self._theirs and made.known,
                listed=made.listed,
                why_kept=self._why_kept(place, made),
                item=known_at(place[0]).item,
            )
            for place, made in self._made.items()
            if place[0] in self.begun
        ]

    def _why_kept(self, place: Place, made: _Made) -> str:
        if _deleting(known_at(place[0])) in self.stopped:
            return _SUSPECTED
        return _MAY_NOT_DELETE if made.kept else ""

    def to_remove(self) -> list[Place]:
        """The same, as paths have it."""
        return [place for place in self._made if place[0] in self.begun]

    def is_stopped(self, address: Address) -> bool:
        """Whether it is suspected of harm, or makes what could not be removed for that."""
        known, makes = address.known, address.kind in _MAKING
        return address.operation.name in self.stopped or (
            makes and known is not None and _deleting(known) in self.stopped
        )

    def forget_last_reads(self) -> None:
        """Time has passed: what was read last is not what is there now."""
        self.listing.forget()
        self.refused = ""

    def cut_off(self, request: Request) -> None:
        """A request was given up while it was under way."""
        address = address_of(request)
        if address is not None and address.kind in _MAKING:
            self.cut.add(address.place)

    def learn(self, request: Request, response: Response | None) -> None:
        """Take in a response; None where none came."""
        address = address_of(request)
        if address is None or address.kind != "list":
            self.listing.forget()
        self.refused = ""
        if address is None or address.known is None or address.kind not in _LEARN:
            return
        _LEARN[address.kind](self, request, response, address, address.known)

    def _learn_list(self, request: Request, response: Response | None, address: Address, known: Writable) -> None:
        place = address.place
        if response is None or request.credentials is not Credentials.RIGHT:
            self.listing.forget()
            return
        for item in self.listing.read(PagedList(address.operation), request, response):
            if isinstance(item, dict):
                self._read(known, (place, id_key(item.get(known.id))), item, listed=True)
        if self.listing.pages.whole:
            self._learn_whole(place, self.listing.pages.ids)
        if is_refused(response):
            self.refused = request.path
            if place not in self._readable or response.status != 403:  # the key may have lost its rights meanwhile
                self.unsettled.discard(place)
        elif response.status < 300:
            self._readable.add(place)

    def _learn_whole(self, of: str, ids: set[str]) -> None:
        self.other_runs.whole(of, ids)
        self.unsettled.discard(of)
        self._nameless.discard(of)
        self._whole.add(of)
        for place, made in list(self._made.items()):
            if place[0] == of and made.listed and place[1] not in ids:
                del self._made[place]

    def _learn_item(self, request: Request, response: Response | None, address: Address, known: Writable) -> None:
        place = (address.place, address.item or "")
        if response is None or request.credentials is not Credentials.RIGHT:
            return
        item = success_item(address.operation, response)
        if isinstance(item, dict) and id_key(item.get(known.id)) == place[1]:
            self._read(known, place, item, listed=False)
        if is_refused(response):
            self.refused = request.path
            if response.status != 403:
                self._made.pop(place, None)

    def _read(self, known: Writable, place: Place, item: Mapping[str, Any], *, listed: bool) -> None:
        made = self._made.get(place)
        if made is None and place in self._theirs:
            self.other_runs.read(known, place, item)
            return
        found = own_fields(known, item, self.mark)
        if place in self.own and found == {*known.names}:  # what was read without the mark was an old state of it
            self._theirs.discard(place)
        if made is None:
            self._read_unknown(known, place, item, found, listed)
        elif place not in self._theirs and found and found >= made.sent:
            made.known, made.read, made.changed, made.shown = True, True, False, item.get(known.id)
        elif not (made.read and made.changed):  # this run may have taken the mark away itself
            self._read_without(place, made, found)
        if self.is_ours(place):
            self.own.add(place)
        if made is not None:
            made.listed = made.listed or listed

    def _read_without(self, place: Place, made: _Made, found: frozenset[str]) -> None:
        """What was named as made is read without the mark: not at all, or not in all the fields that had it."""
        if not found:
            if made.marked and not made.read and place not in self._theirs:
                self.foreign.append(place)
            self._theirs.add(place)
        made.known = made.read = False

    def _read_unknown(
        self, known: Writable, place: Place, item: Mapping[str, Any], found: frozenset[str], listed: bool
    ) -> None:
        """What no response has named as made. Without the mark in all fields it is named, and not removed."""
        whole, tried = found == {*known.names}, place[0] in self._tried | self.begun
        nameless = place[0] in self._nameless and not any(map(item.get, known.names))
        same_elsewhere = whole and any(number == place[1] for _, number in self._made)
        if (found and tried) or same_elsewhere or nameless:
            shown = item.get(known.id)
            self._made[place] = _Made(shown, {*known.names}, not nameless, whole, whole, listed=listed)
            self.begun |= {place[0]} if tried else set()  # also where a refusal came, and it was done all the same
        else:
            self._theirs.add(place)
            self.other_runs.read(known, place, item)

    def _learn_create(self, request: Request, response: Response | None, address: Address, known: Writable) -> None:
        body = json_or_none(request.body)
        sent = marked_fields(known, body if isinstance(body, dict) else {}, self.mark)
        self._nameless |= set() if sent else {address.place} & self._whole
        created = None if response is None else success_item(address.operation, response)
        if self._begins(address.place, response) and isinstance(created, dict):
            self._claim(known, address.place, created, sent, marked=bool(sent))

    def _learn_replace(self, request: Request, response: Response | None, address: Address, known: Writable) -> None:
        if not is_denied(response):
            for place, made in self._made.items():
                if place[0] == address.place:
                    made.read = False
        self._learn_several(request, response, address, known)

    def _learn_several(self, _: Request, response: Response | None, address: Address, known: Writable) -> None:
        if not self._begins(address.place, response):
            return
        for item in [] if response is None else success_items(address.operation, response):
            self._claim(known, address.place, item, {*known.names}, marked=False)

    def _begins(self, of: str, response: Response | None) -> bool:
        """Whether a list may hold something of this run, by the response to what makes it."""
        self._tried.add(of)
        if is_denied(response):
            return False
        self.begun.add(of)
        self.unsettled.add(of)
        return True

    def _claim(self, known: Writable, of: str, item: Mapping[str, Any], sent: Set[str], *, marked: bool) -> None:
        """A response says that this was made."""
        if item.get(known.id) is None:
            return
        place = (of, id_key(item[known.id]))
        if place not in self._theirs:
            self._made[place] = _Made(item[known.id], sent, marked)
        elif marked:
            self.foreign.append(place)

    def _learn_update(self, _: Request, response: Response | None, address: Address, __: Writable) -> None:
        made = self._made.get((address.place, address.item or ""))
        if made is not None and not is_denied(response):
            made.changed = True

    def _learn_delete(self, request: Request, response: Response | None, address: Address, _: Writable) -> None:
        place = (address.place, address.item or "")
        if response is not None and 200 <= response.status < 300:
            self.let_go.add(place)
        made = self._made.get(place)
        if made is None:
            return
        if not is_denied(response):
            made.read = False  # should it be there again, it is looked at again
        elif response is not None and request.credentials is Credentials.RIGHT:
            made.kept = response.status in MAY_NOT


_Learn = Callable[[Ledger, Request, Response | None, Address, Writable], None]
_LEARN: Mapping[str, _Learn] = {
    "list": Ledger._learn_list,
    "get": Ledger._learn_item,
    "create": Ledger._learn_create,
    "replace_all": Ledger._learn_replace,
    "batch_create": Ledger._learn_several,
    "update": Ledger._learn_update,
    "append": Ledger._learn_update,
    "delete": Ledger._learn_delete,
}


def _deleting(known: Writable) -> str:
    """The operation that removes what was made."""
    return "" if known.operations.delete is None else known.operations.delete.name
