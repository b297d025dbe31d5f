# SPDX-License-Identifier: MIT
"""Disposal: what is due at the left, at the right the one in hand with its five steps (H1, H2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk_app.desk.context import Kind
from desk_app.desk.disposal import disposing
from desk_app.desk.errors import Refused
from desk_app.desk.opened import own_pages
from desk_app.gui import words
from desk_app.gui.kit.display.next_step import NextStep
from desk_app.gui.kit.display.notes import ListOrNote, NoteFrame
from desk_app.gui.kit.files import SaveWorkbook, documents
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import STRETCH, in_column, in_row
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton, button_for
from desk_app.gui.kit.layout.layout import WHOLE, Dialog, Divided, TitleBar
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import RowsModel
from desk_app.gui.kit.tables.table import ListTable
from desk_app.gui.page import ActionTerms, Place, SectionView
from desk_app.gui.pages.disposal.book import (
    DisposalBook,
    DisposalColumns,
    DisposalsShown,
    DisposalStage,
)
from desk_app.gui.pages.disposal.list import DisposalList
from desk_app.gui.pages.disposal.panel import STEPS, DisposalPanel, steps_width
from desk_app.gui.pages.disposal.questions import DisposalQuestions
from desk_app.gui.pages.disposal.words import DisposalWords
from desk_app.gui.printing import spooler
from desk_app.gui.printing.ledgers import Exporting, due_ledger
from desk_app.gui.printing.own_pages import OwnPrinting
from desk_app.gui.session.session import Listed
from desk_app.i18n import dates, messages
from desk_app.records.base import ApplicationId, InquiryKey
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.registers import RegisterBook
from desk_app.rules.registers.registers import CONTRACT_YEARS, RECORD_YEARS
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from desk_app.desk.context import Desk
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session.session import Session
    from desk_app.records.case.disposal import DisposalRecord


_WIDTH, _HEIGHT = 640, 420
_OF_TODAY = (
    DisposalStage.COUNTING,
    DisposalStage.PROPOSAL,
    DisposalStage.SIGNATURE,
    DisposalStage.CARRYING_OUT,
)
"""The steps for which the day must be believed."""


class PastDisposals(Dialog):
    """``wanted`` carries the id of the disposal to be shown, with its report."""

    wanted = Signal(object)

    def __init__(
        self, session: Session, records: Sequence[DisposalRecord], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pastDisposals")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("Disposals and their reports")
        self.setWindowTitle(title)
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        columns = DisposalColumns(session.language, self, names=False).of_past()
        model: RowsModel[DisposalRecord] = RowsModel(columns, lambda each: each.id, None, self)
        model.show_rows(records)
        self._table = ListTable.of(model, title, "disposals")
        self._table.opened.connect(self._open)
        self._table.choose(0)
        shown = ListOrNote(self._table)
        shown.show_list(self.tr("Nothing was disposed of yet."), empty=not records)
        back = KeyButton(self.tr("Back"))
        back.setObjectName("back")
        back.show_key(Key.CLOSE)
        back.clicked.connect(self.reject)
        heading, row = Text(title, Size.SECTION, bold=True), in_row(None, STRETCH, back)
        in_column(self, heading, (shown, 1), row, gap=12, edge=16)

    def begin(self) -> None:
        """Open with the keys on the newest."""
        self.open()
        self._table.setFocus()

    def _open(self, id_: object) -> None:
        self.accept()
        self.wanted.emit(id_)


class DisposalView(SectionView):
    """The blue button does what comes next; nothing is deleted before it is asked once more."""

    place = Place.DISPOSAL
    title = "Disposal"
    icon = "disposal"
    key = Key.DISPOSAL
    duty = Duty.DISPOSE
    narrowed_by = ("searchDue",)

    def __init__(
        self, session: Session, parent: QWidget | None = None, printers: Printing | None = None
    ) -> None:
        super().__init__(session, parent)
        self.book = DisposalBook(session, self)
        self.questions = DisposalQuestions(session, self)
        self.printing = OwnPrinting(session, printers or spooler.system(), self)
        self.exporting = Exporting(session, self)
        self.list = DisposalList(session, self.book, names=self.may(Duty.READ_CASES))
        self.list.all_wanted.connect(self.close_level)
        self._acting: Desk | None = None
        self._wanted: object | None = None
        self._counts = False
        self._then: Callable[[], None] | None = None
        self._offer()
        self._next = self.doing.button("next", ButtonKind.MAIN)
        others = [self.doing.button(name) for name in ("propose", "sendBack", "newProposal")]
        # The list has the key already: the button says that there is one.
        self._count = button_for(
            "countPaper", self.tr("Count the paper"), self._count_current, icon="edit", key=Key.EDIT
        )
        self.next = NextStep((self._next,), (*others, self._count))
        self._words = DisposalWords(session, self)
        self.panel = DisposalPanel(session, ends=self.may(Duty.KEYS))
        self._listen()
        self._lay_out()
        self._show(self.page)

    @property
    def page(self) -> DisposalsShown:
        """The page as it is shown now."""
        return self.book.page

    @override
    def open_thing(self, thing: object | None) -> None:
        listed = thing if isinstance(thing, Listed) else None
        self._show_listed(listed)
        thing = None if listed else thing
        disposal, self._wanted = thing if isinstance(thing, tuple) else (None, thing)
        self.printing.ask_printers()
        self._then = self.list.take_focus
        self.book.come(disposal if isinstance(disposal, int) else None)

    @override
    def here(self) -> object | None:
        line = self.list.current()
        return self.page.shown, None if line is None else line.id

    @override
    def read_again(self) -> None:
        self.book.read_again()

    @override
    def to_search(self) -> None:
        self.list.search.take_focus()

    @override
    def close_level(self) -> bool:
        if self.book.stop():
            return True
        if self.page.among is None:
            return False
        self._show_listed(None)
        self.book.read_again()
        return True

    def _show_listed(self, listed: Listed | None) -> None:
        """List what a number of Reports counts and nothing else, or all again."""
        self.list.name_listed("" if listed is None else listed.name)
        ids = None if listed is None else frozenset(map(ApplicationId, listed.ids))
        self.book.list_among(ids)

    @override
    def leave(self) -> None:
        self.panel.signer.clear()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        if self.page.idle:
            return (
                ("↑ ↓", self.tr("item")),
                (shortcuts.label(Key.SEARCH), self.tr("narrow down")),
            )
        return (
            ("↑ ↓", self.tr("item")),
            ("Space", self.tr("choose or not")),
            (shortcuts.label(Key.EDIT), self.tr("count the paper")),
            ("Tab", self.tr("next part")),
            (shortcuts.label(Key.MAIN), words.inside(self.doing["next"].text())),
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._across.suggest(1, steps_width(self.width()))

    def export_to(self, path: str) -> None:
        """Save the due list as a workbook, once the password was shown."""
        self.exporting.begin(LedgerKind.DUE, path, due_ledger)

    def _offer(self) -> None:
        """Say what can be done here, in the order of the menus."""
        act, book = self.act, self.book
        act("next", self._next_word(), self._go_on, Key.MAIN, "check", why=self._why_not)
        # Where nobody counts, the proposal stands on what the records say, and its name says so.
        uncounted = self.tr("Propose without counting")
        act("propose", uncounted, book.propose, None, "check", menu="")
        back, signs = self.tr("Send back"), Duty.SIGN_DISPOSAL
        act("sendBack", back, self._send_back, None, "back", needs=signs)
        act("newProposal", self.tr("New proposal"), self._new_proposal, Key.ADD, "plus")

        def can_choose() -> bool:
            return any(row.can_be_chosen for row in self.page.rows)

        def can_end() -> bool:
            return self.page.ends_backups and not self.page.working

        every = self.tr("Choose all")
        act("chooseAll", every, book.choose_all, None, "check", can=can_choose)
        terms = ActionTerms(needs=Duty.HOLD, why=self._no_line)
        act("hold", self._hold_word(), self._hold, None, "hold", **terms)
        act(
            "contractor",
            self.tr("Contractor and certificate"),
            self._contractor,
            can=self._has_paper,
        )
        act("past", self.tr("Past disposals"), self._show_past, None, "history")
        workbook, lets_go = self.tr("Save as spreadsheet"), Duty.EXPORT
        act("export", workbook, self._export, Key.EXPORT, "export", "file", needs=lets_go)
        end, keys = self.tr("End the old backups now"), Duty.KEYS
        act("endBackups", end, self._ask_to_end_backups, None, "lock", needs=keys, can=can_end)
        clock = self.tr("Confirm day and time")
        act("confirmClock", clock, self._confirm_clock, None, "users")

    def _next_word(self) -> str:
        """Return what the blue button does now."""
        return {
            DisposalStage.COUNTING: self.tr("Count the paper"),
            DisposalStage.PROPOSAL: self.tr("Propose"),
            DisposalStage.SENT_BACK: self.tr("New proposal"),
            DisposalStage.SIGNATURE: self.tr("Sign"),
            DisposalStage.CARRYING_OUT: self.tr("Carry out"),
            DisposalStage.CHECK: self.tr("Check once more"),
            DisposalStage.PAPER: self.tr("Record the paper"),
            DisposalStage.NOTHING: self.tr("Print the report"),
        }[self.page.stage]

    def _go_on(self) -> None:
        """Do what the disposal looked at waits for."""
        {
            DisposalStage.COUNTING: self._count_next,
            DisposalStage.PROPOSAL: self.book.propose,
            DisposalStage.SENT_BACK: self._new_proposal,
            DisposalStage.SIGNATURE: self._sign,
            DisposalStage.CARRYING_OUT: self._ask_to_carry_out,
            DisposalStage.CHECK: self._check_again,
            DisposalStage.PAPER: self._record_paper,
            DisposalStage.NOTHING: self._print_report,
        }[self.page.stage]()

    def _why_not(self) -> str:
        """Return why the next step cannot be done; empty where it can."""
        page, language = self.page, self.session.language
        if page.working:
            return self.tr("It is being carried out.")
        if page.read.doubt is not None and page.stage in _OF_TODAY:
            doubtful = Refused(("clock_doubtful",), {"doubt": page.read.doubt})
            return messages.error(doubtful, language).what
        if page.stage is DisposalStage.PROPOSAL and not page.picked:
            return self.tr("Choose with Space what is to be disposed of.")
        if page.stage is DisposalStage.SIGNATURE and not page.signers:
            return messages.error(Refused(("officer_signs",)), language).what
        return ""

    def _no_line(self) -> str:
        """Return why nothing can be held back now, empty where the keys are on a line."""
        if self.list.current() is not None:
            return ""
        return self.tr("Go to the line that is to be held back.")

    def _hold_word(self) -> str:
        """Return whether the line the keys are on would be held back, or freed."""
        line = self.list.current()
        held = line is not None and line.hold is not None
        return self.tr("Lift the hold") if held else self.tr("Hold back")

    def _count_next(self) -> None:
        """Open the sheets of what is chosen and nobody counted: the first of them."""
        first = next(iter(self.page.to_count), None)
        self._counts = first is not None
        if first is not None:
            self.list.count_paper(first.line.id)

    def _count_current(self) -> None:
        self._counts = False
        self.list.count_paper()

    def _counted_one(self) -> None:
        """Go on to the next to be counted, where the blue button began it."""
        if self._counts:
            self._count_next()

    def _new_proposal(self) -> None:
        """Show the proposal that is being made."""
        self.book.show(None)
        self.list.take_focus()

    def _send_back(self) -> None:
        if self.page.record is not None:
            self.ask(self.questions.send_back(self.page.record))

    def _has_paper(self) -> bool:
        return self.page.record is not None and self.page.record.paper is not None

    def _contractor(self) -> None:
        if self.page.record is not None:
            self.ask(self.questions.contractor(self.page.record))

    def _hold(self) -> None:
        """Ask about the line the keys are on: held back, or the hold lifted."""
        line = self.list.current()
        if line is not None:
            question = self.questions.hold if line.hold is None else self.questions.lift
            self.ask(question(line))

    def _show_past(self) -> None:
        dialog = PastDisposals(self.session, self.page.read.records, self)
        dialog.wanted.connect(self.book.show)
        dialog.begin()

    def _confirm_clock(self) -> None:
        question = self.questions.confirm_clock(self.page.read)
        self.ask(question, self.book.read_again)

    def _export(self) -> None:
        dialog = SaveWorkbook(documents(), self.exporting.name(LedgerKind.DUE), self)
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def _listen(self) -> None:
        self.book.page_changed.connect(self._show)
        self.book.arrived.connect(self._arrived)
        self.book.refused.connect(self._refuse)
        self.book.done.connect(self._done)
        self.exporting.asked.connect(self.ask)
        self.list.opened.connect(self._open)
        self.list.counted.connect(self._counted_one)
        self.list.current_changed.connect(self._refresh)
        self.panel.end_wanted.connect(self._ask_to_end_backups)

    def _lay_out(self) -> None:
        title = TitleBar()
        rules = self.session.desk.rulebook.on(self.session.today)
        years = rules.days.retention_years
        kept = self.tr("Applications: %n year(s) after completion", "", years)
        told = self.tr("{kept}. Records of provision: {contract} or {others} years").format(
            kept=kept, contract=CONTRACT_YEARS, others=RECORD_YEARS
        )
        title.say(self.tr("Disposal"), told)
        for name in ("chooseAll", "hold", "past"):
            title.add_button(self.doing.button(name))
        self._doubt = NoteFrame("ask")
        self._doubt.setObjectName("doubt")
        self._clock, confirm = QWidget(), self.doing.button("confirmClock")
        in_row(self._clock, (self._doubt, 1), confirm, gap=16, edge=(16, 8, 16, 8))
        parts = ((self.list, WHOLE), (self.panel, STEPS))
        self._across = Divided("disposal", self.session.screen, 0, parts)
        self._across.name_parts(
            self.tr("Parts of this page"), self.tr("List"), self.tr("Steps and report")
        )
        in_column(self, title, self.next, self._clock, (self._across, 1), gap=0, edge=0)

    def _show(self, page: DisposalsShown) -> None:
        self.list.show_page(page)
        self.panel.show_page(page)
        self._show_doubt(page)
        self.count_changed.emit(sum(line.hold is None for line in page.read.due))
        self._refresh()

    def _arrived(self) -> None:
        if self._wanted is not None:
            self.list.choose(self._wanted)
            self._wanted = None
        if self.page.working:
            return
        then, self._then = self._then, None
        if then is not None:
            then()
            # The line that the keys came to may be held back.
            self._refresh()

    def _show_doubt(self, page: DisposalsShown) -> None:
        doubt = page.read.doubt
        self._clock.setVisible(doubt is not None)
        if doubt is None:
            return
        language, now = self.session.language, self.session.desk.ports.clock.now()
        day = dates.full(dates.day_of(now), language, weekday=True)
        self._doubt.say(
            self.tr("Is it {day}, {time}?").format(day=day, time=dates.clock(now)),
            self.tr(
                "{doubt}. The lists can be read; until two people confirm day and time, nothing is"
                " disposed of."
            ).format(doubt=messages.label(doubt, language)),
        )

    def _refresh(self) -> None:
        doing, page = self.doing, self.page
        doing.refresh()
        doing["next"].setText(self._next_word())
        doing["next"].setVisible(not page.idle)
        self._count.setVisible(page.stage is DisposalStage.PROPOSAL and bool(page.rows))
        doing["propose"].setVisible(page.stage is DisposalStage.COUNTING)
        doing["chooseAll"].setVisible(not page.idle)
        doing["hold"].setText(self._hold_word())
        doing["sendBack"].setVisible(
            page.stage in {DisposalStage.SIGNATURE, DisposalStage.CARRYING_OUT}
        )
        doing["endBackups"].setVisible(page.ends_backups)
        doing["newProposal"].setVisible(page.stage is DisposalStage.NOTHING)
        doing["confirmClock"].setVisible(page.read.doubt is not None)
        self.next.say(self._words.next_step(page))
        self.keys_changed.emit()

    def _open(self, id_: object) -> None:
        if not self.may(Duty.READ_CASES) or not isinstance(id_, int):
            return
        kind, own = disposing.kind_of(ApplicationId(id_))
        if kind is Kind.REGISTER:
            self.session.open_registers.emit((RegisterBook.PROVISIONS, own))
        elif kind is Kind.INQUIRY:
            self.session.open_inquiry.emit(InquiryKey(own))
        else:
            self.session.open_application.emit(id_)

    def _sign(self) -> None:
        answer = self.panel.signer.answer()
        if answer is not None:
            self.book.sign(*answer)

    def _ask_to_carry_out(self) -> None:
        if self.page.record is not None:
            question = self.questions.carry_out(self.page.record, self._remember)
            self.ask(question, self._carry_out)

    def _carry_out(self) -> None:
        self._then = self._next.setFocus
        self.book.carry_out(self._forget())

    def _check_again(self) -> None:
        self._then = self._next.setFocus
        self.book.check_again()

    def _ask_to_end_backups(self) -> None:
        if self.page.record is not None:
            question = self.questions.end_old_backups(self.page.record, self._remember)
            self.ask(question, self._end_backups)

    def _end_backups(self) -> None:
        self.book.end_old_backups(self._forget())

    def _record_paper(self) -> None:
        shown = self.page.shown
        draft = None if shown is None else self.panel.paper.draft(shown)
        if draft is not None:
            self.book.record_paper(draft)

    def _print_report(self) -> None:
        id_, language = self.page.shown, self.session.language
        if id_ is None:
            return
        question = self.printing.question(
            self.tr("Print the report"),
            lambda desk, _: desk.ports.press.page(own_pages.disposal_page(desk, id_, language)),
        )
        self.ask(question, self.printing.send)

    def _remember(self, acting: Desk) -> None:
        """Keep who showed the password until the question has closed."""
        self._acting = acting

    def _forget(self) -> Desk | None:
        acting, self._acting = self._acting, None
        return acting

    def _refuse(self, error: Exception) -> None:
        if not self.panel.refuse(error):
            self.session.trouble.emit(error)

    def _done(self, name: str) -> None:
        said = {
            "propose": self.tr("The disposal is proposed; it waits for a second person."),
            "sign": self.tr("The disposal is signed."),
            "carry_out": self.tr("Everything is deleted, and the pages were searched."),
            "check": self.tr("The pages were searched once more."),
            "paper": self.tr("The paper is recorded; the report can be printed."),
            "end": self.tr("The old backups can be read by nobody any more."),
        }
        self.session.said.emit(said[name])
        # A field that cannot be filled in yet takes no keys: they go there once all is read again.
        self._then = {
            "propose": self.panel.signer.take_focus,
            "sign": self._next.setFocus,
            "carry_out": self.panel.paper.take_focus,
            "check": self.panel.paper.take_focus,
            "paper": self._next.setFocus,
        }.get(name)
