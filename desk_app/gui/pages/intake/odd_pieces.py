# SPDX-License-Identifier: MIT
"""Pieces that are not simply counted: damaged, foreign, revenue stamps, charity, sen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from desk_app.gui.kit import shortcuts, theme
from desk_app.gui.kit.boxes import in_column, in_row
from desk_app.gui.kit.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.choices import ChoiceBox
from desk_app.gui.kit.fields import TrailingNoteLineEdit
from desk_app.gui.kit.names import plain_digits
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.shortcuts import KeysLeft
from desk_app.gui.kit.text import Text
from desk_app.gui.kit.theme import Size

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def lay_out(host: QWidget, head: tuple[QWidget, QPushButton], rows: QWidget, line: QWidget) -> None:
    """Lay out a title with the button that adds, the list below, and the line that is typed."""
    top = QHBoxLayout()
    for widget in head:
        top.addWidget(widget)
    top.addStretch(1)
    in_column(host, top, rows, line, gap=2, edge=0)
    line.hide()
    host.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class OddPieces:
    """Face value × count of one kind; ``kind`` is the caller's own object.

    ``value`` is in yen, or in sen where the kind says so; ``surcharge`` in yen.
    """

    value: int
    count: int
    kind: object
    surcharge: int = 0


@dataclass(frozen=True, slots=True)
class OddTyped:
    """What stands in the open line, each field as it was typed; no kind until one is chosen."""

    value: str = ""
    count: str = ""
    kind: object | None = None
    surcharge: str = ""


class OddPiecesList(QWidget):
    """Lists odd pieces; Insert opens the line for one more, Delete removes the current one.

    A line that is whole is taken however it is left; one that is not stays open, and `typed` tells
    of each change in it.
    """

    changed = Signal()
    typed = Signal()

    def __init__(self, describe: Callable[[OddPieces], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._describe = describe
        self._pieces: list[OddPieces] = []
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Pieces that are not simply counted"))
        self._list.setObjectName("oddPieces")
        self._list.installEventFilter(self)
        self._line = _OddLine()
        self._line.finished.connect(self._take)
        self._line.given_up.connect(self._give_up)
        self._line.typed.connect(self.typed)
        KeysLeft(self._line).left.connect(self.settle)
        self._add = KeyButton(self.tr("Add"), kind=ButtonKind.FLAT, icon="plus")
        self._add.setObjectName("oddAdd")
        self._add.show_key(shortcuts.Key.ADD)
        self._add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._add.clicked.connect(self.open_line)
        lay_out(
            self,
            (Text(self.tr("Other pieces"), Size.LABEL, "text2"), self._add),
            self._list,
            self._line,
        )
        self._show()

    def set_kinds(
        self,
        kinds: Sequence[tuple[object, str]],
        describe: Callable[[OddPieces], str],
        with_surcharge: Sequence[object] = (),
    ) -> None:
        """Offer these kinds in the clerk's language; those with a surcharge ask for it too."""
        self._describe = describe
        self._line.set_kinds(kinds, with_surcharge)
        self._show()

    def shorten(self, shorts: Mapping[str, str]) -> None:
        """Name the short words of kinds, for where the long ones have no room."""
        self._line.shorten(shorts)

    def pieces(self) -> tuple[OddPieces, ...]:
        """Return what is listed."""
        return tuple(self._pieces)

    def set_pieces(self, pieces: Sequence[OddPieces]) -> None:
        """List these and no others, without telling anybody."""
        self._pieces = list(pieces)
        self._show()

    def open_line(self) -> None:
        """Open the line for one more kind of piece."""
        self._line.clear()
        self._line.show()
        self._line.setFocus()

    def settle(self) -> bool:
        """Take the open line where it is whole, leave the keys; say whether none is open now."""
        whole = self._line.whole()
        if whole is not None:
            self._pieces.append(whole)
            self._show()
        if whole is not None or self._line.is_blank():
            self._shut()
        if whole is not None:
            self.changed.emit()
        return self._line.isHidden()

    def finish(self) -> bool:
        """Take the open line; where it is not whole, go to what it lacks and say False."""
        settled = self.settle()
        if not settled:
            self._line.show_what_lacks()
        return settled

    def begin(self) -> None:
        """Forget what stands in the open line: another envelope begins."""
        self.set_line(None)

    def line(self) -> OddTyped | None:
        """Return what stands in the open line; nothing where it is shut or nothing was typed."""
        return None if self._line.isHidden() or self._line.is_blank() else self._line.content()

    def set_line(self, content: OddTyped | None) -> None:
        """Open the line with what was typed in it, or shut it, without telling anybody."""
        with QSignalBlocker(self._line):
            self._line.clear()
            if content is not None:
                self._line.put(content)
        self._line.setVisible(content is not None)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._list and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._list_key(event)
        return False

    def _list_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Insert:
            self.open_line()
            return True
        row = self._list.currentRow()
        if event.key() == Qt.Key.Key_Delete and 0 <= row < len(self._pieces):
            del self._pieces[row]
            self._show()
            self.changed.emit()
            return True
        return False

    def _take(self, pieces: object) -> None:
        if isinstance(pieces, OddPieces):
            self._pieces.append(pieces)
            self._line.clear()
            self._show()
            self._close_line()
            self.changed.emit()

    def _give_up(self) -> None:
        """Esc gives up a line that is not whole; a finished one is no slip of the keys."""
        self._take(self._line.whole())
        self._close_line()

    def _shut(self) -> None:
        if not self._line.isHidden():
            self._line.hide()
            self.typed.emit()

    def _close_line(self) -> None:
        if self._pieces:
            # Before the line goes: Qt would take its keys to another part of the page.
            self._list.setFocus()
        self._shut()
        if not self._pieces:
            self.focusNextPrevChild(False)  # noqa: FBT003 Qt's own argument: backwards

    def _show(self) -> None:
        self._list.clear()
        self._list.addItems([self._describe(pieces) for pieces in self._pieces])
        self._list.setVisible(bool(self._pieces))
        self._list.setFixedHeight(theme.px(24) * max(len(self._pieces), 1))


