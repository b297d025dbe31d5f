# SPDX-License-Identifier: MIT
"""Whether approvals are sound: a second person's signature over exactly what stands there (T17)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desk_app.desk.errors import DamageFound
from desk_app.desk.ports import Books, Seal
from desk_app.desk.signing import content_to_sign
from desk_app.records.application import Application
from desk_app.records.decisions import Decision
from desk_app.records.history import ApplicationFile
from desk_app.records.ids import ApplicationId, ClaimId, DecisionId
from desk_app.rules.claims import live_decision


@dataclass(frozen=True, slots=True)
class Unsound:
    """A decision that stands as approved, and that nobody approved as it stands."""

    application: ApplicationId
    receipt_number: str
    decision: DecisionId


def is_sound(seal: Seal, application: Application, decision: Decision) -> bool:
    """Return whether a decision carries a second person's signature over exactly its content."""
    approval = decision.approval
    if approval is None or approval.by == decision.proposed_by:
        return False
    content = content_to_sign(application, decision)
    return content.hex() == approval.content_sha256 and seal.verify(
        approval.by, content, approval.signature
    )


def must_be_sound(seal: Seal, file: ApplicationFile, claims: Iterable[ClaimId]) -> None:
    """Go on only if what was approved of the claims is what was signed; raises DamageFound."""
    decisions = (live_decision(file, claim) for claim in claims)
    approved = [each for each in decisions if each is not None and each.approval is not None]
    if not all(is_sound(seal, file.application, each) for each in approved):
        number = file.application.receipt_number
        raise DamageFound("approval_altered", {"number": number}, place="decision")


def unsound(books: Books, seal: Seal) -> tuple[Unsound, ...]:
    """Return every decision of the desk that stands as approved and is not what was signed.

    It reads all applications, done ones too.
    """
    files = (books.files.get(id_) for id_ in books.files.all_ids())
    return tuple(
        Unsound(file.application.id, file.application.receipt_number, decision.id)
        for file in files
        for decision in file.decisions
        if decision.approval is not None and not is_sound(seal, file.application, decision)
    )
