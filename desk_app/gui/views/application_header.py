# SPDX-License-Identifier: MIT
"""The head of an application: who it is, where, who asks, and the next step as main button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.theme import Size
from desk_app.gui.widgets.flow_layout import FlowLayout
from desk_app.gui.widgets.text import Text
from desk_app.i18n import dates, messages
from desk_app.rules.deadlines import age_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.presenters.application_read import Opened
    from desk_app.gui.widgets.buttons import KeyButton
    from desk_app.gui.workplace import Workplace

_HEIGHT = 80


class ApplicationHeader(QWidget):
    """Names and addresses wrap; nothing of them is cut."""

    def __init__(
        self, work: Workplace, buttons: Sequence[KeyButton], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self.setProperty("line", "bottom")
        self.setProperty("ground", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(theme.px(_HEIGHT))
        self._name = Text("", Size.TITLE, bold=True, wrap=True)
        self._about = Text("", tone="text2", wrap=True)
        self._where = Text("", tone="text2", wrap=True)
        self._sender = Text("", tone="text2", wrap=True)
        self._next = Text("", Size.LABEL, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addStretch(1)
        words.addLayout(_side_by_side(self._name, self._about))
        words.addLayout(_side_by_side(self._where, self._sender))
        words.addWidget(self._next)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        row.setSpacing(theme.px(8))
        row.addLayout(words, 1)
        for button in buttons:
            row.addWidget(button)

    def show_application(self, opened: Opened | None) -> None:
        """Show an application, or nothing."""
        if opened is None:
            for part in (self._name, self._about, self._where, self._sender, self._next):
                part.setText("")
            return
        principal = opened.application.principal
        self._name.setText(principal.name)
        self._about.setText(
            "  ".join(part for part in (principal.kana, self._born(opened)) if part)
        )
        code = f"〒{principal.postal_code}" if principal.postal_code else ""
        self._where.setText("  ".join(part for part in (code, principal.address) if part))
        for part in (self._about, self._where):
            part.setVisible(bool(part.text()))
        self._sender.setText(self._from(opened))
        told = messages.next_step(opened.examination.next, self._work.language)
        self._next.setText(self.tr("Next: {what}").format(what=told.title))
        self._next.setToolTip(told.detail)
        self._next.setAccessibleDescription(told.detail)

    def _born(self, opened: Opened) -> str:
        born = opened.application.principal.born
        if born is None:
            return ""
        age = age_on(born, opened.application.received_on)
        told = dates.full(born, self._work.language)
        return self.tr("born {day} (%n on arrival)", "", age).format(day=told)

    def _from(self, opened: Opened) -> str:
        application, language = opened.application, self._work.language
        proxy = application.proxy
        sender = (
            self.tr("By the principal")
            if proxy is None
            else self.tr("By {kind} {name}").format(
                kind=messages.word(proxy.kind, language), name=proxy.name
            )
        )
        arrived = self.tr("arrived by {kind}").format(
            kind=messages.word(opened.file.mail[0].kind, language)
        )
        return f"{sender}  {arrived}"


def _side_by_side(*parts: Text) -> FlowLayout:
    """Lay out texts in one line, or one under the other."""
    line = FlowLayout(theme.px(8), theme.px(2))
    for part in parts:
        line.addWidget(part)
    return line
