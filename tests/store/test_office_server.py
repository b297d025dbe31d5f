# SPDX-License-Identifier: MIT
"""The log of an office on a real PostgreSQL server: its rights, its turn, what fails on the way.

Where no PostgreSQL is installed each test says so, and what stands above it is tested with a log in
memory (`test_office_log.py`).
"""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from desk_app.desk.errors import DamageFound, KnownError, ServerAway
from desk_app.records.books.journal import Action
from desk_app.records.desk.office import ServerAddress
from desk_app.store.database import SqlStore
from desk_app.store.disk.desk_file import STATION
from desk_app.store.disk.machine import SeededChance
from desk_app.store.office import server as module
from desk_app.store.office.joining import (
    Membership,
    add_station,
    begin_office,
    keep_membership,
)
from desk_app.store.office.sealing import BEFORE_FIRST, LogHead, Unit, UnitSeal
from desk_app.store.office.server import RULES, PostgresLog, connection_words
from tests.contract.test_scans import PDF, attach, scan
from tests.fakes.making import CLERK, NOW, logged, person
from tests.fakes.office import KEYS, DeskStation, MemoryServer
from tests.fakes.real_store import copy_to, place_in
from tests.store.office import KEIKO
from tests.store.office import Office as DeskOffice
from tests.workbench.postgres import NOT_HERE, Cluster, certified, programs, running
from tests.workbench.processes import NOT_PROVED

pytestmark = [pytest.mark.once(under="first"), pytest.mark.xdist_group("postgres")]

CHANCE = SeededChance("server")
SEAL = UnitSeal("desk", CHANCE.octets(32), CHANCE)
GENERATION, SCHEMA = "generation", 1


class Served:
    """A server with two stations, whose log has begun."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self.cluster, self.folder = cluster, folder
        self.addresses = {name: cluster.add_station(key) for name, key in KEYS.items()}
        self.logs: list[PostgresLog] = []

    def log(self, name: str) -> PostgresLog:
        """The log as a station asks for it."""
        self.logs.append(PostgresLog(self.addresses[name], self.folder))
        return self.logs[-1]

    def close(self) -> None:
        """Let go of the server."""
        for each in self.logs:
            each.close()

    def raw(self, name: str) -> psycopg.Connection[tuple[object, ...]]:
        """A connection of a station's login, past the program."""
        words = connection_words(self.addresses[name], self.folder / module.CERTIFICATE)
        (self.folder / module.CERTIFICATE).write_text(self.cluster.certificate)
        return psycopg.connect(**words)


Use = Callable[[Callable[[Served], None]], None]


@pytest.fixture
def on_server(tmp_path: Path, record_property: Callable[[str, object], None]) -> Iterator[Use]:
    """Let a test do something with a server; where none can run, it says so."""
    if programs() is None:
        record_property(NOT_PROVED, NOT_HERE)
        yield lambda _use: None
        return
    with running() as cluster:

        def used(use: Callable[[Served], None]) -> None:
            with closing(Served(cluster, tmp_path)) as served:
                use(served)

        yield used


def begun(served: Served) -> tuple[PostgresLog, PostgresLog]:
    one, two = served.log("one"), served.log("two")
    one.begin_log("desk", GENERATION, SCHEMA, "one", KEYS["one"].public)
    return one, two


def unit_after(head: LogHead, name: str = "one") -> Unit:
    return SEAL.seal(b"said", CHANCE.octets(16), head, KEYS[name])


def test_connections_are_made_by_rules_that_no_address_changes(tmp_path: Path) -> None:
    address = ServerAddress("host", 1, "desk", "login", "secret", "PEM")
    words = connection_words(address, tmp_path / "crt")
    assert words["sslmode"] == "verify-full"
    assert words["channel_binding"] == "require"
    assert words["sslrootcert"] == str(tmp_path / "crt")
    assert words.items() >= RULES.items()
    assert "secret" not in repr(address)


