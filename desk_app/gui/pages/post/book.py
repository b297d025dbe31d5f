# SPDX-License-Identifier: MIT
"""The post page at work: envelopes filled in, paid, posted, delivered or come back (F2)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.context import Changes, Kind
from desk_app.desk.errors import KnownError
from desk_app.desk.inquiries import sending
from desk_app.desk.post import posting
from desk_app.gui.case import post as post_filling
from desk_app.gui.case.finding import is_found
from desk_app.gui.case.post import (
    GOES,
    GOES_UNNUMBERED,
    ON_A_SLIP,
    Envelope,
    EnvelopeStanding,
    Filling,
    PostKeeping,
    PostRead,
    Sent,
    Shown,
    Waiting,
    Which,
    price,
    read_post,
    slip_pages,
    sought,
)
from desk_app.gui.session.session import Did, Undo, of_posting, together
from desk_app.records.case.stamps import PaidBy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from desk_app.desk.context import Desk
    from desk_app.gui.session.session import Session
    from desk_app.records.base import LetterId, PostingId

    Key = LetterId | PostingId


class Told:
    """What the desk's thread tells of several envelopes: the slip, which stayed, and why."""

    def __init__(self, slip: str) -> None:
        self.slip = slip
        self.left: set[LetterId] = set()
        self.refused: list[KnownError] = []


def post_each(desk: Desk, going: Sequence[Waiting], told: Told) -> Changes:
    """Post each envelope by itself; raises the first reason where none could be."""
    changes = Changes.of()
    for each in going:
        if each.filling.kind in ON_A_SLIP and not told.slip:
            told.slip = posting.begin_slip(desk)
        paid = post_filling.postage(each.filling, each.priced)
        try:
            changes |= sending.post(
                desk, post_filling.draft(each.envelope, each.filling, paid, told.slip)
            )
        except KnownError as error:
            told.left.add(each.key)
            told.refused.append(error)
    if len(told.refused) == len(going):
        raise told.refused[0]
    return changes


def undo_of(going: Sequence[Waiting], told: Told) -> Undo:
    """Return how the postings are taken back together: those that were recorded."""
    first, *others = going
    number = first.envelope.receipt_number

    def counter(desk: Desk) -> Changes:
        gone = [each for each in reversed(going) if each.key not in told.left]
        counters: list[Callable[[Desk], Changes]] = [
            of_posting(each.envelope.application, each.filling.letters) for each in gone
        ]
        return together(counters)(desk)

    return Undo(Did.POSTING, f"{number} +{len(others)}" if others else number, counter)


@dataclass(frozen=True, slots=True)
class Slip:
    """The slip that is looked at, and its pages as they print; none while they are to come."""

    number: str = ""
    on: date | None = None
    pages: bytes = b""


@dataclass(frozen=True, slots=True)
class PostState:
    """What the page shows; ``text`` narrows it down, ``largest`` prefers the largest stock.

    ``slip_begun`` is the number of the slip on which the next envelope stands.
    """

    read: PostRead = field(default_factory=lambda: PostRead(Shown()))
    text: str = ""
    current: Key | None = None
    largest: bool = False
    slip: Slip = field(default_factory=Slip)
    slip_begun: str = ""

    @property
    def rows(self) -> tuple[Envelope, ...]:
        """Return the envelopes that match, those that wait first where they are shown."""
        shown = self.read.shown.which is Which.TODAY
        rows: tuple[Envelope, ...] = (*(self.read.waiting if shown else ()), *self.read.sent)
        return tuple(row for row in rows if is_found(self.text, _told(row)))

    @property
    def row(self) -> Envelope | None:
        """Return the envelope looked at."""
        return next((row for row in self.rows if row.key == self.current), None)

    @property
    def waiting(self) -> Waiting | None:
        """Return the envelope looked at, where it waits."""
        return row if isinstance(row := self.row, Waiting) else None

    @property
    def sent(self) -> Sent | None:
        """Return the envelope looked at, where it was posted."""
        return row if isinstance(row := self.row, Sent) else None


