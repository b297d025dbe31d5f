# SPDX-License-Identifier: MIT
"""The right of the disposal page: the steps, what goes and stays, papers, signature, report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.desk.destroying import PaperDraft
from desk_app.desk.errors import BadInput, WrongPassword
from desk_app.gui import words
from desk_app.gui.kit import theme
from desk_app.gui.kit.boxes import STRETCH, dress, in_column, in_row
from desk_app.gui.kit.choices import ChoiceBox
from desk_app.gui.kit.facts import StepList
from desk_app.gui.kit.fields import FieldBody, PasswordEdit, TrailingNoteLineEdit, label_for
from desk_app.gui.kit.form import FormArea
from desk_app.gui.kit.layout import PageScroll
from desk_app.gui.kit.names import plain_digits
from desk_app.gui.kit.notes import NoteFrame
from desk_app.gui.kit.states import StateIcon
from desk_app.gui.kit.text import Text
from desk_app.gui.kit.theme import Size
from desk_app.gui.pages.disposal.book import Stage
from desk_app.gui.pages.disposal.report import ReportPreview
from desk_app.gui.pages.disposal.words import DisposalWords
from desk_app.i18n import messages
from desk_app.records.base import UserId
from desk_app.records.disposal import PaperMethod
from desk_app.records.people import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.errors import KnownError
    from desk_app.gui.kit.buttons import KeyButton
    from desk_app.gui.pages.disposal.book import DisposalPage
    from desk_app.gui.session import Workplace


_LABELS, _FIELD = 64, 28


class _Fields(QWidget):
    """A heading and labelled fields under one another."""

    def __init__(self) -> None:
        super().__init__()
        self.bodies: dict[str, FieldBody] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(3))
        self._grid.setColumnMinimumWidth(0, theme.px(_LABELS))
        self._grid.setColumnStretch(1, 1)

    def head(self, title: str) -> None:
        """Put a heading over the fields."""
        self._grid.addWidget(Text(title, Size.LABEL, bold=True), 0, 0, 1, 2)

    def put(self, name: str, title: str, edit: QWidget) -> None:
        """Add a field at the end."""
        edit.setObjectName(name)
        body, row = FieldBody(edit), self._grid.rowCount()
        label = label_for(edit, title)
        label.setFixedHeight(theme.px(_FIELD))
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(body, row, 1)
        self.bodies[name] = body

    def refuse(self, name: str, sentence: str) -> bool:
        """Say under a field why it is not taken; whether there is such a field."""
        self.forgive()
        body = self.bodies.get(name)
        if body is None:
            return False
        body.show_error(sentence)
        body.edit.setFocus()
        return True

    def forgive(self) -> None:
        """Take every sentence away."""
        for body in self.bodies.values():
            body.show_error("")


class PaperFields(_Fields):
    """How the papers were destroyed, by whom, before whom, and how many sheets that were."""

    def __init__(self) -> None:
        super().__init__()
        self._method, self._by, self._witness = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self._sheets = TrailingNoteLineEdit()
        self._shown: object = None
        self.head(self.tr("Paper"))
        self.put("method", self.tr("Method"), self._method)
        self.put("by", self.tr("Done by"), self._by)
        self.put("witness", self.tr("Witness"), self._witness)
        self.put("sheets", self.tr("Sheets"), self._sheets)

    def draft(self, disposal: int) -> PaperDraft | None:
        """Return what was filled in; None where a field is missing, which is then told."""
        for name, box in (("method", self._method), ("by", self._by), ("witness", self._witness)):
            if box.value() is None:
                self.refuse(name, self.tr("Choose one."))
                return None
        digits = plain_digits(self._sheets.text())
        if not digits or len(digits) > len("9999"):
            self.refuse("sheets", self.tr("Count the sheets and type the number."))
            return None
        method, by, witness = self._method.value(), self._by.value(), self._witness.value()
        if not isinstance(method, PaperMethod):
            return None
        return PaperDraft(disposal, method, UserId(str(by)), UserId(str(witness)), int(digits))

    def show_page(self, page: DisposalPage, language: Language) -> None:
        """Show what was recorded, or fields to fill in once the records are gone."""
        self._method.set_choices([(each, messages.label(each, language)) for each in PaperMethod])
        people = [(user.id, user.name) for user in page.read.people.values()]
        proposer = None if page.record is None else page.record.proposed_by
        self._by.set_choices(people)
        self._witness.set_choices([each for each in people if each[0] != proposer])
        paper = None if page.record is None else page.record.paper
        if self._shown != (page.shown, paper):
            self._shown = (page.shown, paper)
            self.forgive()
            self._sheets.setText("" if paper is None else str(paper.sheets))
            self._method.set_value(PaperMethod.SHREDDED if paper is None else paper.method)
            self._by.set_value(None if paper is None else paper.by)
            self._witness.set_value(None if paper is None else paper.witness)
        for body in self.bodies.values():
            body.edit.setEnabled(page.stage is Stage.PAPER)

    def take_focus(self) -> None:
        """Put the keys on the first field that is empty."""
        empty = next((box for box in (self._by, self._witness) if box.value() is None), None)
        (empty or self._sheets).setFocus()


class SignerFields(_Fields):
    """Who signs, with the password in place; whoever is signed in stands first, if allowed."""

    def __init__(self, me: UserId) -> None:
        super().__init__()
        self._me = me
        self._name = ChoiceBox()
        self._password = PasswordEdit()
        self._shown: object = None
        self.head(self.tr("Who signs"))
        self.put("signer", self.tr("Name"), self._name)
        self.put("signerPassword", self.tr("Password"), self._password)
        self._grid.addWidget(
            Text(
                self.tr("The signature covers exactly these applications and their days."),
                Size.LABEL,
                "text2",
                wrap=True,
            ),
            self._grid.rowCount(),
            0,
            1,
            2,
        )

    def answer(self) -> tuple[str, str] | None:
        """Return name and password, each once; None where one is missing, which is then told."""
        if self._name.value() is None:
            self.refuse("signer", self.tr("Choose one."))
            return None
        password = self._password.text()
        self._password.clear()
        if not password:
            self.refuse("signerPassword", self.tr("The person who signs types the password here."))
            return None
        self.forgive()
        return self._name.currentText(), password

    def refuse_password(self) -> None:
        """Say that it is not the person's: nothing was done, and the desk stays open."""
        self.refuse(
            "signerPassword",
            self.tr("That is not this person's password. Nothing was done; type it again."),
        )

    def show_page(self, page: DisposalPage) -> None:
        """Offer who may sign; a disposal that is signed names who did."""
        record = page.record
        signed = None if record is None else record.approval
        people = [(user.id, user.name) for user in page.signers]
        if signed is not None:
            people = [(signed.by, page.name_of(signed.by))]
        self._name.set_choices(people)
        waits = page.stage is Stage.SIGNATURE
        if self._shown != (page.shown, page.stage):
            self._shown = (page.shown, page.stage)
            self._password.clear()
            self.forgive()
            first = next(iter(people), (None, ""))[0]
            self._name.set_value(self._me if self._me in dict(people) else first)
        self._name.setEnabled(waits)
        self._password.setEnabled(waits)

    def take_focus(self) -> None:
        """Put the keys on the password."""
        self._password.setFocus()

    def clear(self) -> None:
        """Keep no password."""
        self._password.clear()


