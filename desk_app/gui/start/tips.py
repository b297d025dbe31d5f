# SPDX-License-Identifier: MIT
"""What the fields and buttons of a closed desk are for: said by a tip, as on every page inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.i18n import vocabulary

if TYPE_CHECKING:
    from desk_app.records.desk.people import Language


def of(name: str, language: Language) -> str:
    """Return what the part of this name is for; nothing where that is not said here."""
    return vocabulary.text("door", "Tip", name, language) or ""


def tell(page: QWidget, language: Language) -> None:
    """Give every named part of a page its tip; those of the open desk are read where it is open."""
    for part in page.findChildren(QWidget):
        # The button of an action is named after it.
        said = of(part.objectName().removesuffix("Button"), language)
        if said and isinstance(part, KeyButton):
            part.say_more(said)
        elif said:
            part.setProperty("tipped", True)  # noqa: FBT003 a Qt property
            part.setToolTip(said)
