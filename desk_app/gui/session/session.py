# SPDX-License-Identifier: MIT
"""What every page of an open desk is given: the desk, its thread, the way around, what to undo."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.desk import reading
from desk_app.desk.applications import accesses, deciding, intake
from desk_app.desk.context import Changes
from desk_app.desk.errors import (
    BadInput,
    KnownError,
    NotAllowed,
    NotFound,
    Refused,
    StaleEdit,
    WrongPassword,
)
from desk_app.desk.inquiries import sending
from desk_app.gui.session.tasks import ProgressWatch, SharedProgress
from desk_app.i18n import messages
from desk_app.rules.case.claims import live_decision

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence
    from datetime import date, datetime

    from desk_app.desk.context import Desk
    from desk_app.gui.session.backup_work import BackupWork
    from desk_app.gui.session.drafts import DraftKeeper
    from desk_app.gui.session.entrance import Releases
    from desk_app.gui.session.hearing import Hearing
    from desk_app.gui.session.screen import Screen
    from desk_app.gui.session.tasks import ChangeHub, Runner
    from desk_app.records.base import ApplicationId, ClaimId, LetterId
    from desk_app.records.desk.people import Language
    from desk_app.rules.rulebook.terms import Duty, DutyFor

    Counter = Callable[[Desk], Changes]
    Acting = Callable[[Desk, str, str], Desk]


_SHOWN_AFTER_MS = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """What a figure counts, by id, and what it is called where that is listed."""

    name: str
    ids: tuple[int, ...]


class Errand(QObject):
    """What a page has under way that goes on where the page is made anew: pages being printed."""

    def is_under_way(self) -> bool:
        """Say whether something goes on, and whoever began it waits to be told."""
        # Every heir has its own; no abstract method, since Qt's classes have a metaclass already.
        raise NotImplementedError

    def outlive(self) -> None:
        """Tell by itself what it comes to: the page that would is taken away."""


class LongWork(QObject):
    """Says `shown` with words, done and total, once work took half a second; `ended` after that."""

    shown = Signal(str, int, int)
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._reached: tuple[str, int, int] | None = None
        self._stop: Callable[[], None] | None = None
        self._late = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)
        self._late.timeout.connect(self._tell)

    def reach(self, words: str, done: int, total: int, stop: Callable[[], None]) -> None:
        """Tell how far the work is; ``stop`` ends it after what is under way."""
        begins = self._reached is None
        self._reached, self._stop = (words, done, total), stop
        if begins:
            self._late.start()
        elif not self._late.isActive():
            self._tell()

    def end(self) -> None:
        """Tell that the work is over."""
        told = self._reached is not None and not self._late.isActive()
        self._late.stop()
        self._reached = self._stop = None
        if told:
            self.ended.emit()

    def stop(self) -> None:
        """Stop what goes on, if anything does."""
        if self._stop is not None:
            self._stop()

    def _tell(self) -> None:
        if self._reached is not None:
            self.shown.emit(*self._reached)


class ToldWork(QObject):
    """Long work of a page: the status bar tells in its words how far it is, and can stop it."""

    def __init__(
        self, session: Session, how_far: Callable[[int, int], str], parent: QObject
    ) -> None:
        """Take what says how far it is, of done and total."""
        super().__init__(parent)
        self._long_work, self._how_far = session.long_work, how_far
        self._watch = ProgressWatch(self._tell, self)

    @property
    def progress(self) -> SharedProgress:
        """How far the work is that began last."""
        return self._watch.progress

    @property
    def goes_on(self) -> bool:
        """Whether work began and did not end."""
        return self._watch.isActive()

    def begin(self) -> SharedProgress:
        """Return the progress of work that begins now."""
        return self._watch.begin()

    def begin_anew(self) -> SharedProgress:
        """Stop what goes on, and return the progress of the work that takes its place."""
        self.progress.cancel()
        return self._watch.begin()

    def leave(self) -> None:
        """Stop what goes on, and tell no more of it; whatever it comes to is nobody's."""
        self.progress.cancel()
        self._watch.progress = SharedProgress()
        self.end()

    def end(self) -> None:
        """Say that the work is over."""
        if self.goes_on:
            self._watch.stop()
            self._long_work.end()

    def _tell(self, done: int, total: int) -> None:
        self._long_work.reach(self._how_far(done, total), done, total, self.progress.cancel)


_FOR_GOOD = (Refused, BadInput, NotFound, NotAllowed, StaleEdit)
"""After these a counter-verb will never be taken; after others, a full disk, it is tried again."""


class Did(Enum):
    """What was done and has a counter-verb."""

    VERDICT = "verdict"
    ALLOTMENT = "allotment"
    PROPOSAL = "proposal"
    POSTING = "posting"
    RETURN = "return"
    OUTCOME = "outcome"
    """An envelope was delivered, or came back."""
    HANDLING = "handling"
    RULEBOOK = "rulebook"
    CARE = "care"
    """Who looks after something."""
    FILING = "filing"
    """Where papers lie, and what else is noted beside a course."""
    STEP = "step"
    """A step of an inquiry's course."""


