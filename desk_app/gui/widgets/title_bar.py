# SPDX-License-Identifier: MIT
"""The bar over a view: its title, its facts, its actions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.text import Text

_FACTS = 72
"""So narrow, in pixels at 100 %, the facts may wrap beside many buttons."""


class TitleBar(QWidget):
    """Title and facts at the left, buttons at the right, at most one of them blue.

    Long names wrap in it; what needs more than two lines makes it higher.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text("", Size.TITLE, bold=True, wrap=True)
        self._facts = Text("", Size.BODY, "text2", wrap=True)
        self._facts.setMinimumWidth(theme.px(_FACTS))
        self._buttons: list[KeyButton] = []
        self._beside: list[QWidget] = []
        self.setProperty("line", "bottom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(theme.px(48))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        self._row.setSpacing(theme.px(8))
        self._row.addWidget(self._title)
        self._row.addSpacing(theme.px(8))
        self._row.addWidget(self._facts)
        self._row.addStretch(1)

    def say(self, title: str, facts: str = "") -> None:
        """Show title and facts."""
        self._title.setText(title)
        self._facts.setText(facts)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._beside.append(widget)
        self._row.addWidget(widget)

    def add_button(self, button: KeyButton) -> None:
        """Put a button at the right end; a second blue one is a mistake of ours."""
        if button.kind is ButtonKind.MAIN and any(
            other.kind is ButtonKind.MAIN for other in self._buttons
        ):
            raise ValueError("a window has one blue button")
        self._buttons.append(button)
        self.add(button)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit_keys()
        return super().event(event)

    def _fit_keys(self) -> None:
        """Leave the keys out of buttons that have no room for them: menus and status bar tell them.

        The blue button keeps its key longest. Where that is not enough the icons go too.
        """
        shown = [each for each in self._beside if not each.isHidden()]
        buttons = [each for each in shown if isinstance(each, KeyButton)]
        room = self.width() - 2 * theme.px(16) - theme.px(8) * (len(shown) + 3)
        for words in (self._title, self._facts):
            said = words.fontMetrics().horizontalAdvance(words.text())
            room -= max(said, words.minimumWidth())
        room -= sum(each.sizeHint().width() for each in shown if each not in buttons)
        room -= sum(button.width_without_key() for button in buttons)
        for button in buttons:
            button.picture(pictured=room >= 0)
        for button in sorted(buttons, key=lambda each: each.kind is not ButtonKind.MAIN):
            more = button.width_with_key() - button.width_without_key()
            button.tell_key(told=more <= room)
            room -= more if more <= room else 0
