# SPDX-License-Identifier: MIT
"""Lines of the Intake page that are being typed: whatever key leaves them, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.case.typed import claim_to
from desk_app.records.case.application import Right
from desk_app.records.case.mail import Condition, HeldKind, Piece
from desk_app.records.case.papers import Subject
from tests.gui.intake_desk import Intake, KeptPage, Keys, focus

pytestmark = pytest.mark.once(under="first")

KEY = Qt.Key
ENTER = KEY.Key_Return
REVENUE = (Piece.REVENUE_STAMP, Condition.SOUND)
NAMES = ("alt", "control", "keep", "leave", "escape")


@pytest.fixture
def page(kept_page: KeptPage, qtbot: QtBot) -> Iterator[Intake]:
    with kept_page.begun(qtbot) as made:
        yield made


def _leave(page: Intake, way: str) -> None:
    keys = Keys()
    if way == "alt":
        keys.press(KEY.Key_6, alt=True)
    elif way == "control":
        keys.press(ENTER, control=True)
    elif way == "keep":
        keys.press(KEY.Key_S, control=True)
    elif way == "leave":
        page.view.leave()
    else:
        keys.press(KEY.Key_Escape)


def _begin_line(*, whole: bool) -> Keys:
    """Type 500 yen and one piece; a whole line has its kind too, chosen but not entered."""
    keys = Keys()
    keys.press(KEY.Key_7, alt=True)
    keys.press(KEY.Key_Insert)
    keys.write("500")
    keys.press(ENTER, ENTER)
    if whole:
        focus().set_value(REVENUE)  # type: ignore[attr-defined]
    return keys


def _odd(page: Intake) -> list[tuple[Piece, int, int]]:
    return [(each.piece, each.denomination, each.count) for each in page.view.book.form.odd]


def test_a_whole_line_is_taken_by_whatever_leaves_it(page: Intake) -> None:
    for way in NAMES:
        page.view.open_thing(None)
        page.view.book.begin_anew()
        _begin_line(whole=True)
        _leave(page, way)
        assert _odd(page) == [(Piece.REVENUE_STAMP, 500, 1)], way
    page.view.book.begin_anew()
    page.view.page.stamps.held.open_line()
    focus().set_value(HeldKind.CARD)  # type: ignore[attr-defined]
    Keys().press(KEY.Key_6, alt=True)
    assert [each.kind for each in page.view.book.form.held] == [HeldKind.CARD]


def test_a_new_line_is_in_view_and_shut_where_it_was_left_blank(page: Intake) -> None:
    keys = Keys()
    keys.press(KEY.Key_7, alt=True)
    keys.press(KEY.Key_Insert)
    QApplication.processEvents()
    line, scroll = focus(), page.view.page.findChild(QScrollArea)
    assert scroll is not None
    assert _within(scroll.viewport(), line)
    keys.press(KEY.Key_6, alt=True)
    assert not line.isVisible()


def test_a_whole_line_is_found_out_about_while_the_keys_are_in_it(
    page: Intake, qtbot: QtBot
) -> None:
    def refused() -> bool:
        found = page.view.book.state.findings
        return any(each.key.startswith("fee.piece_refused") for each in found)

    book = page.view.book
    claims = (claim_to(Right.DISCLOSURE),)
    book.change(book.form.with_application(replace(book.form.application, claims=claims)))
    keys = _begin_line(whole=False)
    qtbot.wait(400)
    assert not refused(), "half a line is no piece"
    box = focus()
    while box.value() != REVENUE:  # type: ignore[attr-defined]
        keys.press(KEY.Key_Down)
    qtbot.waitUntil(refused, timeout=1_000)
    assert _odd(page) == []
    assert focus() is box
    keys.press(ENTER)
    assert refused()
    assert _odd(page) == [(Piece.REVENUE_STAMP, 500, 1)]


def test_a_line_that_lacks_its_kind_is_told_before_saving(page: Intake) -> None:
    said: list[str] = []
    page.place.said.connect(said.append)
    keys = _begin_line(whole=False)
    keys.press(KEY.Key_6, alt=True)
    keys.press(ENTER, control=True)
    assert said == ["A line is not finished yet. Esc gives it up."]
    assert page.view.page.stamps.odd.isAncestorOf(focus())
    assert not page.view.book.state.troubles
    keys.press(KEY.Key_Escape)
    assert _odd(page) == []
    keys.press(ENTER, control=True)
    assert page.view.book.state.troubles


def test_the_keys_never_leave_the_form_while_a_line_opens_or_shuts(page: Intake) -> None:
    been: list[bool] = []

    def note(_: QWidget | None, now: QWidget | None) -> None:
        been.append(now is not None and page.view.page.isAncestorOf(now))

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusChanged.connect(note)
    _begin_line(whole=True).press(ENTER)
    page.view.page.stamps.held.open_line()
    focus().set_value(HeldKind.CARD)  # type: ignore[attr-defined]
    Keys().press(ENTER, ENTER, ENTER)
    page.view.page.sheet.more.click()
    papers = page.view.page.papers
    papers.open_add()
    papers.add.chosen.emit("passport_with_address_field", Subject.PRINCIPAL)
    papers.open_add()
    Keys().press(KEY.Key_Escape)
    application.focusChanged.disconnect(note)
    form = page.view.book.form
    assert (len(form.odd), len(form.held), len(been) > 6, all(been)) == (1, 1, True, True)


def test_a_document_that_is_chosen_and_not_added_is_told_before_saving(page: Intake) -> None:
    papers = page.view.page.papers
    papers.open_add()
    focus().set_value("driving_licence")  # type: ignore[attr-defined]
    keys = Keys()
    keys.press(KEY.Key_7, alt=True)
    keys.press(ENTER, control=True)
    assert papers.add.isAncestorOf(focus())
    assert not page.view.book.state.troubles
    keys.press(KEY.Key_Escape)
    keys.press(ENTER, control=True)
    assert page.view.book.state.troubles


def _within(room: QWidget, widget: QWidget) -> bool:
    corner = widget.mapTo(room, widget.rect().bottomLeft())
    return room.rect().contains(corner)


def test_a_new_envelope_begins_at_the_first_tile(page: Intake) -> None:
    keys = Keys()
    keys.press(KEY.Key_7, alt=True)
    first = focus()
    keys.press(KEY.Key_Right, KEY.Key_Right)
    last = focus()
    page.view.leave()
    page.view.resume()
    keys.press(KEY.Key_7, alt=True)
    assert focus() is last
    page.view.page.papers.open_add()
    page.view.open_thing(None)
    assert not page.view.page.papers.add.isVisible(), "nor with a document that is being added"
    keys.press(KEY.Key_7, alt=True)
    assert focus() is first


def test_another_application_begins_by_key_at_its_form(page: Intake) -> None:
    keys = _begin_line(whole=True)
    keys.press(KEY.Key_A, control=True, shift=True)
    assert page.view.book.form.current == 1
    assert focus() is page.edit("sheet.code")
    assert _odd(page) == [(Piece.REVENUE_STAMP, 500, 1)]
    menu = QMenu()
    page.view.doing.fill(menu, "application")
    assert [action.isEnabled() for action in menu.actions()] == [True, True]
