# SPDX-License-Identifier: MIT
"""The right of the disposal page: the steps, what goes and stays, papers, signature, report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from desk_app.desk.disposal.destroying import PaperDraft
from desk_app.desk.errors import BadInput, WrongPassword
from desk_app.gui import words
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.display.steps import StepList
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.fields import FieldBody, PasswordEdit, TrailingNoteLineEdit, label_for
from desk_app.gui.kit.fields.form import FormArea
from desk_app.gui.kit.fields.names import plain_digits
from desk_app.gui.kit.layout.boxes import STRETCH, dress, in_column, in_row
from desk_app.gui.kit.layout.layout import PageScroll
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Text, style_as
from desk_app.gui.kit.look.theme import LIGHT, Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.pages.disposal.book import DisposalStage
from desk_app.gui.pages.disposal.words import DisposalWords, ReportWords
from desk_app.i18n import messages
from desk_app.records.base import UserId
from desk_app.records.case.disposal import PaperMethod
from desk_app.records.desk.people import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.pages.disposal.book import DisposalsShown
    from desk_app.gui.session.session import Session


_LABELS, _FIELD = 64, 28


class _Fields(QWidget):
    """A heading and labelled fields under one another."""

    def __init__(self) -> None:
        super().__init__()
        self.bodies: dict[str, FieldBody] = {}
        self._shown: object = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(3))
        self._grid.setColumnMinimumWidth(0, theme.px(_LABELS))
        self._grid.setColumnStretch(1, 1)

    def put_text(self, text: Text) -> None:
        """Put a text across both columns at the end: the heading, or what is to be known."""
        row = self._grid.rowCount() if self.bodies else 0
        self._grid.addWidget(text, row, 0, 1, 2)

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
        self.put_text(Text(self.tr("Paper"), Size.LABEL, bold=True))
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

    def show_page(self, page: DisposalsShown, language: Language) -> None:
        """Show what was recorded, or fields to fill in once the records are gone."""
        people = [(user.id, user.name) for user in page.read.people.values()]
        record = page.record
        proposer, paper = (None, None) if record is None else (record.proposed_by, record.paper)
        self._method.set_choices([(each, messages.label(each, language)) for each in PaperMethod])
        self._by.set_choices(people)
        self._witness.set_choices([each for each in people if each[0] != proposer])
        if self._shown != (page.shown, paper):
            self._shown = (page.shown, paper)
            self.forgive()
            self._sheets.setText("" if paper is None else str(paper.sheets))
            self._method.set_value(PaperMethod.SHREDDED if paper is None else paper.method)
            self._by.set_value(None if paper is None else paper.by)
            self._witness.set_value(None if paper is None else paper.witness)
        for body in self.bodies.values():
            body.edit.setEnabled(page.stage is DisposalStage.PAPER)

    def take_focus(self) -> None:
        """Put the keys on the first field that is empty."""
        empty = next((box for box in (self._by, self._witness) if box.value() is None), None)
        (empty or self._sheets).setFocus()


class SignerFields(_Fields):
    """Who signs, with the password in place; whoever is signed in stands first, if allowed."""

    def __init__(self, me: UserId) -> None:
        super().__init__()
        self._me = me
        self._name, self._password = ChoiceBox(), PasswordEdit()
        self.put_text(Text(self.tr("Who signs"), Size.LABEL, bold=True))
        self.put("signer", self.tr("Name"), self._name)
        self.put("signerPassword", self.tr("Password"), self._password)
        covers = self.tr("The signature covers exactly what is listed, and its days.")
        self.put_text(Text(covers, Size.LABEL, "text2", wrap=True))

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

    def refuse_password(self, error: WrongPassword, told: str) -> None:
        """Say why it is not taken: one that is not the person's did nothing."""
        if error.code == WrongPassword.code:
            told = self.tr("That is not this person's password. Nothing was done; type it again.")
        self.refuse("signerPassword", told)

    def show_page(self, page: DisposalsShown) -> None:
        """Offer who may sign; a disposal that is signed names who did."""
        signed = None if page.record is None else page.record.approval
        people = [(user.id, user.name) for user in page.signers]
        if signed is not None:
            people = [(signed.by, page.name_of(signed.by))]
        self._name.set_choices(people)
        waits = page.stage is DisposalStage.SIGNATURE
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


STEPS, _NARROW, _WIDE_PAGE = 560, 536, 1240
"""Pixels at 100 %, before a clerk draws it wider or narrower."""


def steps_width(room: int) -> int:
    """Return the usual width of the steps at 100 %; a narrow page leaves the list more."""
    return STEPS if room >= theme.px(_WIDE_PAGE) else _NARROW


