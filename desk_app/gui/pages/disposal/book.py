# SPDX-License-Identifier: MIT
"""The disposal page at work: chosen, proposed, signed, carried out, papers recorded (H2)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.desk import reading, timekeeping
from desk_app.desk.context import Kind
from desk_app.desk.disposal import destroying, disposing
from desk_app.desk.disposal.disposing import Chosen
from desk_app.gui import words
from desk_app.gui.case.finding import is_found
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.tables.columns import Column, TextSide
from desk_app.gui.session.tasks import SharedProgress
from desk_app.i18n import dates, messages
from desk_app.records.case.disposal import DisposalRecord, DisposalState
from desk_app.rules.case import retention
from desk_app.rules.rulebook.rulebook import may
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desk_app.desk.context import Changes, Desk
    from desk_app.desk.disposal.destroying import PaperDraft
    from desk_app.desk.rows import KeptLine
    from desk_app.gui.session.session import Session
    from desk_app.records.base import ApplicationId, UserId
    from desk_app.records.desk.people import Language, User
    from desk_app.rules.days.clock import ClockDoubt

    Work = Callable[[Desk, int, SharedProgress], Changes]


R = TypeVar("R")
_TICK, _NUMBER, _NAME, _DAY, _PAPER = 40, 84, 96, 128, 76

DAYS = frozenset({"completed", "until"})
"""The columns that hold days, whose width hangs on the language."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """A line of the due list: whether it is chosen, and the sheets of paper somebody counted.

    ``in_hand`` says that it stands in a disposal already, ``counted`` that somebody counted.
    """

    line: KeptLine
    chosen: bool
    sheets: int
    in_hand: bool = False
    counted: bool = False

    @property
    def can_be_chosen(self) -> bool:
        """Return whether the clerk may tick it."""
        return self.line.hold is None and not self.in_hand


class DisposalColumns(QObject):
    """Makes the columns; without ``names`` nobody's name has a column."""

    def __init__(self, language: Language, parent: QObject, *, names: bool) -> None:
        super().__init__(parent)
        self._language = language
        self._names = names

    def of_due(self) -> list[Column[DueRow]]:
        """Return the columns of what is due: ticked by Space, the sheets counted by F2."""
        tick: Column[DueRow] = Column(
            "chosen",
            self.tr("Pick"),
            lambda _: "",
            _TICK,
            TextSide.CENTRE,
            mark=lambda row: Mark.HELD if row.line.hold is not None else None,
            tick=lambda row: row.chosen if row.line.hold is None else None,
            spoken=self._spoken,
        )
        paper: Column[DueRow] = self._paper(lambda row: row.sheets)
        counted = paper._replace(
            edit=lambda row: row.sheets, mark=_counted, spoken=self._spoken_paper
        )
        common: list[Column[DueRow]] = self._common(lambda row: row.line)
        return [tick, *common, counted]

    def of_coming(self) -> list[Column[KeptLine]]:
        """Return the same columns of what is due next, in a quieter tone, with nothing to tick."""
        blank: Column[KeptLine] = Column(
            "chosen", "", lambda _: "", _TICK, mark=lambda line: Mark.HELD if line.hold else None
        )
        paper: Column[KeptLine] = self._paper(lambda line: line.sheets)
        later = [blank, *self._common(lambda line: line), paper]
        return [each._replace(tone=lambda _: "text2") for each in later]

    def of_past(self) -> list[Column[DisposalRecord]]:
        """Return the columns of all disposals."""
        count = self.tr("Applications")
        return [
            Column("number", self.tr("Number"), lambda each: each.number, 96),
            Column("proposed", self.tr("Proposed"), self._proposed, 152),
            Column("state", self.tr("State"), self._state),
            Column("count", count, lambda each: str(len(each.items)), 112, TextSide.RIGHT),
        ]

    def _common(self, line_of: Callable[[R], KeptLine]) -> list[Column[R]]:
        language = self._language

        def column(
            name: str, title: str, text: Callable[[KeptLine], str], width: int = 0
        ) -> Column[R]:
            return Column(name, title, lambda row: text(line_of(row)), width)

        number = column("number", self.tr("Receipt no."), lambda line: line.receipt_number, _NUMBER)
        name = column("name", self.tr("Name"), lambda line: line.name, _NAME)
        completed, until = self.tr("Completed"), self.tr("Kept until")
        return [
            number,
            *([name] if self._names else []),
            column("rights", self.tr("Claims"), self._what),
            column(
                "completed", completed, lambda line: dates.full(line.completed_on, language), _DAY
            ),
            column("until", until, lambda line: dates.full(line.kept_until, language), _DAY),
        ]

    def _what(self, line: KeptLine) -> str:
        """Return the claims, or what it is that has none: it is kept for another time."""
        kind, _ = disposing.kind_of(line.id)
        if kind is Kind.REGISTER:
            return self.tr("Record of provision")
        if kind is Kind.INQUIRY:
            return self.tr("Inquiry")
        return words.labels(line.rights, self._language)

    def _paper(self, sheets: Callable[[R], int]) -> Column[R]:
        def text(row: R) -> str:
            count = sheets(row)
            return self.tr("%n sheet(s)", "", count) if count else self.tr("none")

        return Column("sheets", self.tr("Paper"), text, _PAPER, TextSide.RIGHT)

    def _state(self, record: DisposalRecord) -> str:
        return messages.label(record.state, self._language)

    def _proposed(self, record: DisposalRecord) -> str:
        return dates.full(dates.day_of(record.proposed_at), self._language)

    def _spoken_paper(self, row: DueRow) -> str:
        sheets = self.tr("%n sheet(s)", "", row.sheets)
        return f"{sheets} {self.tr('counted') if row.counted else ''}".strip()

    def _spoken(self, row: DueRow) -> str:
        if row.line.hold is not None:
            return self.tr("held back")
        return self.tr("chosen") if row.chosen else self.tr("not chosen")


