# SPDX-License-Identifier: MIT
"""The first start until there is a desk: sample or real, the profile, two people."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)

from desk_app.desk.errors import BadInput, KnownError, NotADesk
from desk_app.gui import words
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.fields.choices import Option, OptionTiles
from desk_app.gui.kit.fields.fields import (
    FieldBody,
    LongText,
    PasswordEdit,
    TrailingNoteLineEdit,
    label_for,
    take_keys,
)
from desk_app.gui.kit.fields.form import FormArea
from desk_app.gui.kit.fields.names import NameEdit, PostalCodeEdit
from desk_app.gui.kit.layout.actions import ActionLine, ActionTable
from desk_app.gui.kit.layout.boxes import STRETCH, Space, dress, in_column, in_row, named
from desk_app.gui.kit.layout.buttons import ButtonKind, button_for
from desk_app.gui.kit.layout.layout import PageScroll
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text, announce
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.side_list import SideItem, SideList
from desk_app.gui.session.entrance import NewPerson
from desk_app.gui.session.tasks import Book
from desk_app.gui.start.sign_in import DoorPage
from desk_app.i18n import dates
from desk_app.records.desk.people import Role
from desk_app.records.desk.profile import DeskProfile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from desk_app.desk.context import Desk
    from desk_app.gui.session.entrance import Entrance
    from desk_app.gui.session.screen import Screen
    from desk_app.gui.session.tasks import Runner


class StartStep(IntEnum):
    """A step; the desk is made at the end of the third."""

    KIND = 1
    PROFILE = 2
    PEOPLE = 3
    SHEET = 4
    FOLDER = 5
    BEGIN = 6


POSTAL_DIGITS = 7
OFFICER, SUPERVISOR = "officer", "supervisor"
ROLES = {
    OFFICER: frozenset({Role.OFFICER, Role.SUPERVISOR}),
    SUPERVISOR: frozenset({Role.SUPERVISOR}),
}
"""Who the two people are: nobody approves what he proposed himself."""

CUT_OFF = "founding_cut_off"
"""The code of what an earlier first start left that ended before there was a desk."""


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """A person as typed: name, password, the password once more."""

    name: str
    password: str = field(repr=False)
    again: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FirstStartState:
    """What the first steps show: the step, what was taken, codes of what is wrong by field."""

    step: StartStep = StartStep.KIND
    profile: DeskProfile = field(default_factory=DeskProfile)
    wrong: Mapping[str, str] = field(default_factory=dict)
    making: bool = False
    trouble: KnownError | None = None


class FirstStartBook(Book[FirstStartState]):
    """Checks each step before the next; `opened` carries the desk made, `left` ends without one."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, entrance: Entrance, runner: Runner, parent: QObject) -> None:
        super().__init__(FirstStartState(), parent)
        self._entrance = entrance
        self._runner = runner

    def begin(self, *, cut_off: bool) -> None:
        """Show the first step, and say so where an earlier first start was cut off."""
        trouble = NotADesk(CUT_OFF) if cut_off else None
        self._show(replace(self._state, trouble=trouble))

    def go_back(self) -> None:
        """Go one step back; what was typed stays."""
        if self._state.step > StartStep.KIND and not self._state.making:
            self._go(StartStep(self._state.step - 1))

    def make_real(self) -> None:
        """Go on to a desk for real applications."""
        self._go(StartStep.PROFILE)

    def try_sample(self) -> None:
        """Have the sample desk shown instead; nothing is made here."""
        self._entrance.start_sample()
        self.left.emit()

    def take_profile(self, profile: DeskProfile) -> None:
        """Take the profile and go on, or say what is missing."""
        self._state = replace(self._state, profile=profile)
        wrong = _missing(profile)
        if wrong:
            self._show(replace(self._state, wrong=wrong))
        else:
            self._go(StartStep.PEOPLE)

    def take_people(self, officer: TypedPerson, supervisor: TypedPerson) -> None:
        """Make the desk with two people, or say what is wrong with one of them."""
        if self._state.making:
            return
        typed = {OFFICER: officer, SUPERVISOR: supervisor}
        wrong = {
            f"{who}_{name}": code
            for who, person in typed.items()
            for name, code in self._wrong_with(person).items()
        }
        if officer.name.strip() and _folded(officer.name) == _folded(supervisor.name):
            wrong[f"{SUPERVISOR}_name"] = "user_there_already"
        if wrong:
            self._show(replace(self._state, wrong=wrong))
            return
        people = [
            NewPerson(person.name.strip(), ROLES[who], person.password)
            for who, person in typed.items()
        ]
        self._make((people[0], people[1]))

    def _make(self, people: tuple[NewPerson, NewPerson]) -> None:
        self._show(replace(self._state, making=True, wrong={}, trouble=None))
        profile = self._state.profile
        self._runner.submit(
            self, lambda: self._entrance.found(profile, people), self._let_in, self._refuse
        )

    def _let_in(self, desk: Desk) -> None:
        self._show(FirstStartState())
        self.opened.emit(desk)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._show(replace(self._state, making=False, trouble=error))

    def _wrong_with(self, typed: TypedPerson) -> dict[str, str]:
        """Say what is wrong with each field of a person, all of it at once."""
        name, profile = typed.name.strip(), self._state.profile
        wrong = {} if name else {"name": "empty"}
        if typed.password != typed.again:
            wrong["again"] = "passwords_differ"
        try:
            names = (name, profile.company_ja, profile.company_en, profile.desk_ja)
            self._entrance.check_password(typed.password, tuple(filter(None, names)))
        except BadInput as error:
            wrong["password"] = error.code
        return wrong

    def _go(self, step: StartStep) -> None:
        self._show(replace(self._state, step=step, wrong={}, trouble=None))


