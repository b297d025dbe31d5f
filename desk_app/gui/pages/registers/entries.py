# SPDX-License-Identifier: MIT
"""The registers themselves: entries in a list, the one chosen beside it to read and to change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desk_app.desk import registers
from desk_app.desk.context import Kind
from desk_app.desk.errors import KnownError
from desk_app.gui import days, words
from desk_app.gui.asking import DayAsked, LongAsked, Question, Weight, day, text
from desk_app.gui.kit import shortcuts, theme
from desk_app.gui.kit.boxes import STRETCH, dress, in_column
from desk_app.gui.kit.buttons import ButtonKind, CheckBox
from desk_app.gui.kit.choices import ChoiceBox
from desk_app.gui.kit.columns import Column, RowsModel
from desk_app.gui.kit.dates import EraDateEdit
from desk_app.gui.kit.fields import LongText, TrailingNoteLineEdit
from desk_app.gui.kit.form import EntryForm, Field, FilterLine
from desk_app.gui.kit.layout import WHOLE, Divided, FlowLayout, PageScroll, TitleBar
from desk_app.gui.kit.names import KanaEdit
from desk_app.gui.kit.notes import ListOrNote, NoteFrame
from desk_app.gui.kit.painting import Mark
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.search import SearchField
from desk_app.gui.kit.shortcuts import Key
from desk_app.gui.kit.table import ListTable
from desk_app.gui.kit.text import Text
from desk_app.gui.kit.theme import Size
from desk_app.gui.pages.registers.fields import (
    FIELDS,
    FieldWriting,
    RegisterField,
    RegisterRow,
    blank,
    read,
    stated,
    values_of,
)
from desk_app.gui.pages.registers.parts import RegisterGroup, RegisterLine, RegisterPart
from desk_app.gui.printing import spooler
from desk_app.gui.printing.ledgers import LedgerFormat, LedgerLeaving
from desk_app.gui.printing.own_pages import OwnPrinting
from desk_app.gui.tasks import Book
from desk_app.i18n import dates, messages, vocabulary, writing
from desk_app.records.ledgers import LedgerHead, LedgerKind, LedgerWanted
from desk_app.records.people import Language
from desk_app.records.registers import (
    PlaceVersion,
    ProvisionEntry,
    ProvisionKind,
    PurposeVersion,
    RegisterBook,
)
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QObject

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.asking import Answers
    from desk_app.gui.pages.registers.fields import Values
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session import Session

    Verb = Callable[[Desk], Changes]

LEDGERS = {book: LedgerKind(book.value) for book in RegisterBook}
"""The ledger by which each register is printed and let go."""

_PANEL, _ROOM, _SEARCH = 416, 520, 208
_NEW = 0
_SINCE = date(2017, 5, 30)
"""Since then the law has asked for records of provision: none here is older."""
_LONG_LINES = 6


@dataclass(frozen=True, slots=True)
class EntriesState:
    """What the part shows: which register, its entries once they are read, what is sought."""

    book: RegisterBook = RegisterBook.PURPOSES
    rows: tuple[RegisterRow, ...] = ()
    text: str = ""
    arrived: bool = False


class RegisterReading(Book[EntriesState]):
    """Reads the register that is wanted, and again when one changes."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(EntriesState(), parent)
        self._session = session
        session.hub.listen(self._changed)

    def want(self, book: RegisterBook, sought: str = "") -> None:
        """Show this register, or its entries in which a text is found."""
        self._show(EntriesState(book, (), sought))
        self.read_again()

    def read_again(self) -> None:
        """Read what is shown again."""
        book, sought = self.state.book, self.state.text
        query = partial(read, book=book, text=sought)
        self._session.ask(self, "register", query, partial(self._take, book))

    def _take(self, book: RegisterBook, rows: tuple[RegisterRow, ...]) -> None:
        if book is self.state.book:
            self._show(replace(self.state, rows=rows, arrived=True))

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if changes.ids(Kind.REGISTER):
            self.read_again()