def _counted(row: DueRow) -> Mark | None:
    return Mark.OK if row.counted else None


# What the disposal page shows: what is due, what comes, the disposal in hand, how far it is.


class DisposalStage(Enum):
    """What a disposal waits for."""

    COUNTING = "counting"
    """Something is chosen whose sheets of paper nobody counted yet."""
    PROPOSAL = "proposal"
    SIGNATURE = "signature"
    CARRYING_OUT = "carrying_out"
    CHECK = "check"
    PAPER = "paper"
    NOTHING = "nothing"
    """Data and papers are gone, all was checked: the report stands."""
    SENT_BACK = "sent_back"


@dataclass(frozen=True, slots=True)
class DisposalRead:
    """What the desk said, read in one go; ``people`` are all who ever worked here."""

    due: tuple[KeptLine, ...] = ()
    coming: tuple[KeptLine, ...] = ()
    records: tuple[DisposalRecord, ...] = ()
    people: Mapping[UserId, User] = field(default_factory=dict)
    signers: Mapping[int, tuple[User, ...]] = field(default_factory=dict)
    doubt: ClockDoubt | None = None
    unreadable_after: date | None = None


@dataclass(frozen=True, slots=True)
class DisposalsShown:
    """The page: what was read, what was ticked and counted, the disposal looked at.

    ``shown`` is a disposal's id; without one a new proposal is made. While something is carried
    out, ``working`` says so, with how much is done.
    """

    read: DisposalRead = DisposalRead()
    among: frozenset[ApplicationId] | None = None
    """What a figure counts, where that alone is listed."""
    chosen: frozenset[ApplicationId] = frozenset()
    counted: Mapping[ApplicationId, int] = field(default_factory=dict)
    text: str = ""
    shown: int | None = None
    working: bool = False
    done: int = 0
    total: int = 0

    @property
    def record(self) -> DisposalRecord | None:
        """The disposal looked at."""
        return next((each for each in self.read.records if each.id == self.shown), None)

    @property
    def stage(self) -> DisposalStage:
        """What the disposal looked at waits for; a proposal first for what is to be counted."""
        if self.record is not None:
            return stage_of(self.record)
        return DisposalStage.COUNTING if self.to_count else DisposalStage.PROPOSAL

    @property
    def to_count(self) -> tuple[DueRow, ...]:
        """Return what is chosen and has paper that nobody counted, as the lines stand."""
        return tuple(row for row in self.picked if row.sheets and not row.counted)

    @property
    def rows(self) -> tuple[DueRow, ...]:
        """What is due and matches what is searched for."""
        return tuple(self._row(line) for line in self.read.due if self._matches(line))

    @property
    def hidden(self) -> int:
        """How many things that are due what is searched for hides."""
        return len(replace(self, text="").rows) - len(self.rows) if self.text else 0

    @property
    def coming(self) -> tuple[KeptLine, ...]:
        """What is due next and matches."""
        return tuple(line for line in self.read.coming if self._matches(line))

    @property
    def picked(self) -> tuple[DueRow, ...]:
        """What the clerk ticked and can be proposed, also where the search hides it."""
        rows = map(self._row, self.read.due)
        return tuple(row for row in rows if row.can_be_chosen and row.chosen)

    @property
    def idle(self) -> bool:
        """Whether there is nothing to do: nothing in hand, and nothing due but what is held."""
        was_read = bool(self.read.people)
        held = all(line.hold is not None for line in self.read.due)
        return self.record is None and was_read and held

    @property
    def begun(self) -> bool:
        """Whether there is something of which the page can say what goes and what is reported."""
        return self.record is not None or bool(self.picked)

    @property
    def ends_backups(self) -> bool:
        """Whether backups from before the disposal looked at can still be read."""
        over = self.stage in (DisposalStage.PAPER, DisposalStage.NOTHING)
        last = None if self.record is None else self.record.check
        return over and last is not None and last.unreadable_after > (last.checked_on or date.max)

    @property
    def signers(self) -> tuple[User, ...]:
        """Who may sign the disposal looked at."""
        return () if self.shown is None else self.read.signers.get(self.shown, ())

    def name_of(self, user: UserId) -> str:
        """Return a person's name."""
        known = self.read.people.get(user)
        return "" if known is None else known.name

    def _row(self, line: KeptLine) -> DueRow:
        in_hand = line.id in in_hand_of(self.read.records)
        sheets = self.counted.get(line.id, line.sheets)
        chosen, counted = in_hand or line.id in self.chosen, line.id in self.counted
        return DueRow(line, chosen, sheets, in_hand, counted)

    def _matches(self, line: KeptLine) -> bool:
        if self.among is not None and line.id not in self.among:
            return False
        return is_found(self.text, (line.receipt_number, line.name))