def _missing(profile: DeskProfile) -> dict[str, str]:
    """Say which fields of a profile are empty or no postal code."""
    names = ("company_ja", "company_en", "desk_ja", "desk_en", "officer", "number_prefix")
    wrong = {name: "empty" for name in names if not str(getattr(profile, name)).strip()}
    lines = {"address_ja": profile.address_ja, "address_en": profile.address_en}
    wrong |= {name: "empty" for name, given in lines.items() if not given}
    digits = profile.postal_code.replace("-", "")
    if len(digits) != POSTAL_DIGITS or not digits.isdecimal():
        wrong["postal_code"] = "postal_code"
    for name in ("procedure_page", "form_page"):
        page: str = getattr(profile, name)
        if page and not _is_web_page(page):
            wrong[name] = "web_page"
    return wrong


def _is_web_page(address: str) -> bool:
    from desk_app.rules.letters.paper import is_web_page  # noqa: PLC0415  no start asks before a new desk

    return is_web_page(address)


def _folded(name: str) -> str:
    return "".join(name.casefold().split())


_STEPS_WIDTH = 280
_TASK_WIDTH = 720
_BESIDE = 1_200
"""From this width on the task has room for something beside it."""


class StepsFrame(QWidget):
    """Shows one page at a time; whoever fills it says which step it is and what can be done."""

    back_wanted = Signal()
    next_wanted = Signal()
    stop_wanted = Signal()
    later_wanted = Signal()

    def __init__(self, screen: Screen, day: date) -> None:
        super().__init__()
        self._screen = screen
        self._today = day
        self._step = StartStep.KIND
        self._next = ""
        self._details: dict[StartStep, str] = {}
        self.doing = ActionTable(
            [
                ActionLine("back", self.tr("Back"), self.back_wanted.emit, Key.BACK),
                ActionLine("goOn", self._words_of_next(), self.next_wanted.emit, Key.MAIN),
                ActionLine("later", self.tr("Later"), self.later_wanted.emit),
                ActionLine("stop", self.tr("Stop"), self.stop_wanted.emit, Key.CLOSE),
            ],
            self,
        )
        in_column(self, self._head(), (self._middle(), 1), self._foot(), gap=0, edge=0)
        self._show_steps()

    def add_page(self, page: QWidget) -> None:
        """Take a page in; it is not shown yet."""
        self._stack.addWidget(page)

    def add_side(self, side: QWidget) -> None:
        """Put a part at the right of the task."""
        self._across.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)

    def show_step(
        self, step: StartStep, page: QWidget, details: dict[StartStep, str] | None = None
    ) -> bool:
        """Show a step and say whether another page is shown than before.

        ``details`` stand under the names of steps that are done: what was taken there.
        """
        moved = self._stack.currentWidget() is not page
        self._stack.setCurrentWidget(page)
        self._go_on.send_keys_to(page)
        if isinstance(page, FormArea):
            page.lead_to(self._go_on)
        self._step = step
        self._details = details if details is not None else self._details
        self._show_steps()
        return moved

    def let_put_off(self, effect: str) -> None:
        """Offer to do the remaining steps another day, and say beforehand what that leaves out.

        Without an effect nothing is left to put off.
        """
        self._later.show()
        self._later.setAccessibleDescription(effect)
        self._effect.setText(effect)
        self._effect.setVisible(bool(effect))

    def offer(self, *, back: bool, go_on: bool, words_of_next: str = "", hint: str = "") -> None:
        """Say which buttons can be used, what the blue one says, and why where it cannot."""
        self._next = words_of_next
        self.doing["back"].setEnabled(back)
        self.doing["goOn"].setEnabled(go_on)
        self.doing["goOn"].setText(self._words_of_next())
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def tell(self, error: KnownError | None, kind: str = "bad") -> None:
        """Say over the task what failed, where it is seen in any language, or nothing.

        ``kind`` is that of the note.
        """
        self._trouble.setVisible(error is not None)
        if self._trouble.property("note") != kind:
            self._trouble.setProperty("note", kind)
            self._trouble.style().polish(self._trouble)
        if error is not None:
            self._trouble.say(*words.reason(error, self._screen.language))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # What stands beside the task comes under it where both have no room.
        ways = QBoxLayout.Direction
        wide = self.width() >= theme.px(_BESIDE)
        self._across.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    def _head(self) -> QWidget:
        head = _band("side", "bottom")
        head.setFixedHeight(theme.px(56))
        day = dates.full(self._today, self._screen.language, weekday=True)
        language = button_for(
            "language", self.tr("日本語"), self._screen.use_other_language, kind=ButtonKind.FLAT
        )
        in_row(
            head,
            Text(self.tr("Begin a desk"), Size.TITLE, bold=True),
            Text(self.tr("Takes about three minutes"), tone="text2"),
            STRETCH,
            Text(day, tone="text2"),
            language,
            gap=16,
            edge=(24, 0, 24, 0),
        )
        return head

    def _middle(self) -> QHBoxLayout:
        self._steps = SideList(self.tr("Steps"), groups=True)
        self._steps.setFixedWidth(theme.px(_STEPS_WIDTH))
        self._steps.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._steps.setEnabled(False)
        self._stack = QStackedWidget()
        self._stack.setMaximumWidth(theme.px(_TASK_WIDTH))
        self._trouble = named("trouble", NoteFrame("bad"))
        self._trouble.setMaximumWidth(theme.px(_TASK_WIDTH))
        self._trouble.hide()
        task = in_column(None, self._trouble, (self._stack, 1), gap=16)
        ground = QFrame()
        ground.setProperty("ground", "base")
        ground.setProperty("line", "left")
        scroll = PageScroll()
        scroll.setWidget(ground)
        scroll.follow_keys()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, ground)
        edge = theme.px(40)
        self._across.setContentsMargins(edge, theme.px(24), edge, theme.px(16))
        self._across.setSpacing(edge)
        # The task takes what it needs; what is left over stays at its right.
        self._across.addLayout(task, _TASK_WIDTH)
        self._across.addStretch(1)
        return in_row(None, self._steps, (scroll, 1), gap=0)

    def _foot(self) -> QWidget:
        foot = _band("window", "top")
        # It grows with what is said beside the buttons, where that needs more lines in large type.
        foot.setMinimumHeight(theme.px(64))
        self._hint, self._effect = (
            Text("", tone="text2", wrap=True),
            Text("", tone="text2", wrap=True),
        )
        said = in_column(None, STRETCH, gap=2)
        for line in (self._hint, self._effect):
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            line.hide()
            said.addWidget(line)
        said.addStretch(1)
        self._go_on = self.doing.button("goOn", ButtonKind.MAIN)
        row = in_row(foot, self.doing.button("back"), gap=8, edge=(24, 0, 24, 0))
        self._later = self.doing.button("later")
        self._later.hide()
        row.addLayout(said, 1)
        for part in (self._go_on, self._later, self.doing.button("stop")):
            row.addWidget(part)
        return foot

    def _words_of_next(self) -> str:
        return self._next or self.tr("Next")

    def _show_steps(self) -> None:
        names = {
            StartStep.KIND: (self.tr("Sample or real"), self.tr("What kind of desk")),
            StartStep.PROFILE: (self.tr("The desk"), self.tr("Names, address, officer")),
            StartStep.PEOPLE: (self.tr("The first two people"), self.tr("Officer and supervisor")),
            StartStep.SHEET: (self.tr("Recovery sheet"), self.tr("Printed, and into the safe")),
            StartStep.FOLDER: (self.tr("Backup folder"), self.tr("Second disk or shared folder")),
            StartStep.BEGIN: (self.tr("Check and begin"), self.tr("The first backup, compared")),
        }
        items = []
        for step, (name, detail) in names.items():
            icon, tone = self._sign(step)
            told = self._details.get(step) or detail
            items.append(SideItem(step, icon, f"{step.value}  {name}", detail=told, tone=tone))
        self._steps.show_items(items)
        self._steps.set_current(self._step)

    def _sign(self, step: StartStep) -> tuple[str, str]:
        """Return icon and colour of a step: here, done or ahead."""
        if step is self._step:
            return "arrow", "accent"
        return ("ok", "ok") if step < self._step else ("none", "text2")


