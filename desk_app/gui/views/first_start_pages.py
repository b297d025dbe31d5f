# SPDX-License-Identifier: MIT
"""The tasks of the first start until there is a desk: its kind, its profile, two people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.overriding import override
from desk_app.gui.presenters.first_start import (
    OFFICER,
    SUPERVISOR,
    FirstStartState,
    TypedPerson,
)
from desk_app.gui.theme import Size
from desk_app.gui.widgets.composing import LongText
from desk_app.gui.widgets.fields import FieldBody, TrailingNoteLineEdit, label_for, take_keys
from desk_app.gui.widgets.form_area import FormArea
from desk_app.gui.widgets.kana import NameEdit
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.option_tiles import Option, OptionTiles
from desk_app.gui.widgets.password import PasswordEdit
from desk_app.gui.widgets.postal_code import PostalCodeEdit
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from desk_app.records.people import DeskProfile

_LABELS = 200
_REAL, _SAMPLE = "real", "sample"
_ADDRESS_LINES = 4


class TaskPage(FormArea):
    """One step: a title, what it is for, fields with their errors under them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bodies: dict[str, FieldBody] = {}
        self._state = FirstStartState()
        self._words = self.words()
        self._grid = QGridLayout()
        self._grid.setColumnMinimumWidth(0, theme.px(_LABELS))
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(10))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(Text(self._words["title"], Size.TITLE, bold=True))
        self.column.addWidget(Text(self._words["purpose"], wrap=True))
        self.column.addSpacing(theme.px(16))
        self.column.addLayout(self._grid)
        self.column.addStretch(1)

    def add_field(self, name: str, edit: QWidget) -> None:
        """Put a field under the others; what was wrong with it goes when it is typed into."""
        row = self._grid.rowCount()
        edit.setObjectName(name)
        body = FieldBody(edit)
        label = label_for(edit, self._words[name])
        edit.setAccessibleName(self.spoken(name, self._words[name]))
        if isinstance(edit, TrailingNoteLineEdit):
            edit.textEdited.connect(lambda _: edit.set_trouble(""))
        elif isinstance(edit, LongText):
            edit.textChanged.connect(lambda: body.show_error(""))
        self._bodies[name] = body
        label.setMinimumHeight(theme.px(28))
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(body, row, 1)

    def show_state(self, state: FirstStartState) -> None:
        """Show what is wrong, each thing under its field."""
        self._state = state
        for name, body in self._bodies.items():
            sentence = self.trouble(state.wrong.get(name, ""))
            if isinstance(body.edit, TrailingNoteLineEdit):
                body.edit.set_trouble(sentence)
            else:
                body.show_error(sentence)

    def take_focus(self) -> None:
        """Put the cursor into the first field that is wrong, or into the first."""
        wrong = [body for name, body in self._bodies.items() if name in self._state.wrong]
        for body in [*wrong, *self._bodies.values()][:1]:
            body.edit.setFocus()

    def words(self) -> dict[str, str]:
        """Return title, purpose and the label of each field."""
        return {}

    def trouble(self, code: str) -> str:
        """Return the sentence for what is wrong with a field."""
        return {
            "empty": self.tr("This is needed."),
            "postal_code": self.tr("A postal code has seven digits."),
            "password_short": self.tr("A password has at least 12 characters."),
            "password_common": self.tr("This password is easily guessed. Choose another."),
            "password_name": self.tr(
                "A password must not be made of a name of the desk or of the person."
            ),
            "passwords_differ": self.tr("The two passwords differ. Type it again."),
            "user_there_already": self.tr("Somebody has this name already."),
        }.get(code, code)

    def spoken(self, name: str, label: str) -> str:  # noqa: ARG002 a page may name its part
        """Return how a field is named to a screen reader."""
        return label


class ProfilePage(TaskPage):
    """The names and the address of the desk, as its letters show them."""

    LINES = ("company_ja", "company_en", "desk_ja", "desk_en", "officer", "number_prefix")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits: dict[str, TrailingNoteLineEdit] = {}
        for name in ("company_ja", "company_en", "desk_ja", "desk_en"):
            self._add_line(name)
        self._postal_code = PostalCodeEdit()
        self.add_field("postal_code", self._postal_code)
        self._addresses = {name: LongText() for name in ("address_ja", "address_en")}
        for name, edit in self._addresses.items():
            edit.show_lines(_ADDRESS_LINES)
            self.add_field(name, edit)
        for name in ("officer", "number_prefix"):
            self._add_line(name)

    def show_profile(self, profile: DeskProfile) -> None:
        """Put a profile into the fields."""
        for name, edit in self._edits.items():
            edit.setText(str(getattr(profile, name)))
        self._postal_code.set_code(profile.postal_code)
        self._addresses["address_ja"].setPlainText("\n".join(profile.address_ja))
        self._addresses["address_en"].setPlainText("\n".join(profile.address_en))

    def profile(self, before: DeskProfile) -> DeskProfile:
        """Return the profile as typed; what has no field here stays as before."""
        return replace(
            before,
            company_ja=self._edits["company_ja"].text(),
            company_en=self._edits["company_en"].text(),
            desk_ja=self._edits["desk_ja"].text(),
            desk_en=self._edits["desk_en"].text(),
            officer=self._edits["officer"].text(),
            number_prefix=self._edits["number_prefix"].text(),
            postal_code=self._postal_code.text(),
            address_ja=_lines(self._addresses["address_ja"]),
            address_en=_lines(self._addresses["address_en"]),
        )

    @override
    def words(self) -> dict[str, str]:
        return {
            "title": self.tr("The desk"),
            "purpose": self.tr("Letters show these names and this address as they stand here."),
            "company_ja": self.tr("Company (Japanese)"),
            "company_en": self.tr("Company (English)"),
            "desk_ja": self.tr("Desk (Japanese)"),
            "desk_en": self.tr("Desk (English)"),
            "postal_code": self.tr("Postal code"),
            "address_ja": self.tr("Address (Japanese)"),
            "address_en": self.tr("Address (English)"),
            "officer": self.tr("Officer"),
            "number_prefix": self.tr("Prefix of document numbers"),
        }

    def _add_line(self, name: str) -> None:
        self._edits[name] = TrailingNoteLineEdit()
        self.add_field(name, self._edits[name])


