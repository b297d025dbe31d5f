# SPDX-License-Identifier: MIT
"""The question of a correction: which value, what stood there, the right one, and why (B5, D3)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject

from desk_app.desk.correcting import CorrectionDraft, correct, hindrance
from desk_app.desk.corrections import told
from desk_app.desk.papers import ReadingDraft, read_paper
from desk_app.gui.presenters.correction_fields import CorrectionFields
from desk_app.gui.presenters.correction_words import CorrectionWords
from desk_app.gui.presenters.question import Answers, ChoiceAsked, LongAsked, Question, text
from desk_app.i18n import dates, messages
from desk_app.rules import replies, written_anew
from desk_app.rules.permission.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.gui.presenters.application_read import Opened
    from desk_app.gui.presenters.correction_fields import Correctable
    from desk_app.gui.workplace import Workplace
    from desk_app.records.ids import MailItemId
    from desk_app.records.mail import MailItem
    from desk_app.records.people import Language

_WHICH = "field"
_CAUSE = "cause"
_TYPED = "typed"


class CorrectionQuestions(QObject):
    """Writes the question in the clerk's language; it turns with the value that is chosen."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._words = CorrectionWords(self)
        self._fields = CorrectionFields(work, self)

    def correct(self, opened: Opened) -> Question:
        """Ask which value it is, beginning with the principal's name.

        Where a supplement came, with what the applicant was asked to write anew.
        """
        return self._of(opened, {})

    def _of(self, opened: Opened, answers: Answers) -> Question:
        language, every = self._work.language, self._fields.of(opened)
        came, asked = self._written_anew(opened)
        first = answers.get(_WHICH, next(iter(asked), "") if came else "")
        chosen = next((each for each in every if each.path == first), every[0])
        choices = tuple((each.path, self._title(each, opened, language)) for each in every)
        causes = self._causes(chosen, came, asked, language)
        needed = self.tr("Reason (needed)")
        reason = self.tr("Reason (needed where it was typed wrongly)") if causes else needed
        which = self.tr("What is to be changed") if came else self.tr("What was typed wrongly")
        title = messages.label(Verb.CORRECT, language)

        def doing(given: Answers) -> Callable[[Desk], Changes]:
            return _verb(opened, chosen.path, chosen.read(given), given)

        return Question(
            title=self.tr("Change what is entered") if came else title,
            verb=self.tr("Change it") if came else self.tr("Correct it"),
            doing=doing,
            effect=self.tr("Typed so far: {old}").format(old=self._old(chosen, opened, language)),
            detail=self._detail(chosen, opened, anew=bool(causes)),
            asked=(
                ChoiceAsked(_WHICH, which, choices, chosen.path),
                *chosen.asked,
                *causes,
                LongAsked("reason", reason, text(answers, "reason")),
            ),
            turned=lambda given: self._of(opened, given),
            hindered=self._why_not(chosen, opened),
        )

    def _written_anew(self, opened: Opened) -> tuple[tuple[MailItem, ...], tuple[str, ...]]:
        """Return the supplements it may have come in, and the paths of what was asked for so."""
        case = opened.situation.case
        return written_anew.carriers(case), written_anew.asked_anew(
            case, opened.examination.findings
        )

    def _causes(
        self,
        chosen: Correctable,
        came: Sequence[MailItem],
        asked: Sequence[str],
        language: Language,
    ) -> tuple[ChoiceAsked, ...]:
        """Ask whether it was typed wrongly or written anew; what was asked for is taken as that."""
        if not came or not written_anew.stands_on_form(chosen.path):
            return ()
        anew = self.tr("Written anew by the applicant: what came on {day}")
        supplements = tuple(
            (item.id, anew.format(day=dates.full(item.arrived_on, language)))
            for item in reversed(came)
        )
        choices = ((_TYPED, self.tr("Typed wrongly")), *supplements)
        value = supplements[0][0] if chosen.path in asked else _TYPED
        return (ChoiceAsked(_CAUSE, self.tr("Why"), choices, value),)

    def _why_not(self, each: Correctable, opened: Opened) -> str:
        reasons = hindrance(opened.file, opened.rules, each.path)
        told_ = (messages.refusal(reason, {}, self._work.language) for reason in reasons)
        return "\n".join(told_)

    def _title(self, each: Correctable, opened: Opened, language: Language) -> str:
        found = self._words.title(each.path, opened, language)
        if each.path == "proxy":
            return self.tr("{field}: whether there is one").format(field=found)
        if each.path.endswith(".payments"):
            return self.tr("{field}: overlooked").format(field=found)
        return found

    def _old(self, each: Correctable, opened: Opened, language: Language) -> str:
        if each.path.startswith("payments."):
            return self._words.title(each.path, opened, language)
        return self._words.value(each.path, told(each.old), opened, language)

    def _detail(self, each: Correctable, opened: Opened, *, anew: bool) -> str:
        kept = self._kept(each)
        if anew and each.path == "claims":
            adds = self.tr(
                "What is written anew can add a right. One that is no longer wanted stays ticked "
                "and is logged as a withdrawal."
            )
            kept = f"{kept}\n{adds}"
        if not replies.unposted(opened.file) or self._why_not(each, opened):
            return kept
        waits = self.tr(
            "A letter is issued and not posted: stamps and the day of arrival cannot be "
            "corrected until it is posted or voided."
        )
        return f"{kept}\n{waits}"

    def _kept(self, each: Correctable) -> str:
        if each.path.startswith("payments."):
            return self.tr(
                "0 pieces: the line was never there. Fee and return list follow; the old value, "
                "the reason and your name are kept (B5)."
            )
        return self.tr("The old value, the reason and your name are kept (B5).")


def _verb(opened: Opened, path: str, value: object, given: Answers) -> Callable[[Desk], Changes]:
    """Return what corrects a value; a paper is read again."""
    id_, version, reason = opened.id, opened.application.version, text(given, "reason")
    paper = next((p for p in opened.file.enclosures if path.startswith(f"papers.{p.id}.")), None)
    if paper is None:
        came_in = given.get(_CAUSE, _TYPED)
        item = None if came_in == _TYPED else cast("MailItemId", came_in)
        draft = CorrectionDraft(id_, version, path, value, reason, item)
        return lambda desk: correct(desk, draft)
    values: dict[str, Any] = {path.rpartition(".")[2]: value}
    reading = ReadingDraft(id_, version, replace(paper, **values), reason)
    return lambda desk: read_paper(desk, reading)
