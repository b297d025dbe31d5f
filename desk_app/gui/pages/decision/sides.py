# SPDX-License-Identifier: MIT
"""The sides of the decision page: what the case says at left, letter and people at right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from desk_app.desk.errors import LetterStopped
from desk_app.gui import words
from desk_app.gui.case.read import days_left, urgency
from desk_app.gui.case.telling import ApplicationAxes, ApplicationTables
from desk_app.gui.kit.display.axes import AxisPanel
from desk_app.gui.kit.display.facts import FactLine, FactsCard
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.layout.boxes import STRETCH, Space, Stretch, dress, in_column, in_row, named
from desk_app.gui.kit.layout.buttons import ButtonKind, button_for
from desk_app.gui.kit.layout.layout import Dialog, PageScroll
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.painting import Mark, look
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import LIGHT, Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.pages.decision.book import (
    DecisionLetter,
    DecisionMode,
    is_issued,
    left_out,
    words_left_out,
)
from desk_app.i18n import dates, messages, writing
from desk_app.records.case.decisions import Outcome
from desk_app.records.case.letters import Stand
from desk_app.rules.case.deadlines import age_on
from desk_app.rules.case.replies import addressee
from desk_app.rules.finding_codes import Code
from desk_app.rules.letters.letters_due import is_unproven, letter_kind
from desk_app.rules.situation.situation import reply_target

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QResizeEvent

    from desk_app.desk.errors import KnownError
    from desk_app.gui.case.read import Opened
    from desk_app.gui.kit.layout.buttons import KeyButton
    from desk_app.gui.pages.decision.book import DecisionState, Foretold
    from desk_app.gui.session.session import Session
    from desk_app.records.case.history import RegisteredRecord
    from desk_app.records.case.letters import LetterText, Passage


_SHORT = 4
"""An own line shorter than this is marked only where it is all that a line of the letter says."""

_GAP, _INDENT = 4, 12
_LINE = 120
"""The height of a line in per cent of the type's own."""
_BETWEEN = "　"
_ALIGN = {
    Stand.TEXT: Qt.AlignmentFlag.AlignLeft,
    Stand.MIDDLE: Qt.AlignmentFlag.AlignHCenter,
    Stand.RIGHT: Qt.AlignmentFlag.AlignRight,
}


class LetterTextView(painting.RepaintsWithFocus, QTextEdit):
    """Shows a letter's text; the arrow keys scroll it, Tab leaves it."""

    def __init__(self, size: Size = Size.LABEL) -> None:
        super().__init__()
        self._size = size
        self._letter: LetterText | None = None
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(theme.px(_INDENT))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(LIGHT.base))
        palette.setColor(QPalette.ColorRole.Text, QColor(LIGHT.text))
        palette.setColor(QPalette.ColorRole.Highlight, QColor(LIGHT.selection))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(LIGHT.selection_text))
        self.setPalette(palette)

    def show_letter(self, letter: LetterText | None, own: Sequence[str] = ()) -> None:
        """Show a letter; the ``own`` lines are tinted in it. The place read stays in sight."""
        bar, before = self.verticalScrollBar(), self._letter
        same = before is not None and letter is not None and before.title == letter.title
        place = bar.value() if same else 0
        self._letter = letter
        self.clear()
        if letter is not None:
            self._write(letter, own)
        bar.setValue(place)

    def own_words(self) -> tuple[str, ...]:
        """Return what is marked as one's own, in the order of the letter."""
        return tuple(self._marked())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        place = QRectF(self.viewport().rect())
        self._end_whole(painter)
        if self.hasFocus():
            painting.focus_line(painter, place, LIGHT, radius=0)
        else:
            painter.setPen(QColor(LIGHT.strong_line))
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))

    def _end_whole(self, painter: QPainter) -> None:
        """Begin no line at the lower edge that has no room for all of it."""
        room = self.viewport().rect()
        line = self.cursorRect(self.cursorForPosition(room.bottomLeft()))
        if line.top() > 0 and line.bottom() >= room.bottom():
            room.setTop(line.top() - 2)
            painter.fillRect(room, QColor(LIGHT.base))

    def _write(self, letter: LetterText, own: Sequence[str]) -> None:
        pen = _Pen(self.textCursor(), own, self._size)
        pen.block(Stand.MIDDLE)
        pen.words(letter.title, bold=True)
        label = ""
        for passage in letter.passages:
            if label:
                pen.block(Stand.TEXT)
                pen.words(label, bold=True)
            joins = bool(label) and not (passage.item or passage.label)
            label = passage.label if passage.item else ""
            if not passage.item:
                pen.passage(passage, joins=joins)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _marked(self) -> Iterator[str]:
        block = self.document().begin()
        while block.isValid():
            parts = block.begin()
            while not parts.atEnd():
                part = parts.fragment()
                if part.charFormat().background().style() is not Qt.BrushStyle.NoBrush:
                    yield part.text()
                parts += 1
            block = block.next()


