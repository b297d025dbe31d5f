# SPDX-License-Identifier: MIT
"""Disposal: what is due at the left, at the right the one in hand with its five steps (H1, H2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.desk import own_pages
from desk_app.gui import printing, shortcuts, theme, words
from desk_app.gui.dialogs.ask import Ask
from desk_app.gui.dialogs.past_disposals import PastDisposals
from desk_app.gui.dialogs.save_pdf import documents
from desk_app.gui.dialogs.save_workbook import SaveWorkbook
from desk_app.gui.overriding import override
from desk_app.gui.presenters.disposal import DisposalPresenter
from desk_app.gui.presenters.disposal_questions import DisposalQuestions
from desk_app.gui.presenters.disposal_read import DisposalPage, Stage
from desk_app.gui.presenters.exporting import Exporting, due_ledger
from desk_app.gui.presenters.own_printing import OwnPrinting
from desk_app.gui.shortcuts import Key
from desk_app.gui.views.disposal_actions import DisposalActions
from desk_app.gui.views.disposal_fields import told
from desk_app.gui.views.disposal_list import DisposalList
from desk_app.gui.views.disposal_panel import STEPS, DisposalPanel, steps_width
from desk_app.gui.views.section import SectionView
from desk_app.gui.widgets.actions import ActionTable
from desk_app.gui.widgets.buttons import ButtonKind
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.remembered import WHOLE, Divided
from desk_app.gui.widgets.title_bar import TitleBar
from desk_app.i18n import dates, messages
from desk_app.records.ids import ApplicationId
from desk_app.records.ledger import LedgerKind
from desk_app.rules.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from desk_app.desk.context import Desk
    from desk_app.gui.presenters.question import Question
    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace


class DisposalView(SectionView):
    """The blue button does what comes next; nothing is deleted before it is asked once more."""

    def __init__(
        self,
        work: Workplace,
        parent: QWidget | None = None,
        printers: Printing | None = None,
    ) -> None:
        super().__init__(work, parent)
        self.presenter = DisposalPresenter(work, self)
        self.questions = DisposalQuestions(work, self)
        self.printing = OwnPrinting(work, printers or printing.system(), self)
        self.exporting = Exporting(work, self)
        self.list = DisposalList(work, names=self.may(Duty.READ_CASES))
        self._actions = DisposalActions(self, self)
        self.doing = ActionTable(self._actions.lines(), self)
        self.actions_here = self.doing
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

    def ask(self, question: Question | None) -> Ask | None:
        """Put a question, where there is one."""
        if question is None:
            return None
        dialog = Ask(self.work, question, self)
        dialog.begin()
        return dialog

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
            dialog = self.ask(self.questions.end_old_backups(record, self._remember))
            if dialog is not None:
                dialog.accepted.connect(self._end_backups)

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
        dialog = self.ask(self.questions.confirm_clock(self.page.read))
        if dialog is not None:
            dialog.accepted.connect(self.presenter.read_again)

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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._clock)
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
            dialog = self.ask(self.questions.carry_out(record, self._remember))
            if dialog is not None:
                dialog.accepted.connect(self._begin_carrying_out)

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
        dialog = self.ask(question)
        if dialog is not None:
            dialog.accepted.connect(self.printing.send)

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