class KindPage(TaskPage):
    """A desk for real applications, or the sample desk to look around in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles = OptionTiles()
        self._tiles.setObjectName("kind")
        self._tiles.setAccessibleName(self.tr("What kind of desk"))
        self._tiles.set_options(
            [
                Option(
                    _REAL,
                    self.tr("Make a desk for real applications"),
                    self.tr("An encrypted desk on this computer, empty at first"),
                ),
                Option(
                    _SAMPLE,
                    self.tr("Try it with a sample desk"),
                    self.tr("A desk in the middle of its work; everybody in it is invented"),
                ),
            ]
        )
        self._tiles.set_value(_REAL)
        self.column.insertWidget(self.column.count() - 1, self._tiles)

    def wants_sample(self) -> bool:
        """Say whether the sample desk is to be shown."""
        return self._tiles.value() == _SAMPLE

    @override
    def take_focus(self) -> None:
        self._tiles.setFocus()

    @override
    def words(self) -> dict[str, str]:
        return {
            "title": self.tr("Sample or real"),
            "purpose": self.tr("The sample desk makes nothing of yours, and can be thrown away."),
        }


class PeoplePage(TaskPage):
    """The first two people: names and passwords, each password twice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.proposed = ""
        self._heads = {
            OFFICER: self.tr("Officer, who is a supervisor too"),
            SUPERVISOR: self.tr("Supervisor"),
        }
        self._edits: dict[str, TrailingNoteLineEdit] = {}
        for who in self._heads:
            self._add_person(who)
        advice = NoteFrame(
            "ask",
            self.tr("Nobody can read a forgotten password"),
            self.tr("Each of the two opens the desk alone; choose different passwords."),
        )
        self.column.insertSpacing(self.column.count() - 1, theme.px(16))
        self.column.insertWidget(self.column.count() - 1, advice)

    def propose_officer(self, name: str) -> None:
        """Put the name of the profile where the officer's is typed, unless another stands there."""
        edit = self._edits[f"{OFFICER}_name"]
        if edit.text() == self.proposed:
            edit.setText(name)
        self.proposed = name

    @override
    def take_focus(self) -> None:
        """Have a name that was proposed chosen: typing replaces it, Enter keeps it."""
        super().take_focus()
        edit = self._edits[f"{OFFICER}_name"]
        if edit.hasFocus():
            take_keys(edit)

    def officer(self) -> TypedPerson:
        """Return the officer as typed."""
        return self._person(OFFICER)

    def supervisor(self) -> TypedPerson:
        """Return the supervisor as typed."""
        return self._person(SUPERVISOR)

    @override
    def words(self) -> dict[str, str]:
        given = {
            "title": self.tr("The first two people"),
            "purpose": self.tr(
                "The officer is responsible for people, keys and rules. Whoever proposes a decision"
                " cannot approve it, so it takes two."
            ),
        }
        for who in (OFFICER, SUPERVISOR):
            given |= {
                f"{who}_name": self.tr("Name"),
                f"{who}_password": self.tr("Password, at least 12 characters"),
                f"{who}_again": self.tr("Password once more"),
            }
        return given

    @override
    def spoken(self, name: str, label: str) -> str:
        """Name whose field it is, since each label stands there twice."""
        return f"{self._heads[name.partition('_')[0]]} {label}"

    def _add_person(self, who: str) -> None:
        head = Text(self._heads[who], Size.SECTION, bold=True)
        if self._edits:
            head.setContentsMargins(0, theme.px(16), 0, 0)
        self._grid.addWidget(head, self._grid.rowCount(), 0, 1, 2)
        edits = {"name": NameEdit(), "password": PasswordEdit(), "again": PasswordEdit()}
        for name, edit in edits.items():
            self._edits[f"{who}_{name}"] = edit
            self.add_field(f"{who}_{name}", edit)
        again = edits["again"]
        edits["password"].textEdited.connect(lambda _: again.set_trouble(""))

    def _person(self, who: str) -> TypedPerson:
        name, password, again = (
            self._edits[f"{who}_{part}"].text() for part in ("name", "password", "again")
        )
        return TypedPerson(name, password, again)


def _lines(edit: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line for line in edit.toPlainText().splitlines() if line.strip())
