# SPDX-License-Identifier: MIT
"""The question of a correction: which value, what stood there, the right one, and why (B5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desk_app.desk.correcting import CorrectionDraft, correct, hindrance
from desk_app.desk.corrections import told
from desk_app.desk.papers import ReadingDraft, read_paper
from desk_app.gui.presenters.correction_fields import CorrectionFields
from desk_app.gui.presenters.correction_words import CorrectionWords
from desk_app.gui.presenters.question import Answers, ChoiceAsked, LongAsked, Question, text
from desk_app.i18n import messages
from desk_app.rules import replies
from desk_app.rules.permission.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.gui.presenters.application_read import Opened
    from desk_app.gui.presenters.correction_fields import Correctable
    from desk_app.gui.workplace import Workplace
    from desk_app.records.people import Language

_WHICH = "field"


class CorrectionQuestions(QObject):
    """Writes the question in the clerk's language; it turns with the value that is chosen."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._words = CorrectionWords(self)
        self._fields = CorrectionFields(work, self)

    def correct(self, opened: Opened) -> Question:
        """Ask which value was typed wrongly, beginning with the principal's name."""
        return self._of(opened, {})

    def _of(self, opened: Opened, answers: Answers) -> Question:
        language, every = self._work.language, self._fields.of(opened)
        chosen = next((each for each in every if each.path == answers.get(_WHICH)), every[0])
        choices = tuple((each.path, self._title(each, opened, language)) for each in every)

        def doing(given: Answers) -> Callable[[Desk], Changes]:
            return _verb(opened, chosen.path, chosen.read(given), text(given, "reason"))

        return Question(
            title=messages.label(Verb.CORRECT, language),
            verb=self.tr("Correct it"),
            doing=doing,
            effect=self.tr("Typed so far: {old}").format(old=self._old(chosen, opened, language)),
            detail=self._detail(chosen, opened),
            asked=(
                ChoiceAsked(_WHICH, self.tr("What was typed wrongly"), choices, chosen.path),
                *chosen.asked,
                LongAsked("reason", self.tr("Reason (needed)"), text(answers, "reason")),
            ),
            turned=lambda given: self._of(opened, given),
            hindered=self._why_not(chosen, opened),
        )

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

    def _detail(self, each: Correctable, opened: Opened) -> str:
        kept = self._kept(each)
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


def _verb(opened: Opened, path: str, value: object, reason: str) -> Callable[[Desk], Changes]:
    """Return what corrects a value; a paper is read again."""
    id_, version = opened.id, opened.application.version
    paper = next((p for p in opened.file.enclosures if path.startswith(f"papers.{p.id}.")), None)
    if paper is None:
        draft = CorrectionDraft(id_, version, path, value, reason)
        return lambda desk: correct(desk, draft)
    values: dict[str, Any] = {path.rpartition(".")[2]: value}
    reading = ReadingDraft(id_, version, replace(paper, **values), reason)
    return lambda desk: read_paper(desk, reading)