def test_what_is_appended_comes_back_and_nothing_is_told_of_a_lost_turn(on_server: Use) -> None:
    def use(served: Served) -> None:
        one, two = begun(served)
        first = unit_after(one.take_turn().head)
        one.put_file("pages-1", b"sealed")
        one.append(first, GENERATION, SCHEMA)
        assert two.head().head == BEFORE_FIRST
        assert not two.has_file("pages-1")
        one.commit()
        assert two.head().head == first.head
        assert two.units_after(0, 10) == [first]
        assert two.units_after(1, 10) == []
        assert two.file("pages-1") == b"sealed"
        assert two.find(first.id) == 1
        assert two.find(CHANCE.octets(16)) is None
        with pytest.raises(DamageFound):
            two.file("pages-2")
        with pytest.raises(ServerAway, match="log_moved"):
            two.append(unit_after(BEFORE_FIRST, "two"), GENERATION, SCHEMA)
        for generation, schema in (("other", SCHEMA), (GENERATION, 2)):
            with pytest.raises(ServerAway, match="office_other_key"):
                one.append(unit_after(first.head), generation, schema)

    on_server(use)


def test_one_station_has_the_turn_and_who_hangs_loses_it(on_server: Use) -> None:
    def use(served: Served) -> None:
        rules = {**RULES, "options": "-c lock_timeout=1s -c idle_in_transaction_session_timeout=3s"}
        with patch.object(module, "RULES", rules):
            one, two = begun(served)
            one.take_turn()
            with pytest.raises(ServerAway, match="turn_taken"):
                two.take_turn()
            slow = {**RULES, "options": "-c lock_timeout=9s"}
            with patch.object(module, "RULES", slow):
                two.close()
                two.take_turn()
            with pytest.raises(ServerAway, match="server_away"):
                one.append(unit_after(BEFORE_FIRST), GENERATION, SCHEMA)
            two.append(unit_after(BEFORE_FIRST, "two"), GENERATION, SCHEMA)
            two.commit()

    on_server(use)


TABLES = ("head", "units", "files", "stations", "generations", "snapshots", "snapshot_parts")
OF_FUNCTIONS = """
    SELECT p.proname, p.prosecdef, r.rolcanlogin OR r.rolsuper, p.proconfig::text,
      has_function_privilege('public', p.oid, 'EXECUTE')
    FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
    WHERE p.pronamespace = 'desk'::regnamespace
"""


