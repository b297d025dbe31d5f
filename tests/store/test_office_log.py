# SPDX-License-Identifier: MIT
"""Stations of an office keep the same desk: each save once, whatever fails between two of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest

from desk_app.desk.errors import DamageFound, DiskFull, KnownError, ServerAway
from desk_app.records.base import ApplicationId, LetterId
from desk_app.records.books.journal import Action
from desk_app.records.case.scans import Scan
from desk_app.store.database import SqlStore
from desk_app.store.disk.desk_file import CAUGHT_UP_FROM
from desk_app.store.office import shipping, turn
from desk_app.store.office.sealing import FIRST_HASH, LogHead, StationKey, UnitSeal
from desk_app.store.office.shipping import SHAPES, NotShippedError, RowChanges, from_bytes, to_bytes
from tests.contract.test_scans import PDF, attach, scan
from tests.fakes.making import (
    CLERK,
    NOW,
    TO_CHECK,
    application,
    envelope,
    facts,
    keep,
    logged,
    person,
)
from tests.fakes.office import (
    CHANCE,
    KEYS,
    DeskStation,
    KilledError,
    MemoryServer,
    two_stations,
)

SUZUKI, YAMADA = person("鈴木 花子", "スズキ ハナコ"), person("山田 太郎", "ヤマダ タロウ")

Office = tuple[DeskStation, DeskStation]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with two_stations(tmp_path) as both:
        yield both


def names(station: DeskStation) -> list[str]:
    with station.store.reading() as books:
        return [books.files.get(id_).application.principal.name for id_ in books.files.all_ids()]


def keep_draft(store: SqlStore, key: str = "draft-1") -> None:
    with store.writing(CLERK, NOW) as books:
        books.drafts.keep(CLERK, key, "{}")
        books.commit()


def drafts(station: DeskStation) -> tuple[str, ...]:
    with station.store.reading() as books:
        return books.drafts.keys(CLERK)


def log_draft(store: SqlStore) -> None:
    """Log an application out of a draft, as intake does."""
    with store.writing(CLERK, NOW) as books:
        mail = books.mail.add(envelope(handled=True))
        keep(books, application(SUZUKI, mail, "R8-0001"))
        books.drafts.drop(CLERK, "draft-1")
        books.commit()


def issue(store: SqlStore, id_: ApplicationId, letter: str = "letter-1") -> None:
    with store.writing(CLERK, NOW) as books:
        books.letters.keep(LetterId(letter), facts(), b"%PDF " + SUZUKI.name.encode())
        books.journal.note(Action.LETTER_ISSUED, id_)
        books.commit()


def remove(store: SqlStore, id_: ApplicationId) -> None:
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.DISPOSED, id_)
        books.files.remove(id_)
        books.commit()


def fail_at(what: str, error: BaseException) -> Callable[[str], None]:
    def fail(asked: str) -> None:
        if asked == what:
            raise error

    return fail


def test_every_table_of_a_desk_is_shipped_but_drafts(office: Office) -> None:
    one, _ = office
    one.store.close()
    words = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    with closing(one.place.raw()) as raw:
        there = {name for (name,) in raw.execute(words)}
    of_search = {name for name in there if name == "search" or name.startswith("search_")}
    assert there - SHAPES.keys() == {"drafts", "alembic_version"} | of_search - {"search_rows"}
    assert SHAPES.keys() <= there
    one.open()


def test_what_one_station_saves_the_other_has_row_by_row(office: Office) -> None:
    one, two = office
    first = logged(one.store, SUZUKI, "R8-0001")
    second = logged(two.store, YAMADA, "R8-0002")
    issue(one.store, first)
    attach(two.store, scan(second))
    third = logged(two.store, person("佐藤 三郎"), "R8-0003")
    remove(one.store, third)
    assert two.store.hear_others() == 1
    assert one.store.hear_others() == 0
    assert names(one) == names(two) == ["鈴木 花子", "山田 太郎"]
    with one.store.reading() as books:
        assert books.letters.pages(LetterId("letter-1")) == b"%PDF " + SUZUKI.name.encode()
        assert [books.scans.pdf(each) for each in books.scans.of_application(second)] == [PDF]
    ours, theirs = one.rows(), two.rows()
    assert {name for name in ours if ours[name] != theirs[name]} == set()
    assert len(ours["journal"]) > 8
    assert any(ours["letter_pages"])


def test_a_changed_name_is_found_by_its_new_letters_alone(office: Office) -> None:
    one, two = office
    id_ = logged(one.store, SUZUKI, "R8-0001")
    two.store.hear_others()
    with two.store.writing(CLERK, NOW) as books:
        file = books.files.get(id_)
        changed = replace(file, application=replace(file.application, principal=YAMADA))
        books.journal.note(Action.APPLICATION_CORRECTED, id_)
        books.files.save(changed, TO_CHECK)
        books.commit()
    one.store.hear_others()
    assert one.rows()["tokens"] == two.rows()["tokens"]
    assert names(one) == ["山田 太郎"]


def test_both_stations_are_whole_and_open_again(office: Office) -> None:
    one, two = office
    for number in range(4):
        logged((one, two)[number % 2].store, YAMADA, f"R8-000{number}")
    one.store.hear_others()
    assert one.store.check_journal().sequence == two.store.check_journal().sequence
    for station in office:
        station.again()
        assert len(names(station)) == 4


def test_numbers_are_taken_once(office: Office) -> None:
    taken: list[int] = []
    for turn_ in range(6):
        with office[turn_ % 2].store.writing(CLERK, NOW) as books:
            taken.append(books.numbers.next_receipt("R", 8))
            books.journal.note(Action.APPLICATION_LOGGED)
            books.commit()
    assert taken == [1, 2, 3, 4, 5, 6]


def test_who_has_not_the_turn_saves_nothing(office: Office) -> None:
    one, two = office
    with one.store.writing(CLERK, NOW) as books:
        books.journal.note(Action.DAY_BEGUN)
        with pytest.raises(ServerAway, match="turn_taken"):
            logged(two.store, YAMADA, "R8-0001")
        books.commit()
    logged(two.store, YAMADA, "R8-0001")
    assert len(one.server.units) == 2


def test_a_save_without_the_turn_is_not_taken(office: Office) -> None:
    """The negative control: who does not wait appends behind what he has not taken."""
    one, two = office
    two.store.hear_others()
    logged(one.store, SUZUKI, "R8-0001")
    stale = two.office.stands_at

    def no_turn(_office: object, _lent: object) -> None:
        assert two.office.stands_at == stale

    refused = pytest.raises(ServerAway, match="log_moved")
    with patch.object(turn.OfficeLog, "_ready_for_turn", no_turn), refused:
        logged(two.store, YAMADA, "R8-0001")
    assert names(two) == []


# Drafts and values of one station.


def test_drafts_stay_where_they_are_typed(office: Office) -> None:
    one, two = office
    keep_draft(one.store)
    keep_draft(two.store)
    log_draft(one.store)
    two.store.hear_others()
    assert (drafts(one), drafts(two)) == ((), ("draft-1",))
    assert len(one.server.units) == 1


@pytest.mark.parametrize("code", ["server_away", "server_refused", "turn_taken"])
def test_without_the_server_drafts_are_kept_and_nothing_else(office: Office, code: str) -> None:
    one, _ = office
    one.log.before = fail_at("take_turn", ServerAway(code))
    keep_draft(one.store)
    with pytest.raises(ServerAway, match=code):
        log_draft(one.store)
    assert drafts(one) == ("draft-1",)
    assert names(one) == []
    stop = one.store.closed_to_writing
    assert stop is not None
    assert stop.code == code
    one.log.before = lambda _what: None
    log_draft(one.store)
    assert one.store.closed_to_writing is None
    assert len(one.server.units) == 1


def test_a_station_opens_while_the_server_is_away(office: Office) -> None:
    one, two = office
    logged(two.store, YAMADA, "R8-0001")
    one.store.close()
    one.open(fail_at("head", ServerAway()))
    assert names(one) == []
    one.log.before = lambda _what: None
    assert one.store.hear_others() == 1
    assert names(one) == ["山田 太郎"]


# Killed between two steps, and answers that are lost.


@pytest.mark.parametrize("what", ["take_turn", "append", "commit"])
def test_killed_before_the_server_s_commit_nothing_was_saved(office: Office, what: str) -> None:
    one, _ = office
    keep_draft(one.store)
    one.log.before = fail_at(what, KilledError())
    with pytest.raises(KilledError):
        log_draft(one.store)
    one.killed()
    assert (names(one), drafts(one), one.server.units) == ([], ("draft-1",), [])
    log_draft(one.store)
    assert (names(one), drafts(one), len(one.server.units)) == (["鈴木 花子"], (), 1)


def test_killed_between_both_commits_the_save_is_there_once_and_its_draft_gone(
    office: Office,
) -> None:
    one, two = office
    keep_draft(one.store)
    one.log.after = fail_at("commit", KilledError())
    with pytest.raises(KilledError):
        log_draft(one.store)
    assert names(one) == []
    one.killed()
    assert (names(one), drafts(one)) == (["鈴木 花子"], ())
    logged(two.store, YAMADA, "R8-0002")
    assert names(two) == ["鈴木 花子", "山田 太郎"]
    assert one.store.hear_others() == 1
    assert one.rows() == two.rows()


def test_drafts_that_no_unit_names_are_left_behind(office: Office) -> None:
    """The negative control: a unit that does not say which draft it used up."""
    one, _ = office
    keep_draft(one.store)
    one.log.after = fail_at("commit", KilledError())
    collect = shipping.collect
    with (
        patch.object(shipping, "collect", lambda raw, _drafts: collect(raw, ())),
        pytest.raises(KilledError),
    ):
        log_draft(one.store)
    one.killed()
    assert (names(one), drafts(one)) == (["鈴木 花子"], ("draft-1",))


@pytest.mark.parametrize("answer", ["of a save that was kept", "of none"])
def test_a_lost_answer_is_asked_for_before_anything_else_is_saved(
    office: Office, answer: str
) -> None:
    one, two = office
    was_kept = answer == "of a save that was kept"
    lost = fail_at("commit", ServerAway("save_unknown"))
    one.log.before, one.log.after = ((lambda _: None), lost) if was_kept else (lost, lambda _: None)
    with pytest.raises(ServerAway, match="save_unknown"):
        logged(one.store, SUZUKI, "R8-0001")
    assert names(one) == []
    one.log.before = one.log.after = lambda _what: None
    if was_kept:
        with pytest.raises(ServerAway, match="save_was_kept"):
            logged(one.store, SUZUKI, "R8-0001")
    else:
        logged(one.store, SUZUKI, "R8-0001")
    assert names(one) == ["鈴木 花子"]
    logged(one.store, YAMADA, "R8-0002")
    two.store.hear_others()
    assert names(two) == ["鈴木 花子", "山田 太郎"]


def test_what_waited_for_the_server_hears_of_no_lost_answer_in_a_clerk_s_place(
    office: Office,
) -> None:
    one, _ = office
    one.log.after = fail_at("commit", ServerAway("save_unknown"))
    with pytest.raises(ServerAway):
        logged(one.store, SUZUKI, "")
    one.log.after = lambda _what: None

    def note() -> None:
        logged(one.store, YAMADA, "R8-0002")

    one.store.once_writable(note)
    with pytest.raises(ServerAway, match="save_was_kept"):
        logged(one.store, SUZUKI, "")
    assert names(one) == ["鈴木 花子"]
    logged(one.store, person("佐藤 三郎"), "R8-0003")
    assert names(one) == ["鈴木 花子", "山田 太郎", "佐藤 三郎"]


def test_saved_again_without_asking_it_is_there_twice(office: Office) -> None:
    """The negative control: who does not ask for the unit by its id."""
    one, _ = office
    one.log.after = fail_at("commit", ServerAway("save_unknown"))
    with pytest.raises(ServerAway):
        logged(one.store, SUZUKI, "")
    one.log.after = lambda _what: None
    with patch.object(turn.OfficeLog, "_settle_unknown", lambda *_: None):
        logged(one.store, SUZUKI, "")
    assert names(one) == ["鈴木 花子"] * 2


def test_kept_here_before_the_server_a_save_is_lost_to_the_others(office: Office) -> None:
    """The negative control: the local commit first."""
    one, two = office
    keep_there = turn.OfficeLog._keep_there

    def here_first(self: turn.OfficeLog, connection: object, changes: RowChanges) -> None:
        connection.commit()  # type: ignore[attr-defined]  # it is SQLAlchemy's
        keep_there(self, connection, changes)  # type: ignore[arg-type]

    one.log.before = fail_at("append", KilledError())
    with (
        patch.object(turn.OfficeLog, "_keep_there", here_first),
        pytest.raises(KilledError),
    ):
        logged(one.store, SUZUKI, "R8-0001")
    one.killed()
    two.store.hear_others()
    assert (names(one), names(two)) == (["鈴木 花子"], [])


def taken_without_anchor(one: DeskStation, two: DeskStation) -> None:
    """Take several saves of another and be killed before the anchor follows."""
    for number in range(3):
        with two.store.writing(CLERK, NOW + timedelta(minutes=number)) as books:
            books.journal.note(Action.DAY_BEGUN)
            books.commit()
    with (
        patch.object(SqlStore, "_settle", side_effect=KilledError),
        pytest.raises(KilledError),
    ):
        one.store.hear_others()


def test_killed_after_others_saves_were_taken_the_desk_opens(office: Office) -> None:
    one, two = office
    taken_without_anchor(one, two)
    one.killed()
    assert one.store.check_journal() == two.store.check_journal()


def test_an_old_anchor_is_told_at_a_station_too(office: Office) -> None:
    """The anchor of before the last units of others is no excuse once the desk saved itself."""
    one, two = office
    anchor = one.place.keys / "anchor.json"
    kept = anchor.read_bytes()
    taken_without_anchor(one, two)
    one.killed()
    logged(one.store, YAMADA, "R8-0001")
    with one.store.reading() as books:
        assert books.settings.value(CAUGHT_UP_FROM) == ""
    one.store.close()
    (latest, _) = anchor.read_bytes(), anchor.write_bytes(kept)
    with pytest.raises(DamageFound, match="anchor_too_old"):
        one.place.open()
    anchor.write_bytes(latest)
    one.open()


def test_who_is_far_behind_takes_all_of_it(office: Office) -> None:
    one, two = office
    for number in range(30):
        logged(two.store, YAMADA, f"R8-{number:04}")
    with patch.object(turn, "AT_ONCE", 7):
        logged(one.store, SUZUKI, "R8-1000")
    assert len(names(one)) == 31
    two.store.hear_others()
    assert one.rows() == two.rows()


def test_a_scan_that_is_removed_goes_everywhere(office: Office) -> None:
    one, two = office
    id_ = logged(one.store, SUZUKI, "R8-0001")
    kept = attach(one.store, scan(id_))
    two.store.hear_others()
    assert len(scan_files(two)) == 1
    with two.store.writing(CLERK, NOW) as books:
        books.journal.note(Action.SCAN_REMOVED, id_)
        gone: Scan = replace(kept, removed_by=CLERK, removed_at=NOW, removed_why="別人")
        books.scans.remove(gone)
        books.commit()
    one.store.hear_others()
    assert scan_files(one) == scan_files(two) == []


def scan_files(station: DeskStation) -> list[Path]:
    return [*(station.place.folder / "scans").glob("*.age")]


# What a station does not take.


def test_a_wrong_clock_or_another_key_or_schema_saves_nothing(office: Office) -> None:
    one, _ = office
    now = one.office._now
    for off in (timedelta(days=1), timedelta(minutes=-3)):
        one.office._now = lambda off=off: now() + off  # type: ignore[misc]
        with pytest.raises(ServerAway, match="office_clock"):
            logged(one.store, SUZUKI, "R8-0001")
    one.office._now = now
    for name, code in (("generation", "office_other_key"), ("schema", "office_other_schema")):
        kept = getattr(one.server, name)
        setattr(one.server, name, 99)
        with pytest.raises(ServerAway, match=code):
            logged(one.store, SUZUKI, "R8-0001")
        setattr(one.server, name, kept)
    logged(one.store, SUZUKI, "R8-0001")


def hashes(station: DeskStation) -> list[bytes]:
    with closing(station.place.raw()) as raw:
        return [hash_ for (hash_,) in raw.execute("SELECT hash FROM journal ORDER BY sequence")]


def flipped(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


def swap(server: MemoryServer) -> None:
    first, second = server.units[-2:]
    server.units[-2:] = [
        replace(second, number=first.number),
        replace(first, number=second.number),
    ]


def forge_content(server: MemoryServer) -> None:
    server.units[-1] = replace(server.units[-1], content=flipped(server.units[-1].content))


def forge_file(server: MemoryServer) -> None:
    name = next(iter(server.files))
    server.files[name] = flipped(server.files[name])


def forge_head(server: MemoryServer) -> None:
    server.head = server.head._replace(hash=FIRST_HASH)


def forget_last(server: MemoryServer) -> None:
    server.units.pop()


def cut(server: MemoryServer) -> None:
    server.units.pop(0)


def older(server: MemoryServer) -> None:
    server.units, server.head = [], LogHead(0, FIRST_HASH)


def of_another_desk(server: MemoryServer) -> None:
    seal = UnitSeal("other", CHANCE.octets(32), CHANCE)
    unit = server.units[0]
    forged = seal.seal(b"[{},{},{},[]]", unit.id, LogHead(0, FIRST_HASH), KEYS["two"])
    server.units[0] = forged


EDITS = (
    swap,
    forge_content,
    forge_file,
    forge_head,
    forget_last,
    cut,
    of_another_desk,
)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_of_the_server_is_found_and_nothing_of_it_taken(
    office: Office, edit: Callable[[MemoryServer], None]
) -> None:
    one, two = office
    issue(two.store, logged(two.store, YAMADA, "R8-0001"))
    edit(one.server)
    with pytest.raises(DamageFound):
        one.store.hear_others()
    with pytest.raises(DamageFound):
        logged(one.store, SUZUKI, "R8-0002")
    stop = one.store.closed_to_writing
    assert isinstance(stop, DamageFound)
    ours, theirs = hashes(one), hashes(two)
    assert ours == theirs[: len(ours)]
    one.again()
    assert isinstance(one.store.closed_to_writing, DamageFound)


def test_an_older_server_is_told_with_how_many_saves_it_lacks(office: Office) -> None:
    one, two = office
    logged(two.store, YAMADA, "R8-0001")
    one.store.hear_others()
    older(one.server)
    with pytest.raises(DamageFound, match="log_behind") as caught:
        one.store.hear_others()
    assert caught.value.facts == {"missing": 1}


def sealed_by(station: DeskStation, plain: bytes, key: StationKey) -> None:
    """Append what somebody with the data key made by a program of his own."""
    server, seal = station.server, station.office._seal
    unit = seal.seal(plain, CHANCE.octets(16), server.head, key)
    server.units.append(unit)
    server.head = unit.head


def test_what_no_station_signed_is_not_taken(office: Office) -> None:
    one, _ = office
    sealed_by(one, to_bytes(RowChanges()), StationKey.new("three", CHANCE))
    with pytest.raises(DamageFound, match="log_of_a_stranger"):
        one.store.hear_others()


LINK = [1, "", "", "", "", "{}", {"b": ""}, {"b": ""}]
INSIDE: tuple[bytes, ...] = (
    b"",
    b"[",
    b"[1,2,3,4]",
    b'[{"users":[[1]]},{},{},[]]',
    b'[{"nothing":[[1]]},{},{},[]]',
    b'[{"users":[[1,{"b":"*"},"n","[]"]]},{},{},[]]',
    b'[{"users":[[1,{"c":"AA=="},"n","[]"]]},{},{},[]]',
    b'[{"users":[[1,[],"n","[]"]]},{},{},[]]',
    b'[{"users":[[1,null,"n","[]"]]},{},{},[]]',
    b'[{"users":[[99999999999999999999,"u","n","[]"]]},{},{},[]]',
    b'[{"cares":[[77,"[]"]]},{},{},[]]',
    b'[{"letter_pages":[["l","no key"]]},{},{},[]]',
    b'[{},{"journal":[[1]]},{},[]]',
    b'[{},{"users":[[1,2]]},{},[]]',
    b'[{"removed_scans":[["../x"]]},{"scans":[[1,"../../x"]]},{},[]]',
    b"[" * 100_000,
)


@pytest.mark.parametrize("plain", INSIDE)
def test_what_is_no_rows_of_a_desk_is_not_taken(office: Office, plain: bytes) -> None:
    one, _ = office
    before = one.store.check_journal()
    sealed_by(one, plain, KEYS["two"])
    with pytest.raises(DamageFound):
        one.store.hear_others()
    assert one.store.check_journal() == before


def test_entries_that_do_not_follow_the_journal_are_not_taken(office: Office) -> None:
    one, two = office
    logged(two.store, YAMADA, "R8-0001")
    changes = from_bytes(
        one.office._seal.open(one.server.units[0], LogHead(0, FIRST_HASH), STATIONS)
    )
    changes.rows["journal"][0][1] = "2020-01-01T00:00:00+00:00"
    older(one.server)
    sealed_by(one, to_bytes(changes), KEYS["two"])
    with pytest.raises(DamageFound, match="journal_damaged"):
        one.store.hear_others()
    assert names(one) == []


STATIONS = {name: key.public for name, key in KEYS.items()}


def test_random_bytes_are_no_changes() -> None:
    chance = Random(1)  # noqa: S311  trials to be repeated
    whole = to_bytes(RowChanges({"users": [[1, "u", "n", "[]"]]}, {"salts": [["s"]]}, {"users": 1}))
    for _ in range(3_000):
        content = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            from_bytes(bytes(content))
        except NotShippedError:
            continue
        except KnownError as error:  # pragma: no cover
            raise AssertionError from error


# Another data key for all of them.


NEW_KEY = bytes(range(32))


def test_another_data_key_is_taken_by_one_station_after_the_other(office: Office) -> None:
    one, two = office
    logged(one.store, SUZUKI, "R8-0001")
    old = one.server.generation
    one.store.rekey(NEW_KEY)
    assert one.server.generation == turn.generation_of(NEW_KEY) != old
    assert one.server.ended[old] == one.server.head
    logged(one.store, YAMADA, "R8-0002")
    with pytest.raises(ServerAway, match="office_other_key"):
        two.store.hear_others()
    assert names(two) == [SUZUKI.name]
    with pytest.raises(ServerAway, match="office_other_key"):
        logged(two.store, YAMADA, "R8-0003")
    two.store.rekey(NEW_KEY)
    assert two.store.hear_others() == 1
    assert names(two) == names(one) == [SUZUKI.name, YAMADA.name]
    logged(two.store, person("佐藤 三郎"), "R8-0003")
    assert one.store.hear_others() == 1


def test_what_came_before_the_other_key_is_taken_before_it(office: Office) -> None:
    one, two = office
    logged(two.store, SUZUKI, "R8-0001")
    one.store.rekey(NEW_KEY)
    assert names(one) == [SUZUKI.name]


def test_without_the_server_the_data_key_stays(office: Office) -> None:
    one, _ = office
    old, generation = one.store.data_key, one.server.generation
    one.log.before = fail_at("take_turn", ServerAway())
    with pytest.raises(ServerAway):
        one.store.rekey(NEW_KEY)
    one.log.before = lambda _what: None
    assert (one.store.data_key, one.server.generation) == (old, generation)
    logged(one.store, SUZUKI, "R8-0001")


def test_a_file_without_room_takes_the_other_key_at_a_second_try(office: Office) -> None:
    one, two = office
    with (
        patch("desk_app.store.rekeying.write_anew", side_effect=DiskFull),
        pytest.raises(DiskFull),
    ):
        one.store.rekey(NEW_KEY)
    assert one.store.data_key != NEW_KEY
    logged(one.store, SUZUKI, "R8-0001")
    one.store.rekey(NEW_KEY)
    assert one.store.data_key == NEW_KEY
    two.store.rekey(NEW_KEY)
    assert two.store.hear_others() == 1


def test_killed_between_server_and_file_the_station_goes_over_once_more(office: Office) -> None:
    one, two = office
    one.log.after = fail_at("renew_key", KilledError())
    with pytest.raises(KilledError):
        one.store.rekey(NEW_KEY)
    one.killed()
    logged(one.store, SUZUKI, "R8-0001")
    with (
        patch("desk_app.store.rekeying.write_anew", side_effect=KilledError),
        pytest.raises(KilledError),
    ):
        one.store.rekey(NEW_KEY)
    one.killed()
    with pytest.raises(ServerAway, match="office_other_key"):
        logged(one.store, YAMADA, "R8-0002")
    one.store.rekey(NEW_KEY)
    logged(one.store, YAMADA, "R8-0002")
    two.store.rekey(NEW_KEY)
    two.store.hear_others()
    assert names(two) == [SUZUKI.name, YAMADA.name]