class DisposalPanel(QWidget):
    """Shows one disposal, or the proposal that is being made.

    ``end_wanted`` says that the old backups shall end now, which ``ends`` lets ask for.
    """

    end_wanted = Signal()

    def __init__(self, session: Session, *, ends: bool) -> None:
        super().__init__()
        self._session, self._ends = session, ends
        self._words = DisposalWords(session, self)
        self.setMinimumWidth(theme.px(_NARROW))
        dress(self, line="left")
        self._title = Text("", Size.TITLE, bold=True)
        self._about = Text("", tone="text2", wrap=True)
        self.steps, self._goes, self._stays = StepList(), _Listed(), _Listed()
        self.paper, self.signer = PaperFields(), SignerFields(session.desk.actor.id)
        self._old = NoteFrame("info")
        self._old.link_clicked.connect(self.end_wanted)
        self.report, self._state = ReportPreview(), StateIcon()
        for part, name in (
            (self.steps, "steps"),
            (self._old, "oldBackups"),
            (self.report, "report"),
            (self._state, "working"),
        ):
            part.setObjectName(name)
        self._reported, self._foot = QWidget(), QWidget()
        dress(self._foot, line="top")
        in_column(self._foot, self._state, edge=(16, 10, 16, 10))
        whole = in_column(self, (self._scrolled(), 1), self._foot, gap=0)
        whole.setContentsMargins(1, 0, 0, 0)

    def show_page(self, page: DisposalsShown) -> None:
        """Show the disposal of the page."""
        words = self._words
        self._title.setText(words.title(page))
        self._about.setText(words.about(page))
        self.steps.show_steps(self.tr("Steps of the disposal"), words.steps(page))
        self._goes.say(self.tr("What goes"), words.goes(page))
        self._stays.say(self.tr("What stays"), words.stays())
        self.paper.show_page(page, self._session.language)
        self.signer.show_page(page)
        self._show_parts(page)
        link = self.tr("End them now") if self._ends and page.ends_backups else ""
        self._old.say(self.tr("Old backups"), words.old_backups(page), link)
        self.report.show_words(words.report(page))
        self._state.show_state(*words.working(page))

    def _show_parts(self, page: DisposalsShown) -> None:
        """Show what the disposal has come to: nothing to fill in stands there before its time."""
        record, stage = page.record, page.stage
        for part in (self._goes, self._stays, self._old, self._reported):
            part.setVisible(page.begun)
        signed = record is not None and record.approval is not None
        self.signer.setVisible(signed or stage is DisposalStage.SIGNATURE)
        papers = record is not None and record.paper is not None
        self.paper.setVisible(papers or stage is DisposalStage.PAPER)
        self._foot.setVisible(page.working)

    def refuse(self, error: Exception) -> bool:
        """Say at the field it belongs to why something was refused; whether there is one."""
        language = self._session.language
        if not isinstance(error, WrongPassword | BadInput):
            return False
        between = "" if language is Language.JA else " "
        told = between.join(words.reason(error, language, placed=False))
        if isinstance(error, WrongPassword):
            self.signer.refuse_password(error, told)
            return True
        return self.paper.refuse(error.place.rsplit(".", 1)[-1], told)

    def _scrolled(self) -> PageScroll:
        """Return all that is said of the disposal, scrolled."""
        inside, scroll = FormArea(), PageScroll(self)
        scroll.setWidget(inside)
        in_column(
            inside,
            in_row(None, self._title, (self._about, 1), gap=10),
            self.steps,
            in_row(None, (self._goes, 1), (self._stays, 1), gap=12),
            in_row(None, (self.paper, 1), (self.signer, 1), gap=12),
            self._old,
            self._reported,
            STRETCH,
            gap=12,
            edge=(16, 16, 8, 12),
        )
        heading = Text(self.tr("Report, without personal data"), Size.LABEL, bold=True)
        in_column(self._reported, heading, self.report, gap=8, edge=0)
        return scroll


class _Listed(QFrame):
    """A card with a heading and lines."""

    def __init__(self) -> None:
        super().__init__()
        style_as(self, "card")
        self._title = Text("", Size.LABEL, "text2")
        self._lines = Text("", wrap=True)
        in_column(self, self._title, self._lines, STRETCH, gap=4, edge=(12, 8, 12, 8))

    def say(self, title: str, lines: Sequence[str]) -> None:
        """Show other words."""
        self._title.setText(title)
        self._lines.setText("\n".join(lines))


# A look at the head of a report as it prints: white paper in both looks.


_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | _MIDDLE)
_LEFT, _RIGHT = (
    int(Qt.AlignmentFlag.AlignLeft | _MIDDLE),
    int(Qt.AlignmentFlag.AlignRight | _MIDDLE),
)
_SIDE, _TOP, _GAP = 16, 12, 4


class ReportPreview(QWidget):
    """Takes the height that its lines need; its words are its description."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ReportWords()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: ReportWords) -> None:
        """Show these words."""
        self._words = words
        self.setAccessibleName(words.title)
        told = (words.number, words.day, *words.lines)
        self.setAccessibleDescription("\n".join(part for part in told if part))
        self.updateGeometry()
        self.update()

    def words(self) -> ReportWords:
        """Return what is shown."""
        return self._words

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        inside = width - 2 * theme.px(_SIDE)
        font = theme.font(Size.LABEL)
        lines = sum(
            painting.text_height(line, font, inside) + theme.px(_GAP) for line in self._words.lines
        )
        head = painting.line_height(theme.font(Size.SECTION)) + painting.line_height(font)
        return round(head + lines) + 2 * theme.px(_TOP) + theme.px(_GAP)

    @override
    def sizeHint(self) -> QSize:
        width = theme.px(440)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(64))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(LIGHT.strong_line), 1))
        painter.setBrush(QColor(LIGHT.base))
        painter.drawRect(whole)
        side, top = theme.px(_SIDE), theme.px(_TOP)
        place = QRectF(self.rect()).adjusted(side, top, -side, -top)
        painter.setPen(QColor(LIGHT.text))
        font = theme.font(Size.LABEL)
        painter.setFont(theme.font(Size.SECTION, bold=True))
        row = QRectF(place)
        row.setHeight(painting.line_height(theme.font(Size.SECTION)))
        painter.drawText(row, _CENTRE, self._words.title)
        row.moveTop(row.bottom())
        row.setHeight(painting.line_height(font))
        painter.setFont(font)
        painter.drawText(row, _LEFT, self._words.number)
        painter.drawText(row, _RIGHT, self._words.day)
        place.setTop(row.bottom() + theme.px(_GAP))
        ink = painting.Ink(font, LIGHT.text, LIGHT)
        for line in self._words.lines:
            height = painting.wrapped(painter, place, line, ink)
            place.setTop(place.top() + height + theme.px(_GAP))
