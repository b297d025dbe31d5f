# SPDX-License-Identifier: MIT
"""How a person narrows the lists down: kept for him alone, by a name."""

from __future__ import annotations

import pytest

from desk_app.desk.applications import narrowing
from desk_app.desk.applications.narrowing import MOST_FILTERS, SavedFilter
from desk_app.desk.errors import NotFound
from tests.unit.desk.office import Office, bad_input, fails

LIST = "applications"
MINE = SavedFilter("自分", {"whose": "mine", "open_only": True})


def test_today_stays_narrowed_for_the_person_alone(office: Office) -> None:
    narrowing.see_mine(office.clerk, alone=True)
    assert narrowing.sees_mine(office.clerk)
    assert not narrowing.sees_mine(office.supervisor)
    narrowing.see_mine(office.clerk, alone=False)
    assert not narrowing.sees_mine(office.clerk)


def test_a_filter_is_saved_renamed_and_forgotten_by_its_own_person(office: Office) -> None:
    narrowing.save_filter(office.clerk, LIST, MINE)
    narrowing.save_filter(office.clerk, "journal", SavedFilter("自分", {}))
    assert narrowing.saved_filters(office.clerk, LIST) == (MINE,)
    assert narrowing.saved_filters(office.supervisor, LIST) == ()
    narrowing.rename_filter(office.clerk, LIST, "自分", " 私の件 ")
    (kept,) = narrowing.saved_filters(office.clerk, LIST)
    assert kept == SavedFilter("私の件", MINE.fields)
    narrowing.save_filter(office.clerk, LIST, SavedFilter("私の件", {"text": "田"}))
    (kept,) = narrowing.saved_filters(office.clerk, LIST)
    assert kept.fields == {"text": "田"}
    narrowing.forget_filter(office.clerk, LIST, "私の件")
    narrowing.forget_filter(office.clerk, LIST, "私の件")
    assert narrowing.saved_filters(office.clerk, LIST) == ()


def test_a_filter_needs_a_name_of_its_own(office: Office) -> None:
    narrowing.save_filter(office.clerk, LIST, MINE)
    narrowing.save_filter(office.clerk, LIST, SavedFilter("別", {}))
    with bad_input(office, "filter_name_missing", "name"):
        narrowing.save_filter(office.clerk, LIST, SavedFilter("　", {}))
    with bad_input(office, "text_too_long", "name"):
        narrowing.rename_filter(office.clerk, LIST, "自分", "長" * 201)
    with bad_input(office, "filter_name_taken", "name"):
        narrowing.rename_filter(office.clerk, LIST, "自分", "別")
    with fails(office, NotFound):
        narrowing.rename_filter(office.clerk, LIST, "無", "有")


def test_there_is_an_end_to_filters(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(narrowing, "MOST_FILTERS", 1)
    narrowing.save_filter(office.clerk, LIST, MINE)
    narrowing.save_filter(office.clerk, LIST, MINE)
    with bad_input(office, "too_many_filters", "name"):
        narrowing.save_filter(office.clerk, LIST, SavedFilter("別", {}))
    assert MOST_FILTERS > 1