def _told(error: KnownError, language: Language) -> str:
    """Return one text for under a field."""
    parts = words.reason(error, language, placed=False)
    return ("" if language is Language.JA else " ").join(parts)


def told(signer: SignerFields, paper: PaperFields, error: Exception, language: Language) -> bool:
    """Say at the field it belongs to why something was refused; whether there is one."""
    if isinstance(error, WrongPassword) and error.code == WrongPassword.code:
        signer.refuse_password()
        return True
    if isinstance(error, WrongPassword):
        return signer.refuse("signerPassword", _told(error, language))
    if isinstance(error, BadInput):
        place = error.place.rsplit(".", 1)[-1]
        return paper.refuse(place, _told(error, language))
    return False


STEPS, _NARROW, _WIDE_PAGE = 560, 536, 1240
"""Pixels at 100 %, before a clerk draws it wider or narrower."""


def steps_width(room: int) -> int:
    """Return the usual width of the steps at 100 %; a narrow page leaves the list more."""
    return STEPS if room >= theme.px(_WIDE_PAGE) else _NARROW


class DisposalPanel(QWidget):
    """Shows one disposal, or the proposal that is being made.

    ``end_wanted`` says that the old backups shall end now.
    """

    end_wanted = Signal()

    def __init__(
        self,
        work: Workplace,
        buttons: Sequence[KeyButton],
        parent: QWidget | None = None,
        *,
        ends: bool,
    ) -> None:
        super().__init__(parent)
        self._ends = ends
        self._work = work
        self._words = DisposalWords(work, self)
        self.setMinimumWidth(theme.px(_NARROW))
        dress(self, line="left")
        self._title = Text("", Size.TITLE, bold=True)
        self._about = Text("", tone="text2", wrap=True)
        self.steps = StepList()
        self.steps.setObjectName("steps")
        self._goes, self._stays = _Listed(), _Listed()
        self.paper = PaperFields()
        self.signer = SignerFields(work.desk.actor.id)
        self._note = NoteFrame("info")
        self._note.setObjectName("panelNote")
        self._old = NoteFrame("info")
        self._old.setObjectName("oldBackups")
        self._old.link_clicked.connect(self.end_wanted)
        self._report_title = Text("", Size.LABEL, bold=True)
        self.report = ReportPreview()
        self.report.setObjectName("report")
        self._state = StateIcon()
        self._state.setObjectName("working")
        self._hint = Text("", Size.LABEL, "text2", wrap=True)
        self._lay_out(buttons)

    def show_page(self, page: DisposalPage) -> None:
        """Show the disposal of the page."""
        words = self._words
        self._title.setText(words.title(page))
        self._about.setText(words.about(page))
        self.steps.show_steps(self.tr("Steps of the disposal"), words.steps(page))
        self._goes.say(self.tr("What goes"), words.goes(page))
        self._stays.say(self.tr("What stays"), words.stays())
        self.paper.show_page(page, self._work.language)
        self.signer.show_page(page)
        self._show_notes(page)
        self._report_title.setText(self.tr("Report, without personal data"))
        self.report.show_words(words.report(page))
        self._state.setVisible(page.working)
        self._state.show_state(*words.working(page))
        ahead = page.stage in (Stage.SIGNATURE, Stage.CARRYING_OUT)
        told = self.tr("You are asked once more before anything is deleted.")
        self._hint.setText(told if ahead else "")

    def _show_notes(self, page: DisposalPage) -> None:
        kind, title, detail = self._words.note(page)
        self._note.setVisible(bool(title))
        self._note.say(title, detail)
        if self._note.property("note") != kind:
            self._note.setProperty("note", kind)
            self._note.style().polish(self._note)
        link = self.tr("End them now") if self._ends and page.ends_backups else ""
        self._old.say(*self._words.old_backups(page), link)

    def _lay_out(self, buttons: Sequence[KeyButton]) -> None:
        inside = FormArea()
        scroll = PageScroll(self)
        scroll.setWidget(inside)
        column = in_column(inside, gap=10, edge=(16, 12, 8, 12))
        head = in_row(None, self._title, (self._about, 1), gap=10)
        column.addLayout(head)
        column.addWidget(self._note)
        column.addWidget(self.steps)
        column.addLayout(self._halves())
        for part in (self._old, self._report_title, self.report):
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._foot(buttons))

    def _halves(self) -> QGridLayout:
        """Return what stands beside one another: what goes and stays, papers and signature."""
        halves = QGridLayout()
        halves.setHorizontalSpacing(theme.px(12))
        halves.setVerticalSpacing(theme.px(10))
        halves.addWidget(self._goes, 0, 0)
        halves.addWidget(self._stays, 0, 1)
        halves.addWidget(self.paper, 1, 0, Qt.AlignmentFlag.AlignTop)
        halves.addWidget(self.signer, 1, 1, Qt.AlignmentFlag.AlignTop)
        halves.setColumnStretch(0, 1)
        halves.setColumnStretch(1, 1)
        return halves

    def _foot(self, buttons: Sequence[KeyButton]) -> QWidget:
        foot = QWidget()
        dress(foot, line="top")
        column = in_column(foot, self._state, gap=8, edge=(16, 10, 16, 10))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for button in buttons:
            row.addWidget(button)
        row.addWidget(self._hint, 1)
        column.addLayout(row)
        return foot


class _Listed(QFrame):
    """A card with a heading and lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 a Qt property
        self._title = Text("", Size.LABEL, "text2")
        self._lines = Text("", wrap=True)
        in_column(self, self._title, self._lines, STRETCH, gap=4, edge=(12, 8, 12, 8))

    def say(self, title: str, lines: Sequence[str]) -> None:
        """Show other words."""
        self._title.setText(title)
        self._lines.setText("\n".join(lines))
