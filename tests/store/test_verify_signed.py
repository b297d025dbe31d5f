# SPDX-License-Identifier: MIT
"""``desk-app verify`` and the journal's check name the decision that two people did not sign."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from desk_app.desk import reading
from desk_app.desk.errors import DamageFound
from desk_app.store.backup.verifying import verify_desk
from tests.robustness import overreach
from tests.robustness.sites import founded
from tests.robustness.two_people import TwoPeople


@pytest.mark.parametrize("kind", sorted(overreach.FORGERIES))
def test_what_nobody_approved_as_it_stands_is_named(tmp_path: Path, kind: str) -> None:
    site = founded(tmp_path)
    people = TwoPeople.at(site)
    one, other = people.decided("承認 花子"), people.decided("承認 次郎")
    assert reading.check_journal(people.officer).sequence > 0
    number = people.file(one).application.receipt_number
    chance = Random(kind)  # noqa: S311 the same each time
    overreach._edit(people, one, overreach.FORGERIES[kind](people, chance, one, other))
    with pytest.raises(DamageFound) as checked:
        reading.check_journal(people.officer)
    people.close()
    with pytest.raises(DamageFound) as verified:
        verify_desk(site.desk, site.keys, site.unlock())
    for caught in (checked, verified):
        assert (caught.value.code, caught.value.facts) == (
            "approvals_unsound",
            {"numbers": number},
        )


def test_a_change_through_the_verbs_is_no_damage(tmp_path: Path) -> None:
    site = founded(tmp_path)
    people = TwoPeople.at(site)
    id_ = people.decided("承認 花子")
    file = people.file(id_)
    principal = replace(file.application.principal, name="髙﨑 花子")
    overreach._write(
        people, replace(file, application=replace(file.application, principal=principal))
    )
    reading.check_journal(people.officer)
    people.close()
    verify_desk(site.desk, site.keys, site.unlock())
