# SPDX-License-Identifier: MIT
"""Every field of every file beside the database: bound by the roster, or named with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.robustness.attacks import fields
from tests.robustness.attacks.fields import HARMLESS, Edit, Found
from tests.robustness.attacks.hand import Hand
from tests.robustness.attacks.office import Office, made
from tests.robustness.forks import apart

pytestmark = [pytest.mark.once, pytest.mark.robust, pytest.mark.xdist_group("goals")]

LEAST = 200
"""So many fields there are at the least, of six files and of ``desk.toml``."""


def _walked(office: Office, folder: Path) -> list[tuple[Edit, Found]]:
    found = []
    for edit in fields.edits(office, "walked"):
        site = office.copy(folder)
        hand = Hand(office, site)
        fields.make(hand, edit)
        came, _ = fields.started(office, site, (hand.stranger.secret,))
        found.append((edit, came))
    return found


def test_every_field_is_bound_or_has_a_reason(tmp_path: Path) -> None:
    office = fields.lean(apart(made, tmp_path / "office"))
    walked = apart(_walked, office, tmp_path / "copy")
    assert len(walked) >= LEAST
    assert {each.file for each, _ in walked} >= {file for file, _ in HARMLESS}
    unnoticed = {
        (each.file, each.field) for each, came in walked if not came.stopped and not came.told
    }
    assert unnoticed <= HARMLESS.keys()
    assert [came.taken for _, came in walked if came.taken] == []
    # No reason stands there for a field that is bound, or is none.
    assert HARMLESS.keys() <= {(each.file, each.field) for each, _ in walked}
