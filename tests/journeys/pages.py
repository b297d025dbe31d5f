# SPDX-License-Identifier: MIT
"""The window as a clerk uses it: keys alone, field after field; these pages know its names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_app.cli.check_file import Person, Proxy
from desk_app.cli.check_history import Supplement
from desk_app.cli.check_papers import Mail, Paper
from desk_app.cli.sample_file import Proposal, SampleApplication
from desk_app.gui.screen import Screen
from desk_app.gui.tasks import TaskRunner
from desk_app.gui.views.section import Place
from desk_app.gui.views.window import Window
from desk_app.gui.widgets.check_box import CheckBox
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.gui.widgets.claims_pad import ClaimsPad
from desk_app.gui.widgets.line_table import LineTable
from desk_app.gui.widgets.lines_editor import LinesEditor
from desk_app.gui.widgets.stamp_tile import StampTile
from desk_app.gui.widgets.table import ListTable
from desk_app.records.application import ReplyTo, Right
from desk_app.records.decisions import Outcome

KEY = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ENTER, SPACE, TAB, BACKTAB = KEY.Key_Return, KEY.Key_Space, KEY.Key_Tab, KEY.Key_Backtab
MOST_STEPS = 80
MOST_TILES = 24
RECORD_COLUMNS = ("name", "former_name", "born", "address", "member_number", "email")
DISCLOSED_COLUMNS = ("group", "item", "content", "source")
OUTCOME_KEYS = (
    Outcome.GRANTED,
    Outcome.GRANTED_IN_PART,
    Outcome.REFUSED,
    Outcome.NO_SUCH_DATA,
    Outcome.REFERRED,
)
W = TypeVar("W", bound=QWidget)


@dataclass
class Hand:
    """Types into the window, wherever the focus is, and waits for the desk's answer."""

    qtbot: QtBot
    runner: TaskRunner
    screen: Screen
    window: Window

    @property
    def place(self) -> Place | None:
        """The part of the window that is shown."""
        return self.window.shell.place if self.window.shell else None

    def is_at(self, place: Place) -> bool:
        """Say whether a part of the window is shown."""
        return self.place is place

    def settle(self) -> None:
        """Wait until the desk has answered everything."""
        self.qtbot.waitUntil(lambda: self.runner.idle)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: self.runner.idle)
        self._take_keys_back()

    def _take_keys_back(self) -> None:
        """Without a window manager nobody gives the window its keys back after a dialog."""
        top = QApplication.activeModalWidget() or self.window
        if top.isVisible() and not top.isActiveWindow():
            with self.qtbot.waitActive(top):
                top.activateWindow()

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
        """Press keys one after the other."""
        for key in keys:
            QTest.keyClick(self.focus(), key, hold)
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
        """Go on with Tab until a field of this name has the keys."""
        for _ in range(MOST_STEPS):
            if self.focus().objectName() == name:
                return
            self.press(key)
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
        for _ in range(MOST_STEPS):
            around: QObject | None = self.focus()
            while around is not None:
                if isinstance(around, kind) and around.objectName() == name:
                    return around
                around = around.parent()
            self.press(TAB)
        raise AssertionError(f"{name} cannot be reached by Tab")

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
                return
            self.press(KEY.Key_Down)
        raise AssertionError(f"{value} cannot be chosen in {box.objectName()}")

    def tick_claims(self, name: str, wanted: Collection[Right]) -> None:
        """Go to the check boxes of this name and tick these rights, trying one after the other."""
        pad = self.reach_inside(ClaimsPad, name)
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

    def close(self) -> None:
        """Close the window as a clerk does, and undress the application."""
        self.window.close()
        QApplication.removeTranslator(self.screen.catalogue)
        self.screen.deleteLater()


def _written(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value.value if isinstance(value, Enum) else value)