def _band(ground: str, line: str) -> QWidget:
    band = QWidget()
    dress(band, ground=ground, line=line)
    return band


# The tasks of the first start until there is a desk: its kind, its profile, two people.


_LABELS = 200
_REAL, _SAMPLE = "real", "sample"
_ADDRESS_LINES = 4


class TaskPage(FormArea):
    """One step: a title, what it is for, fields with their errors under them."""

    def __init__(self, title: str, purpose: str) -> None:
        super().__init__()
        self._bodies: dict[str, FieldBody] = {}
        self._state = FirstStartState()
        self._grid = QGridLayout()
        self._grid.setColumnMinimumWidth(0, theme.px(_LABELS))
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(10))
        self._needed = named("neededFields", Text(self.tr("* must be filled in"), tone="text2"))
        self.column = in_column(
            self,
            Text(title, Size.TITLE, bold=True),
            Text(purpose, wrap=True),
            Space(8),
            self._needed,
            Space(8),
            self._grid,
            STRETCH,
            edge=0,
        )
        self._needed.hide()

    def add_field(
        self, name: str, words: str, edit: QWidget, of: str = "", *, needed: bool = True
    ) -> None:
        """Put a field under the others; what was wrong with it goes when it is typed into.

        ``of`` says to a screen reader whose it is, where its words stand there twice. What is
        ``needed`` has a star, which the head of the page explains.
        """
        row = self._grid.rowCount()
        edit.setObjectName(name)
        body = FieldBody(edit)
        label = label_for(edit, words)
        must = self.tr("must be filled in") if needed else ""
        edit.setAccessibleName(" ".join(filter(None, (of, words, must))))
        if needed:
            label.setText(f"{words} *")
            self._needed.show()
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

    def trouble(self, code: str) -> str:
        """Return the sentence for what is wrong with a field."""
        return {
            "empty": self.tr("This is needed."),
            "postal_code": self.tr("A postal code has seven digits."),
            "web_page": self.tr("A web page begins with https:// and has no spaces."),
            "password_short": self.tr("A password has at least 12 characters."),
            "password_common": self.tr("This password is easily guessed. Choose another."),
            "password_name": self.tr(
                "A password must not be made of a name of the desk or of the person."
            ),
            "passwords_differ": self.tr("The two passwords differ. Type it again."),
            "user_there_already": self.tr("Somebody has this name already."),
        }.get(code, code)


