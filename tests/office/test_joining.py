# SPDX-License-Identifier: MIT
"""A newcomer joins an office by a file and a code, by commands alone, on a real server.

Where no PostgreSQL is installed each test says so.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typing_extensions import override

from desk_app import bootstrap
from desk_app.desk import scans
from desk_app.desk.errors import Cancelled, ServerAway
from desk_app.desk.keys import people
from desk_app.desk.scans import ScanDraft
from desk_app.records.base import ApplicationId
from desk_app.records.case.scans import DrawnScan, ScanOf
from desk_app.store.database import SqlStore
from desk_app.store.disk import places
from desk_app.store.disk.machine import SystemChance, SystemClock
from desk_app.store.office.joining import office_of, read_membership, stations_of
from desk_app.store.office.server import PostgresLog
from tests.office.commands import Typed, Workstation, begun_office, typed
from tests.same_tables import rows_of_office
from tests.workbench.desks import CLERK, OFFICER, Site, verify
from tests.workbench.postgres import Cluster
from tests.workbench.processes import apart

pytestmark = [pytest.mark.once(under="first"), pytest.mark.xdist_group("postgres")]

Use = Callable[[Callable[[Cluster], None]], None]
Before = Callable[[Workstation], object]
APPLICATION = ApplicationId(1)


def nothing(_station: Workstation) -> None:
    """Do nothing before the office begins."""


@dataclass(frozen=True, slots=True)
class Invited:
    """An office with a station, and an invitation to it."""

    east: Workstation
    file: Path
    code: str
    login: Any

    def join(self, folder: Path, code: str | None = None, password: str = CLERK.password) -> Typed:
        """Type the command of a newcomer."""
        secrets = (self.code if code is None else code, CLERK.name, password)
        words = ("office", "join", self.file, "--desk", folder / "desk", "--json")
        return typed(*words, secrets=secrets)


def invited(folder: Path, cluster: Cluster, before: Before = nothing) -> Invited:
    """Begin an office and invite a second station."""
    east = begun_office(folder, cluster, before)
    east.logged("鈴木 次郎")
    login, file = cluster.add_login("west"), folder / "invitation"
    words = ("invite", file, "--station", "west", "--login", login.login)
    made = east.office(*words, secrets=(login.password,))
    assert made.code == 0, made.err
    return Invited(east, file, str(made.said["code"]), login)


def joined(
    folder: Path, cluster: Cluster, before: Before = nothing
) -> tuple[Workstation, Workstation, Invited]:
    """Begin an office of two stations."""
    invitation = invited(folder, cluster, before)
    done = invitation.join(folder / "west")
    assert done.code == 0, done.err
    # The keys of a desk that is not this computer's lie beside it.
    site = PlacedSite(folder / "west")
    return invitation.east, Workstation(site, "west"), invitation


@dataclass(frozen=True, slots=True)
class PlacedSite(Site):
    """A desk whose keys lie where the command put them."""

    @property
    @override
    def keys(self) -> Path:
        """Where keys and anchor lie."""
        return places.key_folder(self.desk)


def hear(site: Site) -> None:
    """Take what others saved: nobody signs in, nothing is noted."""
    with closing(site.look()) as store:
        member = read_membership(site.keys, store.data_key)
        server = PostgresLog(member.address, site.keys)
        store.share(office_of(store, member, server, SystemChance(), SystemClock().now))
        store.hear_others()


def rows(site: Site) -> Any:  # noqa: ANN401  rows of tables
    """Every row that all stations have."""

    def read() -> Any:  # noqa: ANN401  rows of tables
        with site.raw() as raw:
            return rows_of_office(raw)

    return apart(read)


@pytest.mark.long_office
def test_a_newcomer_joins_with_two_commands_and_both_save(on_cluster: Use, tmp_path: Path) -> None:
    def use(cluster: Cluster) -> None:
        east, west, invitation = joined(tmp_path, cluster)
        assert west.names() == ["山田 花子", "鈴木 次郎"]
        west.logged("佐藤 三郎")
        east.logged("田中 四郎")
        said = west.office("status").said
        assert said["station"] == "west"
        assert said["stands_at"] == said["number"]
        assert {each["station"]: each["invited_until"] for each in said["stations"]} == {
            "east": None,
            "west": None,
        }
        east.office("status")
        west.office("status")
        assert east.office("status").said["number"] > said["number"]
        west.logged()
        east.logged()
        assert west.names() == east.names() == ["山田 花子", "鈴木 次郎", "佐藤 三郎", "田中 四郎"]
        assert west.office("snapshot").code == 0
        assert invitation.join(tmp_path / "again").said["error"] == "invitation_over"

    on_cluster(use)


def test_both_have_the_same_rows_and_what_joined_has_keys_of_its_own(
    on_cluster: Use, tmp_path: Path
) -> None:
    def use(cluster: Cluster) -> None:
        east, west, invitation = joined(tmp_path, cluster)
        for station in (east, west):
            apart(partial(hear, station.site))
        assert rows(east.site) == rows(west.site)

        def own() -> tuple[bool, bool, str]:
            store = west.site.look()
            member = read_membership(west.site.keys, store.data_key)
            known = stations_of(store)["west"]
            store.close()
            return member.invited is None, known == member.station.public, member.address.password

        without, known, password = apart(own)
        assert without
        assert known
        assert password != invitation.login.password
        old = PostgresLog(invitation.login, tmp_path)
        with pytest.raises(ServerAway, match="server_refused"):
            old.head()
        actions = east.site.ask("SELECT action FROM journal WHERE action LIKE 'station%'")
        assert [each for (each,) in actions] == ["station_added", "station_added", "station_joined"]
        assert verify(west.site).sound

    on_cluster(use)


def scanned(station: Workstation) -> None:
    """Keep a scan of the one application."""

    def keep() -> None:
        desk = station.opened()
        pages = DrawnScan(1, b"%PDF scanned")
        scans.attach_scan(desk, ScanDraft(APPLICATION, ScanOf.FORM), pages)
        desk.ports.store.close()

    apart(keep)


@pytest.mark.long_office
def test_scans_of_before_the_office_come_along(on_cluster: Use, tmp_path: Path) -> None:
    def use(cluster: Cluster) -> None:
        _, west, _ = joined(tmp_path, cluster, scanned)

        def read() -> list[bytes]:
            desk = west.opened()
            with desk.ports.store.reading() as books:
                found = [books.scans.pdf(each) for each in books.scans.of_application(APPLICATION)]
            desk.ports.store.close()
            return found

        assert apart(read) == [b"%PDF scanned"]

    on_cluster(use)


@pytest.mark.long_office
def test_what_is_wrong_is_said_calmly_and_leaves_nothing(on_cluster: Use, tmp_path: Path) -> None:
    def use(cluster: Cluster) -> None:
        invitation = invited(tmp_path, cluster)
        groups = invitation.code.split()
        exchanged = " ".join([groups[1], groups[0], *groups[2:]])
        other = " ".join(["QQQQQQ", *groups[1:]])
        where = tmp_path / "west"
        trials = {
            "invitation_code_wrong": invitation.join(where, exchanged),
            "invitation_code_length": invitation.join(where, "QQQQQQ"),
            "wrong_password": invitation.join(where, password="wrong"),  # noqa: S106  it is wrong
            "no_invitation": replace(invitation, file=tmp_path / "server.pem").join(where),
            "database_there_already": invitation.join(tmp_path / "east"),
        }
        assert {code: ended.said["error"] for code, ended in trials.items()} == {
            code: code for code in trials
        }
        assert invitation.join(where, other).said["error"] in {
            "invitation_code_wrong",
            "invitation_code_other",
        }
        cluster.sql("UPDATE desk.stations SET invited_until = now() WHERE station = 'west'")
        assert invitation.join(where).said["error"] == "invitation_over"
        assert not where.exists() or list(where.iterdir()) == []
        again = invitation.east.office(
            *("invite", tmp_path / "second", "--station", "west"),
            *("--login", invitation.login.login),
            secrets=(invitation.login.password,),
        )
        second = replace(invitation, file=tmp_path / "second", code=str(again.said["code"]))
        assert second.join(where).code == 0

    on_cluster(use)


@pytest.mark.long_office
def test_an_invitation_needs_a_free_login_and_an_officer(on_cluster: Use, tmp_path: Path) -> None:
    def use(cluster: Cluster) -> None:
        east, _, invitation = joined(tmp_path, cluster)
        words = ("invite", tmp_path / "third", "--station", "north", "--login")
        for login in ("desk_1", invitation.login.login, "desk_9"):
            refused = east.office(*words, login, secrets=("x",))
            assert refused.said["error"] == "login_taken"
        clerk = Workstation(east.site, "east", CLERK)
        assert clerk.office(*words, "desk_3", secrets=("x",)).said["error"] == "not_allowed"
        there = east.office(
            *("invite", invitation.file, "--station", "north", "--login", "x"), secrets=("x",)
        )
        assert there.said["error"] == "file_there_already"

    on_cluster(use)


@dataclass
class StoppedBy:
    """Somebody who stops long work after a time."""

    left: int
    cancelled: bool = False

    def report(self, _done: int, _total: int) -> None:
        """Hear how far it is."""
        self.left -= 1
        self.cancelled = self.left <= 0


@pytest.mark.long_office
def test_joining_can_be_stopped_and_begun_again(on_cluster: Use, tmp_path: Path) -> None:
    def use(cluster: Cluster) -> None:
        invitation = invited(tmp_path, cluster)
        office = bootstrap.caretaker().office
        where, who = tmp_path / "west", (CLERK.name, CLERK.password)
        for after in (1, 2):

            def stopped(after: int = after) -> bool:
                at = (where / "desk", where / "keys")
                try:
                    office.join(invitation.file, invitation.code, at, who, StoppedBy(after))
                except Cancelled:
                    return True
                return False

            assert apart(stopped)
            assert not where.exists() or list(where.iterdir()) == []
        assert invitation.join(where).code == 0

    on_cluster(use)


@pytest.mark.long_office
def test_a_station_is_shut_out_by_name(on_cluster: Use, tmp_path: Path) -> None:
    def use(cluster: Cluster) -> None:
        east, west, _ = joined(tmp_path, cluster)
        unknown = east.office("leave", "--yes", "--station", "north")
        assert unknown.said["error"] == "no_such_station"
        assert east.office("leave", "--yes", "--station", "east").said["error"] == "no_such_station"
        assert east.office("leave", "--yes", "--station", "west").code == 0
        said = east.office("status").said
        assert [each["station"] for each in said["stations"] if each["shut_out_at"]] == ["west"]
        assert west.office("status").said["away"] == "station_shut"
        with pytest.raises(AssertionError, match="station_shut"):
            west.logged("佐藤 三郎")
        east.logged("田中 四郎")
        assert verify(west.site).sound

    on_cluster(use)


@pytest.mark.long_office
def test_whoever_leaves_takes_everything_and_no_other_saves_any_more(
    on_cluster: Use, tmp_path: Path
) -> None:
    def use(cluster: Cluster) -> None:
        east, west, _ = joined(tmp_path, cluster)
        west.logged("佐藤 三郎")
        left = east.office("leave", "--yes")
        assert left.said["others"] == ["west"]
        east.logged("田中 四郎")
        assert east.names() == ["山田 花子", "鈴木 次郎", "佐藤 三郎", "田中 四郎"]
        assert west.office("status").said["away"] == "station_shut"
        assert cluster.sql("SELECT count(*) FROM desk.snapshots") == "0"

    on_cluster(use)


def renewed(station: Workstation) -> bytes:
    """Let the officer change the data key at a station; return it."""

    def renew() -> bytes:
        desk = station.opened(OFFICER)
        people.renew(desk)
        store = desk.ports.store
        assert isinstance(store, SqlStore)
        key = store.data_key
        store.close()
        return key

    return apart(renew)


def third_station(folder: Path, cluster: Cluster, east: Workstation) -> Workstation:
    """Let one more station join."""
    login, file = cluster.add_login("north"), folder / "third"
    words = ("invite", file, "--station", "north", "--login", login.login)
    made = east.office(*words, secrets=(login.password,))
    done = Invited(east, file, str(made.said["code"]), login).join(folder / "north")
    assert done.code == 0, done.err
    return Workstation(PlacedSite(folder / "north"), "north")


def awaited(station: Workstation) -> list[str]:
    """Which stations still have the data key of before, as a station tells it."""
    told = station.office("status").said["stations"]
    return [each["station"] for each in told if not each["has_key"]]


@pytest.mark.long_office
def test_a_new_data_key_goes_to_every_station_and_all_save_on(
    on_cluster: Use, tmp_path: Path
) -> None:
    def use(cluster: Cluster) -> None:
        east, west, _ = joined(tmp_path, cluster)
        before = apart(lambda: east.site.unlock().data_key)
        west.logged("佐藤 三郎")
        made = renewed(east)
        assert made != before
        east.logged("田中 四郎")
        assert awaited(east) == ["west"]
        # West was away the whole time: it takes what came under either key.
        west.logged("伊藤 五郎")
        assert awaited(east) == []
        assert apart(lambda: west.site.unlock().data_keys) == (made,)
        east.logged("渡辺 六郎")
        again = renewed(west)
        west.logged("中村 七郎")
        east.logged("小林 八郎")
        assert apart(lambda: east.site.unlock().data_keys) == (again,)
        for station in (east, west):
            apart(partial(hear, station.site))
        assert east.names() == west.names()
        assert len(east.names()) == 8
        assert rows(east.site) == rows(west.site)
        assert all(verify(each.site).sound for each in (east, west))
        assert cluster.sql("SELECT count(*) FROM desk.generations") == "2"
        assert third_station(tmp_path, cluster, east).names() == east.names()

    on_cluster(use)