def sign_in(hand: Hand, name: str, password: str) -> None:
    """Choose a person of the list and type the password."""
    hand.reach("users", BACKTAB)
    listed = hand.focus()
    for _ in range(MOST_STEPS):
        if listed.current_id() == name:  # type: ignore[attr-defined]  # our list
            break
        hand.press(KEY.Key_Down)
    hand.press(ENTER)
    hand.write(password)
    hand.press(ENTER)
    hand.qtbot.waitUntil(lambda: hand.window.shell is not None)
    hand.settle()


def first_start(hand: Hand, people: Sequence[tuple[str, str]]) -> None:
    """Take the profile as it stands, name two people with their passwords, and begin."""
    hand.main()
    for name, password in people:
        hand.write(name)
        hand.press(ENTER)
        hand.write(password)
        hand.press(ENTER)
        hand.write(password)
        hand.main()
    hand.main()
    hand.qtbot.waitUntil(lambda: hand.window.shell is not None)
    hand.settle()


class IntakePage:
    """One page, top to bottom in the order in which paper comes out of an envelope."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        hand.press(KEY.Key_N, hold=CTRL)
        assert hand.place is Place.INTAKE

    def log(self, mail: Mail, application: SampleApplication) -> None:
        """Type a whole envelope and save it for checking."""
        hand = self._hand
        self._envelope(mail)
        self._sheet(application)
        self._principal(application.principal)
        if application.proxy is not None:
            self._proxy(application.proxy, application.reply_to)
        self._claims(application)
        self._papers(application.papers)
        self.stamps(mail)
        hand.main()

    def _envelope(self, mail: Mail) -> None:
        hand = self._hand
        hand.press(KEY.Key_1, hold=ALT)
        hand.fill("envelope.kind", mail.kind)
        hand.fill("envelope.tracking_number", mail.tracking_number)
        if mail.red_marking:
            hand.fill("envelope.red_marking", value=True)

    def _sheet(self, application: SampleApplication) -> None:
        hand = self._hand
        hand.press(KEY.Key_2, hold=ALT)
        hand.fill("sheet.code", application.form.code)
        hand.fill("sheet.version", application.form.version)
        hand.fill("sheet.filled_in_on", application.form.filled_in_on)

    def _principal(self, person: Person) -> None:
        hand = self._hand
        hand.press(KEY.Key_3, hold=ALT)
        hand.fill("principal.name", person.name)
        hand.fill("principal.kana", person.kana)
        hand.fill("principal.born", person.born)
        hand.fill("principal.phone", person.phone)
        self._address("principal", person.postal_code, person.address)
        if person.member_number:
            hand.reach("more3")
            hand.press(SPACE)
            hand.fill("principal.member_number", person.member_number)

    def _proxy(self, proxy: Proxy, reply_to: ReplyTo) -> None:
        hand = self._hand
        hand.press(KEY.Key_4, hold=ALT)
        hand.fill("proxy.kind", proxy.kind)
        hand.fill("proxy.name", proxy.name)
        hand.fill("proxy.kana", proxy.kana)
        hand.fill("reply_to", reply_to)
        self._address("proxy", proxy.postal_code, proxy.address)

    def _address(self, whose: str, postal_code: str, address: str) -> None:
        """Type the postal code, then what the address has beyond what came with it."""
        hand = self._hand
        hand.reach(f"{whose}.postal_code")
        hand.write(postal_code.replace("-", ""))
        hand.reach(f"{whose}.address")
        edit = hand.focus_as(QLineEdit)
        if address.startswith(edit.text()) and edit.text():
            hand.press(KEY.Key_End)
            hand.write(address.removeprefix(edit.text()))
        else:
            hand.fill(f"{whose}.address", address)

    def _claims(self, application: SampleApplication) -> None:
        hand = self._hand
        hand.press(KEY.Key_5, hold=ALT)
        ticks = {claim.right for claim in application.claims}
        assert ticks == {Right.DISCLOSURE}, "the pad begins with disclosure"
        hand.press(SPACE)
        hand.fill("scope", application.scope)

    def _papers(self, papers: Sequence[Paper]) -> None:
        """Say of each document that it is here, and type what stands on it."""
        for paper in papers:
            self._hand.press(KEY.Key_6, hold=ALT)
            if not self._tick_listed(f"{paper.of.value}-{paper.kind}"):
                self._add(paper)
            self._read(paper)

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

    def _add(self, paper: Paper) -> None:
        """Add a line for a document that nobody expected."""
        hand = self._hand
        hand.press(KEY.Key_Insert)
        hand.reach("addPaperOf", BACKTAB)
        hand.choose(paper.of)
        hand.fill("addPaperKind", paper.kind)
        hand.press(ENTER)

    def _read(self, paper: Paper) -> None:
        """Type what stands on the document whose details are open, in their order."""
        hand = self._hand
        for name in ("issued_on", "valid_until", "name", "address", "born"):
            hand.fill(f"paper.{name}", getattr(paper, name))
        if paper.mandate is not None:
            hand.fill("paper.issued_on", paper.mandate.dated)
        for name, value in _shown_on(paper):
            hand.fill(f"paper.{name}", value)
        if paper.mandate is not None:
            hand.tick_claims("paper.pad", paper.mandate.rights)

    def stamps(self, mail: Mail) -> None:
        """Count the stamps on the keypad of denominations."""
        hand = self._hand
        hand.press(KEY.Key_7, hold=ALT)
        for line in mail.payments:
            hand.press(*[KEY.Key_Left] * MOST_TILES)
            for _ in range(MOST_STEPS):
                if hand.focus_as(StampTile).value == line.denomination:
                    break
                hand.press(KEY.Key_Right)
            assert hand.focus_as(StampTile).value == line.denomination
            hand.press(*[KEY.Key_Plus] * line.count)


def _shown_on(paper: Paper) -> list[tuple[str, object]]:
    """What is answered of a document beside what is written on it, name by name."""
    shown: list[tuple[str, object]] = [("original", paper.original or None)]
    if (register := paper.family_register) is not None:
        shown += [
            ("names_principal", register.names_principal),
            ("names_proxy", register.names_proxy),
            ("authority", register.authority),
        ]
    if (mandate := paper.mandate) is not None:
        shown += [
            ("names_principal", mandate.names_principal),
            ("names_proxy", mandate.names_proxy),
            ("registered_seal", mandate.registered_seal),
            ("seal_matches", mandate.seal_matches),
            ("covers_receipt", mandate.covers_receipt),
        ]
    return shown


class SupplementPage(IntakePage):
    """The same page for what comes later for an open application."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        hand.press(KEY.Key_N, hold=CTRL | Qt.KeyboardModifier.ShiftModifier)
        assert hand.place is Place.INTAKE

    def attach(self, came: Supplement) -> None:
        """Log what came for the application that was open: its number stands there already."""
        self._envelope(came)
        self._papers(came.papers)
        self.stamps(came)
        self._hand.main()


class CasePage:
    """An application: the blue button says what comes next."""

    def __init__(self, hand: Hand) -> None:
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

    def __init__(self, hand: Hand) -> None:
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
        listed = hand.focus_as(ListTable)
        for _ in range(MOST_STEPS):
            if listed.current_id() == code:
                break
            hand.press(KEY.Key_Down)
        hand.press(SPACE)


class LettersPage:
    """The page itself: issued, printed, posted by the blue button."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        assert hand.place is Place.LETTERS, hand.place

    def send(self) -> LettersPage:
        """Issue the letter looked at, print it, post it."""
        hand = self._hand
        for _issued_printed_posted in range(3):
            hand.main()
            if QApplication.activeModalWidget() is not None:
                hand.main()
        return self

    def back(self) -> CasePage:
        """Go back to the application."""
        self._hand.press(KEY.Key_Left, hold=ALT)
        return CasePage(self._hand)
