# SPDX-License-Identifier: MIT
"""What the letter of a decision tells, where a check file says only that it is complete."""

from __future__ import annotations

from desk_app.cli.check_history import Decided
from desk_app.records.decisions import (
    CessationResult,
    ChangeResult,
    Content,
    DisclosedItem,
    GroundUse,
    Outcome,
    ProvisionRecord,
    PurposeLine,
    Referral,
    Search,
    WithheldPart,
)

_TOLD = "told"


def content_of(decided: Decided) -> Content:
    """Return content that is complete for any right and outcome, or none at all.

    The rules ask whether it is there; its words are the letter's and no matter of a check file.
    """
    if not decided.content_complete:
        return Content()
    day = decided.proposed_on
    return Content(
        as_of=day,
        done_on=day,
        difficulty=_TOLD,
        disclosed=(DisclosedItem(_TOLD, _TOLD, _TOLD),),
        withheld=tuple(_withheld(decided)) if _in_part(decided) else (),
        changes=(ChangeResult(_TOLD, _TOLD, _TOLD, _TOLD, done=True),),
        cessations=(CessationResult(_TOLD, _TOLD, done=True, done_on=day),),
        substitute=_TOLD,
        purposes=(PurposeLine(_TOLD, _TOLD, _TOLD),),
        published_at=_TOLD,
        provided=(ProvisionRecord(day, _TOLD, _TOLD, _TOLD, _TOLD),),
        search=Search(day, _TOLD, _TOLD),
        referral=Referral(_TOLD, _TOLD),
    )


def _in_part(decided: Decided) -> bool:
    return decided.outcome is Outcome.GRANTED_IN_PART


def _withheld(decided: Decided) -> list[WithheldPart]:
    return [
        WithheldPart(_TOLD, GroundUse(**dict(ground)), decided.explanation)
        for ground in decided.grounds
    ]
