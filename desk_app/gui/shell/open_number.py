# SPDX-License-Identifier: MIT
"""An application or inquiry opened by its number or the code on a paper, typed or scanned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk_app.gui.case.finding import OpenNumberBook
from desk_app.gui.kit.fields.fields import FieldBody, TrailingNoteLineEdit, label_for
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import STRETCH, in_column, in_row, named
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.layout.layout import Dialog
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.pyside_workarounds.overriding import override

if TYPE_CHECKING:
    from desk_app.gui.session.session import Session


_WIDTH = 400


class OpenNumber(Dialog):
    """Asks for a number; `found` carries the application's id and number, then it closes.

    `inquiry_found` carries the id of an inquiry.
    """

    found = Signal(object, str)
    inquiry_found = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("openNumber")
        self.setWindowTitle(self.tr("Open by number"))
        self.setFixedWidth(theme.px(_WIDTH))
        self.book = OpenNumberBook(session, self)
        self.book.found.connect(self._found)
        self.book.inquiry_found.connect(self._inquiry_found)
        self.book.refused.connect(self._refused)
        self._edit = named("number", TrailingNoteLineEdit())
        self._edit.returnPressed.connect(self._look)
        self._body = FieldBody(self._edit)
        self._label = label_for(self._edit, self.tr("Number or code"))
        self._open = KeyButton(self.tr("Open"), key=shortcuts.ENTER, kind=ButtonKind.MAIN)
        self._open.clicked.connect(self._look)
        self._back = KeyButton(self.tr("Back"))
        self._back.show_key(shortcuts.Key.CLOSE)
        self._back.clicked.connect(self.reject)
        buttons = in_row(None, STRETCH, self._open, self._back)
        in_column(self, self._label, self._body, buttons, gap=8, edge=16)

    def look_for(self, number: str) -> None:
        """Open what was scanned; the dialog is shown only where it is not found."""
        self._edit.setText(number)
        self.book.refused.connect(self.open)
        self._look()

    def _look(self) -> None:
        self.book.look(self._edit.text())

    def _found(self, id_: object, number: str) -> None:
        self.found.emit(id_, number)
        self.accept()

    def _inquiry_found(self, id_: object) -> None:
        self.inquiry_found.emit(id_)
        self.accept()

    def _refused(self, code: str) -> None:
        self._edit.set_trouble(
            {
                "unread": self.tr("This is no number and no code, like R8-0147 or R8-Q0012."),
                "no_inquiry": self.tr("There is no inquiry with this number."),
                "check": self.tr("The check character does not fit. Scan or type it again."),
            }.get(code, self.tr("There is no application with this number."))
        )
        self._edit.selectAll()


GAP_MS = 40
"""Between two keys of a scanner; a hand takes longer."""

LEAST = 6
"""The shortest number that is read: R8-1 and what ends it is typed by hand."""

_BEGINS = frozenset("DMTSHRdmtshr")
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Scanner(QObject):
    """Says `scanned` with what was typed in one burst that Enter ended.

    A burst begins with a letter, as every number and code on paper does. Its first character still
    goes where the keys are; the others do not, so that no digit of it is taken for a verdict.
    """

    scanned = Signal(str)

    def __init__(self, within: QWidget) -> None:
        super().__init__(within)
        self._within = within
        self._watched: QWidget | None = None
        self._burst = ""
        self._last = 0

    def follow(self, now: QObject | None) -> None:
        """Listen at the widget that has the keys now, unless text is typed there."""
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None
        if isinstance(now, QWidget) and self._within.isAncestorOf(now) and not _takes_text(now):
            self._watched = now
            now.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        fast = event.timestamp() - self._last <= GAP_MS
        self._last = event.timestamp()
        if event.key() in _ENDS:
            return self._end(fast=fast)
        return self._take(event.text(), fast=fast)

    def _take(self, text: str, *, fast: bool) -> bool:
        """Take a character of a burst; say whether it is to go nowhere else."""
        if not text:
            # Shift alone, which a scanner presses for a capital letter.
            return False
        goes_on = fast and bool(self._burst) and text.isascii() and text.isprintable()
        if goes_on:
            self._burst += text
        else:
            self._burst = text if text in _BEGINS else ""
        return goes_on

    def _end(self, *, fast: bool) -> bool:
        burst, self._burst = self._burst, ""
        if not fast or len(burst) < LEAST:
            return False
        self.scanned.emit(burst)
        return True


def _takes_text(widget: QWidget) -> bool:
    return widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
