# SPDX-License-Identifier: MIT
"""What lies in an envelope, ticked as a person puts it in: its letters, and what goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.presenters.post_filling import takes_form_copy
from desk_app.gui.theme import Size
from desk_app.gui.widgets.check_box import CheckBox
from desk_app.gui.widgets.text import Text
from desk_app.records.ids import HeldThingId, LetterId

if TYPE_CHECKING:
    from desk_app.gui.presenters.post_read import Waiting
    from desk_app.gui.presenters.post_words import PostWords


class PostInside(QWidget):
    """Says ``changed`` when something is ticked, or not any more."""

    changed = Signal()

    def __init__(self, words: PostWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._shown: tuple[object, ...] = ()
        self._row: Waiting | None = None
        self._boxes: dict[object, CheckBox] = {}
        self._before: QWidget | None = None
        self._again = Text("", Size.LABEL, "text2", wrap=True)
        self._form = Text(
            self.tr("Put in a copy of the application form too, to be filled in"), wrap=True
        )
        self._form.setObjectName("formCopy")
        self._back = Text(
            self.tr("Goes back in it, if you put it in"), Size.LABEL, "text2", wrap=True
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))
        self._column.addWidget(Text(self.tr("Put into it"), Size.LABEL, "text2"))

    def come_after(self, field: QWidget) -> None:
        """Let Tab come here from a field: boxes are made long after it."""
        self._before = field

    def letters(self) -> tuple[LetterId, ...]:
        """Return the letters that are ticked, in their order."""
        row = self._row
        ids = () if row is None else tuple(each.id for each in row.envelope.letters)
        return tuple(LetterId(str(each)) for each in ids if self._is_ticked(each))

    def things(self) -> tuple[HeldThingId, ...]:
        """Return the things of the return list that are ticked."""
        row = self._row
        ids = () if row is None else tuple(each.id for each in row.envelope.things)
        return tuple(HeldThingId(str(each)) for each in ids if self._is_ticked(each))

    def show_row(self, row: Waiting) -> None:
        """Show what may lie in an envelope; boxes that stand already are left where they are."""
        self._row = row
        shown = (row.key, *(self._named(row)))
        if shown != self._shown:
            self._shown = shown
            self._make_boxes(row)
        ticked = {*row.filling.letters, *row.filling.things}
        for id_, box in self._boxes.items():
            box.blockSignals(True)  # noqa: FBT003 Qt's own
            box.setChecked(id_ in ticked)
            box.blockSignals(False)  # noqa: FBT003 Qt's own
        again = ", ".join(letter.number for letter in row.envelope.again)
        self._again.setText(
            self.tr("Put in the letter that came back too: {numbers}").format(numbers=again)
        )
        self._again.setVisible(bool(again))
        self._form.setVisible(takes_form_copy(row.envelope, row.filling))
        self._back.setVisible(bool(row.envelope.things))

    def _named(self, row: Waiting) -> tuple[tuple[object, str], ...]:
        letters = tuple(
            (each.id, f"{each.number} {self._words.letter(each.kind)}")
            for each in row.envelope.letters
        )
        things = tuple((each.id, self._words.thing(each)) for each in row.envelope.things)
        return (*letters, *things)

    def _make_boxes(self, row: Waiting) -> None:
        self._take_away()
        letters = {each.id for each in row.envelope.letters}
        for id_, name in self._named(row):
            box = CheckBox(name)
            box.setAccessibleName(name)
            box.setObjectName(f"inside.{id_}")
            box.toggled.connect(self._toggled)
            self._boxes[id_] = box
        first = [box for id_, box in self._boxes.items() if id_ in letters]
        others = [box for id_, box in self._boxes.items() if id_ not in letters]
        for part in (*first, self._form, self._again, self._back, *others):
            self._column.addWidget(part)
        before = self._before
        for box in (*first, *others):
            if before is not None:
                QWidget.setTabOrder(before, box)
            before = box

    def _take_away(self) -> None:
        for part in (*self._boxes.values(), self._form, self._again, self._back):
            self._column.removeWidget(part)
        for box in self._boxes.values():
            box.hide()
            box.deleteLater()
        self._boxes = {}

    def _is_ticked(self, id_: object) -> bool:
        box = self._boxes.get(id_)
        return box is not None and box.isChecked()

    def _toggled(self) -> None:
        self.changed.emit()