@dataclass(frozen=True, slots=True)
class Undo:
    """One thing that was done: of which receipt number if any, and what takes it back."""

    did: Did
    number: str
    counter: Counter


class UndoStack(QObject):
    """Remembers what was done at this screen since the sign-in; a lock takes it away.

    ``changed`` says that another thing, or nothing, is the next to take back.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._done: list[Undo] = []
        self._busy = False

    @property
    def last(self) -> Undo | None:
        """Return what would be taken back next; nothing while that is under way."""
        return self._done[-1] if self._done and not self._busy else None

    def did(self, step: Undo) -> None:
        """Remember what was done last."""
        self._done.append(step)
        self.changed.emit()

    def begin(self) -> Undo | None:
        """Hand out what is to be taken back; nothing more until `ended` is told how it went."""
        step = self.last
        self._busy = step is not None
        self.changed.emit()
        return step

    def ended(self, error: Exception | None = None) -> None:
        """Forget what was taken back, or never can be."""
        self._busy = False
        if error is None or isinstance(error, _FOR_GOOD):
            self._done.pop()
        self.changed.emit()


def of_proposal(id_: ApplicationId, claim: ClaimId) -> Counter:
    """Return the verb that takes back the proposal on a claim."""

    def counter(desk: Desk) -> Changes:
        with reading.cases(desk) as books:
            decision = live_decision(books.files.get(id_), claim)
        if decision is None:
            raise BadInput("no_such_decision", place="decision")
        return deciding.take_back(desk, id_, decision.id)

    return counter


def of_posting(id_: ApplicationId, letters: tuple[LetterId, ...]) -> Counter:
    """Return the verb that takes back the posting of the envelope these letters lie in."""
    return partial(sending.take_back_posting, kept=id_, letters=letters)


def together(counters: Sequence[Counter]) -> Counter:
    """Return the verb that takes back each of several things; one that cannot holds up no other.

    It raises the first reason where none could be taken back.
    """

    def counter(desk: Desk) -> Changes:
        changes, refused = Changes.of(), list[KnownError]()
        for each in counters:
            try:
                changes |= each(desk)
            except _FOR_GOOD as error:
                refused.append(error)
        if refused and not changes.touched:
            raise refused[0]
        return changes

    return counter


_NOTED_AFTER_MS = 300


class Openings(QObject):
    """Has the journal say who opened which application, beside the read and never before it.

    What was opened is written together once nobody has opened another for a moment, and at the
    latest when the page or the desk is left.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._told: set[tuple[ApplicationId, date]] = set()
        self._waiting: list[ApplicationId] = []
        self._later = QTimer(self, singleShot=True, interval=_NOTED_AFTER_MS)
        self._later.timeout.connect(self.write)

    def opened(self, id_: ApplicationId) -> None:
        """Hear that an application is shown; of the same one nothing more is said that day."""
        told = (id_, self._session.today)
        if told not in self._told:
            self._told.add(told)
            self._waiting.append(id_)
            self._later.start()

    def write(self) -> None:
        """Have it written now."""
        self._later.stop()
        ids, self._waiting = tuple(self._waiting), []
        if ids:
            noting = partial(accesses.note_opened, self._session.desk, ids)
            not_written = partial(self._not_written, ids)
            self._session.runner.submit(self, noting, lambda _: None, not_written)

    def _not_written(self, ids: tuple[ApplicationId, ...], error: KnownError) -> None:
        """Tell it, and keep what was to be said for the next time; the journal says it once."""
        self._waiting = [*ids, *self._waiting]
        self._session.trouble.emit(error)


T = TypeVar("T")


