# SPDX-License-Identifier: MIT
"""One part of a decision's content on the page: its title, what is written, read and set."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.delegates.cells import CellDelegate
from desk_app.gui.presenters import days
from desk_app.gui.presenters.decision_parts import Part, PartKind
from desk_app.gui.theme import Size
from desk_app.gui.widgets.check_box import CheckBox
from desk_app.gui.widgets.composing import LongText
from desk_app.gui.widgets.era_date import EraDateEdit
from desk_app.gui.widgets.fields import FieldBody, TrailingNoteLineEdit
from desk_app.gui.widgets.lines_editor import LinesEditor
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from desk_app.gui.widgets.line_fields import LineValues
    from desk_app.gui.workplace import Workplace

_LONG, _DAY = 52, 200


class PartField(QWidget):
    """``changed`` says that something else stands here; ``settled`` that the field was left."""

    changed = Signal()
    settled = Signal()

    def __init__(self, work: Workplace, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.part = part
        self._title = Text("", Size.LABEL, "text2")
        self.editor = self._made(part)
        self.editor.setObjectName(part.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        if part.kind not in {PartKind.LINES, PartKind.TICK}:
            column.addWidget(self._title)
        body = FieldBody(self.editor)
        column.addWidget(body)
        # What hands its keys on is a stop of Tab too, and stays where it was made: too late.
        for each in (body, self.editor):
            each.setFocusProxy(None)  # type: ignore[arg-type] # Qt takes none: the stub says otherwise
        self.speak(part)

    def speak(self, part: Part) -> None:
        """Show the words of a part, which may be others for another claim."""
        self.part = part
        self._title.setText(part.title)
        editor = self.editor
        editor.setAccessibleName(part.title)
        if isinstance(editor, LinesEditor):
            editor.speak(part.title, self.tr("Add"), part.fields)
        elif isinstance(editor, CheckBox):
            editor.setText(part.title)
            editor.updateGeometry()

    @property
    def keys_at(self) -> QWidget:
        """What takes the keys in this part."""
        return self.editor.table if isinstance(self.editor, LinesEditor) else self.editor

    def value(self) -> object:
        """Return what stands here: text, day, tick or lines."""
        match self.editor:
            case LinesEditor() as lines:
                return lines.values()
            case EraDateEdit() as edit:
                return edit.value()
            case CheckBox() as box:
                return box.isChecked()
            case LongText() as long:
                return long.toPlainText()
            case _:
                return cast("TrailingNoteLineEdit", self.editor).text()

    def settle(self) -> None:
        """Take what stands in the open cell of a table."""
        if isinstance(self.editor, LinesEditor):
            self.editor.settle()

    def set_value(self, value: object) -> None:
        """Show a value without telling anybody; what stands here already is left alone."""
        if value == self.value():
            return
        self.blockSignals(True)  # noqa: FBT003 Qt's own
        match self.editor:
            case LinesEditor() as lines:
                lines.set_values(cast("tuple[LineValues, ...]", value or ()))
            case EraDateEdit() as edit:
                edit.set_value(value if isinstance(value, date) else None)
            case CheckBox() as box:
                box.setChecked(bool(value))
            case LongText() as long:
                long.setPlainText(str(value or ""))
            case _:
                cast("TrailingNoteLineEdit", self.editor).setText(str(value or ""))
        self.blockSignals(False)  # noqa: FBT003 Qt's own

    def set_editable(self, *, editable: bool) -> None:
        """Let the clerk write, or only read."""
        match self.editor:
            case LinesEditor() as lines:
                lines.set_editable(editable=editable)
            case LongText() as long:
                long.setReadOnly(not editable)
            case CheckBox() as box:
                box.setEnabled(editable)
            case _:
                cast("TrailingNoteLineEdit", self.editor).setReadOnly(not editable)

    def _made(self, part: Part) -> QWidget:
        match part.kind:
            case PartKind.LINES:
                return self._lines()
            case PartKind.DAY:
                return self._day()
            case PartKind.TICK:
                box = CheckBox("")
                box.toggled.connect(self.settled)
                return box
            case PartKind.LONG:
                return long_text(self.changed, self.settled)
            case PartKind.LINE:
                edit = TrailingNoteLineEdit()
                edit.textEdited.connect(self.changed)
                edit.left.connect(self.settled)
                return edit

    def _lines(self) -> LinesEditor:
        lines = LinesEditor(CellDelegate, days.reading(self._work), days.showing(self._work))
        lines.changed.connect(self.settled)
        return lines

    def _day(self) -> EraDateEdit:
        edit = EraDateEdit(days.reading(self._work), days.showing(self._work))
        edit.setMaximumWidth(theme.px(_DAY))
        edit.value_changed.connect(self.settled)
        return edit


def long_text(changed: SignalInstance, settled: SignalInstance, height: int = _LONG) -> LongText:
    """Make a field of several lines that tells of each change and of being left."""
    text = LongText()
    text.setFixedHeight(theme.px(height))
    text.textChanged.connect(changed)
    text.left.connect(settled)
    return text
