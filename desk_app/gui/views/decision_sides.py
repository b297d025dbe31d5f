# SPDX-License-Identifier: MIT
"""The sides of the decision page: what the case says at left, letter and people at right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import shortcuts, theme
from desk_app.gui.marks import Mark
from desk_app.gui.overriding import override
from desk_app.gui.presenters.application_axes import ApplicationAxes
from desk_app.gui.presenters.application_tables import ApplicationTables
from desk_app.gui.presenters.decision import Mode
from desk_app.gui.presenters.decision_places import place_of
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.views.decision_letter import ForetoldLetter
from desk_app.gui.widgets.axis_line import AxisPanel
from desk_app.gui.widgets.buttons import ButtonKind
from desk_app.gui.widgets.facts_card import FactLine, FactsCard
from desk_app.gui.widgets.flow_layout import FlowLayout
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.page_scroll import PageScroll
from desk_app.gui.widgets.text import Text
from desk_app.i18n import dates, messages, writing
from desk_app.rules.finding_codes import Code
from desk_app.rules.situation import reply_target
from desk_app.rules.work_codes import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from desk_app.gui.presenters.application_read import Opened
    from desk_app.gui.presenters.decision import DecisionState
    from desk_app.gui.widgets.buttons import KeyButton
    from desk_app.gui.workplace import Workplace
    from desk_app.records.history import RegisteredRecord

FACTS, PEOPLE = 312, 376
"""Pixels at 100 %, before a clerk draws them wider or narrower."""

_EDGES = 34
"""Padding at both sides of the facts, with the room of their scroll bar."""

_LEAST_FACTS, _LEAST_PEOPLE = 312, 336


class CaseFacts(QWidget):
    """Who asks for what, whether everything needed is shown, what the department answered."""

    clause_wanted = Signal(str)

    def __init__(
        self, work: Workplace, take_over: KeyButton, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._take_over = take_over
        self._axes_words = ApplicationAxes(self)
        self._tables = ApplicationTables(self)
        self.setMinimumWidth(theme.px(_LEAST_FACTS))
        self.setProperty("ground", "base")
        self.setProperty("line", "right")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name = Text("", Size.TITLE, bold=True, wrap=True)
        self._about = Text("", tone="text2", wrap=True)
        self._facts = FactsCard(name_width=56)
        self._axes_title = Text("", Size.LABEL, bold=True)
        self._axes = AxisPanel(narrow=True)
        self._axes.clause_wanted.connect(self.clause_wanted)
        self._answer_title = Text("", Size.LABEL, bold=True, wrap=True)
        self._answer = NoteFrame("info")
        self._nobodys = NoteFrame("ask")
        self._nobodys.setObjectName("nothingRegistered")
        self._inside, self._scroll = QWidget(), PageScroll(self)
        self._lay_out()

    def show_state(self, state: DecisionState) -> None:
        """Show the case of a claim."""
        opened, language = state.opened, self._work.language
        application = opened.application
        self._name.setText(application.principal.name)
        self._about.setText(application.principal.kana)
        asked = "\n".join(self._tables.asked(state.claim, opened, language))
        arrived = dates.full(application.received_on, language, weekday=True)
        target = dates.full(reply_target(opened.situation), language, weekday=True)
        self._facts.show_facts(
            [
                FactLine(
                    "application", self.tr("Claims"), messages.label(state.claim.right, language)
                ),
                FactLine("edit", self.tr("Data"), asked or self.tr("not filled in")),
                FactLine("letter", self.tr("Method"), messages.label(application.method, language)),
                FactLine("mail", self.tr("Arrived"), arrived),
                FactLine("due", self.tr("Target"), target),
            ]
        )
        self._axes_title.setText(self.tr("What a decision needs"))
        lines = self._axes_words.lines(opened, language)[:4]
        fine = {Mark.OK, Mark.NOT_NEEDED}
        self._axes.show_axes(
            [replace(line, reason="") if line.mark in fine else line for line in lines]
        )
        answered = [each for each in opened.file.inquiries if each.answered_on is not None]
        self._answer_title.setVisible(bool(answered))
        self._answer.setVisible(bool(answered))
        if answered:
            last = answered[-1]
            title = self.tr("{department} answered").format(department=last.department)
            self._answer_title.setText(title)
            held = self.tr("%n record(s)", "", len(last.records))
            known = [*map(self._known, last.records), last.answer]
            told = "\n".join(filter(None, known))
            self._answer.say(held if last.records else self.tr("Nothing held"), told)
        self._warn(opened)
        self._fit_key()
        self._have_room()

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
            told = messages.told(each, self._work.language, opened.situation.rules)
            look = self.tr("Look once more whose data it is before anything is disclosed.")
            self._nobodys.say(told.title, look)

    def _known(self, record: RegisteredRecord) -> str:
        """Return a record as the department answered, with what tells it from a namesake's."""
        language = self._work.language
        born = "" if record.born is None else dates.full(record.born, language)
        titled = [
            f"{messages.field(name, language)}: {value}"
            for name in ("former_name", "member_number", "email")
            if (value := getattr(record, name))
        ]
        return "\n".join(filter(None, (record.name, born, record.address, *titled)))

    def _lay_out(self) -> None:
        inside, scroll = self._inside, self._scroll
        inside.setProperty("ground", "base")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        scroll.setWidget(inside)
        column = QVBoxLayout(inside)
        edge = theme.px(16)
        # The room of the scroll bar, always kept, is part of the padding at right.
        column.setContentsMargins(edge, edge, theme.px(4), edge)
        column.setSpacing(theme.px(8))
        for part in (
            self._name,
            self._about,
            self._facts,
            self._axes_title,
            self._axes,
            self._answer_title,
            self._answer,
            self._nobodys,
            self._take_over,
        ):
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.addWidget(scroll)