class Session(QObject):
    """The desk as the views reach it: verbs and queries on its thread, one signal of changes.

    ``open_application``, ``open_intake`` and ``open_letters`` ask the shell for a page: of an
    application's id, of a mail item's id, nothing for a new envelope or the application a
    supplement belongs to, of a letter's id or none; ``open_post`` of a printed letter's id;
    ``open_comparison`` and ``open_decision`` of an application's id; ``open_settings`` of a part of
    the settings or none, ``open_disposal`` of an application that is due or of what a figure
    counts, ``open_inquiry`` of an inquiry's id, of the mail item that one came in or of those that
    a figure counts, ``open_listed`` of the applications that a figure counts, ``open_registers`` of
    a register, a ledger, or an entry with its register. ``due_counted`` says how many are due for
    disposal. ``open_number`` asks for a
    number. ``acting`` gives the desk with a second person acting, who shows a password in place.
    ``drafts`` keeps what is typed through a lock; without it the store alone keeps it. ``beside``
    runs long work that needs no database; ``backups`` makes them where the window has it made;
    ``hearing`` hears of the other stations of an office, which a single desk has not, on the thread
    of ``listening``.
    ``restore_wanted`` asks the window to close the desk and restore a backup in its place.
    ``releases`` looks for newer versions; ``setup_wanted`` asks the window to close and have an
    installer started. ``sample`` says that this is the sample desk, which nobody backs up. ``undo``
    remembers what was done and can be taken back; ``openings`` what the journal is to say of who
    looked at what; ``long_work`` tells of what takes long. ``trouble`` carries what failed,
    ``remedied`` the same with what can be done about it at once, or nothing once that is done.
    """

    open_application = Signal(object)
    open_intake = Signal(object)
    open_letters = Signal(object)
    open_post = Signal(object)
    open_comparison = Signal(object)
    open_decision = Signal(object)
    open_number = Signal()
    open_disposal = Signal(object)
    open_inquiry = Signal(object)
    due_counted = Signal(int)
    open_settings = Signal(object)
    open_listed = Signal(object)
    open_registers = Signal(object)
    restore_wanted = Signal(object)
    setup_wanted = Signal(object)
    trouble = Signal(object)
    remedied = Signal(object)
    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        hub: ChangeHub,
        screen: Screen,
        parent: QObject,
        acting: Acting | None = None,
    ) -> None:
        super().__init__(parent)
        self.drafts: DraftKeeper | None = None
        self.beside: Runner = runner
        self.listening: Runner = runner
        self.backups: BackupWork | None = None
        self.hearing: Hearing | None = None
        self.sample = False
        self.releases: Releases | None = None
        self.narrowed: dict[object, Mapping[str, object]] = {}
        self.undo = UndoStack(self)
        self.openings = Openings(self)
        self.long_work = LongWork(self)
        self.acting = acting or _nobody_else
        self.desk = desk
        self.runner = runner
        self.hub = hub
        self.screen = screen

    @property
    def backed_up_at(self) -> datetime | None:
        """Return when the newest backup that counts was made; None where none is known."""
        last = self.backups.state.last if self.backups is not None else None
        return last.made_at if last is not None else None

    @property
    def language(self) -> Language:
        """The language of the screens."""
        return self.screen.language

    @property
    def today(self) -> date:
        """The day at the desk."""
        return self.desk.today

    def may(self, duty: Duty) -> bool:
        """Return whether whoever is signed in has a duty today."""
        return self.desk.may(duty)

    def lacks(self, duty: Duty, named: DutyFor | None = None) -> str:
        """Return why whoever is signed in may not do what needs a duty; empty for who has it.

        It names what was ``named``, where that is not what the duty is called after.
        """
        if self.may(duty):
            return ""
        return messages.error(NotAllowed(facts={"duty": (named or duty).value}), self.language).what

    def hold_errands(self, pages: QObject) -> None:
        """Hold what goes on behind pages that are made anew; else it would end with them."""
        for errand in pages.findChildren(Errand):
            if errand.is_under_way():
                errand.setParent(self)
                errand.outlive()

    def do(
        self,
        owner: QObject,
        verb: Callable[[Desk], Changes],
        on_success: Callable[[Changes], None] | None = None,
        on_failure: Callable[[Exception], None] | None = None,
        undo: Undo | None = None,
    ) -> None:
        """Do a verb on the desk's thread and tell everybody what it changed.

        A known error goes to on_failure or, without one, to ``trouble``. ``undo`` is how it can be
        taken back, if it can.
        """

        def done(changes: Changes) -> None:
            if undo is not None:
                self.undo.did(undo)
            self.hub.announce(changes, owner)
            if on_success is not None:
                on_success(changes)

        failed = on_failure or self.trouble.emit
        self.runner.submit(owner, lambda: verb(self.desk), done, failed)
        if self.hearing is not None:
            self.hearing.look()

    def keep_draft(
        self,
        owner: QObject,
        key: str,
        content: str,
        on_success: Callable[[Changes], None] | None = None,
        on_failure: Callable[[Exception], None] | None = None,
    ) -> None:
        """Keep what is being typed; it survives a lock even where the store refuses it.

        A page told of a failure holds the text itself and tries again.
        """
        drafts, desk = self.drafts, self.desk
        if drafts is None:
            verb = partial(intake.save_draft, key=key, content=content)
            self.do(owner, verb, on_success, on_failure)
            return

        def failed(error: Exception) -> None:
            drafts.told(desk, key)
            (on_failure or self.trouble.emit)(error)

        self.do(owner, lambda desk: drafts.keep(desk, key, content), on_success, failed)

    def ask(
        self,
        owner: QObject,
        topic: Hashable,
        query: Callable[[Desk], T],
        on_success: Callable[[T], None],
        *,
        behind: bool = False,
    ) -> None:
        """Ask the desk on its thread; only the newest question of a topic is answered.

        ``behind`` asks once what is shown now has been painted.
        """
        self.runner.latest(owner, topic, lambda: query(self.desk), on_success, behind=behind)

    def leave(self, owner: QObject, *topics: Hashable) -> None:
        """Let what was asked of these topics come to nothing: the page has moved on."""
        for topic in topics:
            self.runner.latest(owner, topic, lambda: None, lambda _: None)


def _nobody_else(_desk: Desk, _name: str, _password: str) -> Desk:
    raise WrongPassword
