# SPDX-License-Identifier: MIT
"""Where the parts of a list stand to which lines are added by hand: head, list, open line."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk_app.gui import theme


def lay_out(host: QWidget, head: tuple[QWidget, QPushButton], rows: QWidget, line: QWidget) -> None:
    """Lay out a title with the button that adds, the list below, and the line that is typed."""
    top = QHBoxLayout()
    for widget in head:
        top.addWidget(widget)
    top.addStretch(1)
    column = QVBoxLayout(host)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(2))
    column.addLayout(top)
    column.addWidget(rows)
    column.addWidget(line)
    line.hide()
    host.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
