# SPDX-License-Identifier: MIT
"""The Intake page: in the order in which paper comes out of an envelope, findings beside it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desk_app.desk.errors import KnownError
from desk_app.gui import theme
from desk_app.gui.dialogs.ask import Ask
from desk_app.gui.overriding import override
from desk_app.gui.presenters.blank_page import to_begin_anew
from desk_app.gui.presenters.intake import IntakePresenter
from desk_app.gui.presenters.intake_asking import SupplementOf
from desk_app.gui.presenters.intake_places import FORM
from desk_app.gui.presenters.intake_remarks import remarks, wrong_days
from desk_app.gui.presenters.intake_state import IntakeState
from desk_app.gui.views.intake_actions import Ways, intake_actions, keys_told, undo_word
from desk_app.gui.views.intake_cursor import IntakeCursor
from desk_app.gui.views.intake_days import Days
from desk_app.gui.views.intake_draft_bar import DraftBar, parting
from desk_app.gui.views.intake_fields import IntakeFields
from desk_app.gui.views.intake_form import IntakePage
from desk_app.gui.views.intake_panel import FINDINGS, NARROW, FindingsPanel
from desk_app.gui.views.section import SectionView
from desk_app.gui.widgets.buttons import ButtonKind
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.gui.widgets.composing import Settling
from desk_app.gui.widgets.notes import ErrorBar
from desk_app.gui.widgets.remembered import WHOLE, Divided
from desk_app.gui.widgets.title_bar import TitleBar
from desk_app.i18n import dates, messages
from desk_app.records.ids import MailItemId
from desk_app.records.mail import Matter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from desk_app.gui.presenters.intake_form import IntakeForm
    from desk_app.gui.workplace import Workplace
    from desk_app.records.ids import ApplicationId

FORM_ROOM = 880
"""What the form needs beside the findings, in pixels at 100 %."""

_PANEL = 1
"""The place of the findings among the parts."""

WIDE = 1400
"""From this width of the window the findings are wide."""


class IntakeView(SectionView):
    """Logs what came in an envelope. ``logged`` carries the id of the first application it made."""

    logged = Signal(object)

    def __init__(
        self, work: Workplace, parent: QWidget | None = None, *, in_turns: bool = False
    ) -> None:
        super().__init__(work, parent)
        self._revision = -1
        self._thing: object | None = None
        self._matter = Matter.NEW_APPLICATION
        self.presenter = IntakePresenter(work, self)
        days = Days(work, lambda: self.presenter.form.envelope.arrived_on)
        self.fields = IntakeFields(self.presenter, days, self)
        self.page = IntakePage(self.fields, self.presenter, work)
        self._cursor = IntakeCursor(self.page, self.presenter.keeping)
        self.panel = FindingsPanel()
        self._settling = Settling(self)
        self._title = TitleBar()
        self._error = ErrorBar()
        self._draft = DraftBar(work)
        self._which = ChoiceBox()
        self._which.setObjectName("whichApplication")
        self._which.setFixedWidth(self._which.sizeHint().width() * 2)
        ways = Ways(
            self.section,
            self.show_known,
            self.show_clause,
            self.another,
            self.lay_aside,
            self.begin_anew,
            self.keep,
            self.save,
        )
        self._actions = intake_actions(self, self.presenter, self.panel.findings, ways)
        self.actions_here = self._actions
        self._pieces = [self._lay_out, self._connect, self._speak_page, self._name_page]
        self._pieces += [self.presenter.look, lambda: self._show(self.presenter.state)]
        while not in_turns and self.go_on():
            pass

    @classmethod
    @override
    def begun(cls, work: Workplace, parent: QWidget) -> Self:
        return cls(work, parent, in_turns=True)

    def open_mail_item(
        self, id_: MailItemId | None, matter: Matter = Matter.NEW_APPLICATION
    ) -> None:
        """Open the page: for a new envelope, or for a mail item that waits to be logged."""
        self.page.begin()
        self._show_envelope(id_, matter)

    @override
    def open_thing(self, thing: object | None) -> None:
        self.page.begin()
        self._thing = thing
        self.resume()

    @override
    def resume(self) -> None:
        thing = self._thing
        if isinstance(thing, SupplementOf):
            self._leave_page()
            self.presenter.open_supplement(thing)
            self._enter_page()
        elif isinstance(thing, Matter):
            self._show_envelope(None, thing)
        else:
            self._show_envelope(MailItemId(thing) if isinstance(thing, int) else None)

    @override
    def here(self) -> object | None:
        return self._thing

    @override
    def undo_word(self) -> str:
        return undo_word(self.presenter.undoing.part())

    @override
    def undo(self) -> None:
        word = self.undo_word()
        self.presenter.undo()
        self.work.said.emit(self.tr("Undone: {what}").format(what=word))

    @override
    def leave(self) -> None:
        self._cursor.finish_typing()
        self.page.stamps.settle_lines()
        self.presenter.keep_draft()
        if self.presenter.keeping.is_kept():
            self.work.said.emit(parting(self.presenter.form.key))

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return keys_told(self.page)

    def _speak_page(self) -> None:
        self.page.speak(self.work.language, self.presenter.rules)

    def _name_page(self) -> None:
        self._name_parts()
        self._which.name_alone(self.tr("Application of this envelope"))
        self.setAccessibleName(self.tr("Log mail"))

    def section(self, number: int) -> None:
        """Go to a section by the number at its head."""
        self.page.go_to_shown(number)

    def another(self) -> None:
        """Begin one more application of this envelope, at its form."""
        self.page.stamps.settle_lines()
        self.presenter.add_application()
        self.page.go_to_section(FORM)

    def lay_aside(self) -> None:
        """Go to a new page, or to the one that was laid aside; this one is kept."""
        self._cursor.finish_typing()
        self.page.stamps.settle_lines()
        self.presenter.lay_aside()

    def begin_anew(self) -> None:
        """Ask whether what was typed is forgotten."""
        dialog = Ask(self.work, to_begin_anew(), self)
        dialog.accepted.connect(self.presenter.begin_anew)
        dialog.begin()

    def keep(self) -> None:
        """Keep what stands in the page as it stands, open lines that are whole too."""
        self.page.stamps.settle_lines()
        self.presenter.keeping.keep_as_asked()

    def save(self) -> None:
        """Log what stands in the page; a line that is not whole is finished or given up first."""
        if self.page.finish_lines():
            self.presenter.save()
        else:
            self.work.said.emit(self.tr("A line is not finished yet. Esc gives it up."))

    def show_clause(self) -> None:
        """Open the finding of the field that has the focus, with its clause."""
        focus = self.focusWidget()
        if focus is not None:
            self.panel.findings.open_for(self.page.fields_of(focus))
            self._body.show_part(_PANEL)

    def show_known(self) -> None:
        """Open the earlier application of a person perhaps known."""
        known = self.presenter.state.known
        if known:
            self.work.open_application.emit(known[0].application)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab comes from the title into the form, from the form to the findings, and then out."""
        part = self._title if next else self.panel
        led = self.page.form.step_from(self.focusWidget(), part, onward=next)
        return led or super().focusNextPrevChild(next)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width() >= theme.px(WIDE)
        self._body.suggest(1, FINDINGS if wide else NARROW)

    def _lay_out(self) -> None:
        table = self._actions
        self._title.add(self._which)
        for name in ("beginAnew", "removeApplication", "addApplication"):
            self._title.add(table.button(name, ButtonKind.FLAT))
        self._title.add_button(table.button("save"))
        self._title.add_button(table.button("saveAndCheck", ButtonKind.MAIN))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._error)
        column.addWidget(self._draft)
        parts = ((self.page, WHOLE), (self.panel, FINDINGS))
        self._body = Divided("intake", self.work.screen, 0, parts, FORM_ROOM, parent=self)
        column.addWidget(self._body, 1)

    def _connect(self) -> None:
        self.fields.typed.connect(self._settling.touch)
        self.fields.settled.connect(self._settled)
        self._settling.settled.connect(self.presenter.look)
        self.presenter.state_changed.connect(self._show)
        self.presenter.field_wanted.connect(self.page.go_to_field)
        self.presenter.turned.connect(self._turn)
        self._draft.other_wanted.connect(self.lay_aside)
        self.presenter.logged.connect(self._tell_logged)
        self.presenter.refused.connect(self._tell_refused)
        self.presenter.keeping.answered.connect(self._tell_answer)
        self.presenter.cursor_wanted.connect(self._cursor.go_back_to)
        self.fields.moved.connect(self._cursor.note)
        self.panel.findings.field_wanted.connect(self.page.go_to_field)
        self.page.known_wanted.connect(self.show_known)
        self._which.chosen.connect(self._which_chosen)
        self._error.retry.connect(self.save)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def _show_envelope(
        self, id_: MailItemId | None, matter: Matter = Matter.NEW_APPLICATION
    ) -> None:
        self._error.clear()
        self._leave_page()
        self.presenter.open(id_, matter)
        self._enter_page()

    def _leave_page(self) -> None:
        """Have what stood here kept with its place, and begin where a page begins."""
        keeping = self.presenter.keeping
        keeping.keep()
        keeping.begin()
        self._cursor.begin()
        self.page.close_seldom()

    def _turn(self) -> None:
        """Begin where a page begins: another one comes in this one's place."""
        self._error.clear()
        self.page.begin()
        self._cursor.begin()
        self.page.close_seldom()

    def _enter_page(self) -> None:
        """Go to the first field; a draft that is found goes to where it was left."""
        if not self.presenter.state.restored:
            self.page.go_to_section(1)

    def _settled(self) -> None:
        """A field was left, ticked, chosen or counted: look at once, unless text is composed.

        A page that is being put away loses its focus too; nobody looks at it any more.
        """
        if shiboken6.isValid(self.page.envelope) and self.isVisible():
            self._settling.settle_now()

    def _show(self, state: object) -> None:
        if not isinstance(state, IntakeState):
            return
        if state.revision != self._revision:
            self._revision = state.revision
            self.fields.show(state.form)
        language = self.work.language
        wrong = {**wrong_days(state.form, self.work.today, language), **state.troubles}
        self.fields.show_troubles(wrong, state.form, remarks(state.form, language))
        self.page.show_state(state)
        self.panel.show_state(state)
        if not self.panel.findings.is_held():
            self.panel.findings.open_for(self.page.fields_of(self.focusWidget()))
        self._name_parts()
        self._draft.show_state(state)
        self._show_title(state)
        self._actions.refresh()
        if state.form.envelope.matter is not self._matter:
            self._matter = state.form.envelope.matter
            self.keys_changed.emit()
        self.undo_changed.emit()

    def _name_parts(self) -> None:
        """Name the tabs; the findings with how many are not ok, as they may be out of sight."""
        findings, count = self.tr("Findings"), self.panel.open_count
        told = f"{findings} {count}" if count else findings
        self._body.name_parts(self.tr("Parts of this page"), self.tr("Form"), told)

    def _show_title(self, state: IntakeState) -> None:
        facts = self.tr("draft") if state.findings else ""
        if state.saved_at is not None:
            facts = self._kept(state.saved_at)
        elif state.restored:
            facts = self.tr("Draft of last time")
        self._title.say(self._title_of(state.form), facts)
        several = len(state.form.applications) > 1
        self._actions["beginAnew"].setVisible(state.restored)
        self._actions["removeApplication"].setVisible(several)
        self._which.setVisible(several)
        if several:
            names = [
                (number, f"{number + 1}  {each.principal.name}")
                for number, each in enumerate(state.form.applications)
            ]
            self._which.set_choices(names)
            self._which.set_value(state.form.current)

    def _kept(self, at: datetime) -> str:
        return self.tr("Draft saved {time}").format(time=dates.clock(at))

    def _title_of(self, form: IntakeForm) -> str:
        if form.envelope.matter is Matter.NEW_APPLICATION:
            return self.tr("Log mail")
        matter = messages.word(form.envelope.matter, self.work.language)
        return self.tr("Log mail: {matter}").format(matter=matter)

    def _which_chosen(self, number: object) -> None:
        if isinstance(number, int):
            self.presenter.show_application(number)

    def _tell_logged(self, ids: object) -> None:
        self._thing = None
        self.page.begin()
        self.page.close_seldom()
        made: list[ApplicationId] = sorted(ids) if isinstance(ids, tuple) else []
        self.logged.emit(made[0] if made else None)
        if made:
            self.work.open_application.emit(made[0])
        else:
            self.closed.emit()
        self.work.said.emit(self.tr("The mail is saved."))

    def _tell_answer(self, kept_at: object) -> None:
        if isinstance(kept_at, datetime):
            self.work.said.emit(self._kept(kept_at))
        else:
            self.work.said.emit(self.tr("There is nothing to save yet."))

    def _tell_refused(self, error: object) -> None:
        if isinstance(error, KnownError):
            said = messages.error(error, self.work.language)
            reason = f"{said.safe} {said.next}".strip()
            self._error.tell(said.what, reason, self.tr("Save again"))

    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now) and self.isVisible():
            self.panel.findings.open_for(self.page.fields_of(now))
            self.page.bring_into_view(now)
            self._cursor.note()
