# SPDX-License-Identifier: MIT
"""What a person is asked to judge where no texts are compared: seal, late arrival, joint power."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from desk_app.desk.applications import undoing
from desk_app.desk.applications.checking import JudgementDraft, judge
from desk_app.gui.asking import (
    Answers,
    ChoiceAsked,
    LongAsked,
    Question,
    Questions,
    SecretAsked,
    text,
)
from desk_app.gui.case.telling import ApplicationFindings
from desk_app.gui.passwords import with_own_password
from desk_app.gui.session.session import Did, Undo
from desk_app.i18n import messages
from desk_app.records.case.history import Ruling, Topic
from desk_app.records.desk.people import Language
from desk_app.rules.finding_codes import Code
from desk_app.rules.rulebook.rulebook import may
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.workflow import judging
from desk_app.rules.workflow.workflow import WORKFLOW

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.case.read import Opened
    from desk_app.gui.kit.display.findings import OpenedPart
    from desk_app.gui.session.session import Session
    from desk_app.records.base import UserId
    from desk_app.records.case.findings import Finding
    from desk_app.records.desk.people import User


class SecondPerson(QObject):
    """Adds name and password to a question that the person signed in may not answer alone."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def who(self, opened: Opened, duty: Duty, but: UserId | None = None) -> tuple[User, ...]:
        """Return who has a duty; ``but`` is whoever may not use it here: the proposer."""
        return tuple(
            user
            for user in opened.people.values()
            if user.id != but and may(user.roles, duty, opened.rules)
        )

    def put(
        self,
        question: Question,
        opened: Opened,
        duty: Duty,
        but: UserId | None = None,
        *,
        sensitive: bool = False,
    ) -> Question:
        """Return the question as it is for whoever has the duty, else with a second person.

        What is ``sensitive`` asks whoever has the duty for the own password again.
        """
        people = self.who(opened, duty, but)
        if opened.actor.id in {user.id for user in people}:
            return with_own_password(self._session, question) if sensitive else question

        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            name = cast("User", answers["second_person"]).name
            password, verb = text(answers, "second_password"), question.doing(answers)
            return lambda desk: verb(self._session.acting(desk, name, password))

        choices = tuple((user, user.name) for user in people)
        second = (
            ChoiceAsked(
                "second_person", self.tr("Who does it"), choices, people[0] if people else None
            ),
            SecretAsked("second_password", self.tr("That person's password")),
        )
        # What another person did is not the clerk's to take back.
        return replace(question, doing=doing, asked=(*question.asked, *second), undo=None)


_PRACTICES = {
    Code.AUTHORITY_JOINT: 22,
    Code.DOCUMENT_PHOTO: 20,
    Code.REGISTER_NEAR: 21,
    Code.PRINCIPAL_DECEASED: 34,
    Code.AUTHORITY_TOO_YOUNG: 23,
    Code.AUTHORITY_MANDATE_OF_MINOR: 23,
    Code.IDENTITY_NAME_CONTRADICTED: 32,
    Code.IDENTITY_BIRTH_CONTRADICTED: 32,
    Code.IDENTITY_ADDRESS_CONTRADICTED: 32,
    Code.ADDRESS_CHANGE_SHOWN: 28,
    Code.ADDRESS_CHANGE_UNSHOWN: 28,
    Code.THING_TO_RETURN: 30,
}
"""The practice decision by which a question is judged, where the clause is silent."""


def of_verdict(opened: Opened, topic: Topic, subject: str) -> Undo:
    """Return how a verdict on an application is taken back."""
    number, id_ = opened.application.receipt_number, opened.id
    return Undo(
        Did.VERDICT, number, lambda desk: undoing.take_back_verdict(desk, id_, topic, subject)
    )