class EntryPanel(QWidget):
    """The entry that is chosen, or a new one: what is to be known of it, and its fields."""

    touched = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._began: Values = {}
        self._head = Text("", Size.SECTION, bold=True, wrap=True)
        self._notes = {kind: NoteFrame(kind) for kind in ("ask", "info")}
        self._trouble = NoteFrame("bad")
        self._trouble.hide()
        self.book = RegisterBook.PURPOSES
        # From outside in: what gets its place late is gone through once more with all in it.
        self._scroll = PageScroll(self)
        inside = QWidget(self._scroll)
        dress(inside, ground="base")
        self._scroll.setWidget(inside)
        self.forms = {book: self._form(book, inside) for book in RegisterBook}
        notes = (*self._notes.values(), self._trouble)
        in_column(inside, self._head, *notes, *self.forms.values(), STRETCH, gap=8, edge=16)
        self._scroll.follow_keys()
        self.setMinimumWidth(theme.px(_PANEL - 64))
        dress(self, ground="base", line="left")
        self._foot = QWidget(self)
        dress(self._foot, line="top")
        self.foot = FlowLayout(theme.px(8), theme.px(8), self._foot)
        self.foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        in_column(self, (self._scroll, 1), self._foot, gap=0, edge=(1, 0, 0, 0))

    @property
    def form(self) -> EntryForm:
        """The fields that are shown."""
        return self.forms[self.book]

    def show_values(
        self, book: RegisterBook, head: str, values: Values, typed: Values | None, *, writes: bool
    ) -> None:
        """Show an entry's fields; what was ``typed`` in them before stands there again."""
        self.book, self._began = book, values
        self._head.setText(head)
        for each, form in self.forms.items():
            form.setVisible(each is book)
        self.form.put(**dict(typed or values))
        for field in self.form.fields.values():
            _let_write(field.editor, writes=writes)
            # What cannot be written shows only what stands in it.
            field.show(shown=writes or bool(field.value()))
        self._trouble.hide()

    def say(self, asked: str, told: str) -> None:
        """Say what is to be looked at, and what is to be known, each where there is any."""
        for kind, title, said in (
            ("ask", self.tr("Look at this"), asked),
            ("info", self.tr("In this register"), told),
        ):
            self._notes[kind].say(title, said)
            self._notes[kind].setVisible(bool(said))

    def values(self) -> Values:
        """Return what stands in the fields."""
        return self.form.values()

    def is_changed(self) -> bool:
        """Say whether anything stands in the fields that did not when they were shown."""
        return bool(self._began) and dict(self.values()) != dict(self._began)

    def refuse(self, error: Exception) -> None:
        """Say why it was not taken, at its field where there is one; what is typed stays."""
        if not isinstance(error, KnownError):
            self._session.trouble.emit(error)
            return
        field = self.form.fields.get(error.place)
        what, next_ = words.reason(error, self._session.language)
        if field is None:
            self._trouble.say(what, next_)
            self._trouble.show()
        else:
            self.form.tell({error.place: f"{what} {next_}"})
            field.editor.setFocus()

    def _form(self, book: RegisterBook, parent: QWidget) -> EntryForm:
        form = EntryForm()
        form.setParent(parent)
        for field in FIELDS[book]:
            title = self._title(field)
            label = "" if field.writing is FieldWriting.TICK else title
            form.add(Field(field.name, label, self._editor(field, title)))
        form.touched.connect(lambda _: self.touched.emit())
        return form

    def _title(self, field: RegisterField) -> str:
        language = self._session.language
        if field.mark is not None:
            return _capital(messages.label(field.mark, language))
        name = _capital(messages.label(field.head, language))
        if field.language is Language.JA:
            return self.tr("{name} (Japanese)").format(name=name)
        return self.tr("{name} (English)").format(name=name) if field.language else name

    def _editor(self, field: RegisterField, title: str) -> QWidget:
        match field.writing:
            case FieldWriting.LONG:
                long = LongText()
                long.grow(1, _LONG_LINES)
                return long
            case FieldWriting.KANA:
                return KanaEdit()
            case FieldWriting.DAY:
                return EraDateEdit(days.reading(self._session), days.showing(self._session))
            case FieldWriting.TICK:
                return CheckBox(title)
            case FieldWriting.KIND:
                box, language = ChoiceBox(), self._session.language
                box.set_choices([(kind, messages.label(kind, language)) for kind in ProvisionKind])
                return box
            case FieldWriting.LINE:
                return TrailingNoteLineEdit()


