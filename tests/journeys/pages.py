# SPDX-License-Identifier: MIT
"""The other pages of the window as a clerk uses them: keys alone; they know the fields' names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk_app.cli.sample_file import Proposal
from desk_app.gui.kit.lines import LinesEditor
from desk_app.gui.kit.table import ListTable
from desk_app.gui.page import Place
from desk_app.gui.start.after_first_start import AfterFirstStart
from desk_app.records.decisions import Outcome
from tests.drawn_pages import PATIENCE_MS
from tests.journeys.hand import ALT, BACKTAB, CTRL, ENTER, KEY, MOST_STEPS, SPACE, Hand

RECORD_COLUMNS = ("name", "former_name", "born", "address", "member_number", "email", "source")
DISCLOSED_COLUMNS = ("group", "item", "content", "source")
OUTCOME_KEYS = (
    Outcome.GRANTED,
    Outcome.GRANTED_IN_PART,
    Outcome.REFUSED,
    Outcome.NO_SUCH_DATA,
    Outcome.REFERRED,
)


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
    hand.qtbot.waitUntil(lambda: hand.window.shell is not None, timeout=PATIENCE_MS)
    hand.settle()


def first_start(hand: Hand, people: Sequence[tuple[str, str]], copies: Path) -> None:
    """A real desk, its profile as it stands, two people; then sheet, folder and backup."""
    hand.main()
    hand.main()
    for name, password in people:
        hand.write(name)
        hand.press(ENTER)
        for _ in range(2):
            hand.write(password)
            hand.press(ENTER)
    hand.main()
    hand.qtbot.waitUntil(
        lambda: bool(hand.window.findChildren(AfterFirstStart)), timeout=PATIENCE_MS
    )
    hand.settle()
    (finish,) = hand.window.findChildren(AfterFirstStart)
    hand.press(KEY.Key_P, hold=CTRL)
    hand.qtbot.waitUntil(lambda: finish.sheets.state.printed, timeout=PATIENCE_MS)
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
    hand.qtbot.waitUntil(lambda: hand.window.shell is not None, timeout=PATIENCE_MS)
    hand.settle()


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
    """The page itself: issued and printed by the blue button."""

    def __init__(self, hand: Hand) -> None:
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
