# SPDX-License-Identifier: MIT
"""How a station listens to a real PostgreSQL server beside its work."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest

from desk_app.desk.errors import ServerAway
from desk_app.store.database import SqlStore
from desk_app.store.office import server as module
from desk_app.store.office.joining import Membership, begin_office, keep_membership
from desk_app.store.office.sealing import BEFORE_FIRST
from desk_app.store.office.server import PostgresListener, PostgresLog
from tests.fakes.making import NOW
from tests.fakes.office import KEYS
from tests.store import test_office_server
from tests.store.office import KEIKO
from tests.store.office import Office as DeskOffice
from tests.store.test_office_server import (
    CHANCE,
    GENERATION,
    SCHEMA,
    Served,
    Use,
    begun,
    unit_after,
)

on_server = test_office_server.on_server

pytestmark = [pytest.mark.once(under="first"), pytest.mark.xdist_group("postgres")]


def test_a_desk_that_is_a_station_listens_on_a_connection_of_its_own(
    on_server: Use, tmp_path: Path
) -> None:
    def use(served: Served) -> None:
        office = DeskOffice(tmp_path)
        assert office.desk.ports.stations is None
        store = office.desk.ports.store
        assert isinstance(store, SqlStore)
        begin_office(store, served.log("one"), KEYS["one"], (office.desk.actor.id, NOW))
        member = Membership(served.addresses["one"], KEYS["one"])
        keep_membership(office.keys, store.data_key, member, CHANCE)
        served.close()
        heard_on = office.as_(KEIKO).ports.stations
        assert heard_on is not None
        connected = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'desk_1'"
        assert served.cluster.sql(connected) == "1"
        assert not heard_on.listen(0)
        assert served.cluster.sql(connected) == "2"
        heard_on.close()
        with pytest.raises(ServerAway):
            heard_on.listen(0)
        office.desk.ports.store.close()

    on_server(use)


def test_who_listens_hears_of_a_save_at_once_and_of_a_server_that_stands_still(
    on_server: Use,
) -> None:
    def use(served: Served) -> None:
        one, _ = begun(served)
        listener = PostgresListener(served.addresses["two"], served.folder)
        with closing(listener):
            assert listener.next_head(30).head == BEFORE_FIRST
            told: list[float] = []

            def listen() -> None:
                began = time.monotonic()
                assert listener.next_head(30).head.number == 1
                told.append(time.monotonic() - began)

            waiting = threading.Thread(target=listen)
            waiting.start()
            one.append(unit_after(one.take_turn().head), GENERATION, SCHEMA)
            one.commit()
            waiting.join()
            assert told[0] < 5
            (process,) = served.cluster.sql(
                "SELECT pid FROM pg_stat_activity WHERE usename = 'desk_2'"
            ).split()
            os.kill(int(process), signal.SIGSTOP)
            try:
                late = pytest.raises(ServerAway, match="server_away")
                with patch.object(module, "ANSWER_SECONDS", 0.3), late:
                    listener.next_head(0)
            finally:
                os.kill(int(process), signal.SIGCONT)
            assert listener.next_head(0).head.number == 1

    on_server(use)


def test_a_wait_for_the_server_is_ended_from_another_thread(on_server: Use) -> None:
    def use(served: Served) -> None:
        begun(served)
        listener = PostgresListener(served.addresses["two"], served.folder)
        listener.cut()
        with closing(listener):
            listener.next_head(0)
            late = threading.Timer(0.3, listener.cut)
            late.start()
            with pytest.raises(ServerAway, match="server_away"):
                listener.next_head(30)

    on_server(use)


def test_a_server_that_was_started_again_is_asked_on_a_new_connection(on_server: Use) -> None:
    def use(served: Served) -> None:
        one, _ = begun(served)
        one.head()
        for ask in (one.head, one.take_turn, lambda: one.find(CHANCE.octets(16))):
            served.cluster.stop(signal.SIGQUIT)
            served.cluster.start()
            ask()
            one.rollback()
        served.cluster.stop(signal.SIGQUIT)
        for _ in range(2):
            with pytest.raises(ServerAway, match="server_away"):
                one.take_turn()
        served.cluster.start()

    on_server(use)


def test_who_has_the_turn_is_known_to_every_station(on_server: Use) -> None:
    def use(served: Served) -> None:
        begun(served)
        holder = PostgresLog(served.addresses["one"], served.folder, "one")
        waiting = PostgresLog(served.addresses["two"], served.folder, "two")
        asking = PostgresListener(served.addresses["two"], served.folder)
        with closing(holder), closing(waiting), closing(asking):
            assert asking.saves_now() == ""
            holder.take_turn()
            assert asking.saves_now() == "one"
            wants = threading.Thread(target=waiting.take_turn)
            wants.start()
            time.sleep(0.3)
            assert asking.saves_now() == "one"
            holder.rollback()
            wants.join()
            assert asking.saves_now() == "two"

    on_server(use)
