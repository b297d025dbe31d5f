# SPDX-License-Identifier: MIT
"""Fields of text: lines with a note and what is wrong under them, passwords, long texts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QObject,
    QPointF,
    QRectF,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QLabel,
    QLineEdit,
    QPlainTextDocumentLayout,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QToolTip,
    QWidget,
)

from desk_app.gui.kit.layout.boxes import in_column
from desk_app.gui.kit.look import icons, theme
from desk_app.gui.kit.look.text import Text, announce, repolish
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.pyside_workarounds.own_parent import be_label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import (
        QInputMethodEvent,
        QKeyEvent,
        QResizeEvent,
        QShowEvent,
        QTextBlock,
    )
    from PySide6.QtWidgets import QWidget as _Widget
else:
    _Widget = object  # a class of Qt's can be inherited from once: the heir names it


_GAP = 4


class SpacedLines(QPlainTextDocumentLayout):
    """Lays text out as a plain text field does, with room between any two lines."""

    def line_height(self) -> int:
        """Return how high one line is with the gap under it, in whole pixels."""
        return math.ceil(QFontMetricsF(self.document().defaultFont()).height()) + theme.px(_GAP)

    @override
    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        plain = super().blockBoundingRect(block)
        gap, layout, top = theme.px(_GAP), block.layout(), 0.0
        for place in range(layout.lineCount()):
            line = layout.lineAt(place)
            line.setPosition(QPointF(line.x(), top))
            top += line.height() + gap
        # The layout answers with where its lines stand; the gap under the last one is ours.
        lines = layout.boundingRect().bottom()
        below = 0.0 if block.next().isValid() else self.document().documentMargin()
        plain.setBottom(lines + gap + below)
        return plain


# What is to be typed into a field: said by a tip, and to screen readers, once the field is seen.


class FieldTips:
    """Says what a field is for, by its name; whoever opens a window gives the sentences."""

    def __init__(self) -> None:
        self._told: Callable[[str, QObject], str] | None = None

    def take(self, told: Callable[[str, QObject], str]) -> None:
        """Take what says the sentence of a field, by its name; it may say nothing."""
        self._told = told

    def dress(self, edit: QWidget) -> None:
        """Give a field its tip, above the one it has; a screen reader reads it as description."""
        if self._told is None or edit.property("tipped"):
            return
        edit.setProperty("tipped", True)  # noqa: FBT003 a Qt property
        if tip := self._told(edit.objectName(), edit):
            edit.setToolTip("\n".join(filter(None, (tip, edit.toolTip()))))


field_tips = FieldTips()


# Text fields that leave every key to the input method while text is being composed.


_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
_DRESSED = (QEvent.Type.FontChange, QEvent.Type.StyleChange)
SETTLING_MS = 300


def _seen(text: str, *, lines: bool) -> str:
    """Return a text without what nobody sees; no first page has such."""
    if text.isascii() and text.isprintable():
        return text
    from desk_app.rules.writing.text import without_unseen  # noqa: PLC0415  no first page asks

    return without_unseen(text, lines=lines)


def say_at(edit: QWidget, said: str) -> None:
    """Say something at a field, seen and spoken."""
    QToolTip.showText(edit.mapToGlobal(edit.rect().bottomLeft()), said, edit)
    announce(edit, said)


def _say_left_out(edit: QWidget) -> None:
    """Say at a field that signs nobody sees were left out of what was pasted."""
    say_at(
        edit, QCoreApplication.translate("PastedText", "Signs that cannot be seen were left out.")
    )


def typed_in(edit: QWidget | None) -> str:
    """Return what a clerk can write in a field of text; of a password, and elsewhere, nothing."""
    if isinstance(edit, ComposingLineEdit):
        shown = edit.echoMode() is QLineEdit.EchoMode.Normal and not edit.isReadOnly()
        return edit.text() if shown else ""
    return edit.toPlainText() if isinstance(edit, LongText) and not edit.isReadOnly() else ""


class ComposedField(_Widget):
    """What a field of text has beside Qt's: no key is ours while text is being composed in it."""

    left: ClassVar[Signal]
    _preedit = ""

    @property
    def composing(self) -> bool:
        """Say whether text stands here that the clerk has not committed."""
        return bool(self._preedit)

    @override
    def event(self, event: QEvent) -> bool:
        if self.composing and event.type() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._preedit = ""
        self.left.emit()


