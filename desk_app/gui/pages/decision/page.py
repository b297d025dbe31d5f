# SPDX-License-Identifier: MIT
"""The decision on a claim: written and proposed, then approved, sent back or taken back (E1-E3)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

from desk_app.gui.asking import ClauseDialog
from desk_app.gui.case.telling import ApplicationFindings
from desk_app.gui.case.typed import to_begin_anew
from desk_app.gui.kit.display.next_step import NextStep, NextTold
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import in_column
from desk_app.gui.kit.layout.buttons import ButtonKind
from desk_app.gui.kit.layout.layout import WHOLE, Divided, TitleBar
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.page import Place, SectionView, SupplementOf
from desk_app.gui.pages.decision.book import DecisionBook, DecisionMode, left_out
from desk_app.gui.pages.decision.editor import DecisionEditor
from desk_app.gui.pages.decision.form import ClaimPlace, place_of
from desk_app.gui.pages.decision.questions import DecisionQuestions
from desk_app.gui.pages.decision.sides import FACTS, PEOPLE, CaseFacts, LetterAndPeople
from desk_app.i18n import dates, messages, writing
from desk_app.records.base import ApplicationId
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from desk_app.gui.asking import Question
    from desk_app.gui.case.read import Opened
    from desk_app.gui.pages.decision.book import DecisionState
    from desk_app.gui.session.session import Session
    from desk_app.records.case.decisions import Decision


_OUTCOMES = 5


class DecisionView(SectionView):
    """Facts at left, the form in the middle, letter and people at right."""

    place = Place.DECISION
    under = Place.APPLICATIONS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.book = DecisionBook(session, self)
        self.questions = DecisionQuestions(session, self)
        self.editor = DecisionEditor(session)
        self._offer()
        self._title = TitleBar()
        self.facts = CaseFacts(session, self.doing.button("takeOver"))
        main = [self.doing.button(name, ButtonKind.MAIN) for name in ("propose", "approve")]
        others = [self.doing.button(name) for name in ("send_back", "take_back")]
        self.people = LetterAndPeople(session)
        self.next, self._step = NextStep(main, others), DecisionStep(session, self)
        self._wants_focus = False
        self.book.shown.connect(self._show)
        self.book.proposed.connect(self._proposed)
        self.book.all_decided.connect(self._leave_decided)
        self.editor.edited.connect(self.book.edit)
        self.facts.clause_wanted.connect(self.show_clause)
        self.editor.clause_wanted.connect(self.show_clause)
        self.next.link_clicked.connect(self._to_missing)
        self._lay_out()

    @override
    def open_thing(self, thing: object | None) -> None:
        if isinstance(thing, ClaimPlace):
            self.book.open(thing.application, thing.claim)
        elif isinstance(thing, int):
            self.book.open(ApplicationId(thing))
        else:
            self.book.read_again()
        self._wants_focus = True

    @override
    def here(self) -> object | None:
        state = self.book.state
        return None if state is None else ClaimPlace(state.opened.id, state.claim.id)

    @override
    def concerned(self) -> SupplementOf | None:
        state = self.book.state
        return None if state is None else SupplementOf.to(state.opened.application)

    @override
    def read_again(self) -> None:
        self.editor.settle()
        self.book.read_again()

    @override
    def leave(self) -> None:
        self.editor.settle()
        self.book.keep_draft()

    @override
    def step(self, by: int) -> None:
        state = self.book.state
        if state is None:
            return
        self.editor.settle()
        claims = [claim.id for claim in state.opened.application.claims]
        place = claims.index(state.claim.id)
        self.book.choose_claim(claims[(place + by) % len(claims)])

    @override
    def event(self, event: QEvent) -> bool:
        """Take what was typed just now before the blue button's key asks whether it may act."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and shortcuts.means(event, Key.MAIN)
        ):
            self.editor.settle()
        return super().event(event)

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        found = [("Tab", self.tr("next"))]
        if self._writing():
            found.insert(0, (f"1…{_OUTCOMES}", self.tr("choose the decision")))
        if self.editor.offers_grounds:
            found.insert(1, ("Space", self.tr("choose a ground")))
        if not self.editor.grounds.isHidden() and self.editor.grounds.current_clause():
            found.append((shortcuts.label(Key.CLAUSE), self.tr("clause")))
        if self._answers_left_out():
            found.append((shortcuts.label(Key.ANSWER), self.tr("take over the answer")))
        if not self._why_not_yet():
            found.append((shortcuts.label(Key.MAIN), self.tr("propose")))
        elif self._may(Verb.APPROVE):
            found.append((shortcuts.label(Key.MAIN), self.tr("approve")))
        return (*found, (shortcuts.label(Key.CLOSE), self.tr("back to the application")))

    def _begin_anew(self) -> None:
        """Ask whether what was written is forgotten."""
        self.ask(to_begin_anew(), self.book.begin_anew)

    def show_clause(self, id_: str) -> None:
        """Show a clause as we state it."""
        state = self.book.state
        if state is None:
            return
        clause = ApplicationFindings(state.opened, self.session.language).clause(id_)
        if clause is not None:
            ClauseDialog(clause, self).open()

    def _offer(self) -> None:
        """Say what can be done here, in the order of the menus."""
        act, questions = self.act, self.questions
        act("propose", self.tr("Propose"), self._do_propose, Key.MAIN, why=self._why_not_yet)
        lasts = self.tr("The approval is signed and stays: nothing takes it back.")
        for verb, slot, key in (
            (Verb.APPROVE, self._ask_to_approve, Key.MAIN),
            (Verb.SEND_BACK, lambda: self._ask_about(questions.send_back), None),
            (Verb.TAKE_BACK, lambda: self._ask_about(questions.take_back), None),
        ):
            word = messages.label(verb, self.session.language)
            final = lasts if verb is Verb.APPROVE else ""
            act(verb.value, word, slot, key, can=partial(self._may, verb), final=final)
        editor, takes = self.editor, self._answers_left_out
        act("addLine", self.tr("Add a line"), editor.add_line, Key.ADD, "plus", can=editor.may_add)
        over = self.tr("Take over the answer")
        act("takeOver", over, self._take_over, Key.ANSWER, "down", can=takes)
        act(
            "missing",
            self.tr("Go to what is missing"),
            self._to_missing,
            Key.NEXT_FINDING,
            menu="go",
            can=lambda: self._to_be_written() != "",
        )
        act("beginAnew", self.tr("Begin anew"), self._begin_anew, can=self._writing)
        before, after = self.tr("Previous claim"), self.tr("Next claim")
        act("previousClaim", before, lambda: self.step(-1), Key.PREVIOUS_APPLICATION, menu="go")
        act("nextClaim", after, lambda: self.step(1), Key.NEXT_APPLICATION, menu="go")
        clause = self.tr("Clause of the ground")
        act("clause", clause, lambda: self.show_clause(editor.grounds.current_clause()), Key.CLAUSE)

    def _ask_to_approve(self) -> None:
        """Ask for the approval once the letter is in sight; else tell why not."""
        letter = self.people.letter
        if why := letter.hindrance():
            self.session.said.emit(why)
        else:
            self._ask_about(partial(self.questions.approve, shown=letter.shown))

    def _lay_out(self) -> None:
        self._title.add_button(self.doing.button("previousClaim"))
        self._title.add_button(self.doing.button("nextClaim"))
        parts = ((self.facts, FACTS), (self.editor, WHOLE), (self.people, PEOPLE))
        body = Divided("decision", self.session.screen, 1, parts, parent=self)
        names = (self.tr("Case"), self.tr("Decision"), self.tr("Letter and people"))
        body.name_parts(self.tr("Parts of this page"), *names)
        in_column(self, self._title, self.next, (body, 1), gap=0, edge=0)

    def _show(self, state: DecisionState) -> None:
        application, language = state.opened.application, self.session.language
        right = messages.label(state.claim.right, language)
        claims = application.claims
        place = [claim.id for claim in claims].index(state.claim.id) + 1
        title = self.tr("Decision {number} {right}").format(
            number=application.receipt_number, right=right
        )
        draft = (self.tr("Draft of last time"),) if state.restored else ()
        which = self.tr("Claim {place} / {total}").format(place=place, total=len(claims))
        facts = (application.principal.name, which, *draft)
        self._title.say(title, "  ".join(facts))
        self.facts.show_state(state)
        self.editor.show_state(state)
        self.people.show_state(state)
        proposed = state.mode is DecisionMode.APPROVE
        self.doing["takeOver"].setVisible(self._answers_left_out())
        self.doing["propose"].setVisible(state.mode is DecisionMode.WRITE)
        self.doing["approve"].setVisible(proposed)
        self.doing["send_back"].setVisible(proposed)
        self.doing["take_back"].setVisible(proposed and bool(state.opened.may(Verb.TAKE_BACK)))
        for name in ("previousClaim", "nextClaim"):
            self.doing[name].setVisible(len(claims) > 1)
        self.doing.refresh()
        final = self.doing.final(Verb.APPROVE.value)
        self.next.say(self._step.of(state, self.editor.title_of, final))
        if self._wants_focus:
            self._wants_focus = False
            self.editor.outcomes.setFocus()
        self.keys_changed.emit()

    def told(self) -> str:
        """Return what is said of the decision: what comes next, and what looks odd."""
        return f"{self.next.told()} {self.people.told()}".strip()

    def _writing(self) -> bool:
        state = self.book.state
        return state is not None and state.mode is DecisionMode.WRITE

    def _why_not_yet(self) -> str:
        """Return why it cannot be proposed as it stands; beside it stands all that is missing."""
        state = self.book.state
        if state is not None and state.ready:
            return ""
        if state is None or state.form.outcome is None:
            return self.tr("Choose an outcome first.")
        return self.tr("What is still missing stands over the page.")

    def _may(self, verb: Verb) -> bool:
        """Say whether a proposal waits, and somebody at the desk may do it."""
        state = self.book.state
        if state is None or state.decision is None or state.mode is not DecisionMode.APPROVE:
            return False
        if verb is Verb.TAKE_BACK:
            return bool(state.opened.may(verb))
        return bool(self.questions.approvers(state.opened, state.decision))

    def _answers_left_out(self) -> bool:
        state = self.book.state
        return state is not None and self._writing() and bool(left_out(state))

    def _take_over(self) -> None:
        self.editor.settle()
        self.book.take_over()
        self.editor.go_to("disclosed")

    def _to_be_written(self) -> str:
        state = self.book.state
        return "" if state is None else state.first_missing

    def _to_missing(self) -> None:
        """Go to the first field that is still to be filled in."""
        self.editor.settle()
        self.editor.go_to(self._to_be_written())

    def _do_propose(self) -> None:
        self.editor.settle()
        self.book.propose()

    def _proposed(self) -> None:
        self.session.said.emit(self.tr("Proposed. It waits for a second person."))

    def _leave_decided(self, id_: object) -> None:
        """Go where the next step stands: here nothing is left to be done."""
        if self.isVisible():
            self.session.said.emit(self.tr("The decision is approved."))
            # Closed first, so that the way back from there does not lead here again.
            self.closed.emit()
            self.session.open_application.emit(id_)

    def _ask_about(self, question: Callable[[Opened, Decision], Question]) -> None:
        state = self.book.state
        if state is not None and state.decision is not None:
            self.ask(question(state.opened, state.decision))


