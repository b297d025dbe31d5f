# SPDX-License-Identifier: MIT
"""The middle of the decision page: outcome, grounds, facts, explanation, content, own note."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.marks import Mark
from desk_app.gui.presenters.decision import DecisionState, Mode
from desk_app.gui.presenters.decision_form import DecisionForm
from desk_app.gui.presenters.decision_parts import DecisionParts, PartKind
from desk_app.gui.theme import Size
from desk_app.gui.views.decision_grounds import GroundsField
from desk_app.gui.views.decision_part import PartField, long_text
from desk_app.gui.widgets.composing import LongText, Settling
from desk_app.gui.widgets.lines_editor import LinesEditor, meant
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.option_tiles import Option, OptionTiles
from desk_app.gui.widgets.page_scroll import PageScroll
from desk_app.gui.widgets.state_icon import StateIcon
from desk_app.gui.widgets.tab_order import in_reading_order
from desk_app.gui.widgets.text import Text
from desk_app.i18n import messages
from desk_app.records.decisions import Outcome

if TYPE_CHECKING:
    from desk_app.gui.presenters.decision_parts import Part
    from desk_app.gui.workplace import Workplace

_TEXTS = ("facts", "explanation", "note")
_TALL = 76


class DecisionEditor(PageScroll):
    """Says ``edited`` with the form as it stands: at once where something is chosen or left."""

    edited = Signal(object)
    _touched = Signal()
    _left = Signal()

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._state: DecisionState | None = None
        self._words = DecisionParts(self)
        self._inside = QWidget()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._settling = Settling(self)
        self._settling.settled.connect(self._tell)
        self._touched.connect(self._settling.touch)
        self._left.connect(self._settling.settle_now)
        self.outcomes = OptionTiles(columns=3)
        self.outcomes.setAccessibleName(self.tr("Decision"))
        self.outcomes.setObjectName("outcomes")
        self.outcomes.chosen.connect(self._chosen)
        self._why_not = NoteFrame("info")
        self._sent_back = NoteFrame("ask")
        self.grounds = GroundsField(work)
        self.grounds.changed.connect(self._grounds_changed)
        printed, never = self.tr("printed in the letter"), self.tr("never printed")
        self._titles: dict[str, Text] = {}
        self._printed: dict[str, StateIcon] = {}
        self.texts: dict[str, LongText] = {}
        self._make_text("facts", self.tr("Facts"), Mark.INFO, printed)
        self._make_text("explanation", self.tr("Explanation"), Mark.INFO, printed)
        self._make_text("note", self.tr("The desk's own note"), Mark.HELD, never)
        self.parts: dict[str, PartField] = {}
        self._blocks: dict[str, QWidget] = {name: QWidget() for name in _TEXTS}
        self._lay_out()

    def show_state(self, state: DecisionState) -> None:
        """Show a claim's form; what is being typed is left alone."""
        self._state = state
        self._offer(state)
        self._sent_back.say(self.tr("Sent back: {reason}").format(reason=state.sent_back))
        self._sent_back.setVisible(bool(state.sent_back) and state.mode is Mode.WRITE)
        self._refresh_parts(state)
        self.grounds.show_state(state)
        self.grounds.setEnabled(state.mode is Mode.WRITE)
        for name, text in self.texts.items():
            self._set_text(text, getattr(state.form, name))
            text.setReadOnly(state.mode is not Mode.WRITE)
            needed = name == "note" or name in state.shown
            self._blocks[name].setVisible(needed and state.form.outcome is not None)
        for name, part in self.parts.items():
            part.setVisible(name in state.shown)
            source = state.form.lines if part.part.kind is PartKind.LINES else state.form.values
            part.set_value(source.get(name))
            part.set_editable(editable=state.mode is Mode.WRITE)

    def _make_text(self, name: str, title: str, mark: Mark, told: str) -> None:
        """Make a text with its title, and whether it is printed."""
        self._titles[name] = Text(title, Size.SECTION, bold=True)
        self._printed[name] = StateIcon(mark, told, Size.LABEL)
        self.texts[name] = long_text(self._touched, self._left, _TALL)
        self.texts[name].setAccessibleName(f"{title} ({told})")
        self.texts[name].setObjectName(name)

    def settle(self) -> None:
        """Tell of everything that was typed, now."""
        self.grounds.settle()
        for part in self.parts.values():
            part.settle()
        self._settling.stop()
        self._tell()

    @property
    def offers_grounds(self) -> bool:
        """Whether grounds stand here that can be chosen."""
        return not self.grounds.isHidden() and self.grounds.isEnabled()

    def title_of(self, name: str) -> str:
        """Return the title of a part as it stands on the page; empty where it has none."""
        if name == "grounds":
            return self.grounds.table.accessibleName()
        if name in self._titles:
            return self._titles[name].text()
        return self.parts[name].part.title if name in self.parts else ""

    def go_to(self, name: str) -> None:
        """Put the keys where a part is written; nowhere else where there is none."""
        fields = {name: part.keys_at for name, part in self.parts.items()}
        field = {"grounds": self.grounds.table, **self.texts, **fields}.get(name)
        if field is not None:
            field.setFocus()
            self.ensureWidgetVisible(field)

    def may_add(self) -> bool:
        """Say whether a table stands here that a line can be added to."""
        return self._lines_meant() is not None

    def add_line(self) -> None:
        """Add a line to the table the keys are in, else to the first; from anywhere on the page."""
        lines = self._lines_meant()
        if lines is not None:
            lines.add()

    def _lines_meant(self) -> LinesEditor | None:
        editors = [part.editor for part in self.parts.values()]
        return meant(each for each in editors if isinstance(each, LinesEditor))

    def form(self) -> DecisionForm | None:
        """Return what stands on the page now; none where nothing is shown."""
        if self._state is None:
            return None
        values = dict(self._state.form.values)
        lines = dict(self._state.form.lines)
        for name, part in self.parts.items():
            if name not in self._state.shown:
                continue
            if part.part.kind is PartKind.LINES:
                lines[name] = part.value()  # type: ignore[assignment] # each part gives its own lines
            else:
                values[name] = part.value()
        return replace(
            self._state.form,
            facts=self.texts["facts"].toPlainText(),
            explanation=self.texts["explanation"].toPlainText(),
            note=self.texts["note"].toPlainText(),
            values=values,
            lines=lines,
        )

    def _lay_out(self) -> None:
        self._inside.setProperty("ground", "window")
        self._inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(self._inside)
        head = QHBoxLayout()
        head.addWidget(Text(self.tr("Decision"), Size.SECTION, bold=True))
        head.addWidget(Text(self.tr("chosen by its digit"), Size.LABEL, "text2"))
        head.addStretch(1)
        self._column = QVBoxLayout(self._inside)
        edge = theme.px(16)
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._column.setSpacing(theme.px(8))
        self._column.addLayout(head)
        for part in (self.outcomes, self._why_not, self._sent_back, self.grounds):
            self._column.addWidget(part)
        for name in _TEXTS:
            self._fill_block(name)
        self._column.addWidget(self._blocks["facts"])
        self._column.addWidget(self._blocks["explanation"])
        self._parts_at = self._column.count()
        self._column.addWidget(self._blocks["note"])
        self._column.addStretch(1)

    def _fill_block(self, name: str) -> None:
        head = QHBoxLayout()
        head.addWidget(self._titles[name])
        head.addWidget(self._printed[name])
        head.addStretch(1)
        column = QVBoxLayout(self._blocks[name])
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addWidget(self.texts[name])

    def _refresh_parts(self, state: DecisionState) -> None:
        offered = tuple(ground for ground, fits in state.grounds() if fits)
        told = self._words.parts(state.opened.rules, offered, self._work.language)
        new = [part for part in told if part.name not in self.parts]
        for part in told:
            if part not in new:
                self.parts[part.name].speak(part)
        for part in new:
            self._add_part(part)
        if new:
            in_reading_order([self.grounds, *self._written()])

    def _written(self) -> tuple[QWidget, ...]:
        """Return what is written on the page below the grounds, from top to bottom."""
        blocks = self._blocks
        return (blocks["facts"], blocks["explanation"], *self.parts.values(), blocks["note"])

    def _add_part(self, part: Part) -> None:
        field = PartField(self._work, part)
        field.changed.connect(self._touched)
        field.settled.connect(self._left)
        self.parts[part.name] = field
        self._column.insertWidget(self._parts_at, field)
        self._parts_at += 1

    def _offer(self, state: DecisionState) -> None:
        language = self._work.language
        writing = state.mode is Mode.WRITE
        words = {
            Outcome.GRANTED: self.tr("Grant all of it"),
            Outcome.GRANTED_IN_PART: self.tr("Grant a part"),
            Outcome.REFUSED: self.tr("Refuse"),
            Outcome.NO_SUCH_DATA: self.tr("No such data"),
            Outcome.REFERRED: self.tr("Refer"),
        }
        told_ones = Outcome if writing else filter(None, [state.form.outcome])
        self.outcomes.set_options(
            [Option(each, words[each], offered=not state.outcomes.get(each)) for each in told_ones]
        )
        self.outcomes.set_value(state.form.outcome)
        closed = [reasons for reasons in state.outcomes.values() if reasons]
        reasons = dict.fromkeys(reason for each in closed for reason in each)
        told = [messages.refusal(reason.value, {}, language) for reason in reasons]
        self._why_not.say(self.tr("Why some cannot be chosen"), "\n".join(told))
        self._why_not.setVisible(writing and bool(told))

    def _set_text(self, text: LongText, value: str) -> None:
        if text.toPlainText() != value and not text.composing:
            text.blockSignals(True)  # noqa: FBT003 Qt's own
            text.setPlainText(value)
            text.blockSignals(False)  # noqa: FBT003 Qt's own

    def _chosen(self, outcome: object) -> None:
        form = self.form()
        if form is not None and isinstance(outcome, Outcome):
            kept = form.grounds if outcome is form.outcome else ()
            self.edited.emit(replace(form, outcome=outcome, grounds=kept))

    def _grounds_changed(self, form: object) -> None:
        written = self.form()
        if written is not None and isinstance(form, DecisionForm):
            self.edited.emit(replace(written, grounds=form.grounds))

    def _tell(self) -> None:
        form = self.form()
        if form is not None and self._state is not None and self._state.mode is Mode.WRITE:
            self.edited.emit(form)
