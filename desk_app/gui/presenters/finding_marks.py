# SPDX-License-Identifier: MIT
"""How a finding is marked: by its verdict; what is only to be known has a mark of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desk_app.gui.marks import Mark
from desk_app.i18n import messages
from desk_app.records.findings import Verdict
from desk_app.rules.finding_codes import TO_BE_KNOWN

if TYPE_CHECKING:
    from desk_app.records.findings import Finding
    from desk_app.records.people import Language

MARKS = {
    Verdict.MISSING: Mark.MISSING,
    Verdict.DEFECTIVE: Mark.DEFECTIVE,
    Verdict.ASK: Mark.ASK,
    Verdict.OK: Mark.OK,
}
"""The mark of each verdict, the worst first."""


def mark_of(finding: Finding) -> Mark:
    """Return the mark of a finding: no tick where nothing was found to be in order."""
    return Mark.INFO if _is_only_known(finding) else MARKS[finding.verdict]


def word_of(finding: Finding, language: Language) -> str:
    """Return the word beside the mark."""
    if _is_only_known(finding):
        return QCoreApplication.translate("FindingMarks", "to be known")
    return messages.word(finding.verdict, language)


def _is_only_known(finding: Finding) -> bool:
    return finding.verdict is Verdict.OK and finding.code in TO_BE_KNOWN
