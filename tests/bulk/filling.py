# SPDX-License-Identifier: MIT
"""A desk filled with a mixture: through the bulk door, or by the verbs, to the same end."""

from __future__ import annotations

import copyreg
import gc
import hashlib
import multiprocessing
import pickle
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import count
from queue import Empty
from typing import Any

from desk_app.desk import timekeeping
from desk_app.desk.context import Desk
from desk_app.desk.ports import Books
from desk_app.desk.signed.approvals import noted_of
from desk_app.desk.signed.signing import Domain, act_to_sign, decision_said
from desk_app.desk.timekeeping import turn_over
from desk_app.records.base import ApplicationId, DecisionId, LetterId, UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.decisions import Signature
from desk_app.records.case.history import ApplicationFile, Letter
from desk_app.records.case.letters import LetterFacts
from desk_app.rules import codes
from desk_app.rules.days import clock, eras
from desk_app.rules.days.clock import Trusted
from desk_app.rules.situation.approved import people_covered
from desk_app.store.database import SqlStore
from tests.bulk.door import Batches, BulkDoor, Frozen, Whole, loading
from tests.bulk.mixture import LOG, Deed, Mixture, Plan, kinds, log, timetable
from tests.bulk.prototypes import (
    PERSON,
    SHIFT,
    SOMEBODY,
    Make,
    Moments,
    Noted,
    Prototype,
    Prototypes,
)

LETTERS_EACH = 1.3
"""So many letters an application has, about: those whose pages are kept are spread among all."""

PROPOSED, APPROVED = "proposed", "approved"
"""With the id of a decision they name its two signatures in what is put in."""

_UNDER_WAY = 4
"""So many batches are handed over before one of them must have come back."""

_LOOK_SECONDS = 5
"""So often is looked whether the process still lives."""

Rows = list[Any]
Finished = tuple[Plan, dict[Any, Any]]
"""An application whose last step was taken: its plan, and what stands in the place of what."""


class Making:
    """Makes the rows of finished applications, in the order in which they are handed in."""

    def __init__(self, prototypes: Prototypes, mixture: Mixture) -> None:
        self._prototypes = prototypes
        self._every = max(1, round(LETTERS_EACH * mixture.applications / max(1, mixture.pages)))
        self._pages_left = mixture.pages
        self._letters = 0
        self._batches = Batches()

    def rows(self, finished: Sequence[Finished]) -> Rows:
        """Return the rows of a batch."""
        return self._batches.rows([self._whole(*each) for each in finished])

    def _whole(self, plan: Plan, put: dict[Any, Any]) -> Whole:
        of = self._prototypes.of(plan)
        letters = tuple(self._frozen(of, put, letter) for letter in of.file.letters)
        file: ApplicationFile = of.make_file(put)
        decisions = (
            replace(
                each, proposal=put.get((PROPOSED, each.id)), approval=put.get((APPROVED, each.id))
            )
            for each in file.decisions
        )
        return Whole(replace(file, decisions=tuple(decisions)), of.make_index(put), letters)

    def _frozen(self, of: Prototype, put: dict[Any, Any], letter: Letter) -> Frozen:
        """Freeze a letter; where its pages are not kept, their hash is that of its id."""
        facts: LetterFacts = of.make_facts[letter.id](put)
        id_ = LetterId(put[letter.id])
        self._letters += 1
        pages = None
        if self._pages_left and self._letters % self._every == 0:
            self._pages_left -= 1
            pages = self._prototypes.desk.ports.press.render(facts)
        sha256 = hashlib.sha256(id_.encode() if pages is None else pages).hexdigest()
        put[letter.sha256] = sha256
        return Frozen(id_, facts, sha256, pages)


