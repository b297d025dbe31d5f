# SPDX-License-Identifier: MIT
"""Whether a picture of a paper may be kept, and what must be unreadable in it (practice 13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app.records.case.application import Right
from desk_app.records.case.papers import MaskAction, Masking, MaskState
from desk_app.records.case.scans import Mask, MaskReason
from desk_app.rules.case import scanning
from desk_app.rules.case.scanning import ScanRefusal
from tests.builders import complete, paper, rules

NUMBER, DONATION = "individual_number", "organ_donation"
CARD = paper("individual_number_card")
VISIBLE, ABSENT = MaskState.VISIBLE, MaskState.NOT_THERE


def mask(item: str = NUMBER, reason: MaskReason = MaskReason.RULEBOOK) -> Mask:
    return Mask(1, 100, 100, 4_000, 900, reason, item)


@pytest.mark.parametrize(
    ("noted", "masks", "left"),
    [
        ((), (), (NUMBER, DONATION)),
        ((), (mask(),), (DONATION,)),
        ((), (mask(DONATION), mask()), ()),
        ((), (mask("", MaskReason.NOT_NEEDED),), (NUMBER, DONATION)),
        ((Masking(NUMBER, ABSENT),), (), (DONATION,)),
        ((Masking(NUMBER, MaskState.MASKED),), (mask(DONATION),), ()),
        ((Masking(NUMBER, VISIBLE),), (), (NUMBER, DONATION)),
        ((Masking(NUMBER, VISIBLE, MaskAction.MASKED_HERE),), (), (DONATION,)),
    ],
)
def test_what_is_to_be_masked(
    noted: tuple[Masking, ...], masks: tuple[Mask, ...], left: tuple[str, ...]
) -> None:
    assert scanning.to_mask(replace(CARD, masking=noted), rules(), masks) == left


BOTH = (mask(), mask(DONATION))


@pytest.mark.parametrize(
    ("kind", "pages", "masks", "why"),
    [
        ("notification_card", 1, (), (ScanRefusal.NEVER_KEPT,)),
        ("individual_number_notice", 3, BOTH, (ScanRefusal.NEVER_KEPT,)),
        ("individual_number_card", 1, BOTH, ()),
        ("individual_number_card", 2, BOTH, (ScanRefusal.FRONT_ONLY,)),
        ("individual_number_card", 1, (mask(),), (ScanRefusal.NOT_MASKED,)),
        ("of_no_catalogue", 200, (), ()),
    ],
)
def test_why_a_paper_is_not_kept(
    kind: str, pages: int, masks: tuple[Mask, ...], why: tuple[ScanRefusal, ...]
) -> None:
    file = complete(Right.DISCLOSURE)
    assert scanning.refusals(file, paper(kind), rules(), pages, masks) == why


def test_nothing_is_scanned_once_all_is_answered() -> None:
    file = complete(Right.DISCLOSURE)
    assert scanning.refusals(file, None, rules(), 200) == ()
    done = replace(file.application, completed_before=date(2026, 11, 30), imported=1)
    answered = replace(file, application=done)
    assert scanning.refusals(answered, None, rules(), 1) == (ScanRefusal.ANSWERED,)
    both = (ScanRefusal.ANSWERED, ScanRefusal.NEVER_KEPT)
    assert scanning.refusals(answered, paper("notification_card"), rules(), 1) == both


@pytest.mark.parametrize(
    "wrong",
    [
        replace(mask(), page=3),
        replace(mask(), page=0),
        replace(mask(), right=100),
        replace(mask(), bottom=10_001),
        replace(mask(), left=-1),
        mask("no such item"),
        mask(NUMBER, MaskReason.OTHER_PERSON),
    ],
)
def test_a_mask_covers_something_for_a_reason(wrong: Mask) -> None:
    assert scanning.first_wrong_mask((mask(), wrong), 2, rules()) == 1
    assert (
        scanning.first_wrong_mask((mask(), mask("", MaskReason.OTHER_PERSON)), 2, rules()) is None
    )