def stage_of(record: DisposalRecord) -> DisposalStage:
    """Return what a disposal waits for."""
    if record.finished:
        return DisposalStage.NOTHING
    return {
        DisposalState.PROPOSED: DisposalStage.SIGNATURE,
        DisposalState.SENT_BACK: DisposalStage.SENT_BACK,
        DisposalState.SIGNED: DisposalStage.CARRYING_OUT,
        DisposalState.CARRIED_OUT: DisposalStage.CHECK,
        DisposalState.VERIFIED: DisposalStage.PAPER,
    }[record.state]


def in_hand(records: tuple[DisposalRecord, ...]) -> DisposalRecord | None:
    """Return the newest disposal on which somebody has something to do."""
    over = (DisposalStage.NOTHING, DisposalStage.SENT_BACK)
    return next((each for each in records if stage_of(each) not in over), None)


def in_hand_of(records: tuple[DisposalRecord, ...]) -> frozenset[ApplicationId]:
    """Return the applications that stand in a disposal that is not carried out yet."""
    waiting = (DisposalStage.SIGNATURE, DisposalStage.CARRYING_OUT)
    return frozenset(
        item.application
        for record in records
        if stage_of(record) in waiting
        for item in record.items
    )


def read_disposals(desk: Desk, *, all_of_them: bool = False) -> DisposalRead:
    """Read the page, all that is ever due where a figure is listed; raises NotAllowed."""
    most = {"limit": _MOST} if all_of_them else {}
    records = disposing.disposals(desk)
    people = {user.id: user for user in reading.people(desk)}
    return DisposalRead(
        due=disposing.due_list(desk, **most),
        coming=disposing.coming(desk, **most),
        records=records,
        people=people,
        signers={each.id: _signers(desk, each, people) for each in records},
        doubt=timekeeping.doubt(desk),
        unreadable_after=retention.unreadable_after(desk.ports.keys.sheets(), desk.today),
    )


def _signers(desk: Desk, record: DisposalRecord, people: Mapping[UserId, User]) -> tuple[User, ...]:
    """Return who may sign: never who proposed, and of the others those whose roles let them."""
    rules = desk.rulebook.on(desk.today)
    proposer = people.get(record.proposed_by)
    roles = frozenset() if proposer is None else proposer.roles
    now = {user.id for user in desk.ports.keys.users()}
    return tuple(
        user
        for user in people.values()
        if user.id in now
        and user.id != record.proposed_by
        and may(user.roles, Duty.SIGN_DISPOSAL, rules)
        and retention.may_sign(user.roles, roles)
    )


_LOOK_MS = 200
_MOST = 1_000_000


