# SPDX-License-Identifier: MIT
"""What looks for words that are cut or covered finds them.

It looks at every page in `test_every_page.py`; the walk over every size, every dialog and every
screen of the door is `every_size.py`, run by
``python3 packaging/bootstrap.py test tests/gui/every_size.py``.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desk_app.gui.kit.layout.boxes import STRETCH, in_column
from desk_app.gui.kit.layout.layout import NarrowingBar
from desk_app.gui.kit.look.text import Text
from tests.gui.geometry import cut, overlapping, too_wide
from tests.gui.painted import cut_runs, painted, runs_over_runs

pytestmark = pytest.mark.once(under="second")


def test_words_over_words_are_found(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    QLabel("one", root).setGeometry(0, 0, 80, 20)
    QLabel("two", root).setGeometry(10, 4, 80, 20)
    QLineEdit("three", root).setGeometry(200, 0, 80, 20)
    root.resize(300, 100)
    root.show()
    assert len(overlapping(root)) == 1
    assert len(runs_over_runs(painted(root).runs)) == 1


@pytest.mark.parametrize("kind", [QPushButton, Text])
def test_words_without_room_are_found(qtbot: QtBot, kind: type[QPushButton | Text]) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    part = kind("a word and more", parent=root)
    part.setGeometry(0, 0, 40, 20)
    root.show()
    assert len(cut(root)) == 1
    part.setGeometry(0, 0, 400, 400)
    assert len(cut(root)) == 1
    root.resize(500, 500)
    assert cut(root) == []


def test_what_narrows_a_list_down_wraps_where_it_has_no_room(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    parts = [QLabel("word " * 20) for _ in range(3)]
    column = in_column(root, NarrowingBar(*parts), STRETCH, gap=0, edge=0)
    for width, lines in ((3 * parts[0].sizeHint().width() + 200, 1), (500, 3)):
        root.resize(width, 400)
        root.show()
        column.activate()
        assert (overlapping(root), cut(root)) == ([], [])
        assert len({each.y() for each in parts}) == lines


def test_a_column_far_wider_than_its_words_is_found_where_another_has_no_room(
    qtbot: QtBot,
) -> None:
    root, table = QWidget(), QTableWidget(1, 2)
    qtbot.addWidget(root)
    in_column(root, table)
    for place, words in enumerate(("5 Nov", "cessation of use")):
        table.setItem(0, place, QTableWidgetItem(words))
    root.resize(760, 160)
    root.show()
    for days, claims, wrong in ((500, 60, True), (500, 400, True), (500, 150, False)):
        table.setColumnWidth(0, days)
        table.setColumnWidth(1, claims)
        assert bool(too_wide(root)) is wrong, (days, claims)
    table.setColumnWidth(0, 100)
    table.setColumnWidth(1, 60)
    assert too_wide(root) == []


class _Painted(QWidget):
    """Paints words as a delegate does: no label, nothing that could be asked for them."""

    words = "渡邉󠄀 千尋"
    place = QRect(0, 0, 200, 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawText(self.place, Qt.AlignmentFlag.AlignLeft, self.words)


def test_painted_words_without_room_are_found(qtbot: QtBot) -> None:
    root = _Painted()
    qtbot.addWidget(root)
    root.resize(300, 100)
    root.show()
    assert cut_runs(root, painted(root).runs) == []
    root.place = QRect(0, 0, 20, 20)
    assert cut_runs(root, painted(root).runs) != []
    root.place = QRect(290, 0, 200, 20)
    assert cut_runs(root, painted(root).runs) != []
    root.place, root.words = _Painted.place, "渡邉󠄀 …"
    assert [each.partition(":")[0] for each in cut_runs(root, painted(root).runs)] == ["elided"]