class ProfilePage(TaskPage):
    """The names and the address of the desk, as its letters show them."""

    def __init__(self) -> None:
        purpose = self.tr("Letters show these names and this address as they stand here.")
        super().__init__(self.tr("The desk"), purpose)
        self._edits: dict[str, TrailingNoteLineEdit] = {}
        self._add_line("company_ja", self.tr("Company (Japanese)"))
        self._add_line("company_en", self.tr("Company (English)"))
        self._add_line("desk_ja", self.tr("Desk (Japanese)"))
        self._add_line("desk_en", self.tr("Desk (English)"))
        self._postal_code = PostalCodeEdit()
        self.add_field("postal_code", self.tr("Postal code"), self._postal_code)
        self._addresses = {name: LongText() for name in ("address_ja", "address_en")}
        for edit in self._addresses.values():
            edit.show_lines(_ADDRESS_LINES)
        japanese, english = self._addresses.values()
        self.add_field("address_ja", self.tr("Address (Japanese)"), japanese)
        self.add_field("address_en", self.tr("Address (English)"), english)
        self._add_line("officer_ja", self.tr("Officer (Japanese, optional)"), needed=False)
        self._add_line("officer", self.tr("Officer (English)"))
        self._add_line("number_prefix", self.tr("Prefix of document numbers"))
        procedure = self.tr("Web page of the procedure (optional)")
        self._add_line("procedure_page", procedure, needed=False)
        self._add_line("form_page", self.tr("Web page for inquiries (optional)"), needed=False)

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
            officer_ja=self._edits["officer_ja"].text().strip(),
            officer=self._edits["officer"].text(),
            number_prefix=self._edits["number_prefix"].text(),
            procedure_page=self._edits["procedure_page"].text().strip(),
            form_page=self._edits["form_page"].text().strip(),
            postal_code=self._postal_code.text(),
            address_ja=_lines(self._addresses["address_ja"]),
            address_en=_lines(self._addresses["address_en"]),
        )

    def _add_line(self, name: str, words: str, *, needed: bool = True) -> None:
        self._edits[name] = TrailingNoteLineEdit()
        self.add_field(name, words, self._edits[name], needed=needed)