class DisposalBook(QObject):
    """Says `page_changed`; ``refused`` carries why a field of the page was not taken.

    ``arrived`` says that the lists were read, ``done`` carries the name of the step gone through.
    """

    page_changed = Signal(object)
    refused = Signal(object)
    arrived = Signal()
    done = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.page = DisposalsShown()
        self._asked, self._coming = False, True
        self._progress = SharedProgress()
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._show_progress)
        session.hub.listen(self._changed)

    def come(self, shown: int | None = None) -> None:
        """Read everything; without a disposal the one in hand is shown."""
        self._coming = shown is None
        if shown is not None:
            self.page = replace(self.page, shown=shown)
        self.read_again()

    def read_again(self) -> None:
        """Read the lists and the disposals."""
        self._asked = True
        every = self.page.among is not None
        read = partial(read_disposals, all_of_them=every)
        self._session.ask(self, "disposals", read, self._take)

    def list_among(self, ids: frozenset[ApplicationId] | None) -> None:
        """List these alone from the next reading on, or all again."""
        self.page = replace(self.page, among=ids, text="" if ids is not None else self.page.text)

    def narrow(self, text: str) -> None:
        """Show what matches; what is ticked stays ticked."""
        self._show(replace(self.page, text=text))

    def choose(self, *ids: ApplicationId, chosen: bool) -> None:
        """Tick applications that are due, or take the ticks away; begins a new proposal."""
        ticked = self.page.chosen.union(ids) if chosen else self.page.chosen.difference(ids)
        self._show(replace(self.page, chosen=ticked, shown=None))

    def choose_all(self) -> None:
        """Tick everything shown that can be; once more takes all ticks away."""
        every = [row.line.id for row in self.page.rows if row.can_be_chosen]
        self.choose(*every, chosen=not self.page.chosen.issuperset(every))

    def count(self, id_: ApplicationId, sheets: int) -> None:
        """Keep how many sheets of paper somebody counted."""
        self._show(replace(self.page, counted={**self.page.counted, id_: sheets}))

    def show(self, id_: int | None) -> None:
        """Look at a disposal, or at the next proposal."""
        self._show(replace(self.page, shown=id_))

    def propose(self) -> None:
        """Propose what is ticked."""
        chosen = tuple(Chosen(row.line.id, row.sheets) for row in self.page.picked)

        def done(changes: Changes) -> None:
            new = next(iter(changes.ids(Kind.DISPOSAL)), None)
            shown = new if isinstance(new, int) else None
            self.page = replace(self.page, chosen=frozenset(), counted={}, shown=shown)
            self._go_on("propose")

        verb = partial(disposing.propose, chosen=chosen)
        self._session.do(self, verb, done, self.refused.emit)

    def sign(self, name: str, password: str) -> None:
        """Have a person sign who shows the password in place."""
        if (id_ := self.page.shown) is not None:
            acting = self._session.acting
            self._session.do(
                self,
                lambda desk: disposing.sign(acting(desk, name, password), id_),
                lambda _: self._go_on("sign"),
                self.refused.emit,
            )

    def record_paper(self, draft: PaperDraft) -> None:
        """Record that the papers are destroyed."""
        verb = partial(destroying.record_paper, draft=draft)
        self._session.do(self, verb, lambda _: self._go_on("paper"), self.refused.emit)

    def carry_out(self, acting: Desk | None) -> None:
        """Carry the disposal out as whoever showed the password; it cannot be undone."""
        self._long(destroying.carry_out, "carry_out", acting)

    def check_again(self) -> None:
        """Finish a disposal whose rows are gone."""
        self._long(destroying.check_again, "check", None)

    def end_old_backups(self, acting: Desk | None) -> None:
        """Make every backup from before unreadable now."""
        self._long(destroying.end_old_backups, "end", acting)

    def stop(self) -> bool:
        """Ask the long work to stop; say whether any was going on."""
        self._progress.cancel()
        return self.page.working

    def _long(self, work: Work, name: str, acting: Desk | None) -> None:
        id_ = self.page.shown
        if id_ is None or self.page.working:
            return
        self._progress = progress = SharedProgress()
        self._show(replace(self.page, working=True, done=0, total=0))
        self._look.start()

        def done(_: Changes) -> None:
            self._end_work()
            self._go_on(name)

        def failed(error: Exception) -> None:
            self._end_work()
            self._session.trouble.emit(error)
            self.read_again()

        self._session.do(self, lambda desk: work(acting or desk, id_, progress), done, failed)

    def _end_work(self) -> None:
        self._look.stop()
        self.page = replace(self.page, working=False)

    def _show_progress(self) -> None:
        done, total = self._progress.reached()
        self._show(replace(self.page, done=done, total=total))

    def _go_on(self, name: str) -> None:
        self._coming = False
        self.read_again()
        self.done.emit(name)

    def _take(self, read: DisposalRead) -> None:
        shown = self.page.shown
        if self._coming and not self.page.chosen:
            first = in_hand(read.records)
            shown = None if first is None else first.id
        self._coming = False
        self._show(replace(self.page, read=read, shown=shown))
        self.arrived.emit()

    def _changed(self, changes: Changes, _: QObject | None) -> None:
        if self._asked and any(map(changes.ids, (Kind.DISPOSAL, Kind.APPLICATION, Kind.REGISTER))):
            self.read_again()

    def _show(self, page: DisposalsShown) -> None:
        self.page = page
        self.page_changed.emit(page)
