# SPDX-License-Identifier: MIT
"""Why a piece is not counted: the codes a rulebook may name and the fee rule adds."""

from __future__ import annotations

from enum import StrEnum


class PieceReason(StrEnum):
    """Why a piece is refused, doubtful or late."""

    NOT_A_STAMP = "not_a_stamp"
    REVENUE_STAMP = "revenue_stamp"
    PREFECTURAL_STAMP = "prefectural_stamp"
    POSTCARD = "postcard"
    FOREIGN = "foreign"
    MONEY_ORDER = "money_order"
    TRANSFER = "transfer"
    CASH = "cash"
    CARD = "card"
    STAMP = "stamp"
    USED = "used"
    TORN = "torn"
    SOILED = "soiled"
    STUCK = "stuck"
    NO_FACE_VALUE = "no_face_value"
    EXPIRED = "expired"
    DAMAGED = "damaged"
    JUDGED_BAD = "judged_bad"
    """A doubtful piece that a person refused."""
    LATE = "late"
    """Arrived after the due date; a supervisor has not decided."""
    LATE_REFUSED = "late_refused"
    """Arrived after the due date; a supervisor refused it."""


GIVEN_BY_RULEBOOK = frozenset(PieceReason) - {
    PieceReason.JUDGED_BAD,
    PieceReason.LATE,
    PieceReason.LATE_REFUSED,
}