class _Pen:
    """Writes paragraphs one after the other."""

    def __init__(self, cursor: QTextCursor, own: Sequence[str], size: Size) -> None:
        self._cursor, self._size = cursor, size
        self._own = tuple(own)
        self._empty = True

    def block(self, stand: Stand, *, indented: bool = False) -> None:
        """Begin a paragraph."""
        form = QTextBlockFormat()
        form.setAlignment(_ALIGN[stand])
        form.setBottomMargin(theme.px(_GAP))
        form.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setLeftMargin(theme.px(_INDENT) if indented else 0)
        if self._empty:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form)
        self._empty = False

    def passage(self, passage: Passage, *, joins: bool) -> None:
        """Write a passage; one that ``joins`` stands behind the label before it."""
        for number, line in enumerate(passage.text.split("\n")):
            if number or not joins:
                self.block(passage.stand, indented=passage.stand is Stand.TEXT)
            if joins and not number:
                self.words(_BETWEEN)
            if passage.label and not number:
                self.words(passage.label + _BETWEEN, bold=True)
            self._line(line)

    def words(self, text: str, *, bold: bool = False, own: bool = False) -> None:
        """Write words in one look."""
        form = QTextCharFormat()
        form.setFont(theme.font(self._size, bold=bold))
        form.setForeground(QColor(LIGHT.text))
        if own:
            # A tint, no line under it: what is underlined in blue looks as if it led somewhere.
            form.setBackground(QColor(LIGHT.ask_tint))
        self._cursor.insertText(text, form)

    def _line(self, line: str) -> None:
        """Write a line of the letter with the own words in it marked."""
        at = 0
        for begin, end in _spans(line, self._own):
            if begin >= at:
                self.words(line[at:begin])
                self.words(line[begin:end], own=True)
                at = end
        self.words(line[at:])


def _spans(line: str, own: Sequence[str]) -> list[tuple[int, int]]:
    """Return where own lines stand in a line of the letter, in order."""
    found = []
    for each in own:
        begin = line.find(each)
        if begin >= 0 and (len(each) >= _SHORT or line.strip() == each.strip()):
            found.append((begin, begin + len(each)))
    return sorted(found)


# What the letter will say, beside the decision being written: its kind, its text, what is own.


_LEAST = 88


_LARGE, _HIGH = 800, 0.85
"""The width in pixels at 100 %, and the part of the window's height, that is read at once."""