class ComposingLineEdit(ComposedField, QLineEdit):
    """A line edit in which no shortcut acts and no key is ours during a preedit.

    What an assistive technology writes here is taken like typed text, which Qt does not tell. Signs
    that nobody sees are left out of what is pasted or dropped, and that is said.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assisted = False
        self._known = ""
        self.textChanged.connect(self._leave_out_unseen)

    @override
    def setText(self, text: str | None) -> None:
        self._known = text or ""
        super().setText(text)

    @override
    def clear(self) -> None:
        self._known = ""
        super().clear()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ReadOnlyChange:
            repolish(self)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        field_tips.dress(self)
        if QAccessible.isActive() and not self._assisted:
            self._assisted = True
            self._known = self.text()
            self.textEdited.connect(self._know)
            self.textChanged.connect(self._take_foreign)

    def _leave_out_unseen(self, text: str) -> None:
        """Leave out of an edited text what nobody sees.

        What the program shows stays as it is, and so does a password.
        """
        shown = text == self._known or not self.isModified()
        if shown or self.echoMode() is not QLineEdit.EchoMode.Normal:
            return
        seen = _seen(text, lines=False)
        if seen == text:
            return
        at = len(_seen(text[: self.cursorPosition()], lines=False))
        self.selectAll()
        self.insert(seen)
        self.setCursorPosition(at)
        _say_left_out(self)

    def _know(self, text: str) -> None:
        self._known = text

    def _take_foreign(self, text: str) -> None:
        """Tell of a text that neither a person typed nor the program set."""
        if text == self._known:
            return
        self.textEdited.emit(text)
        if not self.hasFocus():
            self.left.emit()


class LongText(ComposedField, QPlainTextEdit):
    """Several lines of text, under the same rule; Enter is a new line, Tab goes on."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = 0
        self._spaced = SpacedLines(self.document())
        self.document().setDocumentLayout(self._spaced)
        self.setTabChangesFocus(True)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        field_tips.dress(self)

    def show_lines(self, lines: int) -> None:
        """Be as high as so many lines need to stand there whole, in any type."""
        self._lines = lines
        padding, border = theme.px(4), 1
        inside = lines * self._spaced.line_height() + 2 * self.document().documentMargin()
        # Qt scrolls unless a pixel is left under the last line.
        self.setFixedHeight(math.ceil(inside) + 1 + 2 * (padding + border))

    def grow(self, least: int, most: int) -> None:
        """Be as high as what stands here needs, of so many lines at least and at most."""

        def fit() -> None:
            room, blocks = self._spaced.documentSize().height(), self.blockCount()
            # The size of a plain text counts lines; an empty one has one.
            lines = max(math.ceil(room), blocks)
            wanted = min(max(lines, least), most)
            if wanted != self._lines:
                self.show_lines(wanted)

        self._spaced.documentSizeChanged.connect(fit)
        fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ReadOnlyChange:
            repolish(self)
        elif self._lines and event.type() in _DRESSED:
            self.show_lines(self._lines)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take what is pasted or dropped as plain text, without what nobody sees."""
        seen = _seen(source.text(), lines=True)
        self.insertPlainText(seen)
        if seen != source.text():
            _say_left_out(self)


class Settling(QTimer):
    """Says `settled` 300 ms after the last committed key, never while text is being composed."""

    settled = Signal()

    def __init__(self, parent: QWidget, wait_ms: int = SETTLING_MS) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(wait_ms)
        self.timeout.connect(self._ask)

    def touch(self) -> None:
        """Begin the wait again: a key was committed."""
        self.start()

    def settle_now(self) -> None:
        """Wait no longer: a field was left, ticked or counted; a preedit is waited for."""
        self.stop()
        self._ask()

    def _ask(self) -> None:
        if composing_now():
            self.start()
        else:
            self.settled.emit()


def composing_now() -> bool:
    """Say whether the field with the focus holds uncommitted text."""
    return bool(getattr(QApplication.focusWidget(), "composing", False))


# Line edits with a note at their right end, and the place under them for what is wrong.


_COMES_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Why a field loses the keys for a moment only."""


