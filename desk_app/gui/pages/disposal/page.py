# SPDX-License-Identifier: MIT
"""Disposal: what is due at the left, at the right the one in hand with its five steps (H1, H2)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from desk_app.desk import own_pages
from desk_app.desk.errors import KnownError, NotAllowed, Refused
from desk_app.gui import words
from desk_app.gui.kit import shortcuts, theme
from desk_app.gui.kit.actions import ActionLine, ActionTable
from desk_app.gui.kit.boxes import STRETCH, in_column, in_row
from desk_app.gui.kit.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.columns import RowsModel
from desk_app.gui.kit.files import SaveWorkbook, documents
from desk_app.gui.kit.layout import WHOLE, Divided, TitleBar
from desk_app.gui.kit.notes import EmptyNote, NoteFrame
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.shortcuts import Key
from desk_app.gui.kit.table import CellDelegate, ListTable
from desk_app.gui.kit.text import Text
from desk_app.gui.kit.theme import Size
from desk_app.gui.page import Place, SectionView
from desk_app.gui.pages.disposal.book import DisposalColumns, DisposalPage, DisposalPresenter, Stage
from desk_app.gui.pages.disposal.list import DisposalList
from desk_app.gui.pages.disposal.panel import STEPS, DisposalPanel, steps_width, told
from desk_app.gui.pages.disposal.questions import DisposalQuestions
from desk_app.gui.printing import spooler
from desk_app.gui.printing.ledgers import Exporting, due_ledger
from desk_app.gui.printing.own_pages import OwnPrinting
from desk_app.i18n import dates, messages
from desk_app.records.base import ApplicationId
from desk_app.records.pages import LedgerKind
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from desk_app.desk.context import Desk
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session import Workplace
    from desk_app.records.disposal import DisposalRecord


_WIDTH, _HEIGHT = 640, 420


class PastDisposals(QDialog):
    """``wanted`` carries the id of the disposal to be shown, with its report."""

    wanted = Signal(object)

    def __init__(self, work: Workplace, records: Sequence[DisposalRecord], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pastDisposals")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Disposals and their reports"))
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        columns = DisposalColumns(work.language, self, names=False).of_past()
        model: RowsModel[DisposalRecord] = RowsModel(columns, lambda each: each.id, None, self)
        model.show_rows(records)
        self._table = ListTable(self.windowTitle())
        self._table.setObjectName("disposals")
        self._table.setItemDelegate(CellDelegate(self._table))
        self._table.show_model(model)
        self._table.opened.connect(self._open)
        self._table.choose(0)
        self._table.setHidden(not records)
        self._empty = EmptyNote()
        self._empty.say(self.tr("Nothing was disposed of yet."))
        self._empty.setHidden(bool(records))
        self._lay_out()

    def begin(self) -> None:
        """Open with the keys on the newest."""
        self.open()
        self._table.setFocus()

    def _lay_out(self) -> None:
        back = KeyButton(self.tr("Back"))
        back.setObjectName("back")
        back.show_key(Key.CLOSE)
        back.clicked.connect(self.reject)
        row = in_row(None, STRETCH, back)
        in_column(
            self,
            Text(self.windowTitle(), Size.SECTION, bold=True),
            (self._table, 1),
            (self._empty, 1),
            row,
            gap=12,
            edge=16,
        )

    def _open(self, id_: object) -> None:
        self.accept()
        self.wanted.emit(id_)


# The actions of the disposal page: when each can be done, and why it cannot.


class DisposalActions(QObject):
    """Makes the lines of the page's actions; the words of some change with what it shows."""

    def __init__(self, page: DisposalView, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page

    def lines(self) -> list[ActionLine]:
        """Return the actions."""
        page, menu = self._page, "application"
        return [
            ActionLine(
                "next",
                self.next_word(),
                page.next_step,
                Key.MAIN,
                "check",
                menu,
                enabled=lambda: not self._why_not(),
                why=self._why_not,
            ),
            self._of_duty(
                Duty.SIGN_DISPOSAL,
                ActionLine("sendBack", self.tr("Send back"), page.send_back, None, "back", menu),
            ),
            ActionLine(
                "newProposal", self.tr("New proposal"), page.new_proposal, Key.ADD, "plus", menu
            ),
            ActionLine(
                "chooseAll",
                self.tr("Choose all"),
                page.presenter.choose_all,
                None,
                "check",
                menu,
                enabled=lambda: any(row.can_be_chosen for row in page.page.rows),
            ),
            self._of_duty(
                Duty.HOLD,
                ActionLine("hold", self.hold_word(), page.hold, None, "hold", menu),
                lambda: page.list.current() is not None,
            ),
            ActionLine("past", self.tr("Past disposals"), page.show_past, None, "history", menu),
            self._of_duty(
                Duty.EXPORT,
                ActionLine(
                    "export",
                    self.tr("Save as a workbook"),
                    page.export,
                    Key.EXPORT,
                    "export",
                    "file",
                ),
            ),
            self._of_duty(
                Duty.KEYS,
                ActionLine(
                    "endBackups",
                    self.tr("End the old backups now"),
                    page.end_backups,
                    None,
                    "lock",
                    menu,
                ),
                lambda: page.page.ends_backups and not page.page.working,
            ),
            ActionLine(
                "confirmClock",
                self.tr("Confirm day and time"),
                page.confirm_clock,
                None,
                "users",
                menu,
            ),
        ]

    def next_word(self) -> str:
        """Return what the blue button does now."""
        return {
            Stage.PROPOSAL: self.tr("Propose"),
            Stage.SENT_BACK: self.tr("New proposal"),
            Stage.SIGNATURE: self.tr("Sign"),
            Stage.CARRYING_OUT: self.tr("Carry out"),
            Stage.CHECK: self.tr("Check once more"),
            Stage.PAPER: self.tr("Record the paper"),
            Stage.NOTHING: self.tr("Print the report"),
        }[self._page.page.stage]

    def hold_word(self) -> str:
        """Return whether the line the keys are on would be held back, or freed."""
        line = self._page.list.current()
        held = line is not None and line.hold is not None
        return self.tr("Lift the hold") if held else self.tr("Hold back")

    def _of_duty(
        self, duty: Duty, line: ActionLine, can: Callable[[], bool] | None = None
    ) -> ActionLine:
        """Return the line as it is offered: to who has the duty, to others with the reason."""

        def enabled() -> bool:
            return self._page.may(duty) and (can is None or can())

        def why() -> str:
            return "" if self._page.may(duty) else self._told(_not_allowed(duty))

        return replace(line, enabled=enabled, why=why)

    def _why_not(self) -> str:
        """Return why the next step cannot be done; empty where it can."""
        page = self._page.page
        if page.working:
            return self.tr("It is being carried out.")
        if page.read.doubt is not None and page.stage in _OF_TODAY:
            return self._told(Refused(("clock_doubtful",), {"doubt": page.read.doubt}))
        if page.stage is Stage.PROPOSAL and not page.picked:
            return self.tr("Choose with Space what is to be disposed of.")
        if page.stage is Stage.SIGNATURE and not page.signers:
            return self._told(Refused(("officer_signs",)))
        return ""

    def _told(self, error: KnownError) -> str:
        return messages.error(error, self._page.work.language).what


_OF_TODAY = (Stage.PROPOSAL, Stage.SIGNATURE, Stage.CARRYING_OUT)
"""The steps for which the day must be believed."""


def _not_allowed(duty: Duty) -> KnownError:
    return NotAllowed(facts={"duty": duty.value})


class DisposalView(SectionView):
    """The blue button does what comes next; nothing is deleted before it is asked once more."""

    place = Place.DISPOSAL
    title = "Disposal"
    icon = "disposal"
    key = Key.DISPOSAL
    duty = Duty.DISPOSE
    narrowed_by = ("searchDue",)

    def __init__(
        self,
        work: Workplace,
        parent: QWidget | None = None,
        printers: Printing | None = None,
    ) -> None:
        super().__init__(work, parent)
        self.presenter = DisposalPresenter(work, self)
        self.questions = DisposalQuestions(work, self)
        self.printing = OwnPrinting(work, printers or spooler.system(), self)
        self.exporting = Exporting(work, self)
        self.list = DisposalList(work, names=self.may(Duty.READ_CASES))
        self._actions = DisposalActions(self, self)
        self.doing = ActionTable(self._actions.lines(), self)
        self._acting: Desk | None = None
        self._wanted: object | None = None
        self._then: Callable[[], None] | None = None
        self._title = TitleBar()
        self._title.say(self.tr("Disposal"), self.tr("Kept two years after completion, PR-6"))
        self._doubt = NoteFrame("ask")
        self._doubt.setObjectName("doubt")
        self._next = self.doing.button("next", ButtonKind.MAIN)
        buttons = [self._next]
        buttons += [self.doing.button(name) for name in ("sendBack", "newProposal")]
        self.panel = DisposalPanel(work, buttons, ends=self.may(Duty.KEYS))
        self._listen()
        self._lay_out()
        self._show(self.page)

    @property
    def page(self) -> DisposalPage:
        """The page as it is shown now."""
        return self.presenter.page

    @override
    def open_thing(self, thing: object | None) -> None:
        disposal, self._wanted = thing if isinstance(thing, tuple) else (None, thing)
        self.printing.ask_printers()
        self._then = self.list.take_focus
        self.presenter.come(disposal if isinstance(disposal, int) else None)

    @override
    def here(self) -> object | None:
        line = self.list.current()
        return self.page.shown, None if line is None else line.id

    @override
    def read_again(self) -> None:
        self.presenter.read_again()

    @override
    def to_search(self) -> None:
        self.list.search.take_focus()

    @override
    def close_level(self) -> bool:
        return self.presenter.stop()

    @override
    def leave(self) -> None:
        self.panel.signer.clear()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("↑ ↓", self.tr("application")),
            ("Space", self.tr("choose or not")),
            (shortcuts.label(Key.EDIT), self.tr("count the paper")),
            ("Tab", self.tr("next part")),
            (shortcuts.label(Key.MAIN), words.inside(self.doing["next"].text())),
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._across.suggest(1, steps_width(self.width()))

    def next_step(self) -> None:
        """Do what the disposal looked at waits for."""
        {
            Stage.PROPOSAL: self.presenter.propose,
            Stage.SENT_BACK: self.new_proposal,
            Stage.SIGNATURE: self._sign,
            Stage.CARRYING_OUT: self._carry_out,
            Stage.CHECK: self._check_again,
            Stage.PAPER: self._record_paper,
            Stage.NOTHING: self._print_report,
        }[self.page.stage]()

    def new_proposal(self) -> None:
        """Show the proposal that is being made."""
        self.presenter.show(None)
        self.list.take_focus()

    def send_back(self) -> None:
        """Ask why the proposal goes back."""
        if self.page.record is not None:
            self.ask(self.questions.send_back(self.page.record))

    def end_backups(self) -> None:
        """Ask whether the old backups shall end now."""
        record = self.page.record
        if record is not None:
            question = self.questions.end_old_backups(record, self._remember)
            self.ask(question, self._end_backups)

    def hold(self) -> None:
        """Ask about the line the keys are on: held back, or the hold lifted."""
        line = self.list.current()
        if line is not None:
            question = self.questions.hold if line.hold is None else self.questions.lift
            self.ask(question(line))

    def show_past(self) -> None:
        """Show all disposals."""
        dialog = PastDisposals(self.work, self.page.read.records, self)
        dialog.wanted.connect(self._look_at)
        dialog.begin()

    def confirm_clock(self) -> None:
        """Ask two people for day and time."""
        self.ask(self.questions.confirm_clock(self.page.read), self.presenter.read_again)

    def export(self) -> None:
        """Ask where the due list is saved."""
        dialog = SaveWorkbook(documents(), self.exporting.name(LedgerKind.DUE), self)
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def export_to(self, path: str) -> None:
        """Save the due list as a workbook, once the password was shown."""
        self.exporting.begin(LedgerKind.DUE, path, due_ledger)

    def _listen(self) -> None:
        self.presenter.page_changed.connect(self._show)
        self.presenter.arrived.connect(self._arrived)
        self.presenter.refused.connect(self._refuse)
        self.presenter.done.connect(self._done)
        self.exporting.asked.connect(self.ask)
        self.list.ticked.connect(self._tick)
        self.list.counted.connect(self._count)
        self.list.searched.connect(self.presenter.narrow)
        self.list.opened.connect(self._open)
        self.list.current_changed.connect(self._refresh)
        self.panel.end_wanted.connect(self.end_backups)

    def _lay_out(self) -> None:
        for name in ("chooseAll", "hold", "past"):
            self._title.add_button(self.doing.button(name))
        self._clock = QWidget()
        row = QHBoxLayout(self._clock)
        edge = theme.px(16)
        row.setContentsMargins(edge, theme.px(8), edge, theme.px(8))
        row.setSpacing(edge)
        row.addWidget(self._doubt, 1)
        row.addWidget(self.doing.button("confirmClock"))
        column = in_column(self, self._title, self._clock, gap=0, edge=0)
        parts = ((self.list, WHOLE), (self.panel, STEPS))
        self._across = Divided("disposal", self.work.screen, 0, parts, parent=self)
        self._across.name_parts(
            self.tr("Parts of this page"), self.tr("List"), self.tr("Steps and report")
        )
        column.addWidget(self._across, 1)

    def _show(self, page: DisposalPage) -> None:
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

    def _show_doubt(self, page: DisposalPage) -> None:
        doubt = page.read.doubt
        self._clock.setVisible(doubt is not None)
        if doubt is None:
            return
        language, now = self.work.language, self.work.desk.ports.clock.now()
        day = dates.full(dates.day_of(now), language, weekday=True)
        self._doubt.say(
            self.tr("Is it {day}, {time}?").format(day=day, time=dates.clock(now)),
            self.tr(
                "{doubt}. The lists can be read; until two people confirm day and time, nothing is"
                " disposed of."
            ).format(doubt=messages.label(doubt, language)),
        )

    def _refresh(self) -> None:
        self.doing.refresh()
        self.doing["next"].setText(self._actions.next_word())
        self.doing["hold"].setText(self._actions.hold_word())
        stage = self.page.stage
        can_go_back = stage in {Stage.SIGNATURE, Stage.CARRYING_OUT}
        self.doing["sendBack"].setVisible(can_go_back)
        self.doing["endBackups"].setVisible(self.page.ends_backups)
        self.doing["newProposal"].setVisible(stage is Stage.NOTHING)
        self.doing["confirmClock"].setVisible(self.page.read.doubt is not None)
        self.keys_changed.emit()

    def _tick(self, id_: object, chosen: bool) -> None:  # noqa: FBT001 a slot of ticked
        row = next((each for each in self.page.rows if each.line.id == id_), None)
        if row is not None and row.can_be_chosen and isinstance(id_, int):
            self.presenter.choose(ApplicationId(id_), chosen=chosen)
        elif row is not None and row.in_hand:
            self.work.said.emit(self.tr("It stands in a disposal already."))

    def _count(self, id_: object, sheets: int) -> None:
        if isinstance(id_, int):
            self.presenter.count(ApplicationId(id_), sheets)

    def _open(self, id_: object) -> None:
        if self.may(Duty.READ_CASES):
            self.work.open_application.emit(id_)

    def _look_at(self, id_: object) -> None:
        if isinstance(id_, int):
            self.presenter.show(id_)

    def _sign(self) -> None:
        answer = self.panel.signer.answer()
        if answer is not None:
            self.presenter.sign(*answer)

    def _carry_out(self) -> None:
        record = self.page.record
        if record is not None:
            question = self.questions.carry_out(record, self._remember)
            self.ask(question, self._begin_carrying_out)

    def _begin_carrying_out(self) -> None:
        self._then = self._next.setFocus
        self.presenter.carry_out(self._forget())

    def _check_again(self) -> None:
        self._then = self._next.setFocus
        self.presenter.check_again()

    def _end_backups(self) -> None:
        self.presenter.end_old_backups(self._forget())

    def _record_paper(self) -> None:
        if self.page.shown is None:
            return
        draft = self.panel.paper.draft(self.page.shown)
        if draft is not None:
            self.presenter.record_paper(draft)

    def _print_report(self) -> None:
        id_, language = self.page.shown, self.work.language
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

    def _refuse(self, error: object) -> None:
        signer, paper = self.panel.signer, self.panel.paper
        if isinstance(error, Exception) and not told(signer, paper, error, self.work.language):
            self.work.trouble.emit(error)

    def _done(self, name: str) -> None:
        said = {
            "propose": self.tr("The disposal is proposed; it waits for a second person."),
            "sign": self.tr("The disposal is signed."),
            "carry_out": self.tr("Everything is deleted, and the pages were searched."),
            "check": self.tr("The pages were searched once more."),
            "paper": self.tr("The paper is recorded; the report can be printed."),
            "end": self.tr("The old backups can be read by nobody any more."),
        }
        self.work.said.emit(said[name])
        # A field that cannot be filled in yet takes no keys: they go there once all is read again.
        self._then = {
            "propose": self.panel.signer.take_focus,
            "sign": self._next.setFocus,
            "carry_out": self.panel.paper.take_focus,
            "check": self.panel.paper.take_focus,
            "paper": self._next.setFocus,
        }.get(name)
