# SPDX-License-Identifier: MIT
"""Whoever goes along the order of the keys, Python holds each widget by its own parent."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk_app.gui.asking import Question
from desk_app.gui.kit.pyside_workarounds import own_parent
from desk_app.gui.page import Place
from desk_app.gui.pages.letters.page import LettersView
from desk_app.records.case.application import Right
from tests.gui.belonging import LEAST, in_rings
from tests.gui.case_desk import TODAY, application, licence, log

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.gui.case_pages import Cases


class Marked(QDialog):
    """A dialog that knows something of its own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        for word in ("one", "two"):
            column.addWidget(QPushButton(word))
        self.mark = "known"


def _walked(window: QWidget, after: Callable[[QWidget], QWidget | None]) -> weakref.ref[Marked]:
    """Open a dialog of which nothing in Python is left, once round its widgets."""
    dialog = Marked(window)
    met: list[QWidget] = []
    each = after(dialog)
    while each is not None and each is not dialog:
        met.append(each)
        each = after(each)
    assert [type(widget) for widget in met] == [QPushButton, QPushButton]
    dialog.open()
    return weakref.ref(dialog)


def test_a_dialog_that_was_walked_round_keeps_what_it_knows(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for after in (own_parent.after, own_parent.before):
        held = _walked(window, after)
        gc.collect()
        dialog = held()
        assert dialog is not None
        assert dialog.mark == "known"
        dialog.close()


def test_without_it_the_dialog_is_blank(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    lost = _walked(window, QWidget.nextInFocusChain)
    gc.collect()
    dialog = lost()
    assert dialog is None or not hasattr(dialog, "mark")


def test_a_question_on_a_page_hangs_on_the_page(cases: Cases, tmp_path: Path) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 1),))
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    letters = case.go(Place.LETTERS, id_, LettersView)
    case.main()
    case.main()
    letters.save_to(str(tmp_path / "letter.pdf"), letters.page.view.shown)
    case.window.settle()
    gc.collect()
    assert isinstance(case.ask()._question, Question)
    assert in_rings() == []
    case.main()
    assert (tmp_path / "letter.pdf").exists()


def test_a_ring_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    many = [QPushButton(parent=window) for _ in range(LEAST)]
    dialog = Marked(window)
    assert in_rings() == []
    first, second = dialog.findChildren(QPushButton)
    for each in (dialog, first, second):
        each.nextInFocusChain()
    assert sorted(in_rings()) == ["Marked", "QPushButton", "QPushButton"]
    assert len(many) == LEAST


def test_what_stands_in_a_part_of_qts_own_stays_and_so_do_those_parts(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    area = QScrollArea(window)
    inside = Marked(window)
    area.setWidget(inside)
    QWidget.setTabOrder(inside.findChildren(QPushButton)[-1], area)
    window.show()
    for _ in range(2):
        met = list[QWidget]()
        each = own_parent.after(window)
        while each is not None and each is not window:
            met.append(each)
            each = own_parent.after(each)
        assert len(met) > 5
        assert [type(one) for one in met if not shiboken6.isValid(one)] == []
        assert any(not shiboken6.createdByPython(one) for one in met)
        del each, met
        gc.collect()
    assert area.verticalScrollBar().maximum() >= 0
    held = weakref.ref(inside)
    del inside
    gc.collect()
    dialog = held()
    assert dialog is not None
    assert dialog.mark == "known"
