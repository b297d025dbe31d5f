# SPDX-License-Identifier: MIT
"""What stands beside a list: what its chosen line says, or a form in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.gui.kit.layout.boxes import dress, in_column
from desk_app.gui.kit.layout.layout import WHOLE, Divided, PageScroll
from desk_app.gui.kit.look import theme

if TYPE_CHECKING:
    from desk_app.gui.kit.layout.layout import Keeps


class SidePanel(QStackedWidget):
    """Shows one of its details, or a form that scrolls to what the keys go to; one at a time.

    A form is there as long as it is shown: taken away, it is gone.
    """

    def __init__(self, *details: QWidget) -> None:
        super().__init__()
        for detail in details:
            self.addWidget(detail)
        self._scroll = PageScroll(self)
        self._scroll.follow_keys()
        self.addWidget(self._scroll)

    def show_form(self, form: QWidget) -> None:
        """Show a form in the place of the detail, and of the form before it."""
        self._drop_form()
        self._scroll.setWidget(form)
        self.setCurrentWidget(self._scroll)

    def leave_form(self, detail: QWidget) -> None:
        """Show a detail again, and let the form go."""
        self.setCurrentWidget(detail)
        self._drop_form()

    def beside(
        self, listed: QWidget, name: str, keeps: Keeps, widths: tuple[int, int], parent: QWidget
    ) -> Divided:
        """Return a list with the panel at its right, as wide as it is at first, and at least."""
        side, (width, least) = QWidget(), widths
        dress(side, line="left")
        side.setMinimumWidth(theme.px(least))
        in_column(side, self, edge=16)
        return Divided(name, keeps, 0, ((listed, WHOLE), (side, width)), parent=parent)

    def _drop_form(self) -> None:
        form = self._scroll.takeWidget()
        if form is not None:
            form.deleteLater()