class LetterAndPeople(QWidget):
    """What the letter will say, who proposes and who approves, and what is still missing.

    ``missing_wanted`` says that the clerk wants to go where it is written.
    """

    missing_wanted = Signal()

    def __init__(
        self, work: Workplace, buttons: Sequence[KeyButton], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self.setMinimumWidth(theme.px(_LEAST_PEOPLE))
        self.setProperty("ground", "window")
        self.setProperty("line", "left")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.letter = ForetoldLetter(work)
        self._people_title = Text("", Size.LABEL, bold=True)
        self._people = FactsCard(name_width=72)
        self._missing = NoteFrame("ask")
        self._missing.setObjectName("missing")
        self._missing.link_clicked.connect(self.missing_wanted)
        self._ready = NoteFrame("ok")
        self._remarks = NoteFrame("ask")
        self._remarks.setObjectName("remarks")
        self._buttons = tuple(buttons)
        self._lay_out()

    def show_state(self, state: DecisionState, title_of: Callable[[str], str]) -> None:
        """Show what follows from a claim's form; ``title_of`` names a part of the page."""
        self.letter.show_state(state)
        self._show_people(state)
        told = [self._in_the_way(reason, state, title_of) for reason in state.missing]
        writes = state.mode is Mode.WRITE
        key = shortcuts.label(Key.NEXT_FINDING)
        link = self.tr("Go there {key}").format(key=key) if state.first_missing else ""
        self._missing.say(self.tr("Still in the way"), "\n".join(told), link)
        self._missing.setVisible(writes and bool(told))
        remarks = self._odd(state) if writes else ()
        self._remarks.say(self.tr("Look once more"), "\n".join(remarks))
        self._remarks.setVisible(bool(remarks))
        self._ready.setVisible(state.ready or state.mode is Mode.APPROVE)
        back = self._came_back(state) if state.mode is Mode.APPROVE else ""
        self._ready.turn("ask" if back else "ok")
        if state.ready:
            self._ready.say(
                self.tr("It can be proposed"),
                self.tr("It then waits for a second person. The proposer cannot approve."),
            )
        elif state.mode is Mode.APPROVE:
            title = self.tr("Waits for approval again") if back else ""
            self._ready.say(
                title or self.tr("Waits for a second person"),
                "\n".join(filter(None, (back, self._waiting(state)))),
            )

    def told(self) -> str:
        """Return what is said of the proposal: what is in the way, or whom it waits for."""
        notes = (self._missing, self._remarks, self._ready)
        return " ".join(note.accessibleName() for note in notes if not note.isHidden())

    def _odd(self, state: DecisionState) -> tuple[str, ...]:
        """Return what the letter leaves out that is known or usual; it holds nothing up."""
        language, found = self._work.language, []
        if answered := state.answers_left_out:
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
            for each in state.words_left_out
        )
        purpose = state.form.values.get("disclosed_purpose")
        if "disclosed_purpose" in state.shown and not str(purpose or "").strip():
            found.append(self.tr("The purpose of use is empty: the letter tells none."))
        return tuple(found)

    def _in_the_way(
        self, reason: Refusal, state: DecisionState, title_of: Callable[[str], str]
    ) -> str:
        told = messages.refusal(reason.value, {}, self._work.language)
        title = title_of(place_of(reason, state.shown))
        return self.tr("{why} Where: {field}").format(why=told, field=title) if title else told

    def _came_back(self, state: DecisionState) -> str:
        """Return who approved it before, and what changed since; empty where nobody did."""
        decision, opened, language = state.decision, state.opened, self._work.language
        back = None if decision is None else opened.situation.came_back.get(decision.id)
        if back is None:
            return ""
        items = [messages.word(each, language) for each in back.changed]
        return self.tr("{name} approved it {day}. Changed since: {items}.").format(
            name=opened.name_of(back.approval.by),
            day=dates.near(back.approval.on, self._work.today, language),
            items=writing.listed(items, language),
        )

    def _waiting(self, state: DecisionState) -> str:
        """Return what the approval asks again; to the proposer, why somebody else gives it."""
        again = self.tr("What the outcome needs is asked again when it is approved.")
        decision = state.decision
        if decision is None or decision.proposed_by != state.opened.actor.id:
            return again
        own = messages.refusal(Refusal.OWN_PROPOSAL.value, {}, self._work.language)
        return f"{own}\n{again}"

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(8))
        column.addWidget(self.letter, 1)
        for part in (self._people_title, self._people, self._missing, self._remarks, self._ready):
            column.addWidget(part)
        main = [each for each in self._buttons if each.kind is ButtonKind.MAIN]
        others = [each for each in self._buttons if each.kind is not ButtonKind.MAIN]
        for buttons in (main, others):
            # Two long verbs have no room beside each other in every language.
            row = FlowLayout(theme.px(8), theme.px(8))
            for button in buttons:
                row.addWidget(button)
            column.addLayout(row)

    def _show_people(self, state: DecisionState) -> None:
        self._people_title.setText(self.tr("Proposed and approved"))
        opened, language, today = state.opened, self._work.language, self._work.today
        decision = state.decision
        proposer, approver = opened.actor.name, self.tr("a second person")
        if decision is not None:
            proposed = dates.near(decision.proposed_on, today, language)
            proposer = f"{opened.name_of(decision.proposed_by)} {proposed}"
            if decision.approval is not None:
                approved = dates.near(decision.approval.on, today, language)
                approver = f"{opened.name_of(decision.approval.by)} {approved}"
        self._people.show_facts(
            [
                FactLine("user", self.tr("Proposed"), proposer),
                FactLine("users", self.tr("Approved"), approver),
            ]
        )
