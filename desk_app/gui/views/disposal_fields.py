# SPDX-License-Identifier: MIT
"""The fields of a disposal: how its papers were destroyed and before whom, and who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desk_app.desk.destroying import PaperDraft
from desk_app.desk.errors import BadInput, WrongPassword
from desk_app.gui import theme, words
from desk_app.gui.presenters.disposal_read import Stage
from desk_app.gui.theme import Size
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.gui.widgets.fields import FieldBody, TrailingNoteLineEdit, label_for
from desk_app.gui.widgets.password import PasswordEdit
from desk_app.gui.widgets.postal_code import plain_digits
from desk_app.gui.widgets.text import Text
from desk_app.i18n import messages
from desk_app.records.disposal import PaperMethod
from desk_app.records.ids import UserId
from desk_app.records.people import Language

if TYPE_CHECKING:
    from desk_app.desk.errors import KnownError
    from desk_app.gui.presenters.disposal_read import DisposalPage

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
