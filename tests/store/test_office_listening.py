# SPDX-License-Identifier: MIT
"""What an open station hears of the others: asked beside its work, taken between two calls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from desk_app.desk.context import Kind
from desk_app.desk.errors import DamageFound, ServerAway
from desk_app.desk.rows import WhatCame
from desk_app.records.books.journal import Action
from desk_app.records.desk.profile import DeskProfile
from desk_app.store.office import turn
from desk_app.store.office.touched import MOST_ENTRIES, CameNotes
from tests.fakes.making import CLERK, NOW, logged, person
from tests.fakes.office import DeskStation, two_stations
from tests.store.test_office_log import fail_at, issue, keep_draft, names, remove

SUZUKI, YAMADA = person("鈴木 花子", "スズキ ハナコ"), person("山田 太郎", "ヤマダ タロウ")

Office = tuple[DeskStation, DeskStation]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with two_stations(tmp_path) as both:
        for each in both:
            each.store.hear_others()
            each.stations.came()
        yield both


def ids(came: WhatCame, kind: Kind) -> set[int | str]:
    return {id_ for touched, id_ in came.touched if touched == kind.value}


def test_whoever_listens_is_told_of_a_save_and_takes_it_on_the_desk_s_thread(
    office: Office,
) -> None:
    one, two = office
    assert not two.stations.listen(0)
    id_ = logged(one.store, SUZUKI, "R8-0001")
    assert two.stations.listen(0)
    assert (two.stations.state.behind, names(two)) == (1, [])
    two.stations.hear()
    assert (two.stations.state.behind, names(two)) == (0, ["鈴木 花子"])
    assert two.stations.state.number == one.server.head.number
    came = two.stations.came()
    assert ids(came, Kind.APPLICATION) == {id_}
    assert ids(came, Kind.MAIL_ITEM)
    with two.store.reading() as books:
        assert came.entries == (books.journal.head()[0],)
    assert two.stations.came() == WhatCame(frozenset(), ())
    assert not two.stations.listen(0)


def test_who_is_far_behind_takes_it_in_pieces(office: Office) -> None:
    one, two = office
    for number in range(5):
        logged(one.store, YAMADA, f"R8-000{number}")
    assert two.stations.listen(0)
    with patch.object(turn, "AT_ONCE", 2):
        left = [(two.stations.hear(), two.stations.state.behind) for _ in range(3)]
    assert left == [(True, 3), (True, 1), (False, 0)]
    assert len(names(two)) == 5
    assert not two.stations.hear()


def test_what_came_with_the_turn_of_a_save_is_told_too(office: Office) -> None:
    one, two = office
    first = logged(one.store, SUZUKI, "R8-0001")
    second = logged(two.store, YAMADA, "R8-0002")
    came = two.stations.came()
    assert ids(came, Kind.APPLICATION) == {first}
    assert second not in ids(came, Kind.APPLICATION)
    assert len(came.entries) == 1


def test_letters_profile_and_what_went_are_told_by_their_kinds(office: Office) -> None:
    one, two = office
    id_ = logged(one.store, SUZUKI, "R8-0001")
    issue(one.store, id_)
    with one.store.writing(CLERK, NOW) as books:
        books.settings.keep_profile(DeskProfile(company_ja="別の会社"))
        books.journal.note(Action.PROFILE_CHANGED)
        books.commit()
    two.stations.hear()
    came = two.stations.came()
    assert ids(came, Kind.PROFILE) == {""}
    assert ids(came, Kind.RULEBOOK) == set()
    remove(one.store, id_)
    two.stations.hear()
    assert ids(two.stations.came(), Kind.APPLICATION) == {id_}


def test_only_the_newest_entries_are_told_one_by_one() -> None:
    notes = CameNotes()
    notes.note_entries(0, 3)
    notes.note_entries(10, 10 + 5 * MOST_ENTRIES)
    entries = notes.take().entries
    assert len(entries) == MOST_ENTRIES
    assert entries[-1] == 10 + 5 * MOST_ENTRIES


def test_while_who_listens_finds_no_server_nothing_is_asked_of_it(office: Office) -> None:
    one, _ = office
    away = ServerAway()
    one.listener.away = away
    with pytest.raises(ServerAway):
        one.stations.listen(0)
    stop = one.store.closed_to_writing
    assert stop is away
    asked = len(one.log.asked)
    keep_draft(one.store)
    with pytest.raises(ServerAway):
        logged(one.store, SUZUKI, "R8-0001")
    assert len(one.log.asked) == asked
    assert (names(one), one.server.units) == ([], [])
    one.listener.away = None
    assert one.stations.listen(0)
    one.stations.hear()
    assert one.store.closed_to_writing is None
    logged(one.store, SUZUKI, "R8-0001")
    assert names(one) == ["鈴木 花子"]


def test_a_log_that_is_not_what_was_written_is_told_each_time(office: Office) -> None:
    one, two = office
    logged(one.store, SUZUKI, "R8-0001")
    unit = one.server.units[-1]
    one.server.units[-1] = replace(unit, content=unit.content[:-1] + b"x")
    assert two.stations.listen(0)
    for _ in range(2):
        with pytest.raises(DamageFound):
            two.stations.hear()
    assert two.stations.listen(0)
    assert isinstance(two.store.closed_to_writing, DamageFound)


def test_the_stations_are_told_as_the_server_knows_them(office: Office) -> None:
    one, two = office
    logged(two.store, YAMADA, "R8-0001")
    one.stations.listen(0)
    status = one.stations.status()
    assert (status.station, status.stands_at, status.number) == ("one", 0, 1)
    assert [each.name for each in status.members] == ["one", "two"]
    one.log.before = fail_at("head", ServerAway())
    away = one.stations.status()
    assert (away.away, away.number, away.members) == ("server_away", None, ())


def test_who_saves_is_told_by_name_where_the_station_saved_before(office: Office) -> None:
    one, two = office
    assert two.stations.saves_now() == ""
    with one.store.writing(CLERK, NOW):
        assert two.stations.saves_now() == "one"
        assert one.stations.saves_now() == ""
    logged(one.store, SUZUKI, "R8-0001")
    two.stations.hear()
    assert two.office.people
    with one.store.writing(CLERK, NOW):
        assert two.stations.saves_now() == two.office.people["one"] != "one"


def test_who_wants_to_know_at_once_whether_the_server_is_there_ends_the_wait(
    office: Office,
) -> None:
    one, _ = office
    one.stations.wake()
    assert one.listener.cuts == 1
    one.listener.away = ServerAway()
    with pytest.raises(ServerAway):
        one.stations.listen(0)
    one.stations.close()
    with pytest.raises(ServerAway):
        one.stations.listen(0)
    assert one.listener.closed
