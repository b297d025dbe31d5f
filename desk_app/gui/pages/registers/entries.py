# SPDX-License-Identifier: MIT
"""The registers themselves: entries in a list, the one chosen beside it to read and to change."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desk_app.desk import registers
from desk_app.desk.applications import intake
from desk_app.desk.context import Kind
from desk_app.desk.reading import people
from desk_app.gui.asking import DRAFT_AFTER_MS, DayAsked, LongAsked, Question, day, text
from desk_app.gui.kit.display.next_step import NextStep, NextTold
from desk_app.gui.kit.display.notes import ListOrNote, NoteFrame
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.form import FilterLine
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import in_column, named, padded
from desk_app.gui.kit.layout.buttons import ButtonKind
from desk_app.gui.kit.layout.layout import WHOLE, Divided, TitleBar
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Column, RowsModel
from desk_app.gui.kit.tables.table import DayTable
from desk_app.gui.pages.registers.fields import (
    RECORDS,
    RegisterRow,
    blank,
    read,
    stated,
    understood,
    values_of,
    written,
)
from desk_app.gui.pages.registers.panel import EntryActs, EntryPanel
from desk_app.gui.pages.registers.parts import RegisterLine, RegisterPart
from desk_app.gui.pages.registers.sheet import capital
from desk_app.gui.printing import spooler
from desk_app.gui.printing.ledgers import LedgerFormat, LedgerLeaving
from desk_app.gui.printing.own_pages import OwnPrinting
from desk_app.gui.session.tasks import Book
from desk_app.i18n import dates, ledgers, messages, vocabulary, writing
from desk_app.records.books.ledgers import LedgerHead, LedgerKind, LedgerWanted
from desk_app.records.registers import (
    PlaceVersion,
    ProvisionEntry,
    PurposeVersion,
    RegisterBook,
    TrainingEntry,
)
from desk_app.rules.registers.registers import is_record, last_provided
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.asking import Answers
    from desk_app.gui.pages.registers.fields import Values
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session.session import Session
    from desk_app.records.base import UserId
    from desk_app.records.desk.people import Language

    Verb = Callable[[Desk], Changes]
    EntryAt = tuple[RegisterBook, int]

LEDGERS = {book: LedgerKind(book.value) for book in RegisterBook}
"""The ledger by which each register is printed and let go."""

_PANEL, _ROOM, _SEARCH, _DAYS, _STATES = 424, 400, 208, 160, 192
_LAST, _ORDER = 140, 176
_NEW = 0
_DRAFT = "register-"
_NAMED = {
    RegisterBook.PURPOSES: "data",
    RegisterBook.PLACES: "data",
    RegisterBook.PROVISIONS: "party",
    RegisterBook.TRAININGS: "subject",
}
"""The field by which an entry of a register is called."""

_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_SINCE = date(2017, 5, 30)
"""Since then the law has asked for records of provision: none here is older."""


@dataclass(frozen=True, slots=True)
class EntriesState:
    """What the part shows: which register, its entries once they are read, what is sought.

    ``every`` counts the entries of a register of which the newest alone are listed, ``hidden``
    those there are where no entry says what is sought. ``by_last`` says that records stand by the
    day of their last provision.
    """

    book: RegisterBook = RegisterBook.PURPOSES
    rows: tuple[RegisterRow, ...] = ()
    text: str = ""
    arrived: bool = False
    people: Mapping[UserId, str] = field(default_factory=dict)
    every: int = 0
    hidden: int = 0
    by_last: bool = False

    @property
    def ends_early(self) -> bool:
        """Whether there may be more than the list shows: it holds the newest alone."""
        return len(self.rows) >= registers.PROVISIONS_LISTED


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a register: its entries, who works here, how many entries there are."""

    rows: tuple[RegisterRow, ...]
    people: Mapping[UserId, str]
    every: int = 0
    hidden: int = 0


