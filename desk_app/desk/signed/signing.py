# SPDX-License-Identifier: MIT
"""What exactly is signed: the canonical form of what one proposes and another approves, hashed.

Each content begins with a word of its own kind, so that no signature counts as another one; those
of the keys and of the roster stand in ``store.vault``. The first form, of an approval alone, stays
as it was for what bears it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from desk_app.records.case.application import Application
from desk_app.records.case.decisions import DecidedApplication, Decision, Signature
from desk_app.records.case.disposal import DisposalRecord
from desk_app.records.case.letters import WordingRevision
from desk_app.records.case.stamps import CountedPile
from desk_app.rules.writing.canonical import hashed, plain, said_by

UNSIGNED = frozenset({"approval", "sent_back", "taken_back", "proposal"})
UNSIGNED_WORDING = frozenset({"approval", "taken_back_by", "proposal"})
_OUTSIDE = frozenset({"content_sha256", "signature", "form"})


NAMES_DOMAIN = b"desk_app disposal list\x00"
"""What stands before the signed names: no signature of another kind counts as one of these."""

EVIDENCE_DOMAIN = b"desk_app evidence pack\x00"
"""What stands before the signed manifest of an evidence pack."""

SHUT_DOMAIN = b"desk_app: a text kept shut while the desk is locked\x00"
"""What stands before the nonce of a text that was shut: its signature is a key, and none is kept.

The word of before: with another one, no draft would open that was shut until now.
"""


class Domain(StrEnum):
    """The word in front of a content: what kind of act a signature stands under."""

    DECISION_PROPOSED = "desk_app decision proposed 2"
    DECISION_APPROVED = "desk_app decision approved 2"
    DISPOSAL_PROPOSED = "desk_app disposal proposed 2"
    DISPOSAL_SIGNED = "desk_app disposal signed 2"
    WORDING_PROPOSED = "desk_app wording proposed 2"
    WORDING_APPROVED = "desk_app wording approved 2"
    RULEBOOK_PROPOSED = "desk_app rulebook proposed 2"
    RULEBOOK_CONFIRMED = "desk_app rulebook confirmed 2"
    CLOCK_CONFIRMED = "desk_app clock confirmed 2"
    STAMPS_COUNTED = "desk_app stamps counted 2"


Said = dict[str, object]


def act_to_sign(domain: Domain, said: Said, act: Signature, under: Signature | None) -> bytes:
    """Return the bytes a person signs: SHA-256 of a content and of the act itself.

    Of the act are part: who signs, moment and day, the place in the roster, the journal's head, and
    what a decision stands on. An approval signs the proposal it stands ``under`` with its
    signature, so that both belong together.
    """
    return hashed(
        {
            "domain": domain.value,
            "said": said,
            "act": act_said(act),
            "under": None if under is None else [under.content_sha256, under.signature.hex()],
        }
    )


def act_said(act: Signature) -> Said:
    """Return what of a signed act its content holds: all but hash, signature and form."""
    return said_by(act, without=_OUTSIDE)


def content_to_sign(application: Application | DecidedApplication, decision: Decision) -> bytes:
    """Return the bytes an approver signs: SHA-256 of application, claim and decision.

    The receipt number and the random name of the application are part of it, so that an approval
    cannot be replayed on another application. The form of before proposers
    signed too.
    """
    return hashed(decision_said(application, decision))


def decision_said(application: Application | DecidedApplication, decision: Decision) -> Said:
    """Return what a decision says: its application by both names, rulebook, claim and words."""
    return {
        "receipt_number": application.receipt_number,
        "application": application.token,
        "rulebook": application.rulebook_version,
        "decision": said_by(decision, without=UNSIGNED),
    }


def disposal_to_sign(record: DisposalRecord) -> bytes:
    """Return the bytes a second person signs: SHA-256 of a disposal as it was proposed.

    Number, moment and proposer are part of it, so that it cannot be replayed on another one. The
    form of before proposers signed too.
    """
    return hashed(disposal_said(record))


def disposal_said(record: DisposalRecord) -> Said:
    """Return what a disposal says: its number, its applications, who proposed it and when."""
    return {
        "disposal": record.id,
        "number": record.number,
        "items": plain(record.items),
        "proposed_by": record.proposed_by,
        "proposed_at": plain(record.proposed_at),
    }


def names_to_sign(disposal: str, names: Sequence[str]) -> bytes:
    """Return what proposer and second person sign of a disposal for the disposal list.

    It is the number and the random names alone, behind a word of its own: the list must be believed
    where nothing else of the disposal is known.
    """
    said: Said = {"disposal": disposal, "names": sorted(names)}
    return NAMES_DOMAIN + hashed(said)


def rulebook_said(version: str, source_sha256: str) -> Said:
    """Return what is said of a rulebook put in force: its version, and its file byte by byte."""
    return {"version": version, "source_sha256": source_sha256}


def clock_to_sign(sequence: int, now: datetime) -> bytes:
    """Return the bytes two people sign who answer for the clock: where the journal stands, when."""
    said: Said = {"sequence": sequence, "now": plain(now)}
    return hashed({"domain": Domain.CLOCK_CONFIRMED.value, "said": said})


def count_to_sign(on: date, piles: Sequence[CountedPile]) -> bytes:
    """Return the bytes two people sign who counted the stamps: day, book and count of each pile."""
    said: Said = {"on": plain(on), "piles": plain(tuple(piles))}
    return hashed({"domain": Domain.STAMPS_COUNTED.value, "said": said})


def wording_to_sign(revision: WordingRevision) -> bytes:
    """Return the bytes a second person signs: SHA-256 of a changed sentence as it was proposed.

    Its number, both languages, what it was laid over and the day from which it applies are part.
    The form of before proposers signed too.
    """
    return hashed(wording_said(revision))


def wording_said(revision: WordingRevision) -> Said:
    """Return what a changed sentence says: both languages, laid over what, from which day on."""
    return said_by(revision, without=UNSIGNED_WORDING)
