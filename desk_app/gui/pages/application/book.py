# SPDX-License-Identifier: MIT
"""An open application: read on the desk's thread, told in words, and what is to be done next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.applications import caring
from desk_app.gui import words
from desk_app.gui.case.caring import CareQuestions
from desk_app.gui.case.judging import JudgingQuestions
from desk_app.gui.case.letters import LetterQuestions, Owed
from desk_app.gui.case.read import Beside, OpenApplication, Opened, beside, next_told
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.pages.application.corrections import CorrectionQuestion
from desk_app.gui.pages.application.questions import (
    ApplicationQuestions,
    FilingQuestions,
    PaperQuestions,
    ReadingQuestions,
)
from desk_app.i18n import messages
from desk_app.records.base import EnclosureId
from desk_app.records.case.history import Topic
from desk_app.records.case.letters import ANSWERS_NOTHING, LetterKind
from desk_app.rules.case import replies
from desk_app.rules.finding_codes import Code
from desk_app.rules.situation.check import told
from desk_app.rules.situation.situation import situation_of
from desk_app.rules.work_codes import What
from desk_app.rules.workflow.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.asking import Question
    from desk_app.gui.session.session import Session
    from desk_app.records.base import ApplicationId


class Go(Enum):
    """Where the next step is done: a page, or a question put here."""

    QUESTION = "question"
    COMPARISON = "comparison"
    DECISION = "decision"
    LETTERS = "letters"
    SUPPLEMENT = "supplement"
    BACK = "back"
    """Nothing is to be done today: back to where the clerk came from, told what comes then."""
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class CaseStep:
    """The next step as the main button does it; ``thing`` is what its place is opened with."""

    go: Go
    word: str = ""
    question: Question | None = None
    thing: object | None = None


_NOTHING = CaseStep(Go.NOWHERE)


class ApplicationBook(OpenApplication):
    """Says `shown` with what was read; every question and step follows from that alone.

    What stands beside it is asked once it is shown; then `completed` has both.
    """

    shown = Signal(object)
    completed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self.opened: Opened | None = None
        self.questions = ApplicationQuestions(session, self)
        self.papers = PaperQuestions(session, self)
        self.letters = LetterQuestions(session, self)
        self.reading = ReadingQuestions(session, self)
        self.judging = JudgingQuestions(session, self)
        self.care = CareQuestions(session, self)
        self.filing = FilingQuestions(session, self)

    def take_over(self) -> None:
        """Look after the application from now on."""
        self._care(caring.take_over)

    def hand_back(self) -> None:
        """Look after it no longer."""
        self._care(caring.hand_back)

    def _care(self, verb: Callable[[Desk, ApplicationId], Changes]) -> None:
        opened = self.opened
        if opened is not None:
            undo = self.care.undo(opened.id, opened.application.receipt_number)
            self.session.do(self, lambda desk: verb(desk, opened.id), undo=undo)

    def assigning(self) -> Question | None:
        """Ask who looks after it from now on."""
        opened = self.opened
        if opened is None:
            return None
        number = opened.application.receipt_number
        return self.care.assign(opened.id, number, opened.carer, opened.team)

    def absence(self) -> Question | None:
        """Ask who is absent until when."""
        return (
            None
            if self.opened is None
            else self.care.absence(self.opened.team, self.opened.actor.id)
        )

    def note_filing(self) -> Question | None:
        """Ask where its papers lie, whether anything is to be mended, and for a remark."""
        return None if self.opened is None else self.filing.note(self.opened)

    def is_mine(self) -> bool:
        """Say whether whoever is signed in looks after the application that is shown."""
        return self.opened is not None and self.opened.carer == self.opened.actor.id

    def next_step(self) -> CaseStep:
        """Return how the next step is done; nowhere where nothing is to be done."""
        opened = self.opened
        if opened is None:
            return _NOTHING
        what = What(opened.examination.next.what)
        if what in _PAGES:
            go, verb = _PAGES[what]
            word = self._word(verb)
            if self._is_last_day(opened):
                word = self.tr("It came: {do}").format(do=words.inside(word))
            return CaseStep(go, word, thing=opened.id)
        if what in _LETTER_VERBS:
            return self._letter_step(opened, what)
        question = self._question(opened, what)
        if question is not None:
            return CaseStep(Go.QUESTION, self._begins(what, question), question)
        if what in {What.JUDGE, What.CONFIRM_SAME}:
            return CaseStep(Go.COMPARISON, self.tr("Compare by eye"), thing=opened.id)
        return _NOTHING

    def other_step(self) -> CaseStep:
        """Return what is done where the other came of what is awaited; nowhere where none can.

        Something came or did not come, a department answered or is asked once more: a step that
        has two outcomes stands on the page with both.
        """
        opened = self.opened
        if opened is None:
            return _NOTHING
        what = What(opened.examination.next.what)
        if self._is_last_day(opened):
            return CaseStep(Go.BACK, self.tr("Nothing came"), thing=self._of_tomorrow(opened))
        if what is What.CONFIRM_LAPSE:
            return CaseStep(Go.SUPPLEMENT, self._word(Verb.ATTACH_SUPPLEMENT), thing=opened.id)
        if what not in _OTHERWISE or not opened.may(_OTHERWISE[what]):
            return _NOTHING
        asks = self.questions
        question = asks.chase(opened) if what is What.AWAIT_DEPARTMENT else asks.answer(opened)
        return CaseStep(Go.QUESTION, self._word(_OTHERWISE[what]), question)

    def _is_last_day(self, opened: Opened) -> bool:
        """Say whether the mail of today decides whether the applicant answered in time."""
        found = opened.examination.next
        return What(found.what) is What.AWAIT_APPLICANT and found.by == self.session.today

    def _of_tomorrow(self, opened: Opened) -> str:
        """Return what comes next from tomorrow on, where nothing came today."""
        day, language = self.session.today + timedelta(days=1), self.session.language
        found = told(situation_of(opened.file, opened.rules, day)).next
        return next_told(found, day, language).title

    def _begins(self, what: What, question: Question) -> str:
        """Return the words of the button that puts a question: what is done, not what about."""
        if what not in _TOPICS:
            return question.title
        return self.tr("Decide: {topic}").format(topic=question.title)

    def step_of(self, verb: Verb) -> CaseStep:
        """Return where a verb is done that is done on another page; nowhere where it is not."""
        opened = self.opened
        if opened is None or not (opened.may(verb) or opened.could(verb)):
            return _NOTHING
        if verb in _DECIDED:
            return CaseStep(Go.DECISION, self._word(verb), thing=opened.id)
        if verb is Verb.ACKNOWLEDGE:
            return CaseStep(
                Go.LETTERS, self._word(verb), thing=Owed(opened.id, LetterKind.ACKNOWLEDGEMENT)
            )
        what = next((what for what, each in _LETTER_VERBS.items() if each is verb), None)
        return _NOTHING if what is None else self._letter_step(opened, what)

    def correct(self, opened: Opened, first: str = "") -> Question:
        """Ask which value was typed wrongly, and how it is right; ``first`` is the one to begin."""
        answers = {"field": first} if first else {}
        return CorrectionQuestion(opened, self.session.language).of(answers)

    def has_paper(self, opened: Opened) -> bool:
        """Say whether there is a paper to be read on."""
        return self.reading.unread(opened) is not None

    def read_question(self, opened: Opened, id_: object = None) -> Question | None:
        """Ask for what stands on a paper: on this one, or on the first not read to its end."""
        papers = {paper.id: paper for paper in opened.file.enclosures}
        paper = self.reading.unread(opened) if id_ is None else papers.get(EnclosureId(str(id_)))
        return None if paper is None else self.reading.read(opened, paper)

    def cash_question(self) -> Question | None:
        """Return the question whether cash goes back; none where none waits for that word."""
        if self.opened is None:
            return None
        return self.judging.first(self.opened, {Topic.CASH_BACK})

    def question_of(self, key: str) -> CaseStep:
        """Return what a finding asks the clerk to do: a verdict, a comparison, to read, nothing."""
        opened = self.opened
        if opened is None:
            return _NOTHING
        code, _, subject = key.partition(":")
        if code in _PUTS_ITS_OWN:
            return CaseStep(Go.QUESTION, question=self._own_question(opened, code, subject))
        asked = self.judging.of_finding(opened, key)
        if code in _DIFFERING or asked in self.judging.compared(opened):
            return CaseStep(Go.COMPARISON, thing=opened.id)
        if asked is None:
            return _NOTHING
        return CaseStep(Go.QUESTION, question=self.judging.question(opened, *asked))

    def _own_question(self, opened: Opened, code: str, subject: str) -> Question | None:
        if code == Code.THING_TO_RETURN:
            cash = (Topic.CASH_BACK, subject)
            if cash in self.judging.open(opened):
                return self.judging.question(opened, *cash)
            return self.letters.cover_sheet(opened)
        if code == Code.DOCUMENT_UNREAD:
            paper, _, _ = subject.rpartition(".")
            return self.read_question(opened, paper)
        return self.questions.confirm_withdrawal(opened)

    def _question(self, opened: Opened, what: What) -> Question | None:
        """Return the question with which a step is done here; none where it is done elsewhere."""
        if what in _TOPICS:
            return self.judging.first(opened, _TOPICS[what])
        asked: dict[What, Callable[[Opened], Question | None]] = {
            What.ASK_DEPARTMENT: self.questions.ask_department,
            What.AWAIT_DEPARTMENT: self.questions.answer,
            What.CHASE_DEPARTMENT: self.questions.chase,
            What.CHECK: self.read_question,
            What.ENTER_HEIR: lambda opened: self.correct(opened, "proxy"),
            What.CONFIRM_LAPSE: self.questions.confirm_lapse,
            What.CONFIRM_WITHDRAWAL: self.questions.confirm_withdrawal,
            What.RETURN_THINGS: self.letters.return_things,
            What.ALLOT: self.papers.allot,
            What.MASK: lambda opened: self.papers.mask(opened) or self._not_to_keep(opened),
        }
        return asked[what](opened) if what in asked else None

    def _not_to_keep(self, opened: Opened) -> Question | None:
        for finding in opened.examination.findings:
            if finding.code == Code.NOT_TO_KEEP:
                return self.papers.let_go(opened, EnclosureId(finding.subject))
        return None

    def _letter_step(self, opened: Opened, what: What) -> CaseStep:
        if what is What.SEND_AGAIN:
            return self._sending_again(opened)
        word = self._word(_LETTER_VERBS[what])
        waiting = replies.unposted(opened.file)
        if what in _IN_HAND:
            thing: object = waiting[0].id if waiting else opened.id
            return CaseStep(Go.LETTERS, word, thing=thing)
        for due in opened.owed:
            if _KINDS.get(what, due.kind) is due.kind and (
                what in _KINDS or due.kind not in ANSWERS_NOTHING or due.kind in _BESIDE_ANSWERS
            ):
                return CaseStep(Go.LETTERS, word, thing=Owed(opened.id, due.kind, due.claims))
        return _NOTHING

    def _sending_again(self, opened: Opened) -> CaseStep:
        """Go to the letter with which the first envelope that can go again does so (L14)."""
        for attempt in opened.may(Verb.SEND_AGAIN):
            thing = Owed(opened.id, LetterKind.RESENDING, again=attempt.posting)
            return CaseStep(Go.LETTERS, self._word(Verb.SEND_AGAIN), thing=thing)
        return _NOTHING

    def _word(self, verb: Verb) -> str:
        return messages.label(verb, self.session.language)

    @override
    def _take(self, opened: Opened) -> None:
        self.opened = opened
        self.shown.emit(opened)
        ask, take = partial(beside, opened=opened), partial(self._take_beside, opened)
        self.session.ask(self, "beside", ask, take, behind=True)

    def _take_beside(self, opened: Opened, found: Beside) -> None:
        if self.opened is opened:
            self.opened = replace(opened, beside=found)
            self.completed.emit(self.opened)


_PAGES = {
    What.PROPOSE: (Go.DECISION, Verb.PROPOSE),
    What.APPROVE: (Go.DECISION, Verb.APPROVE),
    What.AWAIT_APPLICANT: (Go.SUPPLEMENT, Verb.ATTACH_SUPPLEMENT),
}
_OTHERWISE = {
    What.AWAIT_DEPARTMENT: Verb.CHASE_DEPARTMENT,
    What.CHASE_DEPARTMENT: Verb.RECORD_ANSWER,
}
"""What is done where a department did not answer, or answered after all."""
_LETTER_VERBS = {
    What.GIVE_NOTICE: Verb.GIVE_NOTICE,
    What.GIVE_DELAY: Verb.GIVE_DELAY,
    What.ISSUE_LETTER: Verb.ISSUE_LETTER,
    What.PRINT_LETTER: Verb.PRINT_LETTER,
    What.POST_LETTER: Verb.POST,
    What.ISSUE_AGAIN: Verb.VOID_LETTER,
    What.WRITE_ANEW: Verb.VOID_LETTER,
    What.VOID_LETTER: Verb.VOID_LETTER,
    What.SEND_AGAIN: Verb.SEND_AGAIN,
}
_KINDS = {What.GIVE_NOTICE: LetterKind.DEFICIENCIES, What.GIVE_DELAY: LetterKind.DELAY}
"""The one kind of letter that a step writes; the others write whatever answers."""
_DIFFERING = frozenset(
    {
        Code.IDENTITY_ADDRESS_DIFFERS,
        Code.IDENTITY_NAME_DIFFERS,
        Code.IDENTITY_BIRTH_DIFFERS,
        Code.REGISTER_NOT_MATCHED,
    }
)
"""What is not put to a person, but seen side by side with what differs marked."""
_PUTS_ITS_OWN = frozenset(
    {
        Code.THING_TO_RETURN,
        Code.DOCUMENT_UNREAD,
        Code.WITHDRAWAL_TO_CONFIRM,
        Code.WITHDRAWAL_NO_POWERS,
        Code.WITHDRAWAL_TOO_LATE,
    }
)
"""The findings that put a question of their own: no verdict on a topic."""
_BESIDE_ANSWERS = frozenset({LetterKind.ACKNOWLEDGEMENT})
"""Word to a parent that the child, come of age, is answered himself: owed like an answer."""
_DECIDED = frozenset({Verb.PROPOSE, Verb.APPROVE})
_IN_HAND = frozenset(
    {What.PRINT_LETTER, What.POST_LETTER, What.ISSUE_AGAIN, What.WRITE_ANEW, What.VOID_LETTER}
)
_TOPICS = {
    What.JUDGE: frozenset(
        {Topic.NEW_ADDRESS, Topic.SEAL, Topic.DOUBTFUL_PIECE, Topic.RECORD, Topic.PHOTO}
        | {Topic.CASH_BACK}
    ),
    What.CLEAR_UP: frozenset({Topic.DOUBT, Topic.DECEASED}),
    What.ACCEPT_LATE: frozenset({Topic.LATE_ARRIVAL}),
    What.DECIDE_JOINT: frozenset({Topic.JOINT_AUTHORITY}),
    What.GO_ON_WITHOUT: frozenset({Topic.GO_ON_WITHOUT}),
}