class JudgingQuestions(Questions):
    """Writes the questions in the clerk's language."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self._second = SecondPerson(session, self)

    def open(self, opened: Opened) -> tuple[tuple[Topic, str], ...]:
        """Return the topics and subjects that wait for a verdict and are not compared texts."""
        asked = judging.questions(opened.situation)
        return tuple(each for each in asked if each[0] not in judging.COMPARED)

    def compared(self, opened: Opened) -> tuple[tuple[Topic, str], ...]:
        """Return the topics and subjects that wait on the comparison page."""
        asked = judging.questions(opened.situation)
        return tuple(each for each in asked if each[0] in judging.COMPARED)

    def first(self, opened: Opened, among: Collection[Topic] = frozenset(Topic)) -> Question | None:
        """Ask for the first verdict that is waited for on one of these topics."""
        asked = self._first(opened, among)
        return None if asked is None else self.question(opened, *asked)

    def is_waited_for(self, opened: Opened) -> bool:
        """Return whether any verdict is waited for that is asked as a question."""
        return self._first(opened, frozenset(Topic)) is not None

    def _first(self, opened: Opened, among: Collection[Topic]) -> tuple[Topic, str] | None:
        """Return topic and subject of the first verdict that is waited for.

        What can only be set aside waits for the applicant: its finding puts the question.
        """
        case = opened.situation.case
        waiting = (
            (topic, subject)
            for topic, subject in self.open(opened)
            if topic in among
            and (topic is not Topic.NEW_ADDRESS or len(judging.choices(case, topic, subject)) > 1)
        )
        return next(waiting, None)

    def question(self, opened: Opened, topic: Topic, subject: str) -> Question:
        """Ask for a verdict on one topic."""
        language, id_ = self._session.language, opened.id
        possible = judging.choices(opened.situation.case, topic, subject)
        rulings = sorted(possible, key=list(Ruling).index)
        finding = self._finding(opened, topic, subject)
        told = None if finding is None else messages.told(finding, language, opened.rules)

        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            ruling = cast("Ruling", answers["ruling"])
            draft = JudgementDraft(id_, topic, subject, ruling, text(answers, "reason"))
            return lambda desk: judge(desk, draft)

        needed = topic in judging.NEEDS_REASON
        reason = self.tr("Reason (needed)") if needed else self.tr("Reason")
        if topic is Topic.NEW_ADDRESS:
            reason = self.tr("Reason (needed where it is not accepted)")
        choices = tuple((each, self._choice(topic, each)) for each in rulings)
        only = rulings[0] if len(rulings) == 1 else None
        question = Question(
            title=messages.label(topic, language),
            verb=self.tr("Record the verdict"),
            doing=doing,
            effect=self._overtaken(opened, subject) if told is None else told.title,
            detail="" if told is None else told.detail,
            asked=(
                ChoiceAsked("ruling", self.tr("Verdict"), choices, only),
                LongAsked("reason", reason),
            ),
            draft=f"{topic.value}-{id_}-{subject}",
            undo=lambda _: of_verdict(opened, topic, subject),
            clause=None if finding is None else self._clause(finding, opened),
        )
        duty = WORKFLOW.topics.get(topic, Duty.CHECK)
        return self._second.put(question, opened, duty)

    def _choice(self, topic: Topic, ruling: Ruling) -> str:
        """Return the word of a ruling, with what follows from it where the word leaves it open."""
        word = messages.label(ruling, self._session.language)
        follows = self._follows().get((topic, ruling))
        if follows is None:
            return word
        return self.tr("{ruling}: {follows}").format(ruling=word, follows=follows)

    def _overtaken(self, opened: Opened, subject: str) -> str:
        """Say what has overtaken a letter in hand; nothing of any other subject."""
        of = map(opened.situation.overtaken, opened.situation.file.letters)
        found = next((each for each in of if each is not None and each.subject == subject), None)
        if found is None:
            return ""
        letters = opened.situation.file.letters
        number = next(each.number for each in letters if each.id == found.letter)
        said = [self.tr("{number} was issued before this changed.").format(number=number)]
        if found.ended:
            said.append(self.tr("All that was asked is decided."))
        if found.cured:
            lacking_no_more = self.tr("It asks for what is lacking no more ({count}).")
            said.append(lacking_no_more.format(count=len(found.cured)))
        if found.paid:
            said.append(self.tr("Stamps came since, so the sum it names is not right."))
        language, rules = self._session.language, opened.rules
        said += [messages.told(each, language, rules).title for each in found.added]
        return ("" if language is Language.JA else " ").join(said)

    def _follows(self) -> dict[tuple[Topic, Ruling], str]:
        yes, no = Ruling.ACCEPTED, Ruling.REFUSED
        return {
            (Topic.JOINT_AUTHORITY, yes): self.tr("the one who applies is enough"),
            (Topic.JOINT_AUTHORITY, no): self.tr("the other is asked to sign too"),
            (Topic.LATE_ARRIVAL, yes): self.tr("it counts as if it had come in time"),
            (Topic.LATE_ARRIVAL, no): self.tr("it does not count"),
            (Topic.GO_ON_WITHOUT, yes): self.tr("the work goes on without it"),
            (Topic.GO_ON_WITHOUT, no): self.tr("it is asked for again"),
            (Topic.DOUBT, yes): self.tr("it is explained, and the work goes on"),
            (Topic.DOUBT, no): self.tr("it is not explained, and the applicant is asked"),
            (Topic.DECEASED, yes): self.tr("it is the heir's own data too, and the work goes on"),
            (Topic.DECEASED, no): self.tr("it is referred to the service's own contact"),
            (Topic.PHOTO, yes): self.tr("the photo is there, and the paper counts alone"),
            (Topic.PHOTO, no): self.tr("there is none, and a second paper is needed"),
            (Topic.RECORD, Ruling.SAME): self.tr("it is the principal's record"),
            (Topic.RECORD, Ruling.NOT_SAME): self.tr("it is another person's record"),
            (Topic.DOUBTFUL_PIECE, yes): self.tr("it counts towards the fee"),
            (Topic.DOUBTFUL_PIECE, no): self.tr("it does not count towards the fee"),
            (Topic.POST_AS_ISSUED, yes): self.tr("it is posted as it was issued"),
            (Topic.POST_AS_ISSUED, no): self.tr("it is voided and written anew"),
            (Topic.NEW_ADDRESS, yes): self.tr("the form bears it, and the reply goes there"),
            (Topic.NEW_ADDRESS, no): self.tr("the address on the form stays; say why"),
            (Topic.CASH_BACK, yes): self.tr("it goes back by registered cash mail"),
            (Topic.WITHDRAWAL, no): self.tr("the work goes on as if it had not come"),
        }

    def _clause(self, finding: Finding, opened: Opened) -> OpenedPart | None:
        """Return the clause as we state it, with the practice decision it is judged by."""
        language = self._session.language
        clause = ApplicationFindings(opened, language).clause(finding.clause)
        practice = _PRACTICES.get(Code(finding.code))
        if clause is None or practice is None:
            return clause
        japanese = language is Language.JA
        stated = (
            each.text_ja if japanese else each.text_en
            for each in opened.rules.practices
            if each.number == practice
        )
        return replace(clause, text="\n\n".join((clause.text, *stated)))

    def of_finding(self, opened: Opened, key: str) -> tuple[Topic, str] | None:
        """Return the open question that a finding puts, if it puts one."""
        for topic, subject in judging.questions(opened.situation):
            finding = self._finding(opened, topic, subject)
            if finding is not None and finding.key == key:
                return topic, subject
        return None

    def _finding(self, opened: Opened, topic: Topic, subject: str) -> Finding | None:
        codes = judging.QUESTIONS.get(topic, ())
        for finding in opened.examination.findings:
            if topic is Topic.GO_ON_WITHOUT and finding.key == subject:
                return finding
            if judging.subject_of(topic, finding) == subject and finding.code in codes:
                return finding
        return None
