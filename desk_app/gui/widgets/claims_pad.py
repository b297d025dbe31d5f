# SPDX-License-Identifier: MIT
"""The rights that can be asked for, as check boxes behind one Tab stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desk_app.gui import theme
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size
from desk_app.gui.widgets.check_box import CheckBox, ticks_and_goes_on
from desk_app.gui.widgets.flow_layout import FlowLayout
from desk_app.gui.widgets.roving import Roving
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent

_USUAL = ("=", "＝")
Group = tuple[str, "Sequence[tuple[object, str]]"]


class ClaimsPad(QWidget):
    """Groups of claims, each with its label; arrows move, Space ticks, Enter goes on.

    + ticks a claim and goes to the next one, = ticks those that are usual here.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, label_width: int = 64) -> None:
        super().__init__(parent)
        self._boxes: dict[object, CheckBox] = {}
        self._label_width = label_width
        self._usual: Collection[object] = ()
        self._roving = Roving(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(4))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_label_width(self, width: int) -> None:
        """Give the labels of the groups a width, in pixels at 100 %, for boxes to stand in line."""
        self._label_width = width

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Offer these claims; what is ticked stays ticked, also in another language."""
        ticked = self.ticked()
        self._empty()
        for row, (label, claims) in enumerate(groups):
            self._add_group(row, label, claims)
        self._roving.set_items(list(self._boxes.values()))
        self.set_ticked(ticked)

    def ticked(self) -> tuple[object, ...]:
        """Return the claims that are ticked, in the order shown."""
        return tuple(claim for claim, box in self._boxes.items() if box.isChecked())

    def set_ticked(self, claims: Collection[object]) -> None:
        """Tick these claims and no others, without telling anybody."""
        for claim, box in self._boxes.items():
            with QSignalBlocker(box):
                box.setChecked(claim in claims)

    def set_usual(self, claims: Collection[object]) -> None:
        """Say which claims = ticks beside those that are ticked."""
        self._usual = claims

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        beside = Qt.KeyboardModifier.ShiftModifier
        if event.text() in _USUAL and not event.modifiers() & ~beside:
            for claim in self._usual:
                self._boxes[claim].setChecked(True)
        elif not (ticks_and_goes_on(event) and self._roving.go_on()):
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        current = self._roving.current()
        if current is not None:
            current.setFocus()

    def _add_group(self, row: int, label: str, claims: Sequence[tuple[object, str]]) -> None:
        title = Text(label, Size.LABEL, "text2")
        title.setMinimumWidth(theme.px(self._label_width))
        title.setMinimumHeight(theme.px(26))
        flow = QWidget(self)
        line = FlowLayout(theme.px(10), 0, flow)
        for claim, word in claims:
            box = CheckBox(word, flow)
            box.setObjectName(f"{self.objectName()}.{getattr(claim, 'value', claim)}")
            box.toggled.connect(self._toggled)
            self._boxes[claim] = box
            line.addWidget(box)
        self._grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(flow, row, 1)

    def _toggled(self) -> None:
        self.changed.emit()

    def _empty(self) -> None:
        self._roving.set_items([])
        self._boxes.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
