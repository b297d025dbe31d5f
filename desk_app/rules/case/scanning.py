# SPDX-License-Identifier: MIT
"""Whether a picture of a paper may be kept, and what must be unreadable in it (I6, C3)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum

from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.papers import Enclosure, Masking, MaskState
from desk_app.records.case.scans import PAGES_LIMIT, WHOLE, Mask, MaskReason
from desk_app.rules.case.replies import completed_on
from desk_app.rules.codes import CodeError, read_code
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.rulebook.terms import Keeping

_FRONT = 1
"""The pages of a card of which the front alone may be kept."""


class ScanRefusal(StrEnum):
    """Why a picture of a paper is not kept."""

    NEVER_KEPT = "scan_never_kept"
    FRONT_ONLY = "scan_front_only"
    NOT_MASKED = "scan_not_masked"
    ANSWERED = "scan_answered"


def to_mask(paper: Enclosure, rules: Rules, masks: Sequence[Mask] = ()) -> tuple[str, ...]:
    """Return what must be made unreadable in a picture of a paper, in the rulebook's order.

    It is what the rulebook has masked on its kind, as it stood when the paper arrived, less what a
    person noted as masked, not there, or gone from the paper, and less what ``masks`` cover
    (practices 13 and 37; My Number Act 15, 20; Health Insurance Act 194-2; National Pension Act
    108-4; APPI 20(2)). An item nobody looked for counts as there to be seen.
    """
    term = rules.at(paper.arrived_on).document(paper.kind)
    if term is None:
        return ()
    done = {each.item for each in paper.masking if _is_unreadable(each)}
    done |= {each.item for each in masks if each.reason is MaskReason.RULEBOOK}
    return tuple(item for item in term.mask if item not in done)


def _is_unreadable(noted: Masking) -> bool:
    return noted.state is not MaskState.VISIBLE or noted.action is not None


def refusals(
    file: ApplicationFile,
    paper: Enclosure | None,
    rules: Rules,
    pages: int,
    masks: Sequence[Mask] = (),
) -> tuple[ScanRefusal, ...]:
    """Return why a picture of so many pages may not be kept; none where it may.

    ``paper`` is what it shows, None for the form or the envelope. A paper that the rulebook never
    keeps is never scanned either, of a card with a number on its back the front alone is (practice
    13; My Number Act 20; PPC Q&A 6-13), and whatever must be masked is masked in the picture.
    Papers are used only to respond (PR-6; APPI 18): once the last answer is posted nothing more is
    copied.
    """
    found: list[ScanRefusal] = []
    if completed_on(file) is not None:
        found.append(ScanRefusal.ANSWERED)
    if paper is not None:
        term = rules.at(paper.arrived_on).document(paper.kind)
        keeping = Keeping.KEEP if term is None else term.keeping
        if keeping is Keeping.NEVER:
            found.append(ScanRefusal.NEVER_KEPT)
        elif keeping is Keeping.FRONT_ONLY and pages > _FRONT:
            found.append(ScanRefusal.FRONT_ONLY)
        elif to_mask(paper, rules, masks):
            found.append(ScanRefusal.NOT_MASKED)
    return tuple(found)


def numbers_on(codes: Sequence[str]) -> tuple[str, ...]:
    """Return the receipt numbers that the codes on one sheet name, each once; none of others.

    Each sheet is asked by itself: what lay before it in the scanner says nothing of it (APPI 20,
    22: a paper goes to the case that it is of). A code whose check character does not fit is as if
    it were not there, as is one of another kind or of somebody else.
    """
    found: dict[str, None] = {}
    for code in codes:
        with suppress(CodeError):
            found[str(read_code(code).receipt)] = None
    return tuple(found)


def first_wrong_mask(masks: Sequence[Mask], pages: int, rules: Rules) -> int | None:
    """Return the place of the first mask that covers nothing, or has no reason; None where all do.

    It must lie on one of the pages, and name an item of the rulebook where that is its reason.
    """
    known = {each.code for each in rules.masks}
    for place, mask in enumerate(masks):
        lies = 1 <= mask.page <= min(pages, PAGES_LIMIT)
        across = 0 <= mask.left < mask.right <= WHOLE
        down = 0 <= mask.top < mask.bottom <= WHOLE
        named = mask.item in known if mask.reason is MaskReason.RULEBOOK else not mask.item
        if not (lies and across and down and named):
            return place
    return None