# What comes next for a decision, in words: what is missing, whom it waits for, where it goes.


class DecisionStep(QObject):
    """Tells it in the clerk's language."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def of(self, state: DecisionState, title_of: Callable[[str], str], final: str) -> NextTold:
        """Return what comes next; ``title_of`` names a part of the page, ``final`` what lasts."""
        if state.mode is DecisionMode.WRITE:
            return self._to_write(state, title_of)
        if state.mode is DecisionMode.APPROVE:
            return self._to_approve(state, final)
        if state.decision is not None and state.decision.approval is not None:
            title = self.tr("The decision is approved: its letter comes next")
            return NextTold(title, self.tr("It is issued under Letters."))
        return NextTold(self.tr("Nothing is to be decided on this claim now"))

    def _to_write(self, state: DecisionState, title_of: Callable[[str], str]) -> NextTold:
        if state.form.outcome is None:
            return NextTold(
                self.tr("Choose the decision"),
                self.tr("Press its number; what is to be written follows from it."),
            )
        if state.missing:
            told = [self._in_the_way(reason, state, title_of) for reason in state.missing]
            key = shortcuts.label(Key.NEXT_FINDING)
            link = self.tr("Go there {key}").format(key=key) if state.first_missing else ""
            title = self.tr("Write what is still missing")
            return NextTold(title, " ".join(told), link=link, mark=Mark.ASK)
        return NextTold(
            self.tr("Read the letter, then propose the decision"),
            self.tr("It then waits for a second person. The proposer cannot approve."),
        )

    def _to_approve(self, state: DecisionState, final: str) -> NextTold:
        back, mine = self._came_back(state), self._own(state)
        again = self.tr("What the outcome needs is asked again when it is approved.")
        title = self.tr("Waits for approval again") if back else ""
        if mine:
            waits = title or self.tr("It waits for a second person")
            return NextTold(waits, " ".join(filter(None, (back, mine, again))), final)
        reads = self.tr("Read the letter, then approve the decision or send it back")
        detail = " ".join(filter(None, (back, again)))
        return NextTold(title or reads, detail, final, mark=Mark.ASK if back else None)

    def _in_the_way(
        self, reason: Refusal, state: DecisionState, title_of: Callable[[str], str]
    ) -> str:
        told = messages.refusal(reason.value, {}, self._session.language)
        title = title_of(place_of(reason, state.shown))
        return self.tr("{why} Where: {field}").format(why=told, field=title) if title else told

    def _came_back(self, state: DecisionState) -> str:
        """Return who approved it before, and what changed since; empty where nobody did."""
        decision, opened, language = state.decision, state.opened, self._session.language
        back = None if decision is None else opened.situation.came_back.get(decision.id)
        if back is None:
            return ""
        items = [messages.word(each, language) for each in back.changed]
        return self.tr("{name} approved it {day}. Changed since: {items}.").format(
            name=opened.name_of(back.approval.by),
            day=dates.near(back.approval.on, self._session.today, language),
            items=writing.listed(items, language),
        )

    def _own(self, state: DecisionState) -> str:
        """Return why somebody else gives the approval, to whoever proposed it."""
        decision = state.decision
        if decision is None or decision.proposed_by != state.opened.actor.id:
            return ""
        return messages.refusal(Refusal.OWN_PROPOSAL.value, {}, self._session.language)
