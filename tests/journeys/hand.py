# SPDX-License-Identifier: MIT
"""A clerk's hand: keys alone, wherever the focus is; the pages of the window as it knows them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from typing_extensions import override

from desk_app.cli.check.check_file import (
    ApplicationPart,
    FileClaim,
    FilePaper,
    FileProxy,
    FormSheet,
    Mail,
    Payment,
    Person,
)
from desk_app.cli.sample.sample_file import Proposal, SampleClock, SamplePerson
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.lines import LinesEditor, LineTable
from desk_app.gui.kit.fields.stamp_pad import StampTile
from desk_app.gui.kit.layout.buttons import CheckBox
from desk_app.gui.page import Place
from desk_app.gui.pages.intake.claims import ClaimsPad
from desk_app.gui.pages.intake.stamps import DENOMINATIONS
from desk_app.gui.start.after_first_start import AfterFirstStart
from desk_app.records.case.application import ReplyTo, Right
from desk_app.records.case.decisions import Outcome
from desk_app.records.case.mail import Condition, Piece
from tests.workbench.window import Entrance, Hand, wait_until

KEY = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ENTER, SPACE, TAB, BACKTAB = KEY.Key_Return, KEY.Key_Space, KEY.Key_Tab, KEY.Key_Backtab
MOST_STEPS = 80
W = TypeVar("W", bound=QWidget)
T = TypeVar("T")


class ClerksHand(Hand):
    """Types into the window, wherever the focus is, and waits for the desk's answer.

    The clock of the desk is moved by the journey from day to day.
    """

    def __init__(self, entrance: Entrance, clock: SampleClock, app: QApplication) -> None:
        self.clock = clock
        super().__init__(entrance, app)

    @property
    def place(self) -> Place | None:
        """The part of the window that is shown."""
        return self.window.shell.place if self.window.shell else None

    def is_at(self, place: Place) -> bool:
        """Say whether a part of the window is shown."""
        return self.place is place

    def on(self, day: date | None) -> None:
        """Come back on a later day, which the paper must tell."""
        assert day is not None
        self.clock.move_to(day)

    @override
    def settle(self) -> None:
        super().settle()
        # Without a window manager nobody gives the window its keys back after a dialog.
        top = QApplication.activeModalWidget() or self.window
        if top.isVisible() and not top.isActiveWindow():
            top.activateWindow()
            wait_until(top.isActiveWindow)

    def focus(self) -> QWidget:
        """Return the widget that has the keys."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the keys"
        return widget

    def focus_as(self, kind: type[W]) -> W:
        """Return it, which must be of a kind."""
        widget = self.focus()
        assert isinstance(widget, kind), (widget, widget.objectName())
        return widget

    def press(self, *keys: Qt.Key, hold: Qt.KeyboardModifier = NONE) -> None:
        """Press keys one after the other, each once the desk has answered the one before."""
        for key in keys:
            QTest.keyClick(self.focus(), key, hold)
            self.settle()

    def run(self, *keys: Qt.Key) -> None:
        """Press keys one after the other without waiting for anything between them."""
        for key in keys:
            QTest.keyClick(self.focus(), key)
        self.settle()

    def write(self, text: str) -> None:
        """Type a text: ASCII by keys, everything else as an input method commits it."""
        if text.isascii():
            QTest.keyClicks(self.focus(), text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(self.focus(), event)
        self.settle()

    def main(self) -> None:
        """Press the key of the blue button."""
        self.press(ENTER, hold=CTRL)

    def reach(self, name: str, key: Qt.Key = TAB) -> None:
        """Go on with Tab until a field of this name has the keys; wait for the desk there."""
        self._go_on(lambda: self.focus().objectName() == name, name, key)

    def _go_on(self, there: Callable[[], bool], name: str, key: Qt.Key = TAB) -> None:
        for _ in range(MOST_STEPS):
            if there():
                self.settle()
                if there():
                    return
            QTest.keyClick(self.focus(), key)
        raise AssertionError(f"{name} cannot be reached by Tab; the keys are with {self.focus()}")

    def fill(self, name: str, value: object) -> None:
        """Go to a field and enter a value as its kind takes it; an empty one is left alone."""
        if value in {None, ""}:
            return
        self.reach(name)
        widget = self.focus()
        if isinstance(widget, ChoiceBox):
            self.choose(value)
        elif isinstance(widget, CheckBox):
            if widget.isChecked() is not bool(value):
                self.press(SPACE)
        else:
            self.press(KEY.Key_A, hold=CTRL)
            self.write(_written(value))

    def reach_inside(self, kind: type[W], name: str) -> W:
        """Go on with Tab until something inside a widget of this kind and name has the keys."""

        def around() -> W | None:
            widget: QObject | None = self.focus()
            while widget is not None:
                if isinstance(widget, kind) and widget.objectName() == name:
                    return widget
                widget = widget.parent()
            return None

        self._go_on(lambda: around() is not None, name)
        found = around()
        assert found is not None
        return found

    def write_line(self, columns: Sequence[str], values: Mapping[str, object]) -> None:
        """Add a line where the keys are and go through its cells with Tab."""
        self.press(KEY.Key_Insert)
        for name in columns:
            self.write(_written(values.get(name) or ""))
            self.press(TAB if name != columns[-1] else ENTER)

    def choose(self, value: object) -> None:
        """Go down the list of a field until it shows a value."""
        box = self.focus_as(ChoiceBox)
        if box.value() != value:
            self.press(KEY.Key_Home)
        for _ in range(MOST_STEPS):
            if box.value() == value:
                self.settle()
                return
            QTest.keyClick(box, KEY.Key_Down)
        raise AssertionError(f"{value} cannot be chosen in {box.objectName()}")

    def tick_claims(self, name: str, wanted: Collection[Right]) -> None:
        """Go to the check boxes of this name and tick these rights, trying one after the other."""
        pad = self.reach_inside(ClaimsPad, name)
        self.run(*[KEY.Key_Left] * len(Right))
        for _ in range(MOST_STEPS):
            if set(pad.ticked()) == set(wanted):
                return
            self.press(SPACE)
            if not set(pad.ticked()) <= set(wanted):
                self.press(SPACE)
            self.press(KEY.Key_Right)
        raise AssertionError(f"{wanted} cannot be ticked in {name}")

    def open_number(self, number: str) -> None:
        """Open an application by its receipt number."""
        self.press(KEY.Key_G, hold=CTRL)
        self.write(number)
        self.press(ENTER)


def _written(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value.value if isinstance(value, Enum) else value)


RECORD_COLUMNS = ("name", "former_name", "born", "address", "member_number", "email", "source")
DISCLOSED_COLUMNS = ("group", "item", "content", "source")
OUTCOME_KEYS = (
    Outcome.GRANTED,
    Outcome.GRANTED_IN_PART,
    Outcome.REFUSED,
    Outcome.NO_SUCH_DATA,
    Outcome.REFERRED,
)


def sign_in(hand: ClerksHand, person: SamplePerson) -> None:
    """Choose a person of the list and type the password."""
    hand.reach("users", BACKTAB)
    _go_down(hand, person.name)
    hand.press(ENTER)
    hand.write(person.password)
    hand.press(ENTER)
    wait_until(lambda: hand.window.shell is not None)
    hand.settle()


def _go_down(hand: ClerksHand, wanted: str) -> None:
    """Go down the list that has the keys to a line."""
    listed = hand.focus()
    for _ in range(MOST_STEPS):
        if listed.current_id() == wanted:  # type: ignore[attr-defined]  # our lists
            return
        hand.press(KEY.Key_Down)


def first_start(hand: ClerksHand, people: Sequence[SamplePerson], copies: Path) -> None:
    """A real desk, its profile as it stands, two people; then sheet, folder and backup."""
    hand.main()
    hand.main()
    for person in people:
        hand.write(person.name)
        hand.press(ENTER)
        for _ in range(2):
            hand.write(person.password)
            hand.press(ENTER)
    hand.main()
    wait_until(lambda: bool(hand.window.findChildren(AfterFirstStart)))
    hand.settle()
    (finish,) = hand.window.findChildren(AfterFirstStart)
    hand.press(KEY.Key_P, hold=CTRL)
    wait_until(lambda: finish.sheets.state.printed)
    made = finish.sheets._made
    assert made is not None
    hand.reach("lastGroup")
    hand.write(made.last_group)
    for place in ("本社3階 金庫A", "徳島本社 耐火庫"):
        hand.press(ENTER)
        hand.write(place)
    hand.main()
    copies.mkdir()
    hand.write(str(copies))
    for _ in range(4):
        # Tried, taken, backed up, and in.
        hand.main()
    wait_until(lambda: hand.window.shell is not None)
    hand.settle()


class CasePage:
    """An application: the blue button says what comes next."""

    def __init__(self, hand: ClerksHand) -> None:
        self._hand = hand
        assert hand.place is Place.APPLICATION, hand.place

    def ask_department(self, department: str) -> None:
        """Ask the department that holds the data."""
        self._hand.main()
        self._hand.fill("department", department)
        self._hand.main()

    def take_answer(self, *records: Mapping[str, object]) -> None:
        """Type the records that the department answers with."""
        hand = self._hand
        hand.press(KEY.Key_F5)
        hand.press(KEY.Key_R, hold=CTRL)
        hand.reach_inside(LinesEditor, "records")
        for record in records:
            hand.write_line(RECORD_COLUMNS, record)
        hand.main()

    def to_decision(self) -> DecisionPage:
        """Go where the blue button leads when it is time to decide."""
        self._hand.main()
        return DecisionPage(self._hand)

    def to_letters(self) -> LettersPage:
        """Go where the blue button leads when a letter is owed."""
        self._hand.main()
        return LettersPage(self._hand)


class DecisionPage:
    """The decision on one claim: outcome by digit, what the letter says, a second person."""

    def __init__(self, hand: ClerksHand) -> None:
        self._hand = hand
        assert hand.place is Place.DECISION, hand.place

    def propose(self, proposal: Proposal) -> None:
        """Write a decision and propose it."""
        hand = self._hand
        content = proposal.content_record()
        hand.press(KEY(KEY.Key_1 + OUTCOME_KEYS.index(proposal.outcome)))
        for ground in proposal.grounds:
            self._tick_ground(ground.code)
        hand.fill("facts", proposal.facts)
        hand.fill("explanation", proposal.explanation)
        if content.disclosed:
            hand.reach_inside(LinesEditor, "disclosed")
            for item in content.disclosed:
                hand.write_line(DISCLOSED_COLUMNS, asdict(item))
        hand.fill("as_of", content.as_of)
        hand.fill("disclosed_purpose", content.disclosed_purpose)
        hand.main()

    def approve(self, password: str) -> None:
        """Have a second person show a password in place and approve."""
        hand = self._hand
        hand.main()
        hand.fill("second_password", password)
        hand.main()

    def _tick_ground(self, code: str) -> None:
        hand = self._hand
        hand.reach("grounds")
        _go_down(hand, code)
        hand.press(SPACE)


class LettersPage:
    """The page itself: issued and printed by the blue button."""

    def __init__(self, hand: ClerksHand) -> None:
        self._hand = hand
        assert hand.place is Place.LETTERS, hand.place

    def send(self) -> LettersPage:
        """Issue the letter looked at, print it, and record its posting without the postage."""
        hand = self._hand
        for _issued_printed in range(2):
            hand.main()
            if QApplication.activeModalWidget() is not None:
                hand.main()
        hand.press(KEY.Key_B, hold=CTRL)
        hand.main()
        return self

    def record_return(self) -> None:
        """Record today that the letter looked at was not collected and came back."""
        self._hand.press(KEY.Key_R, hold=CTRL | Qt.KeyboardModifier.ShiftModifier)
        self._hand.press(KEY.Key_Down)
        self._hand.press(KEY.Key_Down)
        self._hand.main()

    def back(self) -> CasePage:
        """Go back to the application."""
        self._hand.press(KEY.Key_Left, hold=ALT)
        return CasePage(self._hand)


MOST_TILES = 24
Answers = Iterator[tuple[str, object]]
AS_ISO: Mapping[date, str] = {}


class IntakePage:
    """One page, top to bottom in the order in which paper comes out of an envelope.

    ``days`` says how the days are written on the paper; one that it lacks is typed in ISO form.
    """

    def __init__(self, hand: ClerksHand, days: Mapping[date, str] = AS_ISO) -> None:
        self._hand = hand
        self._days = days
        self._open()

    def _open(self) -> None:
        self._hand.press(KEY.Key_N, hold=CTRL)
        assert self._hand.place is Place.INTAKE

    def log(self, mail: Mail, *applications: ApplicationPart) -> None:
        """Type a whole envelope and save it for checking."""
        self.write(mail, *applications)
        self._hand.main()

    def write(self, mail: Mail, *applications: ApplicationPart) -> None:
        """Type a whole envelope and leave it as it stands."""
        self._envelope(mail)
        for number, application in enumerate(applications):
            if number:
                self._another_application()
            self._application(application)
        self.stamps(mail)

    def _application(self, application: ApplicationPart) -> None:
        self._sheet(application.form, application.further_forms)
        self._principal(application.principal)
        if application.proxy is not None:
            self._proxy(application.proxy, application.reply_to)
        self._claims(application)
        self._papers(application.papers)

    def _another_application(self) -> None:
        self._hand.press(KEY.Key_1, hold=ALT)
        self._hand.reach("addApplicationButton", BACKTAB)
        self._hand.press(SPACE)

    def _fill(self, name: str, value: object) -> None:
        """Enter a value in a field; a day as the paper has it."""
        written = self._days.get(value, value) if isinstance(value, date) else value
        self._hand.fill(name, written)

    def _more(self, number: int) -> None:
        """Open what is seldom filled in of a section."""
        self._hand.reach(f"more{number}")
        self._hand.press(SPACE)

    def _envelope(self, mail: Mail) -> None:
        self._hand.press(KEY.Key_1, hold=ALT)
        self._fill("envelope.postmark", mail.postmark)
        self._fill("envelope.kind", mail.kind)
        self._fill("envelope.tracking_number", mail.tracking_number)
        if mail.red_marking:
            self._fill("envelope.red_marking", value=True)

    def _sheet(self, form: FormSheet, further: Sequence[FormSheet]) -> None:
        self._hand.press(KEY.Key_2, hold=ALT)
        self._hand.reach("sheet.code")
        self._hand.choose(form.code or "")
        self._fill("sheet.version", form.version)
        self._fill("sheet.filled_in_on", form.filled_in_on)
        if further or not form.signed:
            self._more(2)
        for number, each in enumerate(further):
            self._fill(f"further{number}.code", each.code)
            self._fill(f"further{number}.version", each.version)
            self._fill(f"further{number}.filled_in_on", each.filled_in_on)
        if not form.signed:
            self._fill("sheet.unsigned", value=True)

    def _principal(self, person: Person) -> None:
        self._hand.press(KEY.Key_3, hold=ALT)
        self._fill("principal.name", person.name)
        self._fill("principal.kana", person.kana)
        self._fill("principal.born", person.born)
        self._fill("principal.phone", person.phone)
        self._address("principal", person.postal_code, person.address)
        if person.member_number:
            self._more(3)
            self._fill("principal.member_number", person.member_number)

    def _proxy(self, proxy: FileProxy, reply_to: ReplyTo) -> None:
        self._hand.press(KEY.Key_4, hold=ALT)
        self._fill("proxy.kind", proxy.kind)
        self._fill("proxy.name", proxy.name)
        self._fill("proxy.kana", proxy.kana)
        self._fill("reply_to", reply_to)
        self._address("proxy", proxy.postal_code, proxy.address)

    def _address(self, whose: str, postal_code: str, address: str) -> None:
        """Type the postal code, then what the address has beyond what came with it."""
        hand = self._hand
        if postal_code:
            hand.reach(f"{whose}.postal_code")
            hand.write(postal_code.replace("-", ""))
        if not address:
            return
        hand.reach(f"{whose}.address")
        edit = hand.focus_as(QLineEdit)
        if address.startswith(edit.text()) and edit.text():
            hand.press(KEY.Key_End)
            hand.write(address.removeprefix(edit.text()))
        else:
            self._fill(f"{whose}.address", address)

    def _claims(self, application: ApplicationPart) -> None:
        self._hand.press(KEY.Key_5, hold=ALT)
        self._hand.tick_claims("claims", {claim.right for claim in application.claims})
        for claim in application.claims:
            self._say_of(claim)
        self._fill("scope", application.scope)

    def _say_of(self, claim: FileClaim) -> None:
        """Type what the form says of a right, below the check boxes."""
        right = claim.right.value
        if claim.reason or claim.changes:
            self._hand.press(KEY.Key_5, hold=ALT)
        self._fill(f"reason.{right}", claim.reason)
        self._fill(f"circumstances.{right}", claim.circumstances)
        for number, change in enumerate(claim.changes):
            for part in ("item", "before", "after"):
                self._fill(f"{part}{number}.{right}", getattr(change, part))

    def _papers(self, papers: Sequence[FilePaper]) -> None:
        """Say of each document that it is here, and type what stands on it."""
        for paper in papers:
            self._hand.press(KEY.Key_6, hold=ALT)
            if not self._tick_listed(f"{paper.of.value}-{paper.kind}"):
                self._add(paper)
            for name, value in _on(paper):
                self._fill(name, value)
            if paper.mandate is not None:
                self._hand.tick_claims("paper.pad", paper.mandate.rights)

    def _tick_listed(self, wanted: str) -> bool:
        """Tick the line of a document that is expected; whether it is."""
        hand = self._hand
        table = hand.focus_as(LineTable)
        hand.press(KEY.Key_Home)
        for _ in range(table.model().rowCount()):
            if table.current_id() == wanted:
                hand.press(SPACE)
                return True
            hand.press(KEY.Key_Down)
        return False

    def _add(self, paper: FilePaper) -> None:
        """Add a line for a document that nobody expected."""
        hand = self._hand
        hand.press(KEY.Key_Insert)
        hand.reach("addPaperOf", BACKTAB)
        hand.choose(paper.of)
        hand.fill("addPaperKind", paper.kind)
        hand.press(ENTER)

    def stamps(self, mail: Mail) -> None:
        """Count the stamps on the keypad of denominations, and list what is no sound stamp."""
        hand = self._hand
        hand.press(KEY.Key_7, hold=ALT)
        sound = [line for line in mail.payments if _is_sound(line)]
        for line in sound:
            if line.denomination in DENOMINATIONS:
                self._count(line)
            else:
                hand.write(f"{line.denomination}*{line.count}")
                hand.press(ENTER)
        for line in mail.payments:
            if line not in sound:
                hand.press(KEY.Key_7, hold=ALT)
                self._odd(line)

    def _count(self, line: Payment) -> None:
        """Go to the tile of a face value and count on it, piece by piece."""
        hand = self._hand
        hand.run(*[KEY.Key_Left] * MOST_TILES)
        hand.run(*[KEY.Key_Right] * DENOMINATIONS.index(line.denomination))
        assert hand.focus_as(StampTile).value == line.denomination
        hand.press(*[KEY.Key_Plus] * line.count)

    def _odd(self, line: Payment) -> None:
        """Type face value, count and kind of pieces that are not simply counted."""
        hand = self._hand
        hand.press(KEY.Key_Insert)
        hand.write(str(line.denomination))
        hand.press(ENTER, KEY.Key_Delete)
        hand.write(str(line.count))
        hand.press(ENTER)
        hand.choose((line.piece, line.condition))
        hand.press(ENTER)


def _is_sound(line: Payment) -> bool:
    return line.piece is Piece.STAMP and line.condition is Condition.SOUND


def _on(paper: FilePaper) -> Answers:
    """Yield what is typed and answered of a document, field by field as they follow each other."""
    mandate, register, shown = paper.mandate, paper.family_register, paper.guardianship
    yield "paper.valid_until", paper.valid_until
    yield "paper.issued_on", mandate.dated if mandate else paper.issued_on
    yield from _said(paper, "name", "shows_address", "address", "born")
    if register is not None:
        yield from _said(register, "names_principal", "names_proxy", "authority")
        yield "paper.other_signed", register.other_holder_signed
    if shown is not None:
        yield "paper.certified", shown.kind
        yield from _said(shown, "names_principal", "names_proxy", "powers_listed", "powers_cover")
        yield from _said(shown, "supervisor_appointed", "exercise")
        yield "paper.other_signed", shown.other_holder_signed
    if mandate is not None:
        yield from _said(mandate, "names_principal", "names_proxy", "registered_seal")
        yield from _said(mandate, "seal_matches", "covers_receipt")
    for mask in paper.masking:
        yield f"mask.{mask.item}", (mask.state, mask.action)
    yield "paper.original", paper.original


def _said(paper: object, *names: str) -> Answers:
    return ((f"paper.{name}", getattr(paper, name)) for name in names)
