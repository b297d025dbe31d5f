# SPDX-License-Identifier: MIT
"""The middle of the decision page: outcome, grounds, facts, explanation, content, own note."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from desk_app.gui import days
from desk_app.gui.kit.display.notes import LineNote, NoteFrame
from desk_app.gui.kit.fields.choices import FieldKind, LineField, Option, OptionTiles
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.fields import FieldBody, LongText, Settling, TrailingNoteLineEdit
from desk_app.gui.kit.fields.lines import LinesEditor, meant
from desk_app.gui.kit.layout.boxes import STRETCH, dress, in_column, in_row
from desk_app.gui.kit.layout.buttons import CheckBox
from desk_app.gui.kit.layout.layout import PageScroll
from desk_app.gui.kit.layout.shortcuts import in_reading_order
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.tables.table import CellDelegate
from desk_app.gui.pages.decision.book import DecisionMode, DecisionState
from desk_app.gui.pages.decision.form import DecisionForm, with_offered
from desk_app.gui.pages.decision.grounds import GroundsField, item_title
from desk_app.gui.pages.decision.offered import OfferedField
from desk_app.i18n import messages
from desk_app.i18n import writing as writing_of
from desk_app.records.case.decisions import Outcome
from desk_app.records.desk.people import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from desk_app.gui.kit.fields.choices import LineValues
    from desk_app.gui.pages.decision.form import OfferedLine
    from desk_app.gui.session.session import Session
    from desk_app.rules.rulebook.file import Ground
    from desk_app.rules.rulebook.rulebook import Rules


_IN_PART = Outcome.GRANTED_IN_PART


# One part of a decision's content on the page: its title, what is written, read and set.


_DAY = 200
_MOST_LINES = 8
"""A longer text is scrolled in its field."""


class DecisionPartKind(Enum):
    """How a part is written."""

    LINE = "line"
    LONG = "long"
    DAY = "day"
    TICK = "tick"
    LINES = "lines"


_LABEL = {Language.JA: 128, Language.EN: 136}
"""How wide the titles beside the fields are, in pixels at 100 %."""

_PURPOSES = "PU-"
"""How the ids of the clauses begin that publish purposes of use."""


@dataclass(frozen=True, slots=True)
class DecisionPart:
    """One part of a decision's content: its name, its words, how it is written."""

    name: str
    title: str
    kind: DecisionPartKind = DecisionPartKind.LINE
    fields: tuple[LineField, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class PartEditor:
    """What writes a part: the widget, how it is read and filled, how it can be written in."""

    widget: QWidget
    read: Callable[[], object]
    fill: Callable[[object], None]
    let_write: Callable[[bool], None]


class PartField(QWidget):
    """``changed`` says that something else stands here; ``settled`` that the field was left."""

    changed = Signal()
    settled = Signal()

    def __init__(self, session: Session, part: DecisionPart) -> None:
        super().__init__()
        self._session = session
        self.part = part
        self._title = Text("", Size.LABEL, "text2", wrap=True)
        self._about = NoteFrame("info")
        self._about.setObjectName("quoted")
        self._made = self._make(part.kind)
        self.editor = self._made.widget
        self.editor.setObjectName(part.name)
        body = FieldBody(self.editor)
        titled: QWidget | QLayout = body
        if part.kind not in {DecisionPartKind.LINES, DecisionPartKind.TICK}:
            titled = beside(self._title, body, session.language)
        in_column(self, self._about, titled, gap=4, edge=0)
        # What hands its keys on is a stop of Tab too, and stays where it was made: too late.
        for each in (body, self.editor):
            each.setFocusProxy(None)  # type: ignore[arg-type] # Qt takes none: the stub says otherwise
        self.speak(part)

    def speak(self, part: DecisionPart) -> None:
        """Show the words of a part, which may be others for another claim."""
        self.part = part
        self._title.setText(part.title)
        self._about.say(self.tr("What the policy publishes of purposes"), part.about)
        self._about.setVisible(bool(part.about))
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
        return self._made.read()

    def settle(self) -> None:
        """Take what stands in the open cell of a table."""
        if isinstance(self.editor, LinesEditor):
            self.editor.settle()

    def set_value(self, value: object) -> None:
        """Show a value without telling anybody; what stands here already is left alone."""
        if value != self.value():
            with QSignalBlocker(self):
                self._made.fill(value)

    def set_editable(self, *, editable: bool) -> None:
        """Let the clerk write, or only read."""
        self._made.let_write(editable)

    def _make(self, kind: DecisionPartKind) -> PartEditor:
        days_of = days.reading(self._session), days.showing(self._session)
        match kind:
            case DecisionPartKind.LINES:
                lines = LinesEditor(CellDelegate, *days_of)
                lines.changed.connect(self.settled)
                return PartEditor(
                    lines,
                    lines.values,
                    lambda value: lines.set_values(cast("tuple[LineValues, ...]", value or ())),
                    lambda editable: lines.set_editable(editable=editable),
                )
            case DecisionPartKind.DAY:
                day = EraDateEdit(*days_of)
                day.setMaximumWidth(theme.px(_DAY))
                day.value_changed.connect(self.settled)
                return PartEditor(
                    day,
                    day.value,
                    lambda value: day.set_value(value if isinstance(value, date) else None),
                    lambda editable: day.setReadOnly(not editable),
                )
            case DecisionPartKind.TICK:
                box = CheckBox("")
                box.toggled.connect(self.settled)
                return PartEditor(
                    box,
                    box.isChecked,
                    lambda value: box.setChecked(bool(value)),
                    box.setEnabled,
                )
            case DecisionPartKind.LONG:
                long = long_text(self.changed, self.settled)
                return _typed(long, long.toPlainText, long.setPlainText)
            case DecisionPartKind.LINE:
                line = TrailingNoteLineEdit()
                line.textEdited.connect(self.changed)
                line.left.connect(self.settled)
                return _typed(line, line.text, line.setText)


def beside(
    title: Text, field: QWidget, language: Language, told: Text | None = None
) -> QHBoxLayout:
    """Lay a field beside its title, at whose first line its own first line stands."""
    title.setFixedWidth(theme.px(_LABEL[language]))
    words: list[QWidget] = [title]
    if told is not None:
        told.setFixedWidth(theme.px(_LABEL[language]))
        words.append(told)
    named_by = in_column(None, *words, STRETCH, gap=0, edge=(0, 6 if told is None else 0, 0, 0))
    return in_row(None, named_by, (field, 1), gap=8, edge=0)


def _typed(
    edit: LongText | TrailingNoteLineEdit, read: Callable[[], str], put: Callable[[str], None]
) -> PartEditor:
    """Return the editor of a text."""
    return PartEditor(
        edit,
        read,
        lambda value: put(str(value or "")),
        lambda editable: edit.setReadOnly(not editable),
    )


def long_text(changed: SignalInstance, settled: SignalInstance, least: int = 1) -> LongText:
    """Make a field of several lines that tells of each change and of being left.

    It grows with what is written, so that the whole page stands in sight while little is.
    """
    text = LongText()
    text.grow(least, _MOST_LINES)
    text.textChanged.connect(changed)
    text.left.connect(settled)
    return text


_USUAL_LINES = 2

_OFFERED = {"purposes": ("purposes",), "provided": ("provided", "obtained")}
"""The parts before which entries of a register are offered, and the tables these are told in."""


class DecisionEditor(PageScroll):
    """Says ``edited`` with the form as it stands: at once where something is chosen or left."""

    edited = Signal(object)
    clause_wanted = Signal(str)
    _touched = Signal()
    _left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._state: DecisionState | None = None
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
        self.part = LineNote("info")
        self.part.setObjectName("partSuffices")
        self.part.link_clicked.connect(lambda: self._chosen(_IN_PART))
        self.grounds = GroundsField(session)
        self.grounds.changed.connect(self._grounds_changed)
        self.grounds.clause_wanted.connect(self.clause_wanted)
        printed, never = self.tr("printed in the letter"), self.tr("never printed")
        self.texts: dict[str, LongText] = {}
        self._titles: dict[str, str] = {}
        self._blocks = {
            "facts": self._block("facts", self.tr("Facts"), printed),
            "explanation": self._block("explanation", self.tr("Explanation"), printed),
            "note": self._block("note", self.tr("The desk's own note"), never),
        }
        self.parts: dict[str, PartField] = {}
        self.offered: dict[str, OfferedField] = {}
        self._lay_out()

    def show_state(self, state: DecisionState) -> None:
        """Show a claim's form; what is being typed is left alone."""
        self._state = state
        self._offer(state)
        self._sent_back.say(self.tr("Sent back: {reason}").format(reason=state.sent_back))
        self._sent_back.setVisible(bool(state.sent_back) and state.mode is DecisionMode.WRITE)
        self._ask_part(state)
        self._refresh_parts(state)
        self.grounds.show_state(state)
        self.grounds.setEnabled(state.mode is DecisionMode.WRITE)
        for offered in self.offered.values():
            offered.show_state(state)
        for name, text in self.texts.items():
            self._set_text(text, getattr(state.form, name))
            text.setReadOnly(state.mode is not DecisionMode.WRITE)
            needed = name == "note" or name in state.shown
            self._blocks[name].setVisible(needed and state.form.outcome is not None)
        for name, part in self.parts.items():
            part.setVisible(name in state.shown)
            source = (
                state.form.lines if part.part.kind is DecisionPartKind.LINES else state.form.values
            )
            part.set_value(source.get(name))
            part.set_editable(editable=state.mode is DecisionMode.WRITE)

    def settle(self) -> None:
        """Tell of everything that was typed, now."""
        self.grounds.take_needs()
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
        part = self.parts.get(name)
        return self._titles.get(name, "") if part is None else part.part.title

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
            if part.part.kind is DecisionPartKind.LINES:
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
        dress(self._inside, ground="window")
        self.setWidget(self._inside)
        told = Text(self.tr("press its number"), Size.LABEL, "text2")
        name = Text(self.tr("Decision"), Size.SECTION, bold=True)
        head = in_row(None, name, told, STRETCH, gap=8)
        above = (head, self.outcomes, self._why_not, self._sent_back, self.part, self.grounds)
        written = (self._blocks["facts"], self._blocks["explanation"])
        self._column = in_column(self._inside, *above, *written, gap=6, edge=(16, 16, 16, 4))
        self._parts_at = self._column.count()
        self._column.addWidget(self._blocks["note"])
        self._column.addStretch(1)

    def _block(self, name: str, title: str, told: str) -> QWidget:
        """Make a text with its title, and whether it is printed."""
        least = 1 if name == "note" else _USUAL_LINES
        block, text = QWidget(), long_text(self._touched, self._left, least)
        text.setAccessibleName(f"{title} ({told})")
        text.setObjectName(name)
        self.texts[name], self._titles[name] = text, title
        if name == "note":
            never = Text(told, Size.HINT, "text2", wrap=True)
            label = Text(title, Size.LABEL, "text2", wrap=True)
            in_column(block, beside(label, text, self._session.language, never), edge=0)
            return block
        titled = Text(title, Size.SECTION, bold=True)
        head = in_row(None, titled, Text(told, Size.LABEL, "text2"), STRETCH, gap=8)
        in_column(block, head, text, gap=4, edge=0)
        return block

    def _refresh_parts(self, state: DecisionState) -> None:
        offered = tuple(ground for ground, fits in state.grounds() if fits)
        told = self._every_part(state, offered, self._session.language)
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
        parts: list[QWidget] = []
        for name, part in self.parts.items():
            parts.extend(filter(None, (self.offered.get(name), part)))
        return (blocks["facts"], blocks["explanation"], *parts, blocks["note"])

    def _add_part(self, part: DecisionPart) -> None:
        if part.name in _OFFERED:
            offered = OfferedField(self._session, _OFFERED[part.name])
            offered.ticked.connect(self._offer_ticked)
            self.offered[part.name] = offered
            self._column.insertWidget(self._parts_at, offered)
            self._parts_at += 1
        field = PartField(self._session, part)
        field.changed.connect(self._touched)
        field.settled.connect(self._left)
        self.parts[part.name] = field
        self._column.insertWidget(self._parts_at, field)
        self._parts_at += 1

    def _offer(self, state: DecisionState) -> None:
        language = self._session.language
        writing = state.mode is DecisionMode.WRITE
        words = {
            Outcome.GRANTED: self.tr("Grant in full"),
            Outcome.GRANTED_IN_PART: self.tr("Grant in part"),
            Outcome.REFUSED: self.tr("Refuse"),
            Outcome.NO_SUCH_DATA: self.tr("No such data"),
            Outcome.REFERRED: self.tr("Refer"),
        }
        told_ones = Outcome if writing else filter(None, [state.form.outcome])
        self.outcomes.set_options(
            [Option(each, words[each], offered=not state.outcomes.get(each)) for each in told_ones]
        )
        self.outcomes.set_value(state.form.outcome)
        closed: dict[str, list[str]] = {}
        for number, (outcome, reasons) in enumerate(state.outcomes.items(), 1):
            if reasons:
                between = "" if language is Language.JA else " "
                why = between.join(messages.refusal(each.value, {}, language) for each in reasons)
                closed.setdefault(why, []).append(f"{number} {words[outcome]}")
        told = self.tr("{choices}: {why}")
        self._why_not.say(
            self.tr("What cannot be chosen now"),
            "\n".join(
                told.format(choices=writing_of.listed(named, language), why=why)
                for why, named in closed.items()
            ),
        )
        self._why_not.setVisible(writing and bool(closed))

    def _ask_part(self, state: DecisionState) -> None:
        """Ask before all is refused whether a part suffices: a line, no obstacle."""
        self.part.setVisible(state.asks_part)
        if state.asks_part:
            self.part.say(
                self.tr("Withhold only a part?"),
                self.tr("The rest is disclosed: Article 33(2)."),
                self.tr("Grant in part ({key})").format(key=1 + list(Outcome).index(_IN_PART)),
            )

    def _set_text(self, text: LongText, value: str) -> None:
        if text.toPlainText() != value and not text.composing:
            with QSignalBlocker(text):
                text.setPlainText(value)

    def _chosen(self, outcome: object) -> None:
        form = self.form()
        if form is not None and isinstance(outcome, Outcome):
            kept = form.grounds if outcome is form.outcome else ()
            self.edited.emit(replace(form, outcome=outcome, grounds=kept))

    def _grounds_changed(self, form: object) -> None:
        written = self.form()
        if written is not None and isinstance(form, DecisionForm):
            self.edited.emit(replace(written, grounds=form.grounds))

    def _offer_ticked(self, told: tuple[OfferedLine, bool]) -> None:
        form, state = self.form(), self._state
        if form is not None and state is not None:
            offered, used = told
            self.edited.emit(with_offered(form, offered, state.offered, used=used))

    def _tell(self) -> None:
        form = self.form()
        if form is not None and self._state is not None and self._state.mode is DecisionMode.WRITE:
            self.edited.emit(form)

    def _every_part(
        self, state: DecisionState, offered: tuple[Ground, ...], language: Language
    ) -> list[DecisionPart]:
        """Return every part there is, in the order of the page."""
        rules = state.opened.rules
        # Where the register offers its own words, or they stand above, the policy is not quoted.
        quoted = not any(each.table == "purposes" for each in state.offered)
        published = self._published(rules, language) if quoted else ""
        day, long, tick = DecisionPartKind.DAY, DecisionPartKind.LONG, DecisionPartKind.TICK
        return [
            DecisionPart("scope", self.tr("Data asked for"), long),
            DecisionPart("as_of", self.tr("Content as of"), day),
            DecisionPart("done_on", self.tr("Done on"), day),
            DecisionPart(
                "disclosed",
                self.tr("Items of the annex"),
                DecisionPartKind.LINES,
                self._disclosed(),
            ),
            DecisionPart("disclosed_purpose", self.tr("Purpose of use of what is disclosed"), long),
            DecisionPart(
                "withheld",
                self.tr("Parts withheld, each with its ground and explanation (printed)"),
                DecisionPartKind.LINES,
                self._withheld(rules, offered, language),
            ),
            DecisionPart("difficulty", self.tr("Why paper and not an electronic record"), long),
            DecisionPart(
                "purposes",
                self.tr("Purposes of use"),
                DecisionPartKind.LINES,
                self._purposes(),
                published,
            ),
            DecisionPart(
                "provided", self.tr("Provided to others"), DecisionPartKind.LINES, self._records()
            ),
            DecisionPart(
                "obtained", self.tr("Received from others"), DecisionPartKind.LINES, self._records()
            ),
            DecisionPart(
                "changes",
                self.tr("Corrected, added, deleted"),
                DecisionPartKind.LINES,
                self._changes(),
            ),
            DecisionPart("informed", self.tr("Whom the desk told of the correction"), long),
            DecisionPart(
                "cessations", self.tr("Ceased, erased"), DecisionPartKind.LINES, self._cessations()
            ),
            DecisionPart("substitute", self.tr("Substitute measure"), long),
            DecisionPart(
                "published_at",
                self.tr("Where the purpose is published"),
                long,
                about="" if "purposes" in state.shown else published,
            ),
            DecisionPart("search_on", self.tr("Searched on"), day),
            DecisionPart("searched", self.tr("What was searched"), long),
            DecisionPart("keys", self.tr("Searched by"), long),
            DecisionPart("contact", self.tr("The service's own contact")),
            DecisionPart("how", self.tr("How to reach it"), long),
            DecisionPart("ready", self.tr("What to have ready"), long),
            DecisionPart(
                "change", self.tr("It is a change the contact makes, not an inquiry"), tick
            ),
        ]

    def _published(self, rules: Rules, language: Language) -> str:
        """Quote what the policy publishes of purposes: the answer names it in these words."""
        japanese = language is Language.JA
        return "\n".join(
            f"{each.id}: {each.text_ja if japanese else each.text_en}"
            for each in rules.clauses
            if each.id.startswith(_PURPOSES)
        )

    def _disclosed(self) -> tuple[LineField, ...]:
        return (
            LineField("group", self.tr("Group"), width=112),
            LineField("item", self.tr("Item"), width=104),
            LineField("content", self.tr("Content")),
            LineField("source", self.tr("Source"), width=120),
            LineField("withheld", self.tr("Withheld"), FieldKind.TICK, 80),
        )

    def _withheld(
        self, rules: Rules, offered: tuple[Ground, ...], language: Language
    ) -> tuple[LineField, ...]:
        grounds = tuple(
            (ground.code, f"{ground.code} {messages.titled(ground, ground.code, language)}")
            for ground in offered
            if not ground.unproven
        )
        laws = tuple((law.code, messages.titled(law, law.code, language)) for law in rules.laws)
        items = tuple(
            dict.fromkeys(
                (item, item_title(item, rules, language)) for g in offered for item in g.items
            )
        )
        choice = FieldKind.CHOICE
        fields = [
            LineField("part", self.tr("Part, in kind"), width=128),
            LineField("code", self.tr("Ground"), choice, 128, grounds),
            LineField("law", self.tr("Other law"), choice, 88, laws),
            LineField("article", self.tr("Article"), width=64),
            LineField("explanation", self.tr("Explanation")),
        ]
        if items:
            fields.insert(4, LineField("item", self.tr("Case"), choice, 80, items))
        return tuple(fields)

    def _purposes(self) -> tuple[LineField, ...]:
        return (
            LineField("item", self.tr("Data item"), width=152),
            LineField("acquired", self.tr("Way of acquisition"), width=152),
            LineField("purpose", self.tr("Purpose of use")),
        )

    def _records(self) -> tuple[LineField, ...]:
        return (
            LineField("on", self.tr("Day"), FieldKind.DAY, 112),
            LineField("party", self.tr("Party"), width=96),
            LineField("address", self.tr("Address")),
            LineField("representative", self.tr("Representative"), width=88),
            LineField("items", self.tr("Data items"), width=88),
            LineField("consent", self.tr("Consent"), width=72),
            LineField("circumstances", self.tr("Circumstances"), width=88),
        )

    def _changes(self) -> tuple[LineField, ...]:
        return (
            LineField("item", self.tr("Item"), width=104),
            LineField("asked", self.tr("Asked"), width=0),
            LineField("before", self.tr("Before")),
            LineField("after", self.tr("After")),
            LineField("done", self.tr("Done"), FieldKind.TICK, 56),
        )

    def _cessations(self) -> tuple[LineField, ...]:
        return (
            LineField("target", self.tr("Of which data")),
            LineField("done", self.tr("Done"), FieldKind.TICK, 56),
            LineField("done_on", self.tr("Done on"), FieldKind.DAY, 128),
        )