class TrailingNoteLineEdit(ComposingLineEdit):
    """A line edit that shows a note inside its right end: a weekday, an age, a key."""

    trouble_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = ""
        self._trouble = ""
        self._remark = ""
        self._behind = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.px(48))

    def put_text(self, text: str) -> None:
        """Write a text in place of what stands here; the clerk's Ctrl+Z brings that back.

        Qt's own ``setText`` forgets what can be undone, and ``insert`` tells it as typed.
        """
        if text == self.text():
            return
        self._known = text
        with QSignalBlocker(self):
            self.selectAll()
            self.insert(text)
        self.textChanged.emit(text)

    def name_inside(self, name: str) -> None:
        """Name the field where it is empty, and be as wide as the name needs."""
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        words = round(QFontMetricsF(theme.font()).horizontalAdvance(name))
        self.setFixedWidth(max(words + theme.px(24), theme.px(72)))

    def note(self) -> str:
        """Return the note that is shown."""
        return self._note

    def set_note(self, note: str) -> None:
        """Show a note; it takes room from the text, not from the typing."""
        self._note = note
        self._describe()
        room = QFontMetricsF(theme.font(Size.HINT)).horizontalAdvance(note)
        self.setTextMargins(0, 0, self._behind + (round(room) + theme.px(3) if note else 0), 0)
        self.update()

    def trouble(self) -> str:
        """Return what is wrong with what stands here; empty where nothing is."""
        return self._trouble

    def set_trouble(self, trouble: str) -> None:
        """Say what is wrong; what was typed stays."""
        if trouble == self._trouble:
            return
        self._trouble = trouble
        self.setProperty("wrong", bool(trouble))
        repolish(self)
        self._describe()
        self.trouble_changed.emit(trouble)

    def set_remark(self, remark: str) -> None:
        """Tell a screen reader what is odd here; the field itself is in order."""
        if remark != self._remark:
            self._remark = remark
            self._describe()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the beginning of a text that is longer than the field, once the clerk goes on."""
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            self.home(False)  # noqa: FBT003 Qt's own argument: without marking

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._note:
            return
        painter = QPainter(self)
        painter.setFont(theme.font(Size.HINT))
        painter.setPen(QColor(theme.tokens(self.palette()).text2))
        place = QRectF(self.rect()).adjusted(0, 0, -theme.px(9) - self._behind, 0)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(place, right, self._note)

    def _describe(self) -> None:
        parts = [part for part in (self._note, self._trouble, self._remark) if part]
        self.setAccessibleDescription(" ".join(parts))


def take_keys(edit: QWidget) -> None:
    """Put the keys into a field; what stands in a line is chosen, so that typing replaces it."""
    edit.setFocus()
    line = edit.focusProxy() or edit
    if isinstance(line, QLineEdit):
        line.selectAll()


class FieldBody(QWidget):
    """A field with the line under it where its error stands."""

    def __init__(self, edit: QWidget) -> None:
        super().__init__()
        self.edit = edit
        self._error: Text | None = None
        self._column = in_column(self, edit, gap=2, edge=0)
        self.setFocusProxy(edit)
        if isinstance(edit, TrailingNoteLineEdit):
            edit.trouble_changed.connect(self.show_error)

    @property
    def error(self) -> Text:
        """The line under the field, made when there is something to say for the first time.

        A page has many fields, and seldom anything to say under more than a few.
        """
        if self._error is None:
            self._error = Text("", Size.HINT, "bad", wrap=True)
            self._error.hide()
            self._column.addWidget(self._error)
        return self._error

    def show_error(self, trouble: str) -> None:
        """Show a sentence under the field and say it, or take it away."""
        self._say(trouble, "bad")
        self._describe("")

    def show_remark(self, remark: str) -> None:
        """Show what is odd and holds nothing up."""
        self._say(remark, "ask")
        self._describe(remark)

    def _describe(self, remark: str) -> None:
        if isinstance(self.edit, TrailingNoteLineEdit):
            self.edit.set_remark(remark)

    def _say(self, trouble: str, tone: str) -> None:
        if not trouble and self._error is None:
            return
        self.error.set_tone(tone)
        if trouble != self.error.text():
            announce(self.edit, trouble)
        self.error.setText(trouble)
        self.error.setVisible(bool(trouble))


def label_for(edit: QWidget, text: str) -> QLabel:
    """Make the label of a field; it gives the field its accessible name."""
    result = Text(text, Size.LABEL, "text2")
    be_label(result, edit)
    edit.setAccessibleName(text.replace("&", ""))
    return result


# A password field: dots, no input method, and a word where the capital lock would mislead.


_LEAST_TYPED = 48
"""Pixels at 100 % that a password has at least beside its note."""


class PasswordEdit(TrailingNoteLineEdit):
    """Shows dots; Qt switches the input method off while it has the focus.

    The eye at its end, or F4, shows what was typed until the keys go elsewhere; it is not copied.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._eye = QToolButton(self)
        self._eye.setObjectName("eye")
        self._eye.setCheckable(True)
        self._eye.setAutoRaise(True)
        # Enter goes from field to field: the eye is no stop on the way.
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.setAccessibleName(self.tr("Show what was typed"))
        self._eye.setToolTip(self.tr("Show what was typed (F4)"))
        self._eye.toggled.connect(self._show_typed)
        self._behind = theme.px(24)
        self._draw_eye()
        self._fit_note()

    def is_shown(self) -> bool:
        """Say whether what was typed is shown."""
        return self._eye.isChecked()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        taken = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)
        if event.key() == Qt.Key.Key_F4 and not event.modifiers():
            self._eye.toggle()
        elif not any(event.matches(each) for each in taken):
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._eye.setChecked(False)
        super().focusOutEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = min(theme.px(24), self.height() - 2)
        left, top = self.width() - side - theme.px(3), (self.height() - side) // 2
        self._eye.setGeometry(left, top, side, side)
        self._fit_note()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_eye"):
            self._draw_eye()

    def _fit_note(self) -> None:
        """Leave the note out where it would leave the password no room beside the eye."""
        words = self.tr("Input method off")
        note = QFontMetricsF(theme.font(Size.LABEL)).horizontalAdvance(words)
        left = self.width() - self._behind - note - theme.px(3 + 2 * 8)
        self.set_note(words if left >= theme.px(_LEAST_TYPED) else "")

    def _draw_eye(self) -> None:
        self._eye.setIcon(icons.icon("eye", self.palette()))

    def _show_typed(self, shown: bool) -> None:  # noqa: FBT001 a Qt slot
        modes = QLineEdit.EchoMode
        self.setEchoMode(modes.Normal if shown else modes.Password)
        # Shown it is a password still: nothing composes it.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # noqa: FBT003 a Qt method


# A line edit that offers texts: completed while one types, all of them on Down.


class OfferingLineEdit(TrailingNoteLineEdit):
    """Any text can be typed; Down, F4 and Alt+Down open the list of those offered."""

    def __init__(self, offered: Sequence[str]) -> None:
        super().__init__()
        self._offers: QCompleter | None = None
        if offered:
            self._offers = QCompleter(list(offered), self)
            self._offers.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self._offers.setFilterMode(Qt.MatchFlag.MatchContains)
            # Around the end stands what was typed before: nothing, where the whole list is open.
            self._offers.setWrapAround(False)
            self.setCompleter(self._offers)
            if (popup := self._offers.popup()) is not None:
                popup.setObjectName("offers")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._offers is not None and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self._offer_all(self._offers)
            return
        super().keyPressEvent(event)

    def _offer_all(self, offers: QCompleter) -> None:
        """Open the whole list, whatever stands here, with its first line chosen."""
        offers.setCompletionPrefix("")
        offers.complete()
        if (popup := offers.popup()) is not None:
            popup.setCurrentIndex(offers.completionModel().index(0, 0))
