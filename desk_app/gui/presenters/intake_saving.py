# SPDX-License-Identifier: MIT
"""The verb by which what stands in the Intake page is logged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk_app.desk import intake, mailroom, supplements
from desk_app.gui.presenters import intake_draft
from desk_app.gui.presenters.intake_form import BELONGS_TO_OPEN
from desk_app.records.mail import Matter

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.gui.presenters.intake_form import IntakeForm
    from desk_app.records.history import ApplicationFile


def verb(form: IntakeForm, later: ApplicationFile | None, today: date) -> Callable[[Desk], Changes]:
    """Return what logs the page; ``later`` is the application it belongs to, where it does."""
    if form.envelope.matter is Matter.NEW_APPLICATION:
        draft = intake_draft.envelope_draft(form, today)
        return lambda desk: intake.log_application(desk, draft)
    if form.envelope.matter in BELONGS_TO_OPEN and later is not None:
        supplement = intake_draft.supplement_draft(form, later.application.id, today)
        return lambda desk: supplements.attach_supplement(desk, supplement)
    logged, note = form.logged_as, form.envelope.note
    if logged is not None:
        return lambda desk: mailroom.handle_mail(desk, logged, note)
    mail = replace(intake_draft.mail_item(form, today), handled=True, handled_note=note)
    return lambda desk: mailroom.log_mail(desk, mail)
