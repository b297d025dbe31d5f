# SPDX-License-Identifier: MIT
"""The five axes of an application as plain lines: state, reason, clause (C7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.marks import Mark
from desk_app.gui.widgets.axis_line import Axis as Line
from desk_app.i18n import messages, writing
from desk_app.records.findings import Axis, ClaimState, FeeState, Finding, Verdict
from desk_app.records.people import Language
from desk_app.rules import axes
from desk_app.rules.claims import live_decision
from desk_app.rules.finding_codes import Code

if TYPE_CHECKING:
    from enum import Enum

    from desk_app.gui.presenters.application_read import Opened
    from desk_app.records.ids import DecisionId

_MARKS = {
    "not_checked": Mark.OPEN,
    "incomplete": Mark.MISSING,
    "complete": Mark.OK,
    "register_open": Mark.WAITING,
    "ask": Mark.ASK,
    "shown": Mark.OK,
    "not_shown": Mark.DEFECTIVE,
    "not_needed": Mark.NOT_NEEDED,
    "short": Mark.MISSING,
    "paid": Mark.OK,
    "over": Mark.OK,
}
CLAIM_MARKS = {
    ClaimState.WITHDRAWAL_OPEN: Mark.PEOPLE,
    ClaimState.OPEN: Mark.OPEN,
    ClaimState.PROPOSED: Mark.PEOPLE,
    ClaimState.DECIDED: Mark.OK,
    ClaimState.LAPSED: Mark.DUE,
    ClaimState.WITHDRAWN: Mark.DONE,
    ClaimState.REFERRED: Mark.DONE,
}
_WORST_FIRST = (Verdict.MISSING, Verdict.DEFECTIVE, Verdict.ASK, Verdict.OK)
_ASIDE = frozenset(
    {
        Code.MARKING_SEEN,
        Code.MARKING_NOT_SEEN,
        Code.THING_TO_RETURN,
        Code.PAPER_TO_RETURN,
        Code.PAGE_TO_RETURN,
        Code.MASKING_WATCH,
    }
)
"""What says nothing of an axis: the envelope's marking is never a ground (A2)."""
_WITHDRAWN = frozenset(code for code in Code if code.startswith("withdrawal."))
"""What is told with the decision: a withdrawal holds it up, and no document lacks for it."""
_SHOWN = 2
"""As many reasons stand in one line; the others are counted."""


class ApplicationAxes(QObject):
    """Writes the axes in the clerk's language."""

    def lines(self, opened: Opened, language: Language) -> tuple[Line, ...]:
        """Return the five lines: documents, identity, authority, fee, decision."""
        told = opened.examination.axes
        four: tuple[tuple[Axis, Enum], ...] = (
            (Axis.COMPLETENESS, told.completeness),
            (Axis.IDENTITY, told.identity),
            (Axis.AUTHORITY, told.authority),
            (Axis.FEE, told.fee),
        )
        return (
            *(self._line(opened, axis, state, language) for axis, state in four),
            self._decision(opened, language),
        )

    def _line(self, opened: Opened, axis: Axis, state: Enum, language: Language) -> Line:
        found = self._telling(opened, axis)
        titles = dict.fromkeys(
            messages.told(finding, language, opened.rules).title for finding in found
        )
        word = messages.label(state, language)
        if axis is Axis.FEE and state in {FeeState.PAID, FeeState.OVER, FeeState.SHORT}:
            word = self._with_sum(word, opened, language)
        return Line(
            name=messages.label(axis, language),
            mark=_MARKS[str(state.value)],
            state=word,
            reason=self._reason(tuple(titles), language),
            clause=found[0].clause if found else "",
        )

    def _telling(self, opened: Opened, axis: Axis) -> tuple[Finding, ...]:
        """Return the findings that explain an axis: the worst verdict that is there.

        What is missing for another axis leaves the documents incomplete too.
        """
        own = [
            each
            for each in opened.examination.findings
            if each.axis is axis and each.code not in _ASIDE | _WITHDRAWN
        ]
        if axis is Axis.COMPLETENESS:
            absent = filter(axes.is_absent, opened.examination.findings)
            if found := tuple(sorted(absent, key=lambda each: each.axis is not axis)):
                return found
        for verdict in _WORST_FIRST:
            found = tuple(each for each in own if each.verdict is verdict)
            if found:
                return found
        return ()

    def _reason(self, titles: tuple[str, ...], language: Language) -> str:
        between = "。" if language is Language.JA else ". "
        shown = between.join(titles[:_SHOWN])
        if len(titles) <= _SHOWN:
            return shown
        more = len(titles) - _SHOWN
        return shown + self.tr(" and %n more", "", more)

    def _with_sum(self, word: str, opened: Opened, language: Language) -> str:
        fee = opened.examination.fee
        return f"{word} {writing.yen(fee.short or fee.over or fee.counted, language)}"

    def _decision(self, opened: Opened, language: Language) -> Line:
        states = opened.examination.axes.claims
        worst = min(states.values(), key=list(ClaimState).index, default=ClaimState.OPEN)
        alike = sum(state is worst for state in states.values())
        word = messages.label(worst, language)
        if len(states) > 1:
            word = f"{word} {alike} / {len(states)}"
        return Line(
            name=self.tr("Decision"),
            mark=CLAIM_MARKS[worst],
            state=word,
            reason=self._by_claim(opened, language),
        )

    def _changed_since(self, opened: Opened, id_: DecisionId, language: Language) -> str:
        """Return what changed since a decision was approved, which waits for approval again."""
        changed = opened.situation.came_back[id_].changed
        items = [messages.word(each, language) for each in changed]
        told = self.tr("(changed since the approval: {items})")
        return told.format(items=writing.listed(items, language))

    @staticmethod
    def _waits(finding: Finding) -> bool:
        """Say whether a finding is a withdrawal that waits: it holds the decision up."""
        return finding.code in _WITHDRAWN and finding.verdict is not Verdict.OK

    def _by_claim(self, opened: Opened, language: Language) -> str:
        """Return how each claim stands, in the order of the form; else that none is marked."""
        parts = [
            messages.told(finding, language, opened.rules).title
            for finding in opened.examination.findings
            if finding.code == Code.FORM_NO_CLAIM or self._waits(finding)
        ]
        for claim in opened.application.claims:
            decision = live_decision(opened.file, claim.id)
            state = opened.examination.axes.claims[claim.id]
            stopped = state is ClaimState.WITHDRAWAL_OPEN
            said = state if decision is None or stopped else decision.outcome
            right = messages.label(claim.right, language)
            part = f"{right}: {messages.word(said, language)}"
            if decision is not None and decision.id in opened.situation.came_back:
                part = f"{part} {self._changed_since(opened, decision.id, language)}"
            parts.append(part)
        return ("、" if language is Language.JA else "; ").join(parts)