class RegisterReading(Book[EntriesState]):
    """Reads the register that is wanted, and again when one changes."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(EntriesState(), parent)
        self._session = session
        session.hub.listen(self._changed)

    def want(self, book: RegisterBook, sought: str = "") -> None:
        """Show this register, or its entries in which a text is found."""
        self._show(EntriesState(book, (), sought, by_last=self.state.by_last))
        self.read_again()

    def sort(self, *, by_last: bool) -> None:
        """Show records by the day of their last provision, or as they were entered."""
        rows = in_order(self.state.book, self.state.rows, by_last=by_last)
        self._show(replace(self.state, rows=rows, by_last=by_last))

    def read_again(self) -> None:
        """Read what is shown again."""
        book, sought = self.state.book, self.state.text

        def query(desk: Desk) -> _Read:
            rows, known = read(desk, book, sought), {each.id: each.name for each in people(desk)}
            many = len(rows) >= registers.PROVISIONS_LISTED
            every = registers.provision_count(desk) if many else 0
            hidden = len(read(desk, book, "")) if sought and not rows else 0
            return _Read(rows, known, every, hidden)

        self._session.ask(self, "register", query, partial(self._take, book))

    def _take(self, book: RegisterBook, found: _Read) -> None:
        if book is self.state.book:
            rows = in_order(book, found.rows, by_last=self.state.by_last)
            told = replace(self.state, rows=rows, people=found.people, every=found.every)
            self._show(replace(told, hidden=found.hidden, arrived=True))

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if changes.ids(Kind.REGISTER):
            self.read_again()


def in_order(
    book: RegisterBook, rows: tuple[RegisterRow, ...], *, by_last: bool
) -> tuple[RegisterRow, ...]:
    """Return records with the last provided first, or the last entered; others as they come."""
    if book is not RegisterBook.PROVISIONS:
        return rows

    def place(row: RegisterRow) -> tuple[date, int]:
        last = last_provided(row.now) if isinstance(row.now, ProvisionEntry) else None
        return (last or date.min) if by_last else date.min, row.id

    return tuple(sorted(rows, key=place, reverse=True))


# What is typed of entries and not entered yet: kept while the page stands, and through a lock.


class BegunEntries(QObject):
    """Remembers what is typed of each entry; says `found` once what was kept before is read.

    Who may keep drafts has them in the store, encrypted; of anybody else they live as long as the
    page.
    """

    found = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._keeps = session.may(Duty.LOG)
        self._typed: dict[EntryAt, str] = {}
        self._kept: dict[EntryAt, str] = {}
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        if self._keeps:
            session.ask(self, "begun entries", _of_registers, self._take)

    def holds(self, at: EntryAt) -> bool:
        """Say whether something is typed of an entry."""
        return at in self._typed

    def of(self, at: EntryAt, begun: Values) -> Values | None:
        """Return what is typed of an entry whose fields stood so; None where nothing is."""
        content = self._typed.get(at)
        return None if content is None else understood(at[0], content, begun)

    def note(self, at: EntryAt, values: Values) -> None:
        """Remember what stands in the fields of an entry, and keep it in a while."""
        self._typed[at] = written(at[0], values)
        self._timer.start()

    def drop(self, at: EntryAt) -> None:
        """Forget what was typed of an entry: it was entered, or is not wanted."""
        self._typed.pop(at, None)
        if self._kept.pop(at, None) is not None:
            self._session.do(self, partial(intake.forget_draft, key=_key(at)))

    def keep(self) -> None:
        """Keep what is typed, where it is anything new."""
        self._timer.stop()
        if not self._keeps:
            return
        for at, content in self._typed.items():
            if self._kept.get(at) != content:
                self._kept[at] = content
                self._session.keep_draft(self, _key(at), content)

    def _take(self, kept: Mapping[str, str]) -> None:
        for key, content in kept.items():
            at = _of_key(key)
            if at is not None and at not in self._typed:
                self._typed[at] = self._kept[at] = content
        self.found.emit()


def _of_registers(desk: Desk) -> Mapping[str, str]:
    return intake.begun(desk, _DRAFT)


def _key(at: EntryAt) -> str:
    return f"{_DRAFT}{at[0].value}-{at[1]}"


def _of_key(key: str) -> EntryAt | None:
    """Return of which entry a draft is; None where no register of this version is called so."""
    book, _, id_ = key.removeprefix(_DRAFT).rpartition("-")
    known = {each.value: each for each in RegisterBook}
    return (known[book], int(id_)) if book in known and id_.isdecimal() else None


# The part of the page.


class RegisterBooksPart(RegisterPart):
    """One register at a time: its entries, the chosen one's fields, what can be done with it."""

    _filling = False
    _sought = ""

    def __init__(self, session: Session, parent: QWidget, printers: Printing | None = None) -> None:
        super().__init__(session, parent)
        self.book = RegisterReading(session, self)
        self.book.state_changed.connect(self._show)
        self.printing = OwnPrinting(session, printers or spooler.system(), self)
        self.leaving = LedgerLeaving(session, self.printing, self, self._wanted)
        self._offer()
        self.panel = EntryPanel(session, self._acts())
        self.panel.touched.connect(self._touched)
        self._make_filter()
        self._title = TitleBar()
        self.table = DayTable(self.tr("Entries"))
        self.table.setObjectName("registerEntries")
        self.table.group_by(self._group)
        self.table.current_changed.connect(lambda _: self._moved())
        self.table.opened.connect(lambda _: self._into())
        self.search.down.connect(self.table.setFocus)
        self._stack = ListOrNote(self.table)
        self._stack.note.action.connect(self.begin_new)
        self._stack.note.widened.connect(self._take_away)
        self._columns_of: RegisterBook | None = None
        self._model: RowsModel[RegisterRow] | None = None
        self._at: tuple[RegisterBook, int] | None = None
        self._after: int | None = None
        self._shown: int | None = None
        self.begun = BegunEntries(session, self)
        self.begun.found.connect(self._chosen_again)
        self._lay_out()

    def _make_filter(self) -> None:
        """Make the search, and the choice in which order records are listed."""
        self.search = SearchField(self.tr("Any word of an entry"), "registerText", _SEARCH)
        self.search.wanted.connect(lambda text: self.book.want(self.book.state.book, text))
        self._filter = FilterLine()
        self._filter.add(self.search)
        self._order = ChoiceBox()
        self._order.setObjectName("registerOrder")
        self._order.name_alone(self.tr("Order of the records"))
        entered, last = self.tr("Last entered first"), self.tr("Last provided first")
        self._order.set_choices([(False, entered), (True, last)])
        self._order.set_value(False)
        self._order.setFixedWidth(max(theme.px(_ORDER), self._order.width_of_all()))
        self._order.chosen.connect(lambda chosen: self.book.sort(by_last=bool(chosen)))
        self._filter.add(self._order)

    @override
    def lines(self) -> Sequence[RegisterLine]:
        language = self.session.language
        return [
            RegisterLine(
                book,
                capital(messages.label(book, language)),
                _about(book, language),
            )
            for book in RegisterBook
        ]

    @override
    def choose(self, key: object) -> None:
        if isinstance(key, RegisterBook):
            self.printing.ask_printers()
            self._touched()
            self._at = None
            self.search.clear()
            sought, self._sought = self._sought, ""
            self.book.want(key, sought)
            if sought:
                self.search.ask_for(sought)

    @override
    def go_to(self, entry: object) -> None:
        self._after = entry if isinstance(entry, int) else None
        self._sought = entry if isinstance(entry, str) else ""

    @override
    def take_focus(self) -> None:
        if not self.book.state.arrived:
            # Behind the note of an empty register it takes no keys; the entries are on their way.
            self._stack.setCurrentWidget(self.table)
        if self._stack.currentWidget() is self.table:
            self.table.setFocus()
        else:
            self.search.take_focus()

    @override
    def read_again(self) -> None:
        self.book.read_again()

    @override
    def to_search(self) -> bool:
        self.search.take_focus()
        return True

    @override
    def close_level(self) -> bool:
        if not self.panel.writing:
            return False
        self._back()
        return True

    @override
    def leave(self) -> None:
        self._touched()
        self.begun.keep()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        if self.panel.writing:
            return (
                (shortcuts.label(Key.MAIN), self.doing["keepEntry"].text()),
                (shortcuts.label(Key.CLOSE), self.doing["leaveForm"].text()),
            )
        leads = self._next()
        return (
            ("↑ ↓", self.tr("entry")),
            (shortcuts.ENTER, self.tr("read it")),
            *([(shortcuts.label(Key.MAIN), self.doing[leads].text())] if leads else []),
            *(self._writing_keys() if self.session.may(Duty.REGISTERS) else ()),
            (shortcuts.label(Key.SEARCH), self.tr("narrow down")),
        )

    def _writing_keys(self) -> Sequence[tuple[str, str]]:
        return (
            (shortcuts.label(Key.EDIT), self.doing["changeEntry"].text()),
            (shortcuts.label(Key.ADD), self.doing["newEntry"].text()),
        )

    def current(self) -> RegisterRow | None:
        """Return the entry the list stands on."""
        row = None if self._model is None else self._model.row_at(self.table.currentIndex().row())
        return row if self.book.state.rows else None

    # What can be done.

    def _offer(self) -> None:
        act, keeps = self.act, Duty.REGISTERS
        act("newEntry", self.tr("New entry"), self.begin_new, Key.ADD, "plus", needs=keeps)
        why = self._why_no_change
        told = self.tr("Change")
        act("changeEntry", told, self._change, Key.EDIT, "edit", needs=keeps, why=why)
        told, can = self.tr("Enter this in the register"), self._is_proposed
        act("takePurpose", told, self._take_over, None, "check", needs=keeps, can=can)
        told, leads = self.tr("Do what comes next with it"), lambda: bool(self._next())
        act("next", told, self._go_on, Key.MAIN, can=leads)
        why = self._why_not_keep
        act("keepEntry", self.tr("Enter"), self._keep, Key.MAIN, "check", needs=keeps, why=why)
        told, typed = self.tr("Back to the entry"), self._is_typed
        act("leaveForm", told, self._back, None, "back", can=lambda: self.panel.writing)
        told = self.tr("Discard what was typed")
        act("dropTyped", told, self._drop_typed, None, "bad", needs=keeps, can=typed)
        why = self._why_no_review
        told = self.tr("It was reviewed")
        act("reviewed", told, self._review, None, "check", needs=keeps, why=why)
        why = self._why_no_end
        act(
            "endEntry",
            self.tr("Stop using this entry"),
            self._ask_end,
            Key.REMOVE,
            "hold",
            needs=keeps,
            why=why,
        )
        told, due = self.tr("To the disposal"), self._why_none_due
        act("toDisposal", told, self._to_disposal, None, "disposal", needs=Duty.DISPOSE, why=due)
        told, ready = self.tr("Print"), lambda: self.book.state.arrived
        act("printRegister", told, self.leaving.print, Key.PRINT, "print", "file", can=ready)
        for name, told, key, form in (
            ("registerPdf", self.tr("Save as PDF"), Key.SAVE_PDF, LedgerFormat.PDF),
            ("registerWorkbook", self.tr("Save as spreadsheet"), Key.EXPORT, LedgerFormat.XLSX),
            ("registerLines", self.tr("Save as CSV"), None, LedgerFormat.CSV),
        ):
            icon = "pdf" if form is LedgerFormat.PDF else "export"
            slot = partial(self.leaving.name_file, form)
            act(name, told, slot, key, icon, "file", needs=Duty.EXPORT, can=ready)

    def begin_new(self) -> None:
        """Show the fields of a new entry."""
        book = self.book.state.book
        self._write(book, _NEW, self.tr("New entry"), blank(book, self.session.today))

    def _into(self) -> None:
        """Go on into the entry that is opened: its sheet scrolls by keys."""
        self.panel.sheet.setFocus()

    def _go_on(self) -> None:
        """Do what comes next with the entry that is chosen."""
        if leads := self._next():
            self.doing[leads].trigger()

    def _change(self) -> None:
        """Show the fields of the entry that is chosen: they begin with what it says today."""
        row, book = self.current(), self.book.state.book
        if row is not None and row.proposed:
            head = self.tr("New entry, from the policy")
            self._write(book, _NEW, head, values_of(book, row.now, self.session.today))
        elif row is not None:
            head = self.tr("New version of entry No. {number}").format(number=row.id)
            self._write(book, row.id, head, values_of(book, row.now, self.session.today))

    def _is_proposed(self) -> bool:
        row = self.current()
        return row is not None and row.proposed

    def _take_over(self) -> None:
        """Enter a purpose as the policy says it: it was looked at."""
        row = self.current()
        if row is not None and isinstance(row.now, PurposeVersion):
            verb = partial(registers.enter_purpose, version=row.now)
            self.session.do(self, verb, self._kept)

    def _write(self, book: RegisterBook, id_: int, head: str, values: Values) -> None:
        self._at = (book, id_)
        self.panel.show_fields(book, head, values, self.begun.of(self._at, values))
        new = self.tr("Enter as new")
        self.doing["keepEntry"].setText(new if id_ == _NEW else self.tr("Enter this version"))
        self._refresh()
        self.across.show_part(1)
        self.panel.form.take_keys()

    def _back(self) -> None:
        """Show the sheet again; what is typed waits."""
        self._touched()
        self._at = None
        self.begun.keep()
        self._chosen()
        self.take_focus()

    def _drop_typed(self) -> None:
        if self._at is not None:
            self.begun.drop(self._at)
        self._at = None
        self._back()

    def _keep(self) -> None:
        """Enter what stands in the fields, as a new entry or as what an entry is from a day on."""
        if self._at is None or not self.panel.form.check():
            return
        book, id_ = self._at
        what = stated(book, self.panel.values(), self.session.today)
        verb: Verb
        match what:
            case ProvisionEntry():
                verb = partial(registers.enter_provision, entry=what)
            case TrainingEntry():
                verb = partial(registers.enter_training, entry=what)
            case PurposeVersion():
                verb = partial(registers.enter_purpose, version=what)
                if id_ != _NEW:
                    verb = partial(registers.change_purpose, id_=id_, version=what)
            case PlaceVersion():
                verb = partial(registers.enter_place, version=what)
                if id_ != _NEW:
                    verb = partial(registers.change_place, id_=id_, version=what)
        self.session.do(self, verb, self._kept, self.panel.refuse)

    def _kept(self, changes: Changes) -> None:
        if self._at is not None:
            self.begun.drop(self._at)
        (id_,) = changes.ids(Kind.REGISTER)
        self._at, self._after = None, int(id_)
        self.session.said.emit(self.tr("It stands in the register."))
        self.book.read_again()

    def _review(self) -> None:
        row, book = self.current(), self.book.state.book
        if row is not None:
            said = self.tr("The review is noted.")
            verb = partial(registers.review, book=book, id_=row.id)
            waiting = [each.id for each in self.book.state.rows if self._waits(each)]
            # The next one that waits, so that one after the other is read.
            self._after = next((id_ for id_ in waiting if id_ != row.id), row.id)
            self.session.do(self, verb, lambda _: self._told(said))

    def _told(self, sentence: str) -> None:
        self._at = None
        self.session.said.emit(sentence)
        self.book.read_again()

    def _ask_end(self) -> None:
        row, book, today = self.current(), self.book.state.book, self.session.today
        if row is None:
            return

        def doing(answers: Answers) -> Verb:
            on, reason = day(answers, "on", today), text(answers, "reason")
            return partial(registers.end, book=book, id_=row.id, on=on, reason=reason)

        question = Question(
            self.tr("End entry No. {number}").format(number=row.id),
            self.tr("Stop using this entry"),
            doing,
            effect=self.tr("From that day on it applies no more; it stays readable here."),
            asked=(
                DayAsked("on", self.tr("From"), today),
                LongAsked("reason", self.tr("Why")),
            ),
            said=self.tr("The entry has ended."),
        )
        self.ask(question, partial(self._told, question.said))

    def _to_disposal(self) -> None:
        """Go to the disposal page, where what is due here stands with applications."""
        self.session.open_disposal.emit(None)

    def _due(self) -> list[RegisterRow]:
        return [each for each in self.book.state.rows if each.due]

    def _why_no_change(self) -> str:
        if self.book.state.book in RECORDS:
            return self.tr("A record stays as it was entered: end it, and enter it anew.")
        return "" if self._is_proposed() else self._why_no_end()

    def _why_not_keep(self) -> str:
        if not self.panel.writing:
            return self.tr("Choose an entry, or begin a new one.")
        return "" if self.panel.is_changed() else self.tr("Nothing was changed yet.")

    def _is_typed(self) -> bool:
        return self.panel.writing and self.panel.is_changed()

    def _why_no_end(self) -> str:
        row = self.current()
        if row is None:
            return self.tr("Choose an entry.")
        if row.proposed:
            return self.tr("This stands in the policy and not in the register yet.")
        return self.tr("This entry has ended.") if row.ended_on is not None else ""

    def _why_no_review(self) -> str:
        if self.book.state.book in RECORDS:
            return self.tr("A record is not reviewed.")
        return self._why_no_end()

    def _why_none_due(self) -> str:
        return "" if self._due() else self.tr("Nothing here is due for disposal.")

    # What is shown.

    def _wanted(self) -> LedgerWanted:
        """Return the ledger of what is shown: the register as it stands, records of all days."""
        book, today = self.book.state.book, self.session.today
        first = _SINCE if book in RECORDS else today
        named = self.session.may(Duty.READ_CASES)
        return LedgerWanted(LEDGERS[book], first, today, named, self.book.state.text)

    def _show(self, state: EntriesState) -> None:
        language = self.session.language
        self._title.say(
            capital(messages.label(state.book, language)),
            self._counted(state) if state.arrived else "",
        )
        self._about.setText(_about(state.book, language))
        nameless = state.book is RegisterBook.PROVISIONS and not self.session.may(Duty.READ_CASES)
        self._note.setText(ledgers.names_left_out(language) if nameless else "")
        self._note.setVisible(nameless)
        self._order.setVisible(state.book is RegisterBook.PROVISIONS)
        self._show_end(state)
        if not state.arrived:
            return
        model = self._model_of(state.book)
        wanted = self._after or self._shown
        self._filling = True
        model.show_rows(state.rows)
        model.draw_again()
        self._filling = False
        sought = self.tr("No entry says that.")
        self._stack.show_list(sought if state.text else self._none(), empty=not state.rows)
        self._stack.note.tell_hidden(state.hidden)
        if not state.text and not state.rows and self.session.may(Duty.REGISTERS):
            self._stack.note.say(self._none(), self.doing["newEntry"].text(), Key.ADD)
        found = None if wanted is None else model.row_of(wanted)
        self._after = None
        if not self.panel.writing or self._at is None:
            self.table.choose(self._first_to_do() if found is None else found)
            self._chosen()
        self.doing.refresh()

    def _take_away(self) -> None:
        """Search for nothing any more."""
        self.search.ask_for("")
        self.search.take_focus()

    def _first_to_do(self) -> int:
        """Return the row a register opens on: the first with a step to be taken, else the first."""
        rows = self.book.state.rows
        waits = (each.proposed or each.due or self._waits(each) for each in rows)
        return next((place for place, due in enumerate(waits) if due), 0)

    def _show_end(self, state: EntriesState) -> None:
        """Say where the list ends before the register does, and how to get at the rest."""
        self._ends_row.setVisible(state.ends_early)
        if not state.ends_early:
            return
        listed = self.tr("The newest %n entry(ies) are listed", "", len(state.rows))
        rest = self.tr(
            "Older ones stand in the register too: {key} and a word of theirs finds them."
        )
        if state.text:
            rest = self.tr("More may say it: one word more leaves fewer.")
        self._ends.say(listed, rest.format(key=shortcuts.label(Key.SEARCH)))

    def _counted(self, state: EntriesState) -> str:
        """Say how many are kept, and how many are published and stand in no entry yet."""
        rows = state.rows
        if state.ends_early and state.text:
            return self.tr("more than %n found", "", len(rows))
        if state.ends_early:
            return self.tr("%n in all", "", state.every)
        proposed = sum(each.proposed for each in rows)
        own = len(rows) - proposed
        kept = self.tr("%n item(s)", "", own)
        if not proposed:
            return kept
        more = self.tr("%n published, not entered", "", proposed)
        return f"{kept}  {more}"

    def _model_of(self, book: RegisterBook) -> RowsModel[RegisterRow]:
        """Return the entries' table with the columns of a register."""
        if self._model is None or book is not self._columns_of:
            self._columns_of = book
            self._model = RowsModel(self._columns(book), lambda row: row.id, None, self)
            self.table.show_model(self._model)
        return self._model

    def _none(self) -> str:
        return self.tr("Nothing stands in this register yet.")

    def _moved(self) -> None:
        """Show the entry that a clerk went to; what was typed of another waits."""
        if not self._filling:
            self._touched()
            self._chosen()

    def _chosen(self) -> None:
        """Show the entry that the list stands on."""
        row, book = self.current(), self.book.state.book
        self._at, self._shown = None, None if row is None else row.id
        self.panel.show_entry(book, row, self.book.state.people)
        self.panel.say("" if row is None else self._asked_of(row), self._begun_of(row))
        self._refresh()

    def _group(self, row: RegisterRow) -> str:
        """Say over the first of them what stands in the register, and what is only published."""
        rows = self.book.state.rows
        if not any(each.proposed for each in rows):
            return ""
        if row.proposed:
            return self.tr("Published, not entered yet")
        return self.tr("In the register")

    def _next(self) -> str:
        """Return the name of what is to be done next with the entry that is chosen, if anything."""
        row = self.current()
        if row is None or self.panel.writing:
            return ""
        steps = (
            ("takePurpose", row.proposed),
            ("toDisposal", row.due),
            ("reviewed", self._waits(row)),
        )
        return next((name for name, due in steps if due and self.doing[name].isEnabled()), "")

    def _lead(self) -> None:
        """Have one blue button: the next step in the band, else the one for a new entry."""
        leads = self._next()
        if leads:
            self.doing["next"].setText(self.doing[leads].text())
            self.next.say(self._told_next(leads))
        self.next.setVisible(bool(leads))
        plain = bool(leads) or self.panel.writing
        self._new.set_kind(ButtonKind.PLAIN if plain else ButtonKind.MAIN)

    def _told_next(self, leads: str) -> NextTold:
        """Return what comes next with the entry that is chosen, and what follows from it."""
        row = self.current()
        review = None if row is None else row.review
        called = "" if row is None else self._called(row)
        if leads == "takePurpose":
            return NextTold(
                self.tr("Read the entry “{entry}”, then enter it in the register").format(
                    entry=called
                ),
                self.tr(
                    "It gets a number and the day of its review. Where the words differ,"
                    " “Change” comes first."
                ),
            )
        if leads == "toDisposal":
            return NextTold(
                self.tr("{entry}: its time of keeping is over").format(entry=called),
                self.tr("In Disposal one person proposes it, and another approves."),
                mark=Mark.DUE,
            )
        on = None if review is None else review.on
        return NextTold(
            self.tr("{entry}: its review is due on {day}").format(entry=called, day=self._day(on)),
            self.tr("Read whether it still holds. Where it does not, change it or end it."),
            mark=Mark.DUE if on is None or on >= self.session.today else Mark.OVERDUE,
        )

    def _called(self, row: RegisterRow) -> str:
        """Return what an entry is called in a line: without what stands in brackets after it."""
        number = "" if row.proposed else f"{row.id} "
        name = self._word(row, _NAMED[self.book.state.book])
        return number + _BRACKETS.sub("", name).strip()

    def _refresh(self) -> None:
        """Ask again what can be done: buttons and keys follow."""
        self.doing.refresh()
        self._lead()
        self.panel.show_buttons(self._next())
        self.refreshed.emit()

    def _chosen_again(self) -> None:
        if self.book.state.arrived and not self.panel.writing:
            self._chosen()

    def _touched(self) -> None:
        if self._at is not None and self.panel.is_changed():
            self.begun.note(self._at, self.panel.values())
        elif self._at is not None and self.panel.writing:
            self.begun.drop(self._at)
        self.doing.refresh()

    def _begun_of(self, row: RegisterRow | None) -> str:
        """Return what was begun and waits: a change of this entry, or a new one."""
        book = self.book.state.book
        told = []
        if row is not None and self.begun.holds((book, row.id)):
            told.append(self.tr("A change of this entry was begun: “Change” goes on with it."))
        if self.begun.holds((book, _NEW)):
            told.append(self.tr("A new entry was begun: “New entry” goes on with it."))
        return "\n".join(told)

    def _asked_of(self, row: RegisterRow) -> str:
        """Return what is to be looked at: what a record lacks, a review that is due."""
        language, told, leads = self.session.language, [], self._next()
        if row.lacks:
            items = [messages.label(each.lack, language) for each in row.lacks]
            said = dict.fromkeys(vocabulary.article(e.article, language) for e in row.lacks)
            articles = writing.listed(list(said), language)
            told.append(
                self.tr("It lacks: {items} (Rules, Article {articles}).").format(
                    items=writing.listed(items, language), articles=articles
                )
            )
        # What comes next is said in the band, to whoever may do it.
        if row.due and leads != "toDisposal":
            told.append(self.tr("Its time of keeping is over: it stands in Disposal."))
        if row.review is not None and self._waits(row) and leads != "reviewed":
            told.append(self.tr("Its review is due on {day}.").format(day=self._day(row.review.on)))
        return "\n".join(told)

    def _day(self, on: date | None) -> str:
        return "" if on is None else dates.full(on, self.session.language)

    def _columns(self, book: RegisterBook) -> list[Column[RegisterRow]]:
        heads: Mapping[RegisterBook, tuple[tuple[LedgerHead, str, str, float], ...]] = {
            RegisterBook.PURPOSES: ((LedgerHead.DATA, "data", "purpose", 0),),
            RegisterBook.PLACES: ((LedgerHead.DATA, "data", "department", 0),),
            RegisterBook.PROVISIONS: ((LedgerHead.PERSON, "person", "", 96),),
            RegisterBook.TRAININGS: ((LedgerHead.SUBJECT, "subject", "attended", 0),),
        }
        language = self.session.language
        own: list[Column[RegisterRow]] = [
            Column(
                name,
                messages.label(head, language),
                partial(self._word, name=name),
                int(width),
                detail=partial(self._word, name=detail) if detail else None,
                tone=self._tone,
            )
            for head, name, detail, width in heads[book]
        ]
        number = messages.label(LedgerHead.NUMBER, language)
        first: Column[RegisterRow] = Column(
            "number", number, lambda row: "" if row.proposed else str(row.id), 48
        )
        if book is RegisterBook.PROVISIONS:
            party: Column[RegisterRow] = Column(
                "party",
                messages.label(LedgerHead.PARTY, language),
                partial(self._word, name="party"),
                detail=self._kind,
                tone=self._tone,
            )
            last: Column[RegisterRow] = Column(
                "last", self.tr("Last provided"), self._last_provided, _LAST, tone=self._tone
            )
            return [first, party, *own, last, self._state(self.tr("Kept until"), self._kept_until)]
        if book is RegisterBook.TRAININGS:
            return [first, *own, self._state(self.tr("Held on"), self._held_on)]
        state = self._state(self.tr("State"), self._stands, _STATES)
        return [first, *own, state._replace(detail=self._reviewed)]

    def _state(
        self, title: str, said: Callable[[RegisterRow], str], width: int = _DAYS
    ) -> Column[RegisterRow]:
        return Column("state", title, said, width, mark=self._mark)

    def _mark(self, row: RegisterRow) -> Mark | None:
        if row.due or self._waits(row):
            return Mark.DUE
        if row.lacks:
            return Mark.ASK
        return Mark.OPEN if row.proposed else None

    def _lacking(self, row: RegisterRow) -> str:
        return self.tr("items are missing") if row.lacks else ""

    def _waits(self, row: RegisterRow) -> bool:
        """Say whether an entry is to be read again."""
        return row.review is not None and row.review.is_told(self.session.today)

    def _word(self, row: RegisterRow, name: str) -> str:
        now = row.now
        if isinstance(now, PurposeVersion):
            name = f"{name}_{self.session.language.value}"
        return self.panel.shown(cast("str", getattr(now, name)))

    def _kind(self, row: RegisterRow) -> str:
        now = row.now
        if not isinstance(now, ProvisionEntry):
            return ""
        # Below a state nothing is drawn.
        said = (messages.label(now.kind, self.session.language), self._lacking(row))
        return "　".join(filter(None, said))

    def _last_provided(self, row: RegisterRow) -> str:
        now = row.now
        return self._day(last_provided(now)) if isinstance(now, ProvisionEntry) else ""

    def _kept_until(self, row: RegisterRow) -> str:
        now = row.now
        if isinstance(now, ProvisionEntry) and now.disposed_on is not None:
            return self.tr("disposed of")
        if isinstance(now, ProvisionEntry) and not is_record(now):
            return self.tr("none")
        return self._day(row.kept_until)

    def _held_on(self, row: RegisterRow) -> str:
        return self._day(row.now.on) if isinstance(row.now, TrainingEntry) else ""

    def _reviewed(self, row: RegisterRow) -> str:
        """Return when an entry that stands is to be read again; where that is due, it is said."""
        gone = row.proposed or row.ended_on is not None or self._waits(row)
        return "" if gone or row.review is None else self._read_again(row.review.on)

    def _read_again(self, on: date) -> str:
        return self.tr("next review {day}").format(day=self._day(on))

    def _stands(self, row: RegisterRow) -> str:
        """Return whether it stands in the register, and what it waits for."""
        if row.proposed:
            return self.tr("not entered")
        if row.ended_on is not None:
            return self.tr("ended {day}").format(day=self._day(row.ended_on))
        if row.review is not None and self._waits(row):
            return self._read_again(row.review.on)
        return self.tr("entered")

    def _tone(self, row: RegisterRow) -> str:
        return "text3" if row.ended_on is not None else ""

    def _acts(self) -> EntryActs:
        """Return what is done with an entry, as buttons."""
        button = self.doing.button
        change, end = button("changeEntry"), button("endEntry")
        review, dispose = button("reviewed"), button("toDisposal")
        versions = (change, review, end)
        return EntryActs(
            {
                RegisterBook.PURPOSES: versions,
                RegisterBook.PLACES: versions,
                RegisterBook.PROVISIONS: (end, dispose),
                RegisterBook.TRAININGS: (end,),
            },
            (button("keepEntry", ButtonKind.MAIN), button("leaveForm"), button("dropTyped")),
            {"reviewed": review, "endEntry": end, "toDisposal": dispose},
        )

    def _lay_out(self) -> None:
        self._about = Text("", Size.LABEL, "text2")
        self._filter.add(self._about)
        self._note = named("registerNote", Text("", Size.LABEL))
        self._filter.add(self._note)
        # The files stand in the menu: five buttons would leave the list at the left no room.
        button = self.doing.button
        self._title.add_button(button("printRegister"))
        self._new = button("newEntry")
        self.next = NextStep((button("next", ButtonKind.MAIN),))
        self._title.add_button(self._new)
        left = QWidget()
        self._ends = named("listEnds", NoteFrame("info"))
        self._ends_row = padded(self._ends, (16, 8, 16, 8))
        in_column(left, self._ends_row, (self._stack, 1), gap=0, edge=0)
        # The keys go through widgets in the order in which they come to the page.
        column = in_column(self, self._title, self.next, self._filter, gap=0, edge=0)
        self.next.hide()
        self.across = across = Divided(
            "registerEntry",
            self.session.screen,
            0,
            ((left, WHOLE), (self.panel, _PANEL)),
            _ROOM,
            parent=self,
        )
        across.name_parts(self.tr("Parts of this page"), self.tr("Entries"), self.tr("Entry"))
        column.addWidget(across, 1)


def _about(book: RegisterBook, language: Language) -> str:
    """Return what is in a register, in a few words."""
    return vocabulary.word_of("LedgerAbout", book.value, language) or ""