class Here:
    """Makes the rows at once."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._made: list[Rows] = []

    def take(self, finished: Sequence[Finished]) -> None:
        """Make the rows of a batch."""
        self._made.append(self._making.rows(finished))

    def done(self) -> Iterator[Rows]:
        """Return what was made."""
        made, self._made = self._made, []
        yield from made

    end = done

    def close(self) -> None:
        """Do nothing."""


class Apart:
    """Has the rows made by a process that was split off from this one, with its prototypes."""

    def __init__(self, making: Making) -> None:
        fork = multiprocessing.get_context("fork")
        self._orders, self._answers = fork.Queue(), fork.Queue()
        self._process = fork.Process(
            target=_make, args=(making, self._orders, self._answers), daemon=True
        )
        self._process.start()
        self._under_way = 0

    def take(self, finished: Sequence[Finished]) -> None:
        """Hand a batch over."""
        self._orders.put(list(finished))
        self._under_way += 1

    def done(self) -> Iterator[Rows]:
        """Return what came back; wait where too much is under way."""
        while self._under_way and (self._under_way > _UNDER_WAY or not self._answers.empty()):
            yield self._answer()

    def end(self) -> Iterator[Rows]:
        """Wait for all that is under way."""
        while self._under_way:
            yield self._answer()

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.join()

    def _answer(self) -> Rows:
        answer = pickle.loads(self._waited_for())  # noqa: S301  our own process's
        self._under_way -= 1
        if isinstance(answer, Exception):
            raise answer
        rows: Rows = answer
        return rows

    def _waited_for(self) -> bytes:
        while True:
            with suppress(Empty):
                answer: bytes = self._answers.get(timeout=_LOOK_SECONDS)
                return answer
            if not self._process.is_alive():
                raise RuntimeError("the process that makes the rows has ended")


Finisher = Here | Apart
"""Takes finished applications, and gives their rows in the same order, sooner or later."""


def _make(making: Making, orders: Any, answers: Any) -> None:  # noqa: ANN401  queues
    """Make the rows of every batch that is handed over; what fails is told."""
    copyreg.pickle(memoryview, _as_bytes)
    while True:
        try:
            # Whatever cannot be sent must fail here: a queue sends from a thread, and tells nobody.
            answer = pickle.dumps(making.rows(orders.get()))
        except Exception as error:  # noqa: BLE001  it is raised where the rows are waited for
            answer = pickle.dumps(RuntimeError(repr(error)))
        answers.put(answer)


def _as_bytes(view: memoryview) -> tuple[type[memoryview], tuple[bytes]]:
    return memoryview, (view.tobytes(),)


KEPT_AT_ONCE = 10_000
"""So many applications are kept with one commit: the log stays small."""

AT_ONCE = 1_000
"""So many are finished at once: enough for speed, little to hold."""

_MADE_BETWEEN = 200_000
"""So many objects are made before the youngest are looked through for cycles."""

_EVENING = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Staff:
    """The desk as the clerk and as the supervisor see it, on a clock that is set for them."""

    clerk: Desk
    supervisor: Desk
    clock: Moments


def by_verbs(staff: Staff, mixture: Mixture) -> None:
    """Do everything through the verbs, each in its own durable unit of work."""
    ids: dict[int, ApplicationId] = {}
    for at, plan, step in timetable(mixture):
        if at.date() != staff.clock.at.date():
            staff.clock.at = at
            _confirm_clock(staff)
        staff.clock.at = at
        if step == LOG:
            short = plan.course.short
            ids[plan.number] = log(staff.clerk, plan.principal, plan.asked, short=short)
            continue
        _, _, do, second = plan.course.steps[step]
        do(staff.supervisor if second else staff.clerk, ids[plan.number])
    with _evening(staff, mixture) as books:
        books.journal.note(Action.DAY_BEGUN, None, turned=len(turn_over(staff.clerk, books)))
        books.commit()


def _confirm_clock(staff: Staff) -> None:
    """Have two users answer for the clock where it is doubtful: after days when nobody worked."""
    if timekeeping.doubt(staff.clerk) is not None:
        timekeeping.confirm_clock(staff.clerk, staff.supervisor)


def in_bulk(staff: Staff, mixture: Mixture, *, apart: bool = False) -> None:
    """Write what the verbs would have left through the bulk door.

    What is made of finished applications alone is made in a process of its own where ``apart`` says
    so: the same rows, in half the time.
    """
    store = staff.clerk.ports.store
    assert isinstance(store, SqlStore)
    with store.reading() as books:
        profile = books.settings.profile()
        begun = timekeeping._trusted(books)
    prototypes = Prototypes(staff.clerk, staff.supervisor.actor, profile)
    making = Making(prototypes, mixture)
    if apart:
        prototypes.make_all(kinds(mixture))
    with (
        _tidied_seldom(),
        closing(Apart(making) if apart else Here(making)) as finisher,
        loading(store) as door,
    ):
        filling = _Filling(staff, prototypes, door, finisher, begun)
        door.drop_indexes()
        for deed in timetable(mixture):
            filling.do(deed)
        trusted = filling.end()
    with _evening(staff, mixture, trusted) as books:
        books.journal.note(Action.DAY_BEGUN, None, turned=filling.turned)
        books.commit()


@contextmanager
def _tidied_seldom() -> Iterator[None]:
    """Look for cycles seldom: hardly any are made here, and looking would be a quarter of it all.

    A process that is split off meanwhile looks as seldom.
    """
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_MADE_BETWEEN, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


@contextmanager
def _evening(staff: Staff, mixture: Mixture, trusted: Trusted | None = None) -> Iterator[Books]:
    """Open the last unit of work of the last day, in which the clock is believed.

    Where it is known up to where it was, that is taken: there may be millions of entries.
    """
    opening = datetime.combine(mixture.today, time(0, 0, tzinfo=UTC))
    staff.clock.at = opening + _EVENING
    desk = staff.clerk
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        if trusted is not None:
            books.settings.keep_value(timekeeping.CLOCK, timekeeping.written(trusted))
        timekeeping.go_on(desk, books)
        yield books


@dataclass(slots=True)
class _Case:
    """An application on its way: its prototype, and what stands in the place of what in it."""

    prototype: Prototype
    put: dict[Any, Any]

    @property
    def token(self) -> str:
        """The random name it has in the journal."""
        token: str = self.put[self.prototype.file.application.token]
        return token


class _Filling:
    """Follows the timetable: takes numbers and notes entries when the verbs would have."""

    def __init__(
        self,
        staff: Staff,
        prototypes: Prototypes,
        door: BulkDoor,
        finisher: Finisher,
        trusted: Trusted,
    ) -> None:
        self._desk, self._supervisor = staff.clerk, staff.supervisor
        self._second, self._trusted = staff.supervisor.actor.id, trusted
        # Nobody acts on the keys meanwhile: asking for each signature would read them each time.
        self._place = staff.clerk.ports.seal.place
        self._prototypes, self._door, self._finisher = prototypes, door, finisher
        self._cases: dict[int, _Case] = {}
        self._finished: list[Finished] = []
        self._next_application, self._next_mail = count(1), count(1)
        self._done = self.turned = 0

    def do(self, deed: Deed) -> None:
        """Do one thing with an application; after the last it is handed in."""
        self._look_at_clock(deed.at)
        if deed.step == LOG:
            self._begin(deed.plan)
        case = self._cases[deed.plan.number]
        unit = case.prototype.units[deed.step + 1]
        for noted, make in unit.notes:
            self._note(case, (unit.actor, deed.at), noted, make)
        for make in unit.entries:
            self._door.enter(make(case.put))
        if deed.step + 2 == len(case.prototype.units):
            self._hand_in(deed.plan, self._cases.pop(deed.plan.number))

    def end(self) -> Trusted:
        """Keep all that was done; return up to where the clock was believed."""
        self._finisher.take(self._finished)
        for rows in self._finisher.end():
            self._door.write(rows)
        self._door.commit()
        self._door.make_indexes()
        self._door.commit()
        return replace(self._trusted, sequence=self._door.mark().sequence)

    def _look_at_clock(self, at: datetime) -> None:
        """Believe the clock, or note that two users answered for it, once a day as by the verbs."""
        doubt = None
        if at.date() != self._trusted.latest.date():
            calendar = self._desk.rulebook.on(at.date()).calendar
            doubt = clock.doubt(self._trusted, (), at, calendar)
            self._trusted = clock.moved_on(self._trusted, (), at, 0, calendar)
        if doubt is not None:
            said = {"doubt": doubt.value, "second": self._second, "moment": str(at)}
            self._door.note((self._desk.actor.id, at), Action.CLOCK_CONFIRMED, **said)
            self._trusted = clock.trusted_at(0, at)
        self._trusted = replace(self._trusted, latest=max(self._trusted.latest, at))

    def _begin(self, plan: Plan) -> None:
        prototype = self._prototypes.of(plan)
        token = self._desk.ports.chance.token
        put: dict[Any, Any] = {each: token() for each in prototype.ids}
        put |= {getattr(SOMEBODY, name): getattr(plan.principal, name) for name in PERSON}
        put[SHIFT] = plan.at - prototype.at
        put[prototype.id] = next(self._next_application)
        day = prototype.file.application.received_on
        letter, year = eras.era_letter(day), eras.era_year(day)
        number = codes.receipt_number(letter, year, self._door.numbers.next_receipt(letter, year))
        put[prototype.receipt_number] = number
        put[codes.receipt_code(prototype.receipt_number)] = codes.receipt_code(number)
        self._cases[plan.number] = _Case(prototype, put)

    def _note(self, case: _Case, author: tuple[UserId, datetime], noted: Noted, make: Make) -> None:
        if noted.action is Action.MAIL_LOGGED:
            case.put[noted.facts["mail"]] = next(self._next_mail)
        elif noted.action is Action.LETTER_ISSUED:
            self._take_number(case, noted)
        elif noted.action is Action.DECISION_PROPOSED:
            self._sign_proposal(case, noted)
        elif noted.action is Action.DECISION_APPROVED:
            self._sign_approval(case, noted)
        subject = case.token if noted.of_application else ""
        self._door.note(author, noted.action, subject, **make(case.put))
        if noted.action is Action.LETTER_ISSUED:
            letter = LetterId(str(noted.facts["letter"]))
            case.put[case.prototype.marks[letter]] = str(self._door.mark())

    def _take_number(self, case: _Case, noted: Noted) -> None:
        day = case.prototype.facts[LetterId(str(noted.facts["letter"]))].dated
        letter, year = eras.era_letter(day), eras.era_year(day)
        number = codes.bare_document_number(year, self._door.numbers.next_document(letter, year))
        case.put[noted.facts["number"]] = number

    def _sign_proposal(self, case: _Case, noted: Noted) -> None:
        """Put in what the proposer of a decision of this application signs, and his signature."""
        before, make = case.prototype.make_proposed[DecisionId(str(noted.facts["decision"]))]
        if before.proposal is not None:
            self._sign(case, PROPOSED, before.proposal, make, self._desk)

    def _sign_approval(self, case: _Case, noted: Noted) -> None:
        """Put in what the approver of a decision of this application signs, and his signature."""
        before, make = case.prototype.make_proposed[DecisionId(str(noted.facts["decision"]))]
        if before.approval is not None:
            self._sign(case, APPROVED, before.approval, make, self._supervisor)

    def _sign(self, case: _Case, side: str, before: Signature, make: Make, desk: Desk) -> None:
        application, decision = make(case.put)
        assert before.covered is not None
        people = people_covered(application, decision, self._desk.rulebook.on(before.on))
        sequence, head = self._door.head()
        unsigned = replace(
            before,
            at=before.at + case.put[SHIFT],
            place=self._place,
            entry=sequence,
            head=head.hex(),
            covered=replace(
                before.covered,
                addressee=people.addressee,
                principal=people.principal,
                proxy=people.proxy,
            ),
        )
        domain = Domain.DECISION_PROPOSED if side == PROPOSED else Domain.DECISION_APPROVED
        under = None if side == PROPOSED else case.put[PROPOSED, decision.id]
        content = act_to_sign(domain, decision_said(application, decision), unsigned, under)
        signature = desk.ports.seal.sign(content)
        signed = replace(unsigned, content_sha256=content.hex(), signature=signature)
        case.put[side, decision.id] = signed
        case.put |= dict(zip(noted_of(before).values(), noted_of(signed).values(), strict=True))

    def _hand_in(self, plan: Plan, case: _Case) -> None:
        self._finished.append((plan, case.put))
        self._door.forget_salt(case.token)
        self.turned += case.prototype.turned
        self._done += 1
        if len(self._finished) >= AT_ONCE:
            self._finisher.take(self._finished)
            self._finished = []
            for rows in self._finisher.done():
                self._door.write(rows)
        if self._done % KEPT_AT_ONCE == 0:
            self._door.commit()
