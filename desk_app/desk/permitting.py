# SPDX-License-Identifier: MIT
"""Asking the workflow before anything is done: what it refuses is raised with every reason."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk.context import Desk
from desk_app.desk.errors import Refused
from desk_app.records.history import ApplicationFile
from desk_app.rules.situation import situation_of
from desk_app.rules.workflow import Attempt, refusals


def must_be_allowed(desk: Desk, file: ApplicationFile, attempt: Attempt) -> None:
    """Go on only if the workflow allows the attempt on the application as it stands today.

    Raises Refused with every reason.
    """
    situation = situation_of(file, desk.rules_of(file.application), desk.today)
    reasons = refusals(replace(attempt, by=desk.actor.id), situation)
    if reasons:
        raise Refused(tuple(reason.value for reason in reasons))
