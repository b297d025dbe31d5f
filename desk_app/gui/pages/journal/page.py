# SPDX-License-Identifier: MIT
"""The journal: who did what and when, never a value; checked, printed by day, let go (K2)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal

from desk_app.desk import reading
from desk_app.desk.rows import JournalFilter
from desk_app.gui import days
from desk_app.gui.asking import DayAsked
from desk_app.gui.case.narrowing import HiddenByFilter, SavedFilters
from desk_app.gui.kit.display.notes import ListOrNote, NoteFrame
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.form import FilterLine, set_value
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.files import SaveWorkbook, documents
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import in_column, named, padded
from desk_app.gui.kit.layout.buttons import ButtonKind, button_for
from desk_app.gui.kit.layout.layout import WHOLE, Divided, TitleBar
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.text import announce
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Column, TextSide
from desk_app.gui.kit.tables.table import DayTable
from desk_app.gui.page import Place, SectionView
from desk_app.gui.pages.journal.book import JournalPageBook, JournalState
from desk_app.gui.pages.journal.panel import JournalEntryPanel
from desk_app.gui.printing import spooler
from desk_app.gui.printing.evidence import EvidenceLeaving
from desk_app.gui.printing.ledgers import (
    Exporting,
    LedgerPrinting,
    StampPrinting,
    due_ledger,
    journal_ledger,
)
from desk_app.gui.printing.own_pages import OwnPrinting
from desk_app.i18n import dates, messages
from desk_app.records.base import UserId
from desk_app.records.books.journal import Action
from desk_app.records.books.ledgers import LedgerKind
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from desk_app.desk.context import Desk
    from desk_app.desk.rows import IdWindow, JournalLine
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session.session import Session
    from desk_app.records.books.journal import JournalMark
    from desk_app.records.desk.people import User


_LIST = "journal"
_NAME, _DAY, _SEARCH = 128, 156, 136
_PANEL, _ROOM = 384, 560


class JournalFilterBar(FilterLine):
    """Says `wanted` with the filter whenever a field was left or something was chosen."""

    wanted = Signal(object)

    def __init__(self, session: Session, view: SectionView) -> None:
        super().__init__()
        self._session = session
        self._people: tuple[User, ...] = ()
        self.search = SearchField(self.tr("Number"), "subject", _SEARCH)
        self.search.wanted.connect(self._ask)
        self._person, self._action = ChoiceBox(), ChoiceBox()
        self._since = EraDateEdit(days.reading(session), days.showing(session))
        self._until = EraDateEdit(days.reading(session), days.showing(session))
        # What is chosen first says itself what it is of: labels would need a second line.
        for box, name, told in (
            (self._person, "person", self.tr("Who")),
            (self._action, "action", self.tr("What")),
        ):
            box.name_alone(told)
            box.setFixedWidth(theme.px(_NAME))
            self.add(named(name, box))
        self.add_field("since", self.tr("From"), self._since, _DAY)
        self.add_field("until", self.tr("Until"), self._until, _DAY)
        self.add(self.search)
        self.saved = SavedFilters(view, _LIST, self.fields)
        self.saved.used.connect(self.show_fields)
        self.add(self.saved.box)
        self._clear = button_for(
            "clearFilter", self.tr("Show all"), self._show_all, kind=ButtonKind.SMALL
        )
        self.add(self._clear)
        self._offer()
        for box in (self._person, self._action):
            box.currentIndexChanged.connect(self._ask)
        for edit in (self._since, self._until):
            edit.value_changed.connect(self._ask)

    def filter(self) -> JournalFilter:
        """Return which entries are wanted."""
        person, action = self._person.value(), self._action.value()
        return JournalFilter(
            actor=None if person is None else UserId(str(person)),
            subject=self.search.text().strip(),
            since=self._since.value(),
            until=self._until.value(),
            action=action if isinstance(action, Action) else None,
        )

    def fields(self) -> dict[str, str | bool]:
        """Return what a filter keeps of it."""
        wanted = self.filter()
        return {
            "person": wanted.actor or "",
            "action": wanted.action.value if wanted.action else "",
            "since": wanted.since.isoformat() if wanted.since else "",
            "until": wanted.until.isoformat() if wanted.until else "",
            "subject": wanted.subject,
        }

    def show_fields(self, kept: Mapping[str, str | bool]) -> None:
        """Show what a filter kept."""
        told = {name: str(value) for name, value in kept.items()}
        since, until = told["since"], told["until"]
        action = next((each for each in Action if each.value == told["action"]), None)
        values = (
            (self._person, UserId(told["person"]) if told["person"] else None),
            (self._action, action),
            (self._since, date.fromisoformat(since) if since else None),
            (self._until, date.fromisoformat(until) if until else None),
            (self.search, told["subject"]),
        )
        for field, value in values:
            with QSignalBlocker(field):
                set_value(field, value)
        self._ask()

    def show_filter(self, wanted: JournalFilter) -> None:
        """Offer to show all again while something narrows the list."""
        self._clear.setVisible(wanted != JournalFilter())

    def narrow_to(self, subject: str) -> None:
        """List the entries about one application or inquiry alone, or again those about all."""
        with QSignalBlocker(self.search):
            set_value(self.search, subject or None)
        self._ask()

    def show_people(self, people: Sequence[User]) -> None:
        """Offer these people; nothing happens where they are the same."""
        if tuple(people) != self._people:
            self._people = tuple(people)
            self._offer()

    def _offer(self) -> None:
        people = [(user.id, user.name) for user in self._people]
        actions = [(each, messages.label(each, self._session.language)) for each in Action]
        for box, every, choices in (
            (self._person, self.tr("Everybody"), people),
            (self._action, self.tr("All that was done"), actions),
        ):
            before = box.value()
            box.set_choices([(None, every), *choices])
            box.set_value(before)
        self._action.setFixedWidth(max(theme.px(_NAME), self._action.width_of_all()))

    def _show_all(self) -> None:
        fields = (self._person, self._action, self._since, self._until, self.search)
        for field in fields:
            with QSignalBlocker(field):
                set_value(field, None)
        self.saved.box.set_value(None)
        self.search.take_focus()
        self._ask()

    def _ask(self) -> None:
        self.wanted.emit(self.filter())


class JournalView(SectionView):
    """Enter opens the application of an entry, for who may read it."""

    place = Place.JOURNAL
    title = "Journal"
    icon = "history"
    duty = Duty.READ_JOURNAL
    narrowed_by = ("subject", "person", "action", "since", "until")
    widest = (("subject", ""), *((name, None) for name in ("person", "action", "since", "until")))

    def __init__(
        self, session: Session, parent: QWidget | None = None, printers: Printing | None = None
    ) -> None:
        super().__init__(session, parent)
        self.book = JournalPageBook(session, self._columns(), self)
        self.book.state_changed.connect(self._show)
        self.book.checked.connect(lambda head: announce(self, " ".join(self._sound(head))))
        self.printing = OwnPrinting(session, printers or spooler.system(), self)
        self.ledger = LedgerPrinting(session, self.printing, self)
        self.stamps = StampPrinting(session, self.printing, self)
        self.evidence = EvidenceLeaving(session, self)
        self.exporting = Exporting(session, self)
        self.exporting.asked.connect(self.ask)
        self.filter = JournalFilterBar(session, self)
        self.filter.wanted.connect(self.book.narrow)
        self._table = DayTable.of(self.book.model, self.tr("Journal"), "entries")
        self._table.group_by(self._day_of)
        self._table.scroll_sideways()
        self._table.opened.connect(self._open)
        self.filter.search.down.connect(self._table.setFocus)
        self._stack = ListOrNote(self._table)
        self._hidden = HiddenByFilter(self, self._stack.note, _every)
        self._note = NoteFrame("ok")
        self._note.setObjectName("checked")
        self._told_row = padded(self._note, (16, 8, 16, 8))
        self._title = TitleBar()
        self._offer()
        self._check = self.doing.button("check")
        for button in (self.doing.button("export"), self.doing.button("daySheet"), self._check):
            self._title.add_button(button)
        self._lay_out()
        self._show(self.book.state)

    def _lay_out(self) -> None:
        """Put the entry that is chosen beside the list, and follow the list with it."""
        self._panel = JournalEntryPanel(self.session.language, self.doing.button("alone"))
        self._panel.open_wanted.connect(self._table.open_current)
        self.book.linked.connect(self._show_entry)
        self._table.current_changed.connect(self._choose_entry)
        self.book.model.dataChanged.connect(self._show_entry)
        parts = ((self._stack, WHOLE), (self._panel, _PANEL))
        across = Divided("journal", self.session.screen, 0, parts, _ROOM, parent=self)
        across.name_parts(self.tr("Parts of this page"), self.tr("Entries"), self.tr("Entry"))
        in_column(self, self._title, self.filter, self._told_row, (across, 1), gap=0, edge=0)

    @override
    def open_thing(self, thing: object | None) -> None:
        self.printing.ask_printers()
        self.read_again()
        # Behind the note that nothing matches it would take no keys; the entries are on their way.
        self._stack.setCurrentWidget(self._table)
        self._table.setFocus()

    @override
    def read_again(self) -> None:
        self.book.read_again()
        self.filter.saved.read_again()

    @override
    def to_search(self) -> None:
        self.filter.search.take_focus()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        opens = (shortcuts.ENTER, self.tr("open the application"))
        return (
            ("↑ ↓", self.tr("entry")),
            *([opens] if self.may(Duty.READ_CASES) else []),
            ("Tab", self.tr("next part")),
            (shortcuts.label(Key.PRINT), self.tr("sheet of a day")),
            (shortcuts.label(Key.MAIN), self.tr("check all entries")),
        )

    def export_to(self, path: str) -> None:
        """Save what the filter shows as a workbook, once the password was shown."""
        wanted = self.book.state.wanted
        self.exporting.begin(LedgerKind.JOURNAL, path, journal_ledger(wanted))

    def export_due_to(self, path: str) -> None:
        """Save what is due for disposal, for who reads ledgers and disposes of nothing."""
        self.exporting.begin(LedgerKind.DUE, path, due_ledger)

    def _columns(self) -> list[Column[JournalLine]]:
        language = self.session.language

        def when(line: JournalLine) -> str:
            day = dates.narrow(dates.day_of(line.at), language)
            said = f"{day} {dates.clock(line.at)}"
            back = line.back_from
            return said if back is None else f"{said} {messages.went_back(back, language)}"

        def turned(line: JournalLine) -> Mark | None:
            return None if line.back_from is None else Mark.OVERDUE

        def clock(line: JournalLine) -> str:
            return dates.clock(line.at)

        def action(line: JournalLine) -> str:
            return messages.label(line.action, language)

        def number(line: JournalLine) -> str:
            return f"{line.sequence:,}"

        # Who did what to which application is what the eye looks for.
        def quiet(_: JournalLine) -> str:
            return "text2"

        return [
            Column("sequence", self.tr("Number"), number, 72, TextSide.RIGHT, tone=quiet),
            Column("at", self.tr("Time"), clock, 84, spoken=when, tone=quiet, mark=turned),
            Column("actor", self.tr("Who"), lambda line: line.actor, 144),
            Column("action", self.tr("What"), action, 248),
            Column("subject", self.tr("Application or inquiry"), lambda line: line.subject),
        ]

    def _day_of(self, line: JournalLine) -> str:
        return dates.full(dates.day_of(line.at), self.session.language, weekday=True)

    def _offer(self) -> None:
        """Say what can be done here, in the order of the menu."""
        act, book = self.act, self.book
        every, ready = self.tr("Check all entries"), lambda: not book.state.checking
        act("check", every, book.check, Key.MAIN, "check", "file", can=ready)
        sheet = self.tr("Print a day sheet")
        act("daySheet", sheet, self._print_day, Key.PRINT, "print", "file")
        every, due = self.tr("Save as spreadsheet"), self.tr("Save what is due for disposal")
        act("export", every, self._export, Key.EXPORT, "export", "file", can=self._lets_go)
        act("exportDue", due, self._export_due, None, "export", "file", can=self._lets_go)
        act("alone", self._word_of_alone(), self._change_alone, None, "search", "view")
        self.filter.saved.offer_actions("file")
        self.ledger.offer()
        self.stamps.offer(self)
        self.evidence.offer("file")

    def _show(self, state: JournalState) -> None:
        count = self.tr("%n entry(ies)", "", state.window.count)
        if state.window.more:
            count = self.tr("more than %n entry(ies)", "", state.window.count)
        self._title.say(self.tr("Journal"), count)
        self.filter.show_people(state.people)
        self.filter.show_filter(state.wanted)
        self._stack.show_list(self.tr("No entry matches."), empty=not state.window.ids)
        self._hidden.look(empty=not state.window.ids)
        self._table.choose(max(self._table.currentIndex().row(), 0))
        self._show_entry()
        self.doing.refresh()
        self._check.set_kind(ButtonKind.MAIN if state.asks_for_check else ButtonKind.PLAIN)
        self._told_row.setVisible(state.checking or state.arrived)
        sound = state.head is not None or state.last is not None
        self._note.turn("ok" if sound and not state.checking else "info")
        if state.checking:
            self._note.say(self.tr("All entries are being read"))
        elif state.head is not None:
            self._note.say(*self._sound(state.head))
        elif state.last is not None:
            self._note.say(*self._sound_before(state.last))
        else:
            every = self.tr("{key} reads every entry and says whether any was changed or is gone.")
            self._note.say(
                self.tr("Nobody has checked all entries yet"),
                every.format(key=shortcuts.label(Key.MAIN)),
            )

    def _sound(self, head: JournalMark) -> tuple[str, str]:
        return (
            self.tr("The journal is whole: %n entry(ies)", "", head.sequence),
            self.tr(
                "Every entry fits the one before, and the last one is that of the anchor beside the"
                " keys: {mark}. Compare it with the last sheet on paper."
            ).format(mark=head),
        )

    def _sound_before(self, last: JournalLine) -> tuple[str, str]:
        """Say when, by whom and with what result all entries were last checked."""
        day = dates.full(dates.day_of(last.at), self.session.language, weekday=True)
        return (
            self.tr("Last checked {day} {time} by {name}: it was whole").format(
                day=day, time=dates.clock(last.at), name=last.actor
            ),
            self.tr("Entries after No. {number} are looked at by the next check.").format(
                number=f"{last.sequence - 1:,}"
            ),
        )

    def _print_day(self) -> None:
        question = self.printing.question(
            self.tr("Print a day sheet"),
            self.book.day_page,
            DayAsked("day", self.tr("Day"), self.session.today),
        )
        self.ask(question, self.printing.send)

    def _export(self) -> None:
        self._ask_where(LedgerKind.JOURNAL).fileSelected.connect(self.export_to)

    def _export_due(self) -> None:
        self._ask_where(LedgerKind.DUE).fileSelected.connect(self.export_due_to)

    def _ask_where(self, kind: LedgerKind) -> SaveWorkbook:
        dialog = SaveWorkbook(documents(), self.exporting.name(kind), self)
        dialog.open()
        return dialog

    def _alone(self) -> str:
        """Return the number that the chosen entry is about; empty where it is about none."""
        row = self._entry()
        return "" if row is None else row.subject

    def _change_alone(self) -> None:
        """Switch between the entries about this number and those about all."""
        narrowed = bool(self.book.state.wanted.subject)
        self.filter.narrow_to("" if narrowed else self._alone())

    def _word_of_alone(self) -> str:
        """Return what the switch does now."""
        if self.book.state.wanted.subject:
            return self.tr("Entries about all")
        return self.tr("Entries about this number alone")

    def _entry(self) -> JournalLine | None:
        return self.book.model.row_at(self._table.currentIndex().row())

    def _choose_entry(self, sequence: object) -> None:
        """Show the entry that a clerk went to; how it stands in the chain follows."""
        self._show_entry()
        if isinstance(sequence, int):
            self.book.choose(sequence)

    def _show_entry(self) -> None:
        row = self._entry()
        self._panel.show_entry(row, self.book.state.link, opens=self._opens(row))
        self.doing["alone"].setText(self._word_of_alone())
        self.doing["alone"].setVisible(bool(self._alone() or self.book.state.wanted.subject))

    def _opens(self, row: JournalLine | None) -> bool:
        """Say whether an entry leads to an application that may be read."""
        return row is not None and row.application is not None and self.may(Duty.READ_CASES)

    def _open(self, _: object) -> None:
        row = self._entry()
        if row is not None and self._opens(row):
            self.session.open_application.emit(row.application)

    def _lets_go(self) -> bool:
        return self.may(Duty.EXPORT)


def _every(desk: Desk) -> IdWindow:
    return reading.journal(desk).window(JournalFilter())
