# SPDX-License-Identifier: MIT
"""An office is begun, looked at and left by commands alone, on a real server.

Where no PostgreSQL is installed each test says so.
"""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from desk_app.desk.errors import DamageFound
from desk_app.store.disk.desk_file import HEARD_AT, STATION
from tests.office.commands import (
    CLOCK,
    Workstation,
    begun_office,
    first_station,
    of_server,
    typed,
)
from tests.workbench.desks import CLERK, OFFICER, Site, verify
from tests.workbench.postgres import Cluster
from tests.workbench.processes import apart

pytestmark = [pytest.mark.once(under="first"), pytest.mark.xdist_group("postgres")]

Use = Callable[[Callable[[Cluster], None]], None]


@pytest.mark.long_office
def test_the_files_for_the_server_are_numbered_and_say_how_many_stations(tmp_path: Path) -> None:
    printed = typed("office", "sql", "--stations", "4")
    assert printed.code == 0
    names = ["001_log.sql", "002_functions.sql", "003_logins.sql"]
    places = [printed.out.index(f"-- {name}\n") for name in names]
    assert places == sorted(places)
    assert "\\set stations 4\n" in printed.out[places[2] :]
    written = typed("office", "sql", "--stations", "4", "--to", tmp_path / "sql", "--json")
    assert {each.name for each in (tmp_path / "sql").iterdir()} == set(names)
    assert written.said["stations"] == 4
    again = typed("office", "sql", "--stations", "4", "--to", tmp_path / "sql")
    assert again.code == 2
    for wrong in ("0", "101", "many"):
        assert typed("office", "sql", "--stations", wrong).code == 2


@pytest.mark.long_office
def test_what_is_printed_prepares_a_server_and_can_be_run_for_more(on_cluster: Use) -> None:
    def use(cluster: Cluster) -> None:
        cluster.sql("CREATE DATABASE other", "postgres")
        printed = typed("office", "sql", "--stations", "3").out.replace("CREATE ROLE desk_", "-- ")
        cluster.run_file(printed, "other")
        assert cluster.sql("SELECT count(*) FROM desk.stations", "other") == "3"
        more = json.loads(typed("office", "sql", "--stations", "5", "--json").out)
        cluster.run_file(more["files"]["003_logins.sql"], "other")
        assert cluster.sql("SELECT count(*) FROM desk.stations", "other") == "5"

    on_cluster(use)


def test_a_single_desk_becomes_the_first_station_after_a_backup(
    on_cluster: Use, tmp_path: Path
) -> None:
    def use(cluster: Cluster) -> None:
        station = begun_office(tmp_path, cluster)
        assert station.site.backup.exists()
        station.logged("鈴木 次郎")
        said = station.office("status").said
        assert said["station"] == "east"
        assert said["away"] == ""
        assert (
            said["stands_at"] == said["number"] == int(cluster.sql("SELECT number FROM desk.head"))
        )
        (member,) = said["stations"]
        assert member["station"] == "east"
        again = station.office("init", "--station", "x", "--server", "h", "--login", "l")
        assert again.said["error"] == "station_already"
        assert "鈴木" not in cluster.log.read_text(errors="replace")

    on_cluster(use)


@pytest.mark.long_office
def test_a_server_that_takes_no_desk_leaves_the_desk_as_it_was(
    on_cluster: Use, tmp_path: Path
) -> None:
    def use(cluster: Cluster) -> None:
        station = first_station(tmp_path / "east")
        address = cluster.add_login("east")
        words = of_server(address, tmp_path / "server.pem")
        trials = {
            "server_refused": (words, "wrong"),
            "server_away": ((*words, "--port", "1"), address.password),
            "office_not_prepared": (words, address.password),
        }
        cluster.sql("ALTER SCHEMA desk RENAME TO elsewhere")
        for code, (said, password) in trials.items():
            ended = station.office("init", "--station", "east", *said, secrets=(password,))
            assert (ended.code, ended.said["error"]) == (15, code)
            assert not (station.site.keys / STATION).exists()
            assert list(station.site.backups.iterdir()) == []
        cluster.sql("ALTER SCHEMA elsewhere RENAME TO desk")
        unreadable = station.office(
            "init", "--station", "e", "--server", "h", "--login", "l", "--certificate", tmp_path
        )
        assert unreadable.said["error"] == "certificate_unreadable"
        assert station.office("status").said["error"] == "no_station"
        clerk = Workstation(station.site, "east", CLERK)
        refused = clerk.office("init", "--station", "e", *words, secrets=(address.password,))
        assert refused.said["error"] == "not_allowed"
        station.logged("鈴木 次郎")

    on_cluster(use)


