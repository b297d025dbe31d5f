# SPDX-License-Identifier: MIT
"""Who looks after an application on a day, and who stands in for him."""

from __future__ import annotations

from datetime import UTC, date, datetime

from desk_app.records.base import UserId
from desk_app.records.desk.sharing import Absence, Care
from desk_app.rules.case import sharing
from desk_app.rules.case.sharing import CareStanding

ON = date(2026, 11, 25)
AKI, BEN, CHO = UserId("aki"), UserId("ben"), UserId("cho")
AT = datetime(2026, 11, 25, 3, tzinfo=UTC)


def test_who_logged_it_looks_after_it_until_somebody_is_named() -> None:
    assert sharing.carer(AKI, ()) == AKI
    assert sharing.carer(None, ()) is None
    assert sharing.carer(AKI, (Care(BEN, BEN, AT), Care(CHO, AKI, AT))) == CHO
    assert sharing.carer(AKI, (Care(BEN, BEN, AT), Care(None, BEN, AT))) is None


def test_who_is_absent_is_stood_in_for_up_to_and_with_the_last_day() -> None:
    away = Absence(AKI, ON, BEN)
    assert sharing.standing(AKI, (away,), ON) == CareStanding(AKI, BEN, away)
    assert sharing.standing(AKI, (away,), date(2026, 11, 26)) == CareStanding(AKI, AKI)
    assert sharing.standing(BEN, (away,), ON) == CareStanding(BEN, BEN)
    assert sharing.standing(None, (away,), ON) == CareStanding(None, None)


def test_a_stand_in_who_is_absent_has_one_of_his_own_or_nobody_acts() -> None:
    chain = (Absence(AKI, ON, BEN), Absence(BEN, ON, CHO))
    assert sharing.acting(AKI, chain, ON) == CHO
    assert sharing.acting(AKI, (Absence(AKI, ON),), ON) is None
    assert sharing.acting(AKI, (*chain, Absence(CHO, ON, AKI)), ON) is None


def test_mine_is_my_own_and_that_of_those_i_stand_in_for() -> None:
    chain = (Absence(AKI, ON, BEN), Absence(BEN, ON, CHO))
    assert sharing.mine(CHO, chain, ON) == (CHO, AKI, BEN)
    assert sharing.mine(BEN, chain, ON) == (BEN,)
    assert sharing.mine(AKI, (), ON) == (AKI,)