class LargeLetter(Dialog):
    """The text of a letter in one broad page, to be read through; Esc leads back."""

    def __init__(self, letter: LetterText, own: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("largeLetter")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title, window = self.tr("What the letter will say"), parent.window()
        self.setWindowTitle(title)
        self.resize(min(theme.px(_LARGE), window.width()), round(window.height() * _HIGH))
        text = named("largeText", LetterTextView(Size.SECTION))
        text.setAccessibleName(title)
        text.show_letter(letter, own)
        back = button_for("back", self.tr("Back"), self.reject, key=Key.CLOSE)
        heading = Text(title, Size.SECTION, bold=True)
        in_column(self, heading, (text, 1), in_row(None, STRETCH, back), gap=12, edge=16)
        text.setFocus()


class ForetoldLetter(QWidget):
    """Follows the page; where the letter cannot be told yet it says what is missing."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._told: Foretold | None = None
        self._state: DecisionState | None = None
        self._asking = DecisionLetter(session, self)
        self._asking.told.connect(self._show)
        self._kind = Text("", Size.LABEL, "text2", wrap=True)
        self._empty = Text("", Size.LABEL, "text2", wrap=True)
        self._text = LetterTextView()
        self._text.setObjectName("foretold")
        self._text.setMinimumHeight(theme.px(_LEAST))
        self._legend = Text("", Size.HINT, "text2", wrap=True)
        self._text.setAccessibleName(self.tr("What the letter will say"))
        title = Text(self.tr("The letter"), Size.SECTION, bold=True)
        large = self.tr("Read it large")
        small = ButtonKind.SMALL
        self._large = button_for("readLarge", large, self._read_large, "zoomin", small)
        head = in_row(None, title, STRETCH, self._large, gap=8, edge=0)
        parts = (head, self._kind, self._empty, (self._text, 1), self._legend, Stretch(0))
        in_column(self, *parts, gap=8, edge=0)
        self._show(None)

    @property
    def is_waiting(self) -> bool:
        """Whether the letter is to be told anew in a moment."""
        return self._asking.is_waiting

    @property
    def shown(self) -> LetterText | None:
        """The words that are read now; none where the letter cannot be told."""
        return None if self._told is None else self._told.text

    def hindrance(self) -> str:
        """Say why the decision cannot be approved yet: its letter is not in sight; else nothing."""
        if self._asking.is_told:
            return ""
        return self.tr(
            "The letter was still being made, so nothing was done. Do it again once it is in sight."
        )

    def show_state(self, state: DecisionState) -> None:
        """Name the letter at once; its text follows a moment later."""
        outcome, language = state.form.outcome, self._session.language
        self._kind.setVisible(outcome is not None)
        if outcome is not None:
            kind = letter_kind(state.claim.right, outcome)
            self._kind.setText(f"{messages.label(kind, language)} {kind.value}")
        self._state = state
        self._asking.follow(state)
        self._empty.setText(self._words_of_none(state))
        self._legend.setText(self._words_of_legend(state))

    def _words_of_none(self, state: DecisionState) -> str:
        """Return what stands where no letter is told."""
        if is_issued(state):
            return self.tr("It is issued: its pages are read under Letters.")
        if state.form.outcome is not None:
            # The letter that is told already is not told again: what stopped it still stands.
            trouble = None if self._told is None else self._told.trouble
            if trouble is not None:
                return self._why_not(trouble, unfinished=bool(state.missing))
            return "" if self._asking.is_told else self.tr("The letter is being made.")
        if state.mode is DecisionMode.WRITE:
            return self.tr("Choose a decision: its letter is read here.")
        return self.tr("No decision stands on this claim.")

    def _words_of_legend(self, state: DecisionState) -> str:
        rules, decision = state.opened.rules, state.decision
        used = [rules.ground(use.code) for use in state.form.grounds]
        unproven = any(each is not None and each.unproven for each in used)
        if decision is not None:
            unproven = is_unproven(decision, rules)
        if unproven:
            return self.tr(
                "It confirms nothing: not even that data exist. The desk's own note is never"
                " printed."
            )
        if self._told is None or not self._told.own:
            return self.tr("The desk's own note is never printed.")
        return self.tr(
            "Tinted: facts and explanation, printed as written. The desk's own note is never"
            " printed."
        )

    def _show(self, foretold: Foretold | None) -> None:
        self._told = foretold
        letter = None if foretold is None else foretold.text
        self._text.show_letter(letter, () if foretold is None else foretold.own)
        self._text.setVisible(letter is not None)
        self._large.setVisible(letter is not None)
        self._legend.setVisible(letter is not None)
        self._empty.setVisible(letter is None)
        if self._state is not None:
            self._empty.setText(self._words_of_none(self._state))
            self._legend.setText(self._words_of_legend(self._state))

    def _read_large(self) -> None:
        """Show the text that stands here in a page of its own."""
        if self._told is not None and self._told.text is not None:
            LargeLetter(self._told.text, self._told.own, self).open()

    def _why_not(self, trouble: KnownError, *, unfinished: bool) -> str:
        if isinstance(trouble, LetterStopped) and unfinished:
            return self.tr("The letter can be read once what it needs is written.")
        what, _ = words.reason(trouble, self._session.language)
        return self.tr("The letter cannot be read: {why}").format(why=what)


FACTS, PEOPLE = 312, 376
"""Pixels at 100 %, before a clerk draws them wider or narrower."""

_EDGES = 34
"""Padding at both sides of the facts, with the room of their scroll bar."""

_LEAST_FACTS, _LEAST_PEOPLE = 312, 336


def _to_sender(state: DecisionState) -> bool:
    """Return whether the answer goes to whoever sent the form: it tells nothing (practice 7)."""
    rules, form = state.opened.rules, state.form
    used = (rules.ground(each.code) for each in form.grounds)
    unproven = any(ground is not None and ground.unproven for ground in used)
    return unproven or form.outcome is Outcome.REFERRED


class CaseFacts(QWidget):
    """Who asks for what, whether everything needed is shown, what the department answered."""

    clause_wanted = Signal(str)

    def __init__(self, session: Session, take_over: KeyButton) -> None:
        super().__init__()
        self._session = session
        self._take_over = take_over
        self.setMinimumWidth(theme.px(_LEAST_FACTS))
        dress(self, ground="base", line="right")
        self._name = Text("", Size.TITLE, bold=True, wrap=True)
        self._about = Text("", tone="text2", wrap=True)
        self._facts = FactsCard(name_width=72, plain=True)
        self._axes = AxisPanel(narrow=True)
        self._axes.clause_wanted.connect(self.clause_wanted)
        self._answer_title = Text("", Size.LABEL, bold=True, wrap=True)
        self._answer = NoteFrame("quiet")
        self._answered_on = Text("", Size.LABEL, "text2")
        self._nobodys = NoteFrame("ask")
        self._nobodys.setObjectName("nothingRegistered")
        self._inside, self._scroll = QWidget(), PageScroll(self)
        self._lay_out()

    def show_state(self, state: DecisionState) -> None:
        """Show the case of a claim."""
        opened, language = state.opened, self._session.language
        application = opened.application
        self._name.setText(application.principal.name)
        self._about.setText(application.principal.kana)
        asked = "\n".join(ApplicationTables(opened, language).asked(state.claim))
        arrived = dates.full(application.received_on, language, weekday=True)
        right, method = (
            messages.label(each, language) for each in (state.claim.right, application.method)
        )
        facts = (
            *self._people(state),
            FactLine("application", self.tr("Claims"), right),
            FactLine("edit", self.tr("Data"), asked or self.tr("not filled in")),
            FactLine("letter", self.tr("Method"), method),
            FactLine("mail", self.tr("Arrived"), arrived),
            self._target(state),
        )
        self._facts.show_facts(facts)
        lines = ApplicationAxes(opened, language).lines()[:4]
        fine = {Mark.OK, Mark.NOT_NEEDED}
        self._axes.show_axes(
            [replace(line, reason="", clause="") if line.mark in fine else line for line in lines]
        )
        answered = [each for each in opened.file.inquiries if each.answered_on is not None]
        for part in (self._answer_title, self._answered_on):
            part.setVisible(bool(answered))
        self._answer.setVisible(bool(answered))
        if answered:
            last = answered[-1]
            title = self.tr("{department} answered").format(department=last.department)
            self._answer_title.setText(title)
            on = last.answered_on
            told = "" if on is None else dates.near(on, self._session.today, language)
            self._answered_on.setText(told)
            held = self.tr("%n record(s)", "", len(last.records))
            known = [*map(self._known, last.records), last.answer]
            told = "\n".join(filter(None, known))
            self._answer.say(held if last.records else self.tr("Nothing held"), told)
        self._warn(opened)
        self._fit_key()
        self._have_room()

    def _target(self, state: DecisionState) -> FactLine:
        """Return by when the claim is to be answered; of a day that is close how far it is."""
        by, today = reply_target(state.opened.situation), self._session.today
        told, mark = dates.full(by, self._session.language, weekday=True), urgency(by, today)
        if mark is None:
            return FactLine("due", self.tr("Reply target"), told)
        told = f"{told}\n{days_left(by, today)}"
        return FactLine("due", self.tr("Reply target"), told, look(mark).tone)

    def _people(self, state: DecisionState) -> Iterator[FactLine]:
        """Yield how old the principal is, who acts for him, and to whom the answer goes."""
        application, language = state.opened.application, self._session.language
        born, proxy = application.principal.born, application.proxy
        if born is not None:
            age = age_on(born, self._session.today)
            day = dates.full(born, language)
            years = self.tr("{age} years").format(age=age)
            told = self.tr("born {day}").format(day=day)
            yield FactLine("user", self.tr("Age"), f"{years}\n{told}")
        if proxy is not None:
            kind = messages.label(proxy.kind, language)
            told = self.tr("{name} ({kind})").format(name=proxy.name, kind=kind)
            yield FactLine("users", self.tr("Proxy"), told)
        rules = state.opened.situation.rules
        to = addressee(application, rules, to_sender=_to_sender(state))
        yield FactLine("post", self.tr("Answer to"), "\n".join((to.name, to.address)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_key()

    def _fit_key(self) -> None:
        """Leave the key out of a button that would make the cards wider than there is room."""
        room = self.width() - theme.px(_EDGES)
        self._take_over.tell_key(told=self._take_over.width_with_key() <= room)

    def _have_room(self) -> None:
        """Be as wide as the longest word needs: what stands here does not scroll across."""
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        needed = self._inside.minimumSizeHint().width() + bar + 1
        self.setMinimumWidth(max(theme.px(_LEAST_FACTS), needed))

    def _warn(self, opened: Opened) -> None:
        """Say it where no record is the principal's: an answer could tell another's data."""
        nothing = [
            each for each in opened.examination.findings if each.code == Code.REGISTER_NOTHING
        ]
        self._nobodys.setVisible(bool(nothing))
        for each in nothing:
            told = messages.told(each, self._session.language, opened.situation.rules)
            look = self.tr("Look once more whose data it is before anything is disclosed.")
            self._nobodys.say(told.title, look)

    def _known(self, record: RegisteredRecord) -> str:
        """Return a record as the department answered, with what tells it from a namesake's."""
        language = self._session.language
        born = "" if record.born is None else dates.full(record.born, language)
        titled = [
            f"{messages.field(name, language)}: {value}"
            for name in ("former_name", "member_number", "email")
            if (value := getattr(record, name))
        ]
        return "\n".join(filter(None, (record.name, born, record.address, *titled)))

    def _lay_out(self) -> None:
        dress(self._inside, ground="base")
        self._scroll.setWidget(self._inside)
        needs = Text(self.tr("What a decision needs"), Size.LABEL, bold=True)
        case = (self._name, self._about, self._facts, Space(4), needs, self._axes, Space(4))
        answer = in_row(None, (self._answer_title, 1), self._answered_on, gap=8, edge=0)
        answered = (answer, self._answer, self._nobodys, self._take_over)
        # The room of the scroll bar, always kept, is part of the padding at right.
        in_column(self._inside, *case, *answered, STRETCH, gap=8, edge=(16, 16, 4, 16))
        in_column(self, self._scroll).setContentsMargins(0, 0, 1, 0)


class LetterAndPeople(QWidget):
    """What the letter will say, who proposes and who approves, and what looks odd in it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setMinimumWidth(theme.px(_LEAST_PEOPLE))
        dress(self, ground="window", line="left")
        self.letter = ForetoldLetter(session)
        self._people = FactsCard(name_width=72, icons=False)
        self._remarks = NoteFrame("ask")
        self._remarks.setObjectName("remarks")
        title = Text(self.tr("Proposed and approved"), Size.LABEL, bold=True)
        in_column(self, (self.letter, 1), self._remarks, title, self._people, gap=8, edge=16)

    def show_state(self, state: DecisionState) -> None:
        """Show what follows from a claim's form."""
        self.letter.show_state(state)
        self._show_people(state)
        remarks = self._odd(state) if state.mode is DecisionMode.WRITE else ()
        self._remarks.say(self.tr("Look once more"), "\n".join(remarks))
        self._remarks.setVisible(bool(remarks))

    def told(self) -> str:
        """Return what looks odd; empty where nothing does."""
        return "" if self._remarks.isHidden() else self._remarks.accessibleName()

    def _odd(self, state: DecisionState) -> tuple[str, ...]:
        """Return what the letter leaves out that is known or usual; it holds nothing up."""
        language, found = self._session.language, []
        if answered := left_out(state):
            items = dict.fromkeys(messages.field(each.field, language) for each in answered)
            found.append(
                self.tr("Answered by the department, not in the annex: {items}.").format(
                    items=writing.listed(list(items), language)
                )
            )
        found.extend(
            self.tr("The department wrote, and the annex does not tell: {answer}").format(
                answer=each
            )
            for each in words_left_out(state)
        )
        purpose = state.form.values.get("disclosed_purpose")
        if "disclosed_purpose" in state.shown and not str(purpose or "").strip():
            found.append(self.tr("The purpose of use is empty: the letter tells none."))
        return tuple(found)

    def _show_people(self, state: DecisionState) -> None:
        opened, language, today = state.opened, self._session.language, self._session.today
        decision = state.decision
        proposer, approver = opened.actor.name, self.tr("a second person")
        if decision is not None:
            on = dates.near(decision.proposed_on, today, language)
            proposer = f"{opened.name_of(decision.proposed_by)} {on}"
            if decision.approval is not None:
                on = dates.near(decision.approval.on, today, language)
                approver = f"{opened.name_of(decision.approval.by)} {on}"
        proposed = FactLine("user", self.tr("Proposed"), proposer)
        self._people.show_facts((proposed, FactLine("users", self.tr("Approved"), approver)))