class KindPage(TaskPage):
    """A desk for real applications, or the sample desk to look around in."""

    def __init__(self) -> None:
        purpose = self.tr("The sample desk makes nothing of yours, and can be thrown away.")
        super().__init__(self.tr("Sample or real"), purpose)
        self._tiles = named("kind", OptionTiles())
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
        needed = NoteFrame(
            "info",
            self.tr("What a desk for real applications asks for"),
            self.tr(
                "Name and address of the desk, as letters show them\n"
                "Two people, each with a password of 12 characters or more\n"
                "A printer for the recovery sheet; it can be printed later\n"
                "A folder for backups, on another disk or a shared one"
            ),
        )
        safe = NoteFrame(
            "ok",
            self.tr("Everything stays on this computer"),
            self.tr("The program uses no network, and all that is kept is encrypted."),
        )
        for part in (self._tiles, named("needed", needed), named("safe", safe)):
            self.column.insertWidget(self.column.count() - 1, part)
            self.column.insertSpacing(self.column.count() - 1, theme.px(12))

    def wants_sample(self) -> bool:
        """Say whether the sample desk is to be shown."""
        return self._tiles.value() == _SAMPLE

    @override
    def take_focus(self) -> None:
        self._tiles.setFocus()


class PeoplePage(TaskPage):
    """The first two people: names and passwords, each password twice."""

    def __init__(self) -> None:
        purpose = self.tr(
            "The officer is responsible for people, keys and rules. Whoever proposes a decision"
            " cannot approve it, so it takes two."
        )
        super().__init__(self.tr("The first two people"), purpose)
        self.proposed = ""
        self._edits: dict[str, TrailingNoteLineEdit] = {}
        self._add_person(OFFICER, self.tr("Officer, who is a supervisor too"))
        self._add_person(SUPERVISOR, self.tr("Supervisor"))
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

    def _add_person(self, who: str, words: str) -> None:
        head = Text(words, Size.SECTION, bold=True)
        if self._edits:
            head.setContentsMargins(0, theme.px(16), 0, 0)
        self._grid.addWidget(head, self._grid.rowCount(), 0, 1, 2)
        password, again = PasswordEdit(), PasswordEdit()
        for name, asked, edit in (
            ("name", self.tr("Name"), NameEdit()),
            ("password", self.tr("Password, at least 12 characters"), password),
            ("again", self.tr("Password once more"), again),
        ):
            self._edits[f"{who}_{name}"] = edit
            self.add_field(f"{who}_{name}", asked, edit, words)
        password.textEdited.connect(lambda _: again.set_trouble(""))

    def _person(self, who: str) -> TypedPerson:
        name, password, again = (
            self._edits[f"{who}_{part}"].text() for part in ("name", "password", "again")
        )
        return TypedPerson(name, password, again)