def _let_write(editor: QWidget, *, writes: bool) -> None:
    if isinstance(editor, QLineEdit | QPlainTextEdit | EraDateEdit):
        editor.setReadOnly(not writes)
    else:
        editor.setEnabled(writes)


class RegisterBooksPart(RegisterPart):
    """One register at a time: its entries, the chosen one's fields, what can be done with it."""

    group = RegisterGroup.REGISTERS

    def __init__(self, session: Session, parent: QWidget, printers: Printing | None = None) -> None:
        super().__init__(session, parent)
        self.book = RegisterReading(session, self)
        self.book.state_changed.connect(self._show)
        self.printing = OwnPrinting(session, printers or spooler.system(), self)
        self.leaving = LedgerLeaving(session, self.printing, self, self._wanted)
        self.panel = EntryPanel(session)
        self.panel.touched.connect(self._touched)
        self.search = SearchField(self.tr("Any word of an entry"), "registerText", _SEARCH)
        self.search.wanted.connect(lambda text: self.book.want(self.book.state.book, text))
        self._filter = FilterLine()
        self._filter.add(self.search)
        self._title = TitleBar()
        self.table = ListTable(self.tr("Entries"))
        self.table.setObjectName("registerEntries")
        self.table.let_rows_grow()
        self.table.current_changed.connect(lambda _: self._chosen())
        self.table.opened.connect(lambda _: self.panel.form.take_keys())
        self.search.down.connect(self.table.setFocus)
        self._stack = ListOrNote(self.table)
        self._columns_of: RegisterBook | None = None
        self._model: RowsModel[RegisterRow] | None = None
        self._at: tuple[RegisterBook, int] | None = None
        self._typed: dict[tuple[RegisterBook, int], Values] = {}
        self._after: int | None = None
        self._offer()
        self._lay_out()

    @override
    def lines(self) -> Sequence[RegisterLine]:
        language = self.session.language
        return [
            RegisterLine(
                book,
                _capital(messages.label(book, language)),
                vocabulary.word_of("LedgerAbout", book.value, language) or "",
            )
            for book in RegisterBook
        ]

    @override
    def choose(self, key: object) -> None:
        if isinstance(key, RegisterBook):
            self.printing.ask_printers()
            self._keep_typed()
            self._at = None
            self.search.clear()
            self.book.want(key)

    @override
    def take_focus(self) -> None:
        if self.table.isVisible():
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
        if self._at is not None and self._at[1] == _NEW:
            self._typed.pop(self._at, None)
            self._at = None
            self._chosen()
            return True
        return False

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("↑ ↓", self.tr("entry")),
            (shortcuts.ENTER, self.tr("its fields")),
            (shortcuts.label(Key.ADD), self.doing["newEntry"].text()),
            (shortcuts.label(Key.SEARCH), self.tr("narrow down")),
        )

    def current(self) -> RegisterRow | None:
        """Return the entry the list stands on."""
        row = None if self._model is None else self._model.row_at(self.table.currentIndex().row())
        return row if self.book.state.rows else None

    # What can be done.

    def _offer(self) -> None:
        act, keeps = self.act, Duty.REGISTERS
        act("newEntry", self.tr("New entry"), self.begin_new, Key.ADD, "plus", needs=keeps)
        why = self._why_not_keep
        act("keepEntry", self.tr("Enter"), self._keep, Key.MAIN, "check", needs=keeps, why=why)
        why = self._why_no_review
        told = self.tr("It was reviewed")
        act("reviewed", told, self._review, None, "check", needs=keeps, why=why)
        why = self._why_no_end
        act("endEntry", self.tr("End it"), self._ask_end, Key.REMOVE, "hold", needs=keeps, why=why)
        told, due = self.tr("Propose to dispose of what is due"), self._why_none_due
        act("proposeRows", told, self._ask_propose, needs=Duty.DISPOSE, why=due)
        told, due = self.tr("Dispose of what was proposed"), self._why_none_proposed
        act("disposeRows", told, self._ask_dispose, needs=Duty.SIGN_DISPOSAL, why=due)
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
        self._keep_typed()
        self._put_new()
        self.panel.form.take_keys()

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
            self._typed.pop(self._at, None)
        (id_,) = changes.ids(Kind.REGISTER)
        self._at, self._after = None, int(id_)
        self.session.said.emit(self.tr("It stands in the register."))
        self.book.read_again()

    def _review(self) -> None:
        row, book = self.current(), self.book.state.book
        if row is not None:
            said = self.tr("The review is noted.")
            verb = partial(registers.review, book=book, id_=row.id)
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
            self.tr("End it"),
            doing,
            effect=self.tr("From that day on it applies no more; it stays readable here."),
            asked=(
                DayAsked("on", self.tr("From"), today),
                LongAsked("reason", self.tr("Why")),
            ),
            said=self.tr("The entry has ended."),
        )
        self.ask(question, partial(self._told, question.said))

    def _ask_propose(self) -> None:
        ids = [each.id for each in self._due()]
        question = Question(
            self.tr("Propose to dispose of %n record(s)", "", len(ids)),
            self.tr("Propose"),
            lambda _: partial(registers.propose_disposal, ids=ids),
            effect=self.tr("Another person carries it out; until then nothing goes."),
            said=self.tr("The disposal is proposed."),
        )
        self.ask(question, partial(self._told, question.said))

    def _ask_dispose(self) -> None:
        ids = [each.id for each in self._proposed()]
        question = Question(
            self.tr("Dispose of %n record(s)", "", len(ids)),
            self.tr("Dispose"),
            lambda _: partial(registers.dispose, ids=ids),
            effect=self.tr("Number, kind and days are left of each; nobody can undo it."),
            detail=self.tr("Backups made until now still hold them until their sheets end."),
            weight=Weight.FINAL,
            said=self.tr("The records are disposed of."),
        )
        self.ask(question, partial(self._told, question.said))

    def _due(self) -> list[RegisterRow]:
        return [each for each in self.book.state.rows if each.due]

    def _proposed(self) -> list[RegisterRow]:
        """Return what is due and was proposed by somebody else."""
        own = self.session.desk.actor.id
        entries = [(each, each.entry) for each in self._due()]
        return [
            row
            for row, entry in entries
            if isinstance(entry, ProvisionEntry) and entry.proposed_by not in {None, own}
        ]

    def _why_not_keep(self) -> str:
        if self._at is None:
            return self.tr("Choose an entry, or begin a new one.")
        row = self.current()
        if self._at[1] != _NEW and row is not None:
            if self._at[0] is RegisterBook.PROVISIONS:
                return self.tr("A record stays as it was entered: end it, and enter it anew.")
            if row.ended_on is not None:
                return self.tr("This entry has ended.")
        return "" if self.panel.is_changed() else self.tr("Nothing was changed yet.")

    def _why_no_end(self) -> str:
        row = self.current()
        if row is None:
            return self.tr("Choose an entry.")
        return self.tr("This entry has ended.") if row.ended_on is not None else ""

    def _why_no_review(self) -> str:
        if self.book.state.book is RegisterBook.PROVISIONS:
            return self.tr("A record of provision is not reviewed.")
        return self._why_no_end()

    def _why_none_due(self) -> str:
        return "" if self._due() else self.tr("Nothing here is due for disposal.")

    def _why_none_proposed(self) -> str:
        return "" if self._proposed() else self.tr("Nobody else has proposed a disposal here.")

    # What is shown.

    def _wanted(self) -> LedgerWanted:
        """Return the ledger of what is shown: the register as it stands, records of all days."""
        book, today = self.book.state.book, self.session.today
        first = _SINCE if book is RegisterBook.PROVISIONS else today
        named = self.session.may(Duty.READ_CASES)
        return LedgerWanted(LEDGERS[book], first, today, named, self.book.state.text)

    def _show(self, state: EntriesState) -> None:
        language = self.session.language
        count = self.tr("%n item(s)", "", len(state.rows)) if state.arrived else ""
        self._title.say(_capital(messages.label(state.book, language)), count)
        if not state.arrived:
            return
        model = self._model_of(state.book)
        wanted = self._after or (None if self._at is None else self._at[1])
        model.show_rows(state.rows)
        model.draw_again()
        sought = self.tr("No entry says that.")
        self._stack.show_list(sought if state.text else self._none(), empty=not state.rows)
        found = None if wanted is None else model.row_of(wanted)
        self._after = None
        if self._at is None or self._at[1] != _NEW:
            self.table.choose(found or 0)
            self._chosen()
        self.doing.refresh()

    def _model_of(self, book: RegisterBook) -> RowsModel[RegisterRow]:
        """Return the entries' table with the columns of a register."""
        if self._model is None or book is not self._columns_of:
            self._columns_of = book
            self._model = RowsModel(self._columns(book), lambda row: row.id, None, self)
            self.table.show_model(self._model)
        return self._model

    def _none(self) -> str:
        return self.tr("Nothing stands in this register yet.")

    def _chosen(self) -> None:
        """Show the entry that the list stands on."""
        self._keep_typed()
        row, book = self.current(), self.book.state.book
        if row is None:
            if self.session.may(Duty.REGISTERS):
                self._put_new()
            else:
                self.panel.hide()
            return
        self.panel.show()
        self._at = (book, row.id)
        writes = self.session.may(Duty.REGISTERS) and row.ended_on is None
        self.panel.show_values(
            book,
            self.tr("Entry No. {number}").format(number=row.id),
            values_of(book, row.now, self.session.today),
            self._typed.get(self._at),
            writes=writes and book is not RegisterBook.PROVISIONS,
        )
        self.panel.say(self._asked_of(row), self._told_of(row))
        self._say_main(self.tr("Change"))

    def _put_new(self) -> None:
        book = self.book.state.book
        self._at = (book, _NEW)
        self.panel.show()
        self.panel.show_values(
            book,
            self.tr("New entry"),
            blank(book, self.session.today),
            self._typed.get(self._at),
            writes=True,
        )
        self.panel.say("", "")
        self._say_main(self.tr("Enter"))

    def _say_main(self, word: str) -> None:
        self.doing["keepEntry"].setText(word)
        self.doing.refresh()

    def _keep_typed(self) -> None:
        """Remember what is typed and not entered yet, for as long as the page stands."""
        if self._at is None:
            return
        if self.panel.is_changed():
            self._typed[self._at] = self.panel.values()
        else:
            self._typed.pop(self._at, None)

    def _touched(self) -> None:
        self.doing.refresh()

    def _asked_of(self, row: RegisterRow) -> str:
        """Return what is to be looked at: what a record lacks, a review that is due."""
        language, told = self.session.language, []
        if row.lacks:
            items = [messages.label(each.lack, language) for each in row.lacks]
            articles = writing.listed(list(dict.fromkeys(e.article for e in row.lacks)), language)
            told.append(
                self.tr("It lacks: {items} (Rules, Article {articles}).").format(
                    items=writing.listed(items, language), articles=articles
                )
            )
        if row.due:
            told.append(self.tr("Its time of keeping is over: it is to be disposed of."))
        if row.review is not None and row.review.is_told(self.session.today):
            told.append(self.tr("Its review is due on {day}.").format(day=self._day(row.review.on)))
        return "\n".join(told)

    def _told_of(self, row: RegisterRow) -> str:
        """Return what else is to be known: versions, reviews, end, how long it is kept."""
        told = []
        entry = row.entry
        if isinstance(entry, ProvisionEntry):
            if row.kept_until is not None:
                until = self._day(row.kept_until)
                told.append(self.tr("To be kept until {day}.").format(day=until))
            if entry.disposed_on is not None:
                on = self._day(entry.disposed_on)
                told.append(self.tr("Disposed of on {day}.").format(day=on))
            elif entry.proposed_on is not None:
                on = self._day(entry.proposed_on)
                told.append(self.tr("Disposal proposed on {day}.").format(day=on))
            end, why = entry.ended_on, entry.ended_why
        else:
            versions: tuple[PurposeVersion | PlaceVersion, ...] = entry.versions
            for version in versions:
                since = self.tr("From {day}").format(day=self._day(version.applies_from))
                told.append(f"{since} {version.reason}".rstrip())
            told.extend(
                self.tr("Reviewed on {day}.").format(day=self._day(each.on))
                for each in entry.reviews[-1:]
            )
            end = None if entry.end is None else entry.end.on
            why = "" if entry.end is None else entry.end.reason
        if end is not None:
            told.append(self.tr("Ended on {day}: {why}").format(day=self._day(end), why=why))
        return "\n".join(told)

    def _day(self, on: date | None) -> str:
        return "" if on is None else dates.full(on, self.session.language)

    def _columns(self, book: RegisterBook) -> list[Column[RegisterRow]]:
        heads: Mapping[RegisterBook, tuple[tuple[LedgerHead, str, str, float], ...]] = {
            RegisterBook.PURPOSES: (
                (LedgerHead.DATA, "data", "people", 152),
                (LedgerHead.PURPOSE, "purpose", "", 0),
            ),
            RegisterBook.PLACES: (
                (LedgerHead.DEPARTMENT, "department", "answers", 136),
                (LedgerHead.DATA, "data", "location", 0),
            ),
            RegisterBook.PROVISIONS: (
                (LedgerHead.PARTY, "party", "items", 0),
                (LedgerHead.PERSON, "person", "", 136),
            ),
        }
        language = self.session.language
        own: list[Column[RegisterRow]] = [
            Column(
                name,
                messages.label(head, language),
                partial(self._word, name=name),
                int(width),
                detail=partial(self._word, name=detail) if detail else None,
                tone=lambda row: "text3" if row.ended_on is not None else "",
            )
            for head, name, detail, width in heads[book]
        ]
        number = messages.label(LedgerHead.NUMBER, language)
        first: Column[RegisterRow] = Column("number", number, lambda row: str(row.id), 48)
        if book is RegisterBook.PROVISIONS:
            what = messages.label(LedgerHead.KIND, language)
            kind: Column[RegisterRow] = Column("kind", what, self._kind, 128, detail=self._on)
            return [first, kind, *own, self._state(self.tr("Kept until"), self._kept_until)]
        return [first, *own, self._state(self.tr("Review"), self._reviewed)]

    def _state(self, title: str, said: Callable[[RegisterRow], str]) -> Column[RegisterRow]:
        return Column("state", title, said, 168, mark=self._mark)

    def _mark(self, row: RegisterRow) -> Mark | None:
        asks = bool(row.lacks) or row.due
        if row.review is not None and row.review.is_told(self.session.today):
            asks = True
        return Mark.ASK if asks else None

    def _word(self, row: RegisterRow, name: str) -> str:
        now = row.now
        if isinstance(now, PurposeVersion):
            name = f"{name}_{self.session.language.value}"
        return cast("str", getattr(now, name))

    def _kind(self, row: RegisterRow) -> str:
        now = row.now
        if not isinstance(now, ProvisionEntry):
            return ""
        return messages.label(now.kind, self.session.language)

    def _on(self, row: RegisterRow) -> str:
        return self._day(row.now.on) if isinstance(row.now, ProvisionEntry) else ""

    def _kept_until(self, row: RegisterRow) -> str:
        if isinstance(row.now, ProvisionEntry) and row.now.disposed_on is not None:
            return self.tr("disposed of")
        return self._day(row.kept_until)

    def _reviewed(self, row: RegisterRow) -> str:
        if row.ended_on is not None:
            return self.tr("ended {day}").format(day=self._day(row.ended_on))
        return "" if row.review is None else self._day(row.review.on)

    def _lay_out(self) -> None:
        # The files stand in the menu: five buttons would leave the list at the left no room.
        for name in ("printRegister", "newEntry"):
            self._title.add_button(self.doing.button(name))
        self.panel.foot.addWidget(self.doing.button("keepEntry", ButtonKind.MAIN))
        for name in ("reviewed", "endEntry"):
            self.panel.foot.addWidget(self.doing.button(name))
        left = QWidget()
        in_column(left, (self._stack, 1), gap=0, edge=0)
        # The keys go through widgets in the order in which they come to the page.
        column = in_column(self, self._title, self._filter, gap=0, edge=0)
        across = Divided(
            "registerEntry",
            self.session.screen,
            0,
            ((left, WHOLE), (self.panel, _PANEL)),
            _ROOM,
            parent=self,
        )
        across.name_parts(self.tr("Parts of this page"), self.tr("Entries"), self.tr("Entry"))
        column.addWidget(across, 1)


def _capital(words_: str) -> str:
    return words_[:1].upper() + words_[1:]
