# SPDX-License-Identifier: MIT
"""The verdict on one pair: what differs, the answers with their effect, the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.dialogs.ask_draft import AskDraft, WrittenIn
from desk_app.gui.marks import Mark
from desk_app.gui.presenters.comparison import mark_of
from desk_app.gui.presenters.comparison_rows import ADDRESSES, NAMES, Stand
from desk_app.gui.theme import Size
from desk_app.gui.views.comparison_parts import differing
from desk_app.gui.widgets.composing import LongText
from desk_app.gui.widgets.fields import label_for
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.option_tiles import Option, OptionTiles
from desk_app.gui.widgets.text import Text
from desk_app.i18n import dates, messages, writing
from desk_app.records.history import Ruling
from desk_app.records.people import Language

if TYPE_CHECKING:
    from desk_app.gui.presenters.comparison import ComparisonState
    from desk_app.gui.presenters.comparison_rows import Pair
    from desk_app.gui.widgets.buttons import KeyButton
    from desk_app.gui.workplace import Workplace

VERDICT, _LEAST = 376, 336
"""Pixels at 100 %, before a clerk draws it wider or narrower."""

_REASON = 72
_CLAUSE = "PR-G1"
_NOTES = {Mark.OK: "ok", Mark.ASK: "ask", Mark.DEFECTIVE: "bad", Mark.INFO: "info"}


class VerdictPanel(QWidget):
    """Nothing is chosen beforehand; a verdict needs Ctrl+Enter.

    Once nothing waits for a verdict, it says what is next, and the blue button leads on.
    """

    chosen = Signal()

    def __init__(
        self, work: Workplace, record: KeyButton, onward: KeyButton, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._through = False
        self._pair: Pair | None = None
        self._draft: AskDraft | None = None
        self.setMinimumWidth(theme.px(_LEAST))
        self.setProperty("line", "left")
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = Text("", Size.SECTION, bold=True, wrap=True)
        self._notes = {kind: NoteFrame(kind) for kind in _NOTES.values()}
        self.tiles = OptionTiles()
        self.tiles.setObjectName("verdict")
        self.tiles.chosen.connect(self._chosen)
        self.reason = LongText()
        self.reason.setObjectName("reason")
        self.reason.setFixedHeight(theme.px(_REASON))
        self._reason_label = label_for(self.reason, "")
        self._effect = NoteFrame("info")
        self._clause_title = Text("", Size.LABEL, "text2")
        self._clause = Text("", Size.LABEL, wrap=True)
        self._kept = Text("", Size.HINT, "text2", wrap=True)
        self._record = record
        self._onward = onward
        self._next = NoteFrame("info")
        self._next.setObjectName("nextStep")
        self._lay_out()

    def ruling(self) -> Ruling | None:
        """Return the verdict chosen."""
        value = self.tiles.value()
        return value if isinstance(value, Ruling) else None

    def leads_on(self) -> bool:
        """Say whether nothing waits for a verdict here, and none is being given anew."""
        return self._through and self.ruling() is None

    def keep(self) -> None:
        """Keep the reason as far as it is written: the page is being left or locked."""
        if self._draft is not None:
            self._draft.keep()

    def recorded(self) -> None:
        """Forget what was chosen and the draft of the reason: both stand in the verdict."""
        if self._draft is not None:
            self._draft.drop()
        self.tiles.set_value(None)
        self._chosen()

    def show_pair(self, state: ComparisonState) -> None:
        """Show the pair in question."""
        pair = state.pair
        fresh = pair is None or self._pair is None or pair.key != self._pair.key
        self._pair = pair
        if fresh:
            self._begin_reason(state, pair)
            self.tiles.set_value(None)
        for part in (self.tiles, self.reason, self._reason_label, self._effect, self._kept):
            part.setVisible(pair is not None and pair.to_judge)
        self._say_title(state, pair)
        self._say_note(state, pair)
        self._say_clause(state)
        if pair is not None:
            self._offer()
        self._say_effect()
        self._through = not state.waiting
        told = messages.next_step(state.opened.examination.next, self._work.language)
        self._next.say(self.tr("Next: {what}").format(what=told.title), told.detail)
        self._show_way_on()
        self._kept.setText(
            self.tr("Who judged, when and why is kept with the application and in the journal.")
        )
        self._reason_label.setText(self.tr("Reason"))
        self.reason.setAccessibleName(self.tr("Reason"))

    def _begin_reason(self, state: ComparisonState, pair: Pair | None) -> None:
        """Begin a blank reason for another pair; what was written of it before is offered again."""
        self.keep()
        if self._draft is not None:
            self._draft.deleteLater()
            self._draft = None
        self.reason.clear()
        if pair is not None and pair.to_judge:
            key = f"verdict-{state.opened.id}-{'-'.join(pair.key)}"
            self._draft = AskDraft(self._work, key, {"reason": WrittenIn(self.reason)}, self)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(8))
        column.addWidget(self._title)
        for note in self._notes.values():
            column.addWidget(note)
        for part in (self.tiles, self._reason_label, self.reason, self._effect):
            column.addWidget(part)
        column.addWidget(self._clause_title)
        column.addWidget(self._clause)
        column.addStretch(1)
        column.addWidget(self._kept)
        column.addWidget(self._next)
        buttons = QHBoxLayout()
        buttons.addWidget(self._record)
        buttons.addWidget(self._onward)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def _say_title(self, state: ComparisonState, pair: Pair | None) -> None:
        if pair is None:
            self._title.setText(self.tr("Nothing to compare"))
            return
        source = next(each for each in state.compared.sources if each.id == pair.source)
        field = messages.field(pair.item.value, self._work.language)
        told = self.tr("{field}: form and {source}").format(field=field, source=source.title)
        self._title.setText(told[:1].upper() + told[1:])

    def _say_note(self, state: ComparisonState, pair: Pair | None) -> None:
        for note in self._notes.values():
            note.hide()
        if pair is None:
            return
        mark = mark_of(pair)
        source = next(each for each in state.compared.sources if each.id == pair.source)
        judged = self._judged(state, pair)
        if not judged and mark is Mark.DEFECTIVE:
            judged = self._what_next(pair, registered=source.registered)
        elif not judged and mark is Mark.INFO and pair.stand is Stand.SHOWN_OTHERWISE:
            judged = self._why_not(registered=source.registered)
        elif not judged and not pair.direct:
            judged = self._explained(pair)
        note = self._notes[_NOTES[mark]]
        note.say(self._told(mark, pair), judged)
        note.show()

    def _told(self, mark: Mark, pair: Pair) -> str:
        if mark is Mark.OK:
            return self.tr("The two say the same")
        if mark is Mark.ASK:
            return self.tr("Written differently: a person looks and decides")
        if mark is Mark.INFO:
            return self._told_without_effect(pair)
        if pair.item in ADDRESSES:
            return self.tr("It may be another place: it cannot be called the same")
        if pair.item in NAMES:
            return self.tr("Another name: it cannot be called the same")
        return self.tr("The two do not agree")

    def _told_without_effect(self, pair: Pair) -> str:
        if pair.stand is Stand.NAMESAKE:
            return self.tr("A namesake's record: it is not the principal's")
        if pair.stand is Stand.SHOWN_OTHERWISE:
            return self.tr("This difference holds nothing up")
        return self.tr("Written differently: no verdict is asked for")

    def _why_not(self, *, registered: bool) -> str:
        if registered:
            return self.tr("By the rules this record stands in no way.")
        return self.tr("Identity is shown by the papers that count.")

    def _explained(self, pair: Pair) -> str:
        """Return with which earlier name or address, shown by a paper, the texts were compared."""
        return self.tr("Compared: {one} and {other}. A paper shows what was before.").format(
            one=pair.left, other=pair.right
        )

    def _what_next(self, pair: Pair, *, registered: bool) -> str:
        """Return in what the two differ, and what becomes of it."""
        told = []
        if pair.item in ADDRESSES:
            alone, other = differing(pair)
            language = self._work.language
            if alone:
                listed = writing.listed(list(alone), language)
                told.append(self.tr("On one side only: {parts}.").format(parts=listed))
            if other:
                listed = writing.listed(list(other), language)
                told.append(self.tr("Not the same: {parts}.").format(parts=listed))
        if registered:
            told.append(self.tr("The notice says that something does not agree, not what."))
        else:
            told.append(
                self.tr(
                    "Unless other papers show it, the notice asks for one that shows or explains"
                    " it."
                )
            )
        told.append(self.tr("What was typed wrongly is corrected on the application."))
        return "\n".join(told)

    def _judged(self, state: ComparisonState, pair: Pair) -> str:
        judged = pair.judgement
        if judged is None:
            return ""
        language = self._work.language
        return self.tr("{ruling}, judged by {name} on {day}. {reason}").format(
            ruling=messages.label(judged.ruling, language),
            name=state.opened.name_of(judged.by),
            day=dates.near(judged.on, self._work.today, language),
            reason=judged.reason,
        )

    def _say_clause(self, state: ComparisonState) -> None:
        clause = next((each for each in state.opened.rules.clauses if each.id == _CLAUSE), None)
        if clause is not None:
            language = self._work.language
            title = messages.titled(clause, _CLAUSE, language)
            self._clause_title.setText(f"{_CLAUSE} {title}")
            ja = language is Language.JA
            self._clause.setText(clause.text_ja if ja else clause.text_en)

    def _offer(self) -> None:
        language = self._work.language
        same = self.tr("Only the way of writing differs")
        other = self.tr("Papers that explain it are asked for")
        self.tiles.set_options(
            [
                Option(Ruling.SAME, messages.label(Ruling.SAME, language), same),
                Option(Ruling.NOT_SAME, messages.label(Ruling.NOT_SAME, language), other),
            ]
        )

    def _show_way_on(self) -> None:
        """Show one blue button: what is judged is recorded, or the way on is gone."""
        leads = self.leads_on()
        self._next.setVisible(leads)
        self._onward.setVisible(leads)
        judged = self._pair is not None and self._pair.to_judge
        for part in (self._record, self._effect):
            part.setVisible(judged and not leads)

    def _say_effect(self) -> None:
        ruling = self.ruling()
        if ruling is Ruling.SAME:
            self._effect.say(
                self.tr("With the verdict “same”"),
                self.tr("This paper counts, and the finding is closed."),
            )
        elif ruling is Ruling.NOT_SAME:
            self._effect.say(
                self.tr("With the verdict “not the same”"),
                self.tr(
                    "Identity is not shown. First it goes into a notice; only if it is not cured "
                    "by the due date does it become a ground (PR-G1)."
                ),
            )
        else:
            self._effect.say(self.tr("Choose 1 or 2, then record it"), "")

    def _chosen(self) -> None:
        self._say_effect()
        self._show_way_on()
        self.chosen.emit()
