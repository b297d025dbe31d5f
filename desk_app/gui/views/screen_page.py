# SPDX-License-Identifier: MIT
"""The settings of the screen at this place: its language, and whether it is light or dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.screen import Look
from desk_app.gui.theme import Size
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.gui.widgets.fields import label_for
from desk_app.gui.widgets.text import Text
from desk_app.records.people import Language

if TYPE_CHECKING:
    from desk_app.gui.screen import Screen

_WIDTH, _FIELD = 720, 320


class ScreenPage(QWidget):
    """What everybody may choose; it holds at once, and at the next start."""

    def __init__(self, screen: Screen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen = screen
        self._look, self._language = ChoiceBox(), ChoiceBox()
        self._look.set_choices(
            [
                (Look.SYSTEM, self.tr("As the system")),
                (Look.LIGHT, self.tr("Light")),
                (Look.DARK, self.tr("Dark")),
            ]
        )
        # Each language is named in itself, for whoever reads no other.
        self._language.set_choices([(Language.JA, "日本語"), (Language.EN, "English")])
        self._look.setObjectName("look")
        self._look.chosen.connect(self._choose_look)
        self._language.setObjectName("screenLanguage")
        self._language.chosen.connect(self._choose_language)
        self._lay_out()
        self.show_choices()
        screen.chosen.connect(self.show_choices)

    def show_choices(self) -> None:
        """Show what is chosen now; the menu changes it too."""
        self._look.set_value(self._screen.look)
        self._language.set_value(self._screen.language)

    def take_focus(self) -> None:
        """Put the keys on the first choice."""
        self._look.setFocus()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(theme.px(_WIDTH))
        column = QVBoxLayout(inner)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(4))
        for box, name, help_ in (
            (
                self._look,
                self.tr("Light or dark"),
                self.tr("Following the system, the window changes with it, at night for instance."),
            ),
            (
                self._language,
                self.tr("Language of the screens"),
                self.tr("Letters are written in the language of the reply, whatever stands here."),
            ),
        ):
            box.setMaximumWidth(theme.px(_FIELD))
            column.addWidget(label_for(box, name))
            column.addWidget(box)
            column.addWidget(Text(help_, Size.LABEL, "text2", wrap=True))
            column.addSpacing(theme.px(16))
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inner)

    def _choose_look(self, look: object) -> None:
        if isinstance(look, Look):
            self._screen.use_look(look)

    def _choose_language(self, language: object) -> None:
        if isinstance(language, Language):
            self._screen.use_language(language)
