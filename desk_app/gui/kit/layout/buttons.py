# SPDX-License-Identifier: MIT
"""Push buttons that show their key, and check boxes; at most one of a window is the blue one.

The grammar of all windows: blue does what comes next; a seal at its left says that a button leaves
something that no other takes back in silence, and in words beside it what; an exception has no
button, and stands at the end of a menu.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QWidget

from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.look import icons, painting, theme
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

_TICKS = ("+", "＋")


class CheckBox(QCheckBox):
    """A check box after the look of the window; Space ticks, Enter goes on, + does both."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetricsF(theme.font()).horizontalAdvance(self.text())
        gap = theme.px(6) + theme.px(4) if self.text() else 0
        return QSize(round(theme.px(18) + gap + words), theme.px(26))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if ticks_and_goes_on(event):
            self.setChecked(True)
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        side = theme.px(16)
        spot = QRectF(1, (self.height() - side) / 2, side, side)
        painting.tick_box(painter, spot, colours, ticked=self.isChecked(), enabled=self.isEnabled())
        painter.setFont(theme.font())
        painter.setPen(QColor(colours.text if self.isEnabled() else colours.text3))
        words = QRectF(self.rect()).adjusted(side + 1 + theme.px(6), 0, 0, 0)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(words, middle, self.text())
        if self.hasFocus():
            painting.focus_line(painter, QRectF(self.rect()), colours)


def ticks_and_goes_on(event: QKeyEvent) -> bool:
    """Say whether a key ticks a box and leads on from it, as whoever the box stands in takes it."""
    beside = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    return event.text() in _TICKS and not event.modifiers() & ~beside


# Push buttons that show their key; at most one of a window is the blue one.


class ButtonKind(Enum):
    """How a button stands out."""

    MAIN = "main"
    PLAIN = "plain"
    SMALL = "small"
    FLAT = "flat"
    QUIET = "quiet"
    LINK = "link"


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BARE = (ButtonKind.FLAT, ButtonKind.QUIET, ButtonKind.LINK)
"""The kinds without a frame."""
_PRESSED = (ButtonKind.FLAT, ButtonKind.QUIET)
"""Those of them that show a frame while they are pressed."""
_SMALL = (ButtonKind.SMALL, ButtonKind.QUIET)
"""The kinds whose words are of the size of labels."""
_SEAL = 30
"""How wide the field of the seal is, in pixels at 100 %."""