class _OddLine(QWidget):
    """The line in which one kind of odd piece is typed."""

    finished = Signal(object)
    given_up = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._with_surcharge: tuple[object, ...] = ()
        self._value = TrailingNoteLineEdit()
        self._count = TrailingNoteLineEdit()
        self._kind = ChoiceBox()
        self._kind.setPlaceholderText(self.tr("Kind or condition"))
        self._kind.name_alone(self.tr("Kind or condition"))
        self._surcharge = TrailingNoteLineEdit()
        self._kind.currentIndexChanged.connect(self._kind_changed)
        self._kind.currentIndexChanged.connect(self.typed)
        for edit, name in (
            (self._value, "oddValue"),
            (self._count, "oddCount"),
            (self._kind, "oddKind"),
            (self._surcharge, "oddSurcharge"),
        ):
            edit.setObjectName(name)
        for number, words in (
            (self._value, self.tr("Face value")),
            (self._count, self.tr("Pieces")),
            (self._surcharge, self.tr("Surcharge")),
        ):
            number.name_inside(words)
        for number in (self._value, self._count, self._surcharge):
            number.textChanged.connect(self.typed)
        row = in_row(self, gap=8, edge=0)
        for edit in (self._value, self._count, self._kind, self._surcharge):
            row.addWidget(edit, int(edit is self._kind))
        self.setFocusProxy(self._value)

    def set_kinds(
        self, kinds: Sequence[tuple[object, str]], with_surcharge: Sequence[object]
    ) -> None:
        self._with_surcharge = tuple(with_surcharge)
        self._kind.set_choices(kinds)
        self._kind_changed()

    def shorten(self, shorts: Mapping[str, str]) -> None:
        self._kind.shorten(shorts)

    def clear(self) -> None:
        """Begin anew: one piece, nothing else filled in."""
        for edit in (self._value, self._surcharge):
            edit.clear()
            edit.set_trouble("")
        self._count.setText("1")
        self._kind.set_value(None)

    def content(self) -> OddTyped:
        """Return each field as it was typed."""
        return OddTyped(
            self._value.text(), self._count.text(), self._kind.value(), self._surcharge.text()
        )

    def put(self, content: OddTyped) -> None:
        """Write each field as it was typed."""
        self._value.setText(content.value)
        self._count.setText(content.count)
        self._kind.set_value(content.kind)
        self._surcharge.setText(content.surcharge)
        self._kind_changed()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif self._last().hasFocus():
            self._finish()
        else:
            self.focusNextPrevChild(True)  # noqa: FBT003 Qt's own argument: forwards

    def _last(self) -> QWidget:
        return self._kind if self._surcharge.isHidden() else self._surcharge

    def whole(self) -> OddPieces | None:
        """Return what stands in the open line; nothing where it is shut or lacks something."""
        value, count = _number(self._value), _number(self._count)
        surcharge = 0 if self._surcharge.isHidden() else _number(self._surcharge)
        kind = self._kind.value()
        if self.isHidden() or kind is None or value is None or not count or surcharge is None:
            return None
        return OddPieces(value, count, kind, surcharge)

    def is_blank(self) -> bool:
        """Say whether nothing was typed or chosen."""
        return self._kind.value() is None and not self._value.text().strip()

    def show_what_lacks(self) -> None:
        """Mark the numbers that are none, and put the keys to the first field that lacks one."""
        edits = [self._value, self._count]
        if not self._surcharge.isHidden():
            edits.append(self._surcharge)
        lacking = [edit for edit in edits if not _number(edit)]
        for edit in edits:
            edit.set_trouble(edit.accessibleName() if edit in lacking else "")
        (lacking[0] if lacking else self._kind).setFocus()

    def _finish(self) -> None:
        whole = self.whole()
        if whole is not None:
            self.finished.emit(whole)
        else:
            self.show_what_lacks()

    def _kind_changed(self) -> None:
        self._surcharge.setVisible(self._kind.value() in self._with_surcharge)


def _number(edit: TrailingNoteLineEdit) -> int | None:
    return number_of(edit.text())


def number_of(text: str) -> int | None:
    """Return the number that was typed into a field of the line; nothing where it is none."""
    digits = plain_digits(text)
    return int(digits) if digits and len(digits) <= _MOST_DIGITS else None
