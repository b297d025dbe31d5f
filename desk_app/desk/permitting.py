# SPDX-License-Identifier: MIT
"""Asking the workflow before anything is done: what it refuses is raised with every reason."""

from __future__ import annotations

from desk_app.desk.context import Desk
from desk_app.desk.errors import Refused
from desk_app.records.decisions import Decision
from desk_app.records.history import ApplicationFile, Judgement
from desk_app.records.ids import ClaimId, MailItemId
from desk_app.records.letters import LetterKind
from desk_app.rules.situation import situation_of
from desk_app.rules.workflow import Attempt, Verb, refusals


def must_be_allowed(
    desk: Desk,
    verb: Verb,
    file: ApplicationFile,
    *,
    claims: tuple[ClaimId, ...] = (),
    decision: Decision | None = None,
    judgement: Judgement | None = None,
    mail_item: MailItemId | None = None,
    letter: LetterKind | None = None,
) -> None:
    """Go on only if the workflow allows the verb on the application as it stands today.

    Raises Refused with every reason.
    """
    attempt = Attempt(
        verb,
        by=desk.actor.id,
        claims=claims,
        decision=decision,
        judgement=judgement,
        mail_item=mail_item,
        letter_kind=letter,
    )
    situation = situation_of(file, desk.rules_of(file.application), desk.today)
    reasons = refusals(attempt, situation)
    if reasons:
        raise Refused(tuple(reason.value for reason in reasons))