def test_a_station_has_no_right_but_to_call_the_functions(on_server: Use) -> None:
    def use(served: Served) -> None:
        begun(served)
        cluster = served.cluster
        tables = cluster.sql(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND "
            "relnamespace = 'desk'::regnamespace"
        ).split()
        assert set(tables) == set(TABLES)
        refused = [
            *(f"TABLE desk.{name}" for name in TABLES),
            *(f"TRUNCATE desk.{name}" for name in TABLES),
            "UPDATE desk.head SET number = 0",
            "SELECT desk.caller()",
            "SET ROLE desk_owner",
            "CREATE TABLE desk.own (x int)",
            "CREATE FUNCTION desk.own() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        ]
        for words in refused:
            with (
                pytest.raises(psycopg.errors.InsufficientPrivilege),
                served.raw("one") as raw,
            ):
                raw.execute(words.encode())
        functions = cluster.sql(OF_FUNCTIONS).splitlines()
        assert len(functions) == 25
        path = '{"search_path=pg_catalog, desk, pg_temp"}'
        assert {each.partition("|")[2] for each in functions} == {f"t|f|{path}|f"}

    on_server(use)


def test_no_station_writes_for_another_and_who_is_shut_out_asks_nothing(on_server: Use) -> None:
    def use(served: Served) -> None:
        one, two = begun(served)
        with pytest.raises(ServerAway, match="station_shut"):
            two.append(unit_after(BEFORE_FIRST, "one"), GENERATION, SCHEMA)
        with pytest.raises(ServerAway, match="station_shut"):
            two.begin_log("desk", GENERATION, SCHEMA, "one", KEYS["one"].public)
        with pytest.raises(ServerAway, match="log_begun"):
            two.begin_log("other", GENERATION, SCHEMA, "two", KEYS["two"].public)
        served.cluster.sql("UPDATE desk.stations SET revoked_at = now() WHERE station = 'two'")
        for ask in (two.head, two.take_turn, lambda: two.units_after(0, 1)):
            with pytest.raises(ServerAway, match="station_shut"):
                ask()
        one.head()

    on_server(use)


def test_a_wrong_certificate_or_password_is_told_and_sends_nothing(on_server: Use) -> None:
    def use(served: Served) -> None:
        right = served.addresses["one"]
        other = certified(ec.generate_private_key(ec.SECP256R1()))
        for wrong in (
            replace(right, certificate=other),
            replace(right, certificate="no certificate"),
            replace(right, host="localhost"),
            replace(right, password="wrong"),  # noqa: S106  it is wrong
            replace(right, login="desk_9"),
        ):
            with pytest.raises(ServerAway, match="server_refused"):
                PostgresLog(wrong, served.folder).head()
        with pytest.raises(ServerAway, match="server_away"):
            PostgresLog(replace(right, port=1), served.folder).head()

    on_server(use)


def test_a_killed_server_is_away_and_then_there_again(on_server: Use) -> None:
    def use(served: Served) -> None:
        one, _ = begun(served)
        first = unit_after(one.take_turn().head)
        one.append(first, GENERATION, SCHEMA)
        served.cluster.stop(signal.SIGQUIT)
        with pytest.raises(ServerAway, match="save_unknown"):
            one.commit()
        with pytest.raises(ServerAway, match="server_away"):
            one.head()
        served.cluster.start()
        assert one.find(first.id) is None
        one.append(unit_after(one.take_turn().head), GENERATION, SCHEMA)
        one.commit()
        assert one.head().head.number == 1

    on_server(use)


def test_two_desks_keep_the_same_over_a_server(on_server: Use, tmp_path: Path) -> None:
    def use(served: Served) -> None:
        first = copy_to(place_in(tmp_path / "one"))
        with closing(first.open()) as store:
            add_station(store, "two", KEYS["two"].public, (CLERK, NOW))
            begin_office(store, served.log("one"), KEYS["one"], (CLERK, NOW))
        shutil.copytree(tmp_path / "one", tmp_path / "two")
        stations = [
            DeskStation(place_in(tmp_path / name), key, MemoryServer(), served.log(name))
            for name, key in KEYS.items()
        ]
        one, two = stations
        for station in stations:
            station.open()
        id_ = logged(one.store, person("鈴木 花子"), "R8-0001")
        attach(two.store, scan(id_))
        logged(two.store, person("山田 太郎"), "R8-0002")
        assert one.store.hear_others() == 2
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"
        assert served.cluster.sql(waiting) == "0"
        with one.store.reading() as books:
            assert [books.scans.pdf(each) for each in books.scans.of_application(id_)] == [PDF]
        assert one.rows() == two.rows()
        for station in stations:
            station.store.close()
        assert not spoken("鈴木", served.cluster)

    on_server(use)


def test_a_desk_that_is_a_station_is_one_whenever_it_is_opened(
    on_server: Use, tmp_path: Path
) -> None:
    def use(served: Served) -> None:
        office = DeskOffice(tmp_path)
        store = office.desk.ports.store
        assert isinstance(store, SqlStore)
        by = (office.desk.actor.id, NOW)
        begin_office(store, served.log("one"), KEYS["one"], by)
        member = Membership(served.addresses["one"], KEYS["one"])
        keep_membership(office.keys, store.data_key, member, CHANCE)
        assert served.cluster.sql("SELECT count(*) FROM desk.units") == "0"
        office.as_(KEIKO)
        assert served.cluster.sql("SELECT number, station FROM desk.units") == "1|one"
        assert office.actions()[-1] is Action.SIGNED_IN
        served.cluster.stop(signal.SIGQUIT)
        away = office.as_(KEIKO).ports.store
        assert isinstance(away.closed_to_writing, ServerAway)
        with pytest.raises(ServerAway):
            logged(away, person("山田 太郎"), "R8-0001")
        served.cluster.start()
        logged(away, person("山田 太郎"), "R8-0001")
        assert office.actions().count(Action.SIGNED_IN) == 3
        away.close()

    on_server(use)


def test_a_damaged_membership_stops_the_desk(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path)
    office.desk.ports.store.close()
    (office.keys / STATION).write_bytes(b"nothing")
    with pytest.raises(DamageFound, match="station_damaged"):
        office.as_(KEIKO)


def spoken(name: str, cluster: Cluster) -> list[Path]:
    """The files of a server in which a name stands, in any form of its bytes."""
    forms = [name.encode(), name.encode("utf-16-le"), name.encode().hex().encode()]
    files = [each for each in cluster.folder.rglob("*") if each.is_file()]
    assert len(files) > 100
    return [each for each in files if any(form in each.read_bytes() for form in forms)]


def test_what_a_server_keeps_in_the_clear_is_found(on_server: Use) -> None:
    """The negative control of the search through a server's files."""

    def use(served: Served) -> None:
        served.cluster.sql("CREATE TABLE clear AS SELECT '鈴木 花子' AS name; CHECKPOINT")
        assert spoken("鈴木", served.cluster)

    on_server(use)


def test_other_words_of_the_driver_are_no_reason_to_stop(tmp_path: Path) -> None:
    """Whatever goes wrong on the way is told as the server being away."""
    log = PostgresLog(ServerAddress("127.0.0.1", 1, "desk", "x", "y", "PEM"), tmp_path)
    for ask in (log.head, log.commit, log.take_turn, lambda: log.has_file("x")):
        with pytest.raises(KnownError):
            ask()
    log.rollback()
    log.close()


def saved_with_files(log: PostgresLog) -> None:
    """Append three units with files, and keep a file of the next one."""
    for files in (("named", "older"), (), ("last",)):
        head = log.take_turn().head
        for name in files:
            log.put_file(name, b"sealed")
        log.append(unit_after(head), GENERATION, SCHEMA)
        log.commit()
    log.put_file("later", b"sealed")
    log.commit()


def test_a_snapshot_counts_once_it_is_whole_and_leaves_what_a_station_still_lacks(
    on_server: Use,
) -> None:
    def use(served: Served) -> None:
        one, two = begun(served)
        saved_with_files(one)
        first, second = (CHANCE.octets(16) for _ in range(2))
        for id_, log in ((first, one), (second, two)):
            log.begin_snapshot(id_, 3, GENERATION, SCHEMA)
            log.put_part(id_, 0, b"part")
            assert one.snapshot() is None
            with pytest.raises(ServerAway, match="snapshot_gone"):
                log.keep_snapshot(id_, [])
            log.end_snapshot(id_, b"manifest", bytes(64))
        with pytest.raises(ServerAway, match="snapshot_gone"):
            two.put_part(first, 1, b"")
        with pytest.raises(ServerAway, match="snapshot_gone"):
            two.keep_snapshot(first, [])
        two.heard(1)
        one.keep_snapshot(first, [])
        kept = one.snapshot()
        assert kept is not None
        assert (kept.id, kept.number, kept.station, kept.manifest) == (first, 3, "one", b"manifest")
        assert [each.number for each in two.units_after(0, 9)] == [2, 3]
        assert one.has_file("older")
        two.heard(3)
        two.keep_snapshot(second, ["named"])
        assert list(two.units_after(0, 9)) == []
        assert one.part(second, 0) == b"part"
        assert one.head().head.number == 3
        names = ("named", "older", "last", "later")
        assert [name for name in names if one.has_file(name)] == ["named", "later"]

    on_server(use)


def test_a_snapshot_of_another_key_is_refused_and_one_that_stopped_is_swept(
    on_server: Use,
) -> None:
    def use(served: Served) -> None:
        one, _ = begun(served)
        for generation, schema, number in (("other", SCHEMA, 0), (GENERATION, 2, 0)):
            with pytest.raises(ServerAway, match="office_other_key"):
                one.begin_snapshot(CHANCE.octets(16), number, generation, schema)
        with pytest.raises(ServerAway, match="office_other_key"):
            one.begin_snapshot(CHANCE.octets(16), 1, GENERATION, SCHEMA)
        stopped = CHANCE.octets(16)
        one.begin_snapshot(stopped, 0, GENERATION, SCHEMA)
        one.put_part(stopped, 0, b"part")
        one.begin_snapshot(CHANCE.octets(16), 0, GENERATION, SCHEMA)
        assert one.part(stopped, 0) == b"part"
        served.cluster.sql("UPDATE desk.snapshots SET at = at - interval '25 hours'")
        one.begin_snapshot(CHANCE.octets(16), 0, GENERATION, SCHEMA)
        assert served.cluster.sql("SELECT count(*) FROM desk.snapshots") == "1"
        with pytest.raises(DamageFound):
            one.part(stopped, 0)

    on_server(use)