class KeyButton(QPushButton):
    """A button that paints icon, text and key; its accessible name is the text alone.

    Enter presses it as Space does; an Enter that is held down does so once. The key is bound by an
    action, never here, so that it cannot be bound twice.
    """

    def __init__(
        self,
        text: str = "",
        key: str = "",
        icon: str = "",
        kind: ButtonKind = ButtonKind.PLAIN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._key = key
        self._tells_key = self._pictured = True
        self._icon = icon
        self._kind = kind
        self._action: QAction | None = None
        self._more = self._final = ""
        self._home: QWidget | None = None
        self._gone = False
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_key(self, key: shortcuts.Key | None) -> None:
        """Paint this key behind the text, or none."""
        self._key = "" if key is None else shortcuts.label(key)
        self._tell_tip()
        self.updateGeometry()
        self.update()

    def tell_key(self, *, told: bool) -> None:
        """Paint the key, or leave it out where there is no room for all that stands in a line."""
        if told is not self._tells_key:
            self._tells_key = told
            self._tell_tip()
            self.updateGeometry()
            self.update()

    def picture(self, *, pictured: bool) -> None:
        """Paint the icon before a text, or leave it out where there is no room for both."""
        if pictured is not self._pictured:
            self._pictured = pictured
            self.updateGeometry()
            self.update()

    def width_with_key(self) -> int:
        """Return how wide the button is with its icon and its key."""
        return round(sum(self._widths(told=True, pictured=True)) + 2 * self._padding())

    def width_without_key(self) -> int:
        """Return how wide the button is with its icon and without its key."""
        return round(sum(self._widths(told=False, pictured=True)) + 2 * self._padding())

    @property
    def kind(self) -> ButtonKind:
        """How the button stands out."""
        return self._kind

    def set_kind(self, kind: ButtonKind) -> None:
        """Stand out otherwise from now on."""
        if kind is not self._kind:
            self._kind = kind
            self.updateGeometry()
            self.update()

    def seal(self, final: str) -> None:
        """Bear a seal, and say to a screen reader what it leaves; without words, bear none."""
        if final != self._final:
            self._final = final
            self._tell_tip()
            self.updateGeometry()
            self.update()

    @property
    def is_sealed(self) -> bool:
        """Whether it bears the seal of what lasts."""
        return bool(self._final)

    def follow(self, action: QAction) -> None:
        """Show an action: its text, whether it can be done, whether it is there at all."""
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._copy_action)
        self._copy_action()

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._tell_tip()

    def _tell_tip(self) -> None:
        """Show as a tip what the words do not say, and else what there is no room to paint."""
        said = self.text()
        action = self._action
        tip = self.statusTip() if action is None else action.toolTip()
        if action is not None and tip == shortcuts.without_letter(action.text()):
            tip = ""
        tip = tip or self._more or (self._final if self.isEnabled() else "")
        self.setAccessibleDescription(tip)
        if not tip and self._key and not (self._tells_key and said):
            tip = f"{said or self.accessibleName()} ({self._key})"
        self.setToolTip(tip or ("" if said else self.accessibleName()))

    def say_more(self, tip: str) -> None:
        """Say what the words do not, as a tip and to a screen reader; a reason goes before it."""
        self._more = tip
        self._tell_tip()

    def hinder(self, why: str) -> None:
        """Be grey and say why, as a tip and to a screen reader; without a reason, be pressed."""
        self.setEnabled(not why)
        self.setStatusTip(why)
        self._tell_tip()
        self.updateGeometry()

    def send_keys_to(self, home: QWidget) -> None:
        """Give the keys to this widget when the button is disabled while it has them.

        Qt gives them to whatever comes next in the window, which the next key then does.
        """
        self._home = home

    @override
    def setEnabled(self, enabled: bool) -> None:
        if not enabled and self._home is not None and self.hasFocus():
            self._home.setFocus()
        super().setEnabled(enabled)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _ENTER or held:
            super().keyPressEvent(event)
            return
        event.accept()
        if not event.isAutoRepeat():
            self.click()

    @override
    def sizeHint(self) -> QSize:
        width = (
            sum(self._widths(told=self._tells_key, pictured=self._pictured)) + 2 * self._padding()
        )
        return QSize(round(width), self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        whole = QRectF(self.rect())
        body = whole
        if self.hasFocus():
            painting.focus_line(painter, whole, colours)
            body = whole.adjusted(3, 3, -3, -3)
        fill, line, ink, quiet = self._colours()
        if self._kind not in _BARE or (self._kind in _PRESSED and self.isDown()):
            painting.box(painter, body, fill, line, radius=3 if self.hasFocus() else 4)
        if self._final:
            self._paint_seal(painter, body)
        self._paint_content(painter, whole, ink, quiet)

    def _paint_seal(self, painter: QPainter, body: QRectF) -> None:
        """Paint the seal in a field of its own at the left end, parted by a line in its ink."""
        ink = self._colours()[2]
        place = body.adjusted(1, 1, -1, -1)
        place.setWidth(theme.px(_SEAL) - 1)
        painter.setPen(QColor(ink))
        painter.drawLine(place.topRight(), place.bottomRight())
        side = theme.px(16)
        spot = QRectF(0, 0, side, side)
        spot.moveCenter(place.center())
        icons.paint(painter, "issue", spot, ink)

    def _paint_content(self, painter: QPainter, whole: QRectF, ink: str, quiet: str) -> None:
        icon_width, text_width, _ = self._widths(told=self._tells_key, pictured=self._pictured)
        left = whole.left() + self._padding()
        side = theme.px(16)
        if icon_width and not self._final:
            spot = QRectF(left, whole.center().y() - side / 2, side, side)
            icons.paint(painter, self._icon, spot, ink)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setPen(QColor(ink))
        painter.setFont(self._text_font())
        left += icon_width
        painter.drawText(QRectF(left, 0, text_width + 1, whole.height()), middle, self._words())
        if self._key and self._tells_key:
            painter.setPen(QColor(quiet))
            painter.setFont(theme.font(Size.HINT))
            left += text_width + theme.px(10)
            painter.drawText(QRectF(left, 0, whole.width(), whole.height()), middle, self._key)

    def _colours(self) -> tuple[str, str, str, str]:
        colours = theme.tokens(self.palette())
        if not self.isEnabled():
            return colours.window, colours.line, colours.text3, colours.text3
        if self._kind is ButtonKind.LINK:
            return colours.window, colours.line, colours.accent, colours.accent
        if self._kind is ButtonKind.MAIN:
            return colours.accent, colours.accent, colours.on_accent, colours.on_accent
        if self.isChecked():
            return colours.selection, colours.accent, colours.selection_text, colours.text2
        fill = colours.neutral if self.isDown() else colours.base
        # What is seldom wanted stands back behind the names and states around it.
        ink = colours.text2 if self._kind is ButtonKind.QUIET else colours.text
        return fill, colours.strong_line, ink, colours.text2

    def _widths(self, *, told: bool, pictured: bool) -> tuple[float, float, float]:
        drawn = self._icon and (pictured or not self.text())
        icon = theme.px(16) + theme.px(6 if self.text() else 0) if drawn else 0
        if self._final:
            icon = theme.px(_SEAL) + theme.px(8) - self._padding()
        text = painting.advance(self._words(), self._text_font())
        said = painting.advance(self._key, theme.font(Size.HINT))
        key = said + theme.px(10) if self._key and told else 0
        return icon, text, key

    def _words(self) -> str:
        return self.text().replace("&", "")

    def _text_font(self) -> QFont:
        size = Size.LABEL if self._kind in _SMALL else Size.BODY
        font = theme.font(size, bold=self._kind is ButtonKind.MAIN)
        if self._kind is not ButtonKind.LINK:
            return font
        underlined = QFont(font)
        underlined.setUnderline(True)
        return underlined

    def _padding(self) -> int:
        narrow = {ButtonKind.FLAT: 8, ButtonKind.QUIET: 4, ButtonKind.LINK: 4}
        return theme.px(narrow.get(self._kind, 12))

    def _height(self) -> int:
        if self._kind is ButtonKind.QUIET:
            return theme.px(24)
        small = self._kind is ButtonKind.SMALL or self._kind in _BARE
        return theme.px(28 if small else 32)

    def _copy_action(self) -> None:
        if self._action is None:
            return
        self.setText(shortcuts.without_letter(self._action.text()))
        self.setEnabled(self._action.isEnabled())
        # Only a reason stands in the status line of an action: why it cannot be done.
        self.setStatusTip(self._action.statusTip())
        self._tell_tip()
        gone = not self._action.isVisible()
        if gone is not self._gone:
            # Never on a new button: without a parent it would show as a window of its own.
            self._gone = gone
            self.setHidden(gone)
        self.updateGeometry()


def button_for(
    name: str,
    text: str,
    press: Callable[[], object] | SignalInstance,
    icon: str = "",
    kind: ButtonKind = ButtonKind.PLAIN,
    key: shortcuts.Key | None = None,
) -> KeyButton:
    """Return a button that does something; ``key`` is the one it shows."""
    made = KeyButton(text, icon=icon, kind=kind)
    made.setObjectName(name)
    made.clicked.connect(press)
    if key is not None:
        made.show_key(key)
    return made