def _lines(edit: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line for line in edit.toPlainText().splitlines() if line.strip())


class FirstStart(DoorPage):
    """Makes the desk at the end of its third step; what remains is asked on the open desk."""

    def __init__(self, book: FirstStartBook, entrance: Entrance, screen: Screen) -> None:
        super().__init__(screen)
        self.book = book
        self.book.state_changed.connect(self.render_state)
        self.book.left.connect(self._leave)
        self._frame = StepsFrame(screen, entrance.now().date())
        self._frame.back_wanted.connect(self.book.go_back)
        self._frame.next_wanted.connect(self._go_on)
        self._frame.stop_wanted.connect(self._stop)
        self._warned = False
        self._kind = KindPage()
        self._profile = ProfilePage()
        self._people = PeoplePage()
        self._pages: dict[StartStep, TaskPage] = {
            StartStep.KIND: self._kind,
            StartStep.PROFILE: self._profile,
            StartStep.PEOPLE: self._people,
        }
        for page in self._pages.values():
            self._frame.add_page(page)
        in_column(self, self._frame, edge=0)

    def begin(self, *, cut_off: bool = False) -> None:
        """Show the first step, and say so where an earlier first start was cut off."""
        self._profile.show_profile(self.book.state.profile)
        self.book.begin(cut_off=cut_off)
        self._kind.take_focus()

    def stand_again(self, before: FirstStart) -> None:
        """Stand at the step at which a page did before."""
        self._people.propose_officer(before.proposed)
        self.render_state(self.book.state)

    @property
    def proposed(self) -> str:
        """The name last put where the officer's is typed."""
        return self._people.proposed

    def render_state(self, state: FirstStartState) -> None:
        """Show a step: its task, what is wrong in it, how far the steps are."""
        page = self._pages[state.step]
        moved = self._frame.show_step(state.step, page, self._details(state))
        page.show_state(state)
        if moved and page is self._people:
            self._people.propose_officer(state.profile.officer_in(self._screen.language))
        self._warned = False
        self._offer(self.tr("The encrypted desk is being made.") if state.making else "")
        earlier = state.trouble is not None and state.trouble.code == CUT_OFF
        self._frame.tell(state.trouble, "ask" if earlier else "bad")
        if moved or state.wrong:
            page.take_focus()

    def _details(self, state: FirstStartState) -> dict[StartStep, str]:
        if state.step is StartStep.KIND:
            return {}
        done = {StartStep.KIND: self.tr("A desk for real applications")}
        if state.step > StartStep.PROFILE:
            done[StartStep.PROFILE] = words.desk_name(state.profile, self._screen.language)
        return done

    def _go_on(self) -> None:
        match self.book.state.step:
            case StartStep.KIND:
                if self._kind.wants_sample():
                    self.book.try_sample()
                else:
                    self.book.make_real()
            case StartStep.PROFILE:
                self.book.take_profile(self._profile.profile(self.book.state.profile))
            case _:
                self.book.take_people(self._people.officer(), self._people.supervisor())

    def _stop(self) -> None:
        """Close at once where nothing was typed yet; from there on say first what is lost."""
        state = self.book.state
        if state.step is StartStep.KIND or state.making or self._warned:
            self._leave()
            return
        self._warned = True
        lost = self.tr("Nothing has been made yet. Stop again to close: what was typed is lost.")
        self._offer(lost)
        announce(self, lost)

    def _offer(self, hint: str) -> None:
        state = self.book.state
        back = state.step > StartStep.KIND and not state.making
        self._frame.offer(back=back, go_on=not state.making, hint=hint)

    def _leave(self) -> None:
        self.window().close()
