# SPDX-License-Identifier: MIT
"""A draft of the Intake page is offered exactly as it was left, the cursor included."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.gui.case.drafts import read, read_cursor, written
from desk_app.gui.case.typed import Cursor, HeldLine, IntakeForm, OddLine, OpenLines
from desk_app.records.case.mail import Matter
from tests.gui.intake_desk import Intake, KeptPage, Keys, commit, focus
from tests.gui.pages import show_active

pytestmark = pytest.mark.once(under="second")

KEY = Qt.Key


@pytest.fixture
def page(kept_page: KeptPage, qtbot: QtBot) -> Iterator[Intake]:
    with kept_page.begun(qtbot) as made:
        yield made


@pytest.fixture(scope="module")
def another(qapp: QApplication) -> Iterator[KeptPage]:
    """Return the page of the next start of the program."""
    made = KeptPage()
    yield made
    made.close()


@contextmanager
def _reopened(another: KeptPage, qtbot: QtBot, page: Intake) -> Iterator[Intake]:
    """Leave the page and the program, and come to what was kept in the next start."""
    page.view.leave()
    page.view.hide()
    with another.begun(qtbot, page.store.state) as again:
        yield again
    again.view.hide()


def _in_name(page: Intake) -> None:
    page.go("principal.name")
    commit("髙橋 𠮷子")
    Keys().press(KEY.Key_Left)


def _in_seldom(page: Intake) -> None:
    page.go("principal.former_name")
    commit("斉藤")
    Keys().press(KEY.Key_Home)


def _in_document(page: Intake) -> None:
    page.go("principal.name")
    commit("髙橋")
    page.view.page.go_to_section(6)
    Keys().press(KEY.Key_Space)
    page.go("paper.name")
    commit("高橋 美由紀")
    Keys().press(KEY.Key_Left, KEY.Key_Left)


def _in_stamps(page: Intake) -> None:
    page.view.page.go_to_section(7)
    Keys().press(KEY.Key_Right, KEY.Key_Right, KEY.Key_Plus)


def _in_odd_line(page: Intake) -> None:
    page.view.page.go_to_section(7)
    Keys().press(KEY.Key_Insert)
    Keys().write("62")
    Keys().press(KEY.Key_Return, KEY.Key_Delete)


def _in_held_line(page: Intake) -> None:
    page.view.page.stamps.held.open_line()
    Keys().press(KEY.Key_Return)
    Keys().write("about 500")


def _in_claims(page: Intake) -> None:
    page.view.page.go_to_section(5)
    Keys().press(KEY.Key_Space, KEY.Key_Down)


def _in_claims_words(page: Intake) -> None:
    page.view.page.go_to_section(5)
    Keys().press(KEY.Key_Down, KEY.Key_Space)
    (words,) = page.view.findChildren(QLineEdit, "before0.correction")
    words.setFocus()
    commit("旧姓")
    Keys().press(KEY.Key_Left)


@pytest.mark.parametrize(
    ("work", "name", "at"),
    [
        (_in_name, "principal.name", 5),
        (_in_seldom, "principal.former_name", 0),
        (_in_document, "paper.name", 4),
        (_in_stamps, "stamps.320", 0),
        (_in_odd_line, "oddCount", 0),
        (_in_held_line, "heldAmount", 9),
        (_in_claims, "claims.correction", 0),
        (_in_claims_words, "before0.correction", 1),
    ],
)
def test_the_keys_stand_where_they_were_left(
    page: Intake, another: KeptPage, qtbot: QtBot, work: object, name: str, at: int
) -> None:
    assert callable(work)
    work(page)
    assert focus().objectName() == name
    with _reopened(another, qtbot, page) as again:
        assert again.view.isAncestorOf(focus())
        assert focus().objectName() == name
        here = focus()
        if isinstance(here, QLineEdit):
            assert here.cursorPosition() == at
            assert not here.hasSelectedText()


def test_lines_half_typed_are_not_lost_nor_carried_into_another_envelope(
    page: Intake, another: KeptPage, qtbot: QtBot
) -> None:
    _in_held_line(page)
    _in_odd_line(page)
    page.view.page.stamps.pad.setFocus()
    Keys().write("84")
    begun = OpenLines("84", OddLine("62"), HeldLine(None, "about 500"))
    assert page.view.book.form.begun == begun
    page.view.book.keep_draft()
    # The program ends here, and nothing is settled any more.
    kept = page.store.state.copy()
    page.view.hide()
    with another.begun(qtbot, kept) as again:
        assert again.view.book.form.begun == begun
        shown = {each.objectName(): each.text() for each in again.view.findChildren(QLineEdit)}
        told = (shown["oddValue"], shown["oddCount"], shown["heldAmount"])
        assert told == ("62", "", "about 500")
        again.view.open_mail_item(None, Matter.SUPPLEMENT)
        assert again.view.book.form.begun == OpenLines()
        assert again.view.page.stamps.finish_lines()
    again.view.hide()


def test_a_day_half_typed_is_not_lost(page: Intake, another: KeptPage, qtbot: QtBot) -> None:
    page.go("sheet.filled_in_on")
    Keys().write("R8.11")
    with _reopened(another, qtbot, page) as again:
        edit = again.edit("sheet.filled_in_on")
        assert isinstance(edit, QLineEdit)
        assert edit.text() == "R8.11"
        assert focus() is edit


def test_the_place_is_kept_again_when_only_the_keys_went_elsewhere(page: Intake) -> None:
    _in_name(page)
    page.view.book.keep_draft()
    (kept,) = page.store.state.drafts.values()
    page.view.book.keep_draft()
    page.go("principal.phone")
    page.view.book.keep_draft()
    (moved,) = page.store.state.drafts.values()
    assert read(moved) == read(kept)
    assert read_cursor(kept).field.startswith("principal.name")
    assert read_cursor(moved).field.startswith("principal.phone")


def test_the_place_is_known_while_another_window_has_the_keys(
    page: Intake, another: KeptPage, qtbot: QtBot
) -> None:
    _in_name(page)
    show_active(qtbot, QLineEdit())
    with _reopened(another, qtbot, page) as again:
        assert focus() is again.edit("principal.name")


@pytest.mark.parametrize(
    "text", ['{"key": "new"}', '{"cursor": 3}', '{"cursor": {"at": "x"}}', "[]", "{", '"x"']
)
def test_a_draft_that_names_no_place_stands_at_the_beginning(text: str) -> None:
    assert read_cursor(text) == Cursor()


def test_a_draft_with_its_place_is_read_whole() -> None:
    text = written(IntakeForm("new"), Cursor("principal.name", 7))
    assert read(text) == IntakeForm("new")
    assert read_cursor(text) == Cursor("principal.name", 7)
