# SPDX-License-Identifier: MIT
"""What the rules find, put into what the Intake page shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk_app.gui.presenters import intake_findings
from desk_app.gui.presenters.intake_state import UNTOUCHED, IntakeState
from desk_app.records.mail import Matter

if TYPE_CHECKING:
    from desk_app.gui.presenters.intake_draft import Trouble
    from desk_app.gui.presenters.intake_form import IntakeForm
    from desk_app.records.findings import Examination
    from desk_app.records.people import Language
    from desk_app.rules.rulebook import Rules


def with_findings(
    state: IntakeState,
    found: Examination | None,
    troubles: tuple[Trouble, ...],
    rules: Rules,
    language: Language,
) -> IntakeState:
    """Return the state with what was found of its form; with nothing where nobody looked."""
    if found is None:
        return replace(state, sections=UNTOUCHED, findings=(), papers={}, fee=None, next=None)
    form, papers = state.form, state.form.application.papers
    return replace(
        state,
        sections=intake_findings.standing(found, form, troubles),
        findings=intake_findings.lines(found, papers, rules, language),
        papers=intake_findings.paper_marks(found, papers),
        fee=found.fee,
        next=intake_findings.next_step(found, language) if _asks_anything(form) else None,
    )


def _asks_anything(form: IntakeForm) -> bool:
    """Before a right is ticked nothing is said of what comes next: it may still be ticked."""
    new = form.envelope.matter is Matter.NEW_APPLICATION
    return not new or bool(form.application.claims)