@pytest.mark.long_office
def test_an_office_is_left_with_everything_and_begun_again(on_cluster: Use, tmp_path: Path) -> None:
    def use(cluster: Cluster) -> None:
        station = begun_office(tmp_path, cluster)
        station.logged("鈴木 次郎")
        assert station.office("leave").said["error"] == "not_agreed"
        left = station.office("leave", "--yes")
        assert left.code == 0, left.err
        assert not (station.site.keys / STATION).exists()
        assert cluster.sql("SELECT count(*) FROM desk.head") == "0"
        assert cluster.sql("SELECT count(*) FROM desk.units") == "0"
        station.logged("佐藤 三郎")
        assert station.names() == ["山田 花子", "鈴木 次郎", "佐藤 三郎"]
        assert verify(station.site).sound
        assert station.office("leave", "--yes").said["error"] == "no_station"

    on_cluster(use)


@pytest.mark.long_office
def test_an_office_whose_server_is_gone_is_left_by_a_word_of_its_own(
    on_cluster: Use, tmp_path: Path
) -> None:
    def use(cluster: Cluster) -> None:
        station = begun_office(tmp_path, cluster)
        cluster.stop(signal.SIGQUIT)
        assert station.office("leave", "--yes").said["error"] == "server_away"
        assert station.office("status").said["away"] == "server_away"
        old = (CLOCK.now() - timedelta(days=8)).isoformat()

        def long_ago() -> None:
            with station.site.raw() as raw:
                raw.execute("UPDATE settings SET value = ? WHERE name = ?", (old, HEARD_AT))

        apart(long_ago)
        assert station.office("status").said["error"] == "office_unheard"
        assert station.office("leave", "--yes", "--without-server").code == 0
        station.logged("佐藤 三郎")
        assert station.names() == ["山田 花子", "佐藤 三郎"]

    on_cluster(use)


def test_a_station_whose_file_is_deleted_saves_nothing(on_cluster: Use, tmp_path: Path) -> None:
    def use(cluster: Cluster) -> None:
        station = begun_office(tmp_path, cluster)
        (station.site.keys / STATION).unlink()

        def closed() -> str:
            desk = station.opened()
            stopped = desk.ports.store.closed_to_writing
            desk.ports.store.close()
            assert isinstance(stopped, DamageFound)
            return stopped.code

        assert apart(closed) == "station_lost"
        assert station.office("status").said["error"] == "station_lost"
        assert station.office("leave", "--yes").said["error"] == "station_lost"
        assert station.office("leave", "--yes", "--without-server").code == 0
        station.logged("佐藤 三郎")

    on_cluster(use)


@pytest.mark.parametrize("where", ["over it", "elsewhere"])
@pytest.mark.long_office
def test_a_desk_made_of_a_backup_of_a_station_is_a_single_one(
    on_cluster: Use, tmp_path: Path, where: str
) -> None:
    def use(cluster: Cluster) -> None:
        station = begun_office(tmp_path, cluster)
        who = (OFFICER.name, OFFICER.password)
        made = typed("backup", "--desk", station.site.desk, "--json", secrets=who)
        copy = station.site.backups / str(made.said["backup"])
        over = where == "over it"
        into = station.site.desk if over else tmp_path / "new" / "desk"
        secrets = (station.sheet, *who)
        restored = typed("restore", copy, "--into", into, "--yes", "--json", secrets=secrets)
        assert restored.code == 0, restored.err
        site = Site(into.parent)
        if over:
            assert not (site.keys / STATION).exists()
        asked = typed("office", "status", "--desk", into, "--json", secrets=who)
        assert asked.said["error"] == "no_station"
        assert typed("backup", "--desk", into, "--to", tmp_path, secrets=who).code == 0

    on_cluster(use)


@pytest.mark.long_office
def test_the_whole_desk_lies_on_the_server_for_who_joins(on_cluster: Use, tmp_path: Path) -> None:
    def use(cluster: Cluster) -> None:
        station = begun_office(tmp_path, cluster)
        station.logged("鈴木 次郎")
        taken = station.office("snapshot")
        assert taken.code == 0, taken.err
        status = station.office("status").said
        assert taken.said["number"] == status["snapshot"]
        assert status["number"] > status["snapshot"]
        assert cluster.sql("SELECT min(number) FROM desk.units") == str(status["snapshot"] + 1)
        station.logged("佐藤 三郎")
        clerk = Workstation(station.site, "east", CLERK)
        assert clerk.office("snapshot").said["error"] == "not_allowed"

    on_cluster(use)
