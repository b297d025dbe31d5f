# SPDX-License-Identifier: MIT
"""The findings of an examination as the panel and the sections of the Intake page show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.gui.marks import Mark
from desk_app.gui.presenters.finding_marks import MARKS, mark_of, word_of
from desk_app.gui.presenters.intake_places import (
    ENVELOPE,
    FORM,
    PAPERS,
    SECTIONS,
    STAMPS,
    field_on_paper,
    paper_key,
    section_of_field,
    spot_of,
)
from desk_app.gui.presenters.intake_state import NextStep, SectionState
from desk_app.gui.widgets.finding_lines import FindingLine, OpenedPart
from desk_app.i18n import messages
from desk_app.records.findings import Examination, Finding, Verdict
from desk_app.records.mail import Matter
from desk_app.records.people import Language
from desk_app.rules.finding_codes import Code

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desk_app.gui.presenters.intake_draft import Trouble
    from desk_app.gui.presenters.intake_form import IntakeForm, PaperForm
    from desk_app.rules.rulebook import Rules

_WORST_FIRST = tuple(MARKS)
_OF_A_SECTION = (*MARKS.values(), Mark.INFO)
"""What the mark of a section says, what weighs most first."""

_NOTHING_ASKED = (None, Mark.OK, Mark.INFO)


def lines(
    found: Examination, papers: Sequence[PaperForm], rules: Rules, language: Language
) -> tuple[FindingLine, ...]:
    """Return the cards of the panel; a click on one goes to its field."""
    return tuple(_line(each, papers, rules, language) for each in found.findings)


def sections(found: Examination, papers: Sequence[PaperForm]) -> tuple[SectionState, ...]:
    """Return how each section stands: by the worst that is found in it.

    Where all is only to be known it says so: a tick needs something found to be in order. What
    differs between a form and a document stands at the form's field and at the document.
    """
    return tuple(
        _section(
            [
                mark_of(each)
                for each in found.findings
                if spot_of(each).section == number or (number == PAPERS and _key_of(each, papers))
            ]
        )
        for number in SECTIONS
    )


def standing(
    found: Examination, form: IntakeForm, troubles: Sequence[Trouble]
) -> tuple[SectionState, ...]:
    """Return how each section stands; one that lacks what saving asks for is not ok."""
    new = form.envelope.matter is Matter.NEW_APPLICATION
    states = (sections if new else _later)(found, form.application.papers)
    lacking = {
        section_of_field(each.field)
        for each in troubles
        if each.application in (None, form.current)
    }
    return tuple(
        SectionState(Mark.OPEN) if number in lacking and state.mark in _NOTHING_ASKED else state
        for number, state in zip(SECTIONS, states, strict=True)
    )


def paper_marks(found: Examination, papers: Sequence[PaperForm]) -> Mapping[str, Mark]:
    """Return the mark of each document's line; an expected one that is asked for is missing."""
    marks: dict[str, Mark] = {paper.key: Mark.OK for paper in papers if paper.here}
    for verdict in reversed(_WORST_FIRST):
        for each in found.findings:
            key = _key_of(each, papers)
            if each.verdict is verdict and key and verdict is not Verdict.OK:
                marks[key] = MARKS[verdict]
    return marks


def next_step(found: Examination, language: Language) -> NextStep:
    """Return what is to be done next, and why."""
    told = messages.next_step(found.next, language)
    return NextStep(told.title, told.detail)


def _line(
    finding: Finding, papers: Sequence[PaperForm], rules: Rules, language: Language
) -> FindingLine:
    told = messages.told(finding, language, rules)
    spot = spot_of(finding)
    key = _key_of(finding, papers)
    line, exact = f"papers.{key}" if key else "", field_on_paper(finding, key)
    whole = "papers" if spot.section == PAPERS and not key else ""
    return FindingLine(
        key=finding.key,
        mark=mark_of(finding),
        word=word_of(finding, language),
        title=told.title,
        detail=told.detail,
        clause=finding.clause,
        opened=_opened(finding, rules, language),
        field=(exact or line) if spot.section == PAPERS and key else spot.field,
        also=tuple(each for each in (exact, line, whole) if each),
    )


def _key_of(finding: Finding, papers: Sequence[PaperForm]) -> str:
    """Return the line of the document a finding speaks of, or of the one it misses."""
    key = paper_key(finding)
    if any(paper.key == key for paper in papers):
        return key
    if finding.code != Code.AUTHORITY_PAPER_MISSING:
        return ""
    return next((paper.key for paper in papers if paper.kind == key and not paper.here), "")


def _opened(finding: Finding, rules: Rules, language: Language) -> tuple[OpenedPart, ...]:
    """Return the clause as we state it; an article of law is named on the card alone."""
    clause = next((each for each in rules.clauses if each.id == finding.clause), None)
    if clause is None:
        return ()
    text = clause.text_ja if language is Language.JA else clause.text_en
    return (OpenedPart(messages.titled(clause, clause.id, language), text),)


def _section(marks: list[Mark]) -> SectionState:
    for mark in _OF_A_SECTION:
        if count := marks.count(mark):
            return SectionState(mark, count)
    return SectionState()


def _later(found: Examination, papers: Sequence[PaperForm]) -> tuple[SectionState, ...]:
    """Return how the sections of what came later stand: by what is on the page alone.

    What was found of the application before is no word on this envelope; the fee is counted
    together with it.
    """
    marks = list(paper_marks(found, papers).values())
    worst = next((mark for mark in MARKS.values() if mark in marks), None)
    fee = sections(found, papers)[STAMPS - 1]
    states = dict.fromkeys(SECTIONS, SectionState())
    states[ENVELOPE] = states[FORM] = SectionState(Mark.OK)
    states[PAPERS] = SectionState(worst, marks.count(worst)) if worst else SectionState()
    states[STAMPS] = fee
    return tuple(states.values())
