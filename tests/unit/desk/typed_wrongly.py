# SPDX-License-Identifier: MIT
"""Corrections as a clerk makes them, and what is kept of them, for tests of the verb."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desk_app.desk.correcting import CorrectionDraft, correct
from desk_app.records.application import (
    Right,
)
from desk_app.records.base import ApplicationId
from desk_app.records.history import ApplicationFile
from desk_app.records.mail import PaymentLine
from tests.builders import ARRIVED, complete, mail
from tests.unit.desk.office import Office

TODAY = ARRIVED + timedelta(days=7)
REASON = "読み違え"


def draft(office: Office, id_: ApplicationId, field: str, value: object) -> CorrectionDraft:
    """Return the draft of a correction of an application as it stands now."""
    return CorrectionDraft(id_, office.file(id_).application.version, field, value, REASON)


def put(office: Office, id_: ApplicationId, field: str, value: object) -> None:
    """Correct a value as the clerk."""
    correct(office.clerk, draft(office, id_, field, value))


def came_with(*lines: PaymentLine, right: Right = Right.DISCLOSURE) -> ApplicationFile:
    """Return a complete application that came with these stamps alone."""
    return replace(complete(right), mail=(mail(*lines),))


def line_of(office: Office, id_: ApplicationId, number: int = 0) -> PaymentLine:
    """Return a stamp line of the application's own envelope."""
    return office.file(id_).mail[0].payments[number]


def path_of(office: Office, id_: ApplicationId, number: int = 0) -> str:
    """Return the path of a stamp line."""
    return f"payments.{line_of(office, id_, number).id}"


def traces(office: Office, id_: ApplicationId) -> list[tuple[str, str, str]]:
    """Return which value was corrected, from what, to what, in order."""
    return [(c.field, c.old, c.new) for c in office.file(id_).application.corrections]
