# SPDX-License-Identifier: MIT
"""A dialog that is open is held; closed, or gone with its window, it is not."""

from __future__ import annotations

import gc

import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.dialogs import staying


class Marked(QDialog):
    """A dialog that knows something of its own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.mark = "known"


def test_an_open_dialog_keeps_what_it_knows_until_it_is_closed(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    staying.stay(Marked(window))
    gc.collect()
    (dialog,) = window.findChildren(Marked)
    assert dialog.mark == "known"
    assert dialog in staying._open.values()
    dialog.open()
    dialog.reject()
    assert dialog not in staying._open.values()


def test_a_dialog_that_goes_with_its_window_is_let_go(qtbot: QtBot) -> None:
    window = QWidget()
    staying.stay(Marked(window))
    (dialog,) = window.findChildren(Marked)
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(dialog)
    assert dialog not in staying._open.values()
