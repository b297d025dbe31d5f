# SPDX-License-Identifier: MIT
"""The findings of an application as cards: what is, why, the clause, how a day was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.presenters.finding_marks import mark_of, word_of
from desk_app.gui.widgets.finding_lines import FindingLine, OpenedPart
from desk_app.i18n import messages
from desk_app.records.findings import Axis, Finding
from desk_app.records.people import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk_app.gui.presenters.application_read import Opened


class ApplicationFindings(QObject):
    """Writes the findings in the clerk's language."""

    def lines(self, opened: Opened, language: Language) -> tuple[FindingLine, ...]:
        """Return one card for each finding."""
        return tuple(self._line(each, opened, language) for each in opened.examination.findings)

    def clause(self, id_: str, opened: Opened, language: Language) -> OpenedPart | None:
        """Return a clause as we state it; none for an article of law, which is named alone."""
        found = next((each for each in opened.rules.clauses if each.id == id_), None)
        if found is None:
            return None
        text = found.text_ja if language is Language.JA else found.text_en
        return OpenedPart(f"{found.id} {messages.titled(found, found.id, language)}", text)

    def _line(self, finding: Finding, opened: Opened, language: Language) -> FindingLine:
        told = messages.told(finding, language, opened.rules)
        return FindingLine(
            key=finding.key,
            mark=mark_of(finding),
            word=word_of(finding, language),
            title=told.title,
            detail=told.detail,
            clause=finding.clause,
            opened=tuple(self._opened(finding, opened, language)),
            field=finding.key,
        )

    def _opened(self, finding: Finding, opened: Opened, language: Language) -> Iterator[OpenedPart]:
        if asked := messages.cure(finding, language, opened.rules):
            yield OpenedPart(self.tr("What is asked for"), asked)
        due = opened.examination.notice_due
        if finding.is_deficiency and due is not None and finding.axis is not Axis.COMPLETENESS:
            yield OpenedPart(self.tr("Due date"), "\n".join(messages.due(due, language)))
        clause = self.clause(finding.clause, opened, language)
        if clause is not None:
            yield clause