def stands(waiting: Waiting) -> EnvelopeStanding:
    """Return how far an envelope that waits is."""
    return post_filling.standing(waiting.envelope, waiting.filling, waiting.priced)


class PostBook(QObject):
    """Says `state_changed`; ``refused`` carries why an envelope was not posted.

    ``went`` says how many envelopes were posted, ``arrived`` that the page was read.
    """

    state_changed = Signal(object)
    refused = Signal(object)
    went = Signal(int)
    arrived = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._state = PostState()
        self._fillings: dict[LetterId, Filling] | None = None
        self.keeping = PostKeeping(session, self._said, self)
        self._wanted: object | None = None
        self._slips_out: set[str] = set()
        self._asked = self._anew = False
        self._posting = self._pricing = False
        self._then: tuple[tuple[object, ...], bool] = ((), False)
        session.hub.listen(self._changed)

    @property
    def state(self) -> PostState:
        """What the page shows now."""
        return self._state

    def open(self, thing: object | None) -> None:
        """Read the page; go to an envelope by what names it, or to an application's first.

        Or show other envelopes than those of today.
        Where nothing is named, one that waits goes before one posted that was looked at last.
        """
        shown, thing = sought(thing, self._session.today)
        self._anew = thing is None
        if shown is not None or (thing is not None and thing != self._state.current):
            self._wanted = thing
            read = replace(self._state.read, shown=shown or Shown())
            self._state = replace(self._state, text="", read=read)
        self.read_again()

    def read_again(self) -> None:
        """Read everything once more; what was said of envelopes stays."""
        self._asked = True
        shown = self._state.read.shown
        fillings = None if self._fillings is None else dict(self._fillings)
        largest = self._state.largest
        query = partial(read_post, shown=shown, fillings=fillings, largest=largest)
        self._session.ask(self, "post", query, self._take)

    def show(self, shown: Shown) -> None:
        """Show other envelopes."""
        if shown != self._state.read.shown:
            self._state = replace(self._state, read=replace(self._state.read, shown=shown))
            self.read_again()

    def narrow(self, text: str) -> None:
        """Show the envelopes that match."""
        self._show(replace(self._state, text=text))

    def look_at(self, key: object) -> None:
        """Look at an envelope of the list."""
        row = next((each for each in self._state.rows if each.key == key), None)
        if row is not None and row.key != self._state.current:
            self._show(replace(self._state, current=row.key))
            self._read_slip()

    def say(self, filling: Filling) -> None:
        """Take what is said of the envelope looked at; what it costs follows."""
        waiting = self._state.waiting
        if waiting is None or filling == waiting.filling:
            return
        before = waiting.filling
        self._keep(waiting.key, filling)
        self._show_waiting(
            replace(each, filling=filling) if each.key == waiting.key else each
            for each in self._state.read.waiting
        )
        if replace(before, tracking="") != replace(filling, tracking=""):
            # The stamps that one envelope takes are not there for the next.
            self._price()

    def another_choice(self) -> None:
        """Take the next way to pay the envelope looked at (F2)."""
        waiting = self._state.waiting
        if waiting is None:
            return
        ways, filling = len(post_filling.proposals(waiting.priced)), waiting.filling
        number = filling.proposal if filling.stamps is not None else filling.proposal + 1
        if ways:
            said = replace(filling, proposal=number % ways, stamps=None, pays=PaidBy.STAMPS)
            self.say(said)

    def change_stamp(self, value: int, by: int) -> None:
        """Put more stamps of a value on the envelope looked at, or fewer."""
        waiting = self._state.waiting
        if waiting is not None:
            before = post_filling.stamps_of(waiting.filling, waiting.priced)
            stamps = post_filling.with_stamp(before, value, by, waiting.priced.stock)
            self.say(replace(waiting.filling, stamps=stamps, pays=PaidBy.STAMPS))

    def pay(self, by: object) -> None:
        """Pay the envelope looked at in stamps, or otherwise."""
        waiting = self._state.waiting
        if waiting is not None and isinstance(by, PaidBy):
            self.say(replace(waiting.filling, pays=by, stamps=None))

    def prefer_largest(self, *, largest: bool) -> None:
        """Take the stamps first of which there are most, or as few as can be."""
        if largest != self._state.largest:
            self._state = replace(self._state, largest=largest)
            self._fillings = {key: replace(each, proposal=0) for key, each in self._said().items()}
            self.read_again()

    def ready(self, keys: Sequence[object], *, unnumbered: bool = False) -> tuple[Waiting, ...]:
        """Return those of the chosen envelopes that can be posted as they are filled in."""
        waiting, goes = self._state.read.waiting, GOES_UNNUMBERED if unnumbered else GOES
        return tuple(each for each in waiting if each.key in keys and stands(each) in goes)

    def post(self, keys: Sequence[object], *, unnumbered: bool = False) -> None:
        """Record that the chosen envelopes were posted, each by itself, once all are priced.

        ``unnumbered`` takes those too whose number is known only later.
        """
        if self._pricing:
            self._then = (tuple(keys), unnumbered)
            return
        going = self.ready(keys, unnumbered=unnumbered)
        if not going or self._posting:
            return
        self._posting = True
        told = Told(self._state.slip_begun)
        self._session.do(
            self,
            partial(post_each, going=going, told=told),
            lambda _: self._posted(going, told),
            lambda error: self._not_posted(error, told),
            undo=undo_of(going, told),
        )

    def begin_slip(self) -> None:
        """Begin another slip: what is posted from now on stands on it."""
        begin = partial(posting.begin_slip, self._session.desk)
        self._session.runner.submit(self, begin, self._slip_begun, self._session.trouble.emit)

    def slip_goes(self, number: str) -> None:
        """Leave a slip as it goes out: what is posted next stands on another."""
        self._slips_out.add(number)
        if self._state.slip_begun == number:
            self._state = replace(self._state, slip_begun="")

    def _slip_begun(self, number: str) -> None:
        self._show(replace(self._state, slip_begun=number))
        self._read_slip()

    def _posted(self, going: Sequence[Waiting], told: Told) -> None:
        self._posting = False
        gone = {each.key for each in going} - told.left
        self._fillings = {key: each for key, each in self._said().items() if key not in gone}
        self.keeping.touch()
        self._state = replace(self._state, slip_begun=told.slip)
        self.went.emit(len(gone))
        if told.refused:
            self.refused.emit(told.refused[0])

    def _not_posted(self, error: Exception, told: Told) -> None:
        self._posting = False
        self._state = replace(self._state, slip_begun=told.slip)
        self.refused.emit(error)

    def _said(self) -> dict[LetterId, Filling]:
        """Return what was said of envelopes so far, by their first letter."""
        return self._fillings or {}

    def _keep(self, key: LetterId, filling: Filling) -> None:
        self._fillings = {**self._said(), key: filling}
        self.keeping.touch()

    def _price(self) -> None:
        said = tuple((each.envelope, each.filling) for each in self._state.read.waiting)
        largest = self._state.largest
        self._pricing = True
        query = partial(price, said=said, largest=largest)
        self._session.ask(self, "price", query, self._take_prices)

    def _take_prices(self, rows: tuple[Waiting, ...]) -> None:
        """Show the prices; what was said meanwhile is priced by a question of its own."""
        known = {each.key: each for each in rows}
        self._pricing = False
        self._show_waiting(
            replace(each, priced=known[each.key].priced) if each.key in known else each
            for each in self._state.read.waiting
        )
        (then, unnumbered), self._then = self._then, ((), False)
        if then:
            self.post(then, unnumbered=unnumbered)

    def _take(self, read: PostRead) -> None:
        """Show what was read; what was said while it was read counts."""
        if self._fillings is None:
            self._fillings = dict(read.fillings)
            self.keeping.begin(self._fillings)
        said = self._fillings
        said_since = tuple(
            replace(each, filling=said.get(each.key, each.filling)) for each in read.waiting
        )
        before = [row.key for row in self._state.rows]
        read = replace(read, waiting=said_since)
        in_hand = (each for each in read.slips if each not in self._slips_out)
        slip = self._state.slip_begun or next(in_hand, "")
        state = replace(self._state, read=read, slip_begun=slip)
        self._show(replace(state, current=self._key(state, before)))
        self.arrived.emit()
        self._read_slip()

    def _key(self, state: PostState, before: Sequence[Key]) -> Key | None:
        """Return what is looked at now: what was asked for, what was, or what comes after it.

        After an envelope that went that is the next that waits; where none does, itself as it went.
        """
        keys = [row.key for row in state.rows]
        wanted, self._wanted = self._wanted, None
        for row in state.rows:
            if wanted is not None and wanted in _names(row):
                return row.key
        waits = [row.key for row in state.rows if isinstance(row, Waiting)]
        anew, self._anew = self._anew and bool(waits), False
        if state.current in keys and not (anew and state.current not in waits):
            return state.current
        if anew or state.current not in before:
            return next(iter(keys), None)
        after = before[before.index(state.current) + 1 :]
        itself = [row.key for row in state.rows if state.current in _names(row)]
        following = [key for key in after if key in keys]
        next_waiting = [key for key in following if key in waits]
        return next(iter((*next_waiting, *waits, *itself, *following, *keys)), None)

    def _read_slip(self) -> None:
        """Read the slip of the envelope looked at, or the one in hand; no other is shown then."""
        sent = self._state.sent
        number = self._state.slip_begun or next(iter(self._state.read.slips), "")
        on = self._session.today
        if sent is not None and sent.line.posting.slip:
            number, on = sent.line.posting.slip, sent.line.posting.posted_on
        wanted = Slip(number, on) if number else Slip()
        if wanted != replace(self._state.slip, pages=b""):
            self._show(replace(self._state, slip=wanted))
        if not number:
            return

        def read(desk: Desk) -> Slip:
            return Slip(number, on, slip_pages(desk, number, on))

        self._session.ask(self, "slip", read, self._take_slip)

    def _take_slip(self, slip: Slip) -> None:
        if replace(slip, pages=b"") == replace(self._state.slip, pages=b""):
            self._show(replace(self._state, slip=slip))

    def _show_waiting(self, waiting: Iterable[Waiting]) -> None:
        read = replace(self._state.read, waiting=tuple(waiting))
        self._show(replace(self._state, read=read))

    def _show(self, state: PostState) -> None:
        self._state = state
        self.state_changed.emit(state)

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        kinds = (Kind.LETTER, Kind.APPLICATION, Kind.INQUIRY, Kind.STAMPS)
        if self._asked and any(changes.ids(kind) for kind in kinds):
            self.read_again()


def _names(row: Envelope) -> set[object]:
    """Return what an envelope is asked for by: itself, its letters, its application."""
    if isinstance(row, Waiting):
        inside = {letter.id for letter in row.envelope.letters}
        return {row.key, row.envelope.application, *inside}
    return {row.key, row.line.application, *row.line.posting.letters}


def _told(row: Envelope) -> tuple[str, ...]:
    """Return the texts by which an envelope is found."""
    if isinstance(row, Waiting):
        numbers = tuple(letter.number for letter in row.envelope.letters)
        return (row.to.name, row.envelope.receipt_number, row.filling.tracking, *numbers)
    line = row.line
    numbers = tuple(number for _, number in line.letters)
    return (row.to.name, line.name, line.receipt_number, line.posting.tracking_number, *numbers)
