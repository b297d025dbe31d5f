# SPDX-License-Identifier: MIT
"""Several stations at work on one desk, faults on the way, kills: nothing lost, nothing twice."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from typing_extensions import override

from desk_app.store import consequences
from desk_app.store.disk.desk_file import STATION
from desk_app.store.office import turn
from desk_app.store.office.shipping import RowChanges
from desk_app.store.vault import key_file
from tests.office.proxy import CUT, FAULTS, Ways, ways
from tests.office.stations import (
    Held,
    Station,
    Told,
    begun,
    caught_up,
    copied,
    founded_office,
    held,
    through,
    told_to_stop,
    unequal,
)
from tests.workbench.desks import verify
from tests.workbench.postgres import Cluster, running
from tests.workbench.processes import Child, apart
from tests.workbench.report import Context, Control, Goal, Outcome, Work

NAMES = ("east", "west", "north")
SAVES_EACH, KILLS, FAULTS_WANTED, SERVER_KILLS = 1_000, 100, 60, 4
CONTROL_SAVES = 40
MOST_SECONDS, MOST_SECONDS_OF_A_CONTROL = 1_200, 60
FAULT_SECONDS = (0.5, 3.0)
_MOMENT = 0.05
_ENDS_OF_A_CONTROL = 6
"""A careless program whose stations ended so often by themselves has shown enough."""


@dataclass
class History:
    """What a run came to."""

    kills: int = 0
    faults: int = 0
    server_kills: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    units: int = 0
    kept: int = 0
    deeds: set[str] = field(default_factory=set)
    codes: Counter[str] = field(default_factory=Counter)

    @override
    def __str__(self) -> str:
        told = ", ".join(f"{count} {what}" for what, count in sorted(self.wrong.items()))
        met = ", ".join(f"{count} × {what}" for what, count in self.codes.most_common(6))
        return (
            f"{self.acknowledged:,} acknowledged saves in {self.units:,} units, {self.kills} kills "
            f"of stations, {self.server_kills} of the server, {self.faults} faults on the way: "
            f"{told or '0 lost, 0 twice, 0 doubled numbers, every table equal'} ({met})"
        )


@dataclass(frozen=True, slots=True)
class Course:
    """How hard a run is: saves a station, kills, faults on the way, kills of the server."""

    saves: int
    kills: int = 0
    faults: int = 0
    server_kills: int = 0
    wrong: Callable[[], Any] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The stations: a control has two."""
        return NAMES if self.wrong is None else NAMES[:2]


def try_history(context: Context) -> Outcome:
    """Let three stations work with everything that goes wrong; then each careless program."""
    course = Course(
        context.share(SAVES_EACH, 25),
        context.share(KILLS, 4),
        context.share(FAULTS_WANTED, 6),
        context.share(SERVER_KILLS, 1),
    )
    history = run(context, "history", course)
    controls = {
        name: run(context, name.replace(" ", "-"), Course(saves, kills, wrong=wrong))
        for name, (wrong, saves, kills) in CARELESS.items()
    }
    told = "; ".join(f"{name}: {each.wrong.most_common(2)}" for name, each in controls.items())
    return Outcome(
        reached=str(history),
        held=not history.wrong,
        work=(
            Work("acknowledged saves", history.acknowledged, 2 * course.saves),
            Work("kills of stations", history.kills, course.kills),
            Work("kills of the server", history.server_kills, course.server_kills),
            Work("faults on the way", history.faults, course.faults),
            Work("kinds of saves", len(history.deeds), 7),
        ),
        control=Control(
            "append without the turn; the local commit before the server's; keys written before it",
            told,
            failed=all(each.wrong for each in controls.values()),
        ),
    )


def run(context: Context, name: str, course: Course) -> History:
    """Let stations work on a server of their own, and look at what is there in the end."""
    history, chance = History(), context.chance(name)
    folder = context.within(name)
    with running() as cluster:
        stations = founded_office(folder, cluster, course.names)
        begun_with = copied(stations[0], folder / "as-it-began")
        with ways(cluster.port, len(stations)) as each_way:
            for station, port in zip(stations, each_way.ports, strict=True):
                through(station, port)
            at_work = AtWork(history, stations, cluster, each_way, chance, f"{context.seed}")
            at_work.go_through(course)
            judge(history, stations, begun_with, cluster)
    return history


@dataclass
class AtWork:
    """Stations at work, and whoever disturbs them."""

    history: History
    stations: Sequence[Station]
    cluster: Cluster
    ways: Ways
    chance: Random
    seed: str
    children: dict[str, Child] = field(default_factory=dict)
    ended: int = 0
    """How often a station ended by itself."""

    def go_through(self, course: Course) -> None:
        """Go on until every station made its saves, and everything wanted went wrong."""
        most = MOST_SECONDS if course.wrong is None else MOST_SECONDS_OF_A_CONTROL
        until = time.monotonic() + most
        while not self._is_enough(course) and time.monotonic() < until:
            for station in self.stations:
                self._keep_working(station, course)
            time.sleep(self.chance.uniform(_MOMENT, 4 * _MOMENT))
            self._disturb(course)
        with told_to_stop(self.stations):
            for child in self.children.values():
                child.rest()

    def _is_enough(self, course: Course) -> bool:
        if course.wrong is not None and self.ended >= _ENDS_OF_A_CONTROL:
            return True
        done = self.history
        made = all(station.finished >= course.saves for station in self.stations)
        return made and (
            done.kills >= course.kills
            and done.faults >= course.faults
            and done.server_kills >= course.server_kills
        )

    def _keep_working(self, station: Station, course: Course) -> None:
        child = self.children.get(station.name)
        if child is not None and has_ended(child):
            del self.children[station.name]
            self.ended += 1
        if station.name not in self.children:
            wrong = {} if course.wrong is None else {"wrong": course.wrong}
            self.children[station.name] = begun(station, self.seed, **wrong)

    def _disturb(self, course: Course) -> None:
        """Do what is still wanted, each as often as its share of the saves already made."""
        made = sum(station.finished for station in self.stations)
        part = made / (course.saves * len(self.stations))
        done = self.history
        if done.kills < min(1.0, part + 0.02) * course.kills:
            self._kill_one()
        if done.faults < min(1.0, part) * course.faults:
            self._break_one_way()
        if done.server_kills < min(1.0, part - 0.1) * course.server_kills:
            self._kill_server()

    def _kill_one(self) -> None:
        station = self.chance.choice(self.stations)
        child = self.children.get(station.name)
        if child is not None and station.lines()[-1:] not in ([], [["stopped"]]):
            child.kill()
            del self.children[station.name]
            self.history.kills += 1

    def _break_one_way(self) -> None:
        number = self.chance.randrange(len(self.stations))
        wrong = FAULTS[self.history.faults % len(FAULTS)]
        self.ways.be(number, wrong, 0 if wrong == CUT else self.chance.uniform(*FAULT_SECONDS))
        self.history.faults += 1

    def _kill_server(self) -> None:
        self.cluster.stop(signal.SIGQUIT)
        time.sleep(self.chance.uniform(0.1, 1.0))
        self.cluster.start()
        self.history.server_kills += 1


def has_ended(child: Child) -> bool:
    """Say whether a process ended by itself; it is waited for then."""
    ended, _ = os.waitpid(child.pid, os.WNOHANG)
    return bool(ended)


def judge(
    history: History, stations: Sequence[Station], begun_with: Station, cluster: Cluster
) -> None:
    """Hold what every station has against what was acknowledged, and against each other.

    A desk as it was when the log began takes all of it as one that ran the units in order.
    """
    told = Told.of(stations)
    for station in (*stations, begun_with):
        _catch_up(history, station)
    desks = [held(each) for each in (*stations, begun_with)]
    history.units = int(cluster.sql("SELECT number FROM desk.head"))
    numbered = cluster.sql("SELECT count(*), max(number) FROM desk.units")
    history.wrong["broken chains of numbers"] += numbered != f"{history.units}|{history.units}"
    history.acknowledged, history.deeds, history.codes = (
        len(told.acknowledged),
        told.deeds,
        told.codes,
    )
    history.wrong["stations that broke off"] += len(told.broken)
    for desk in desks:
        _judge_marks(history, told, desk)
    for name in {each for desk in desks[1:] for each in unequal(desks[0], desk)}:
        history.wrong[f"unequal table {name}"] += 1
    for station, desk in zip(stations, desks, strict=False):
        left = {key.removeprefix("draft-") for key in desk.drafts} & desk.marks.keys()
        history.wrong["drafts left of saves that are there"] += len(left)
        history.wrong["damaged desks"] += not apart(_verified, station)
    history.kept = sum(desks[0].marks.values())
    history.wrong = +history.wrong


def _catch_up(history: History, station: Station) -> None:
    try:
        caught_up(station)
    except AssertionError as error:
        history.wrong[f"no catching up: {str(error).strip().splitlines()[-1][:90]}"] += 1


def _verified(station: Station) -> bool:
    """Return whether a desk is found whole, as a single one that nobody shares."""
    (station.site.keys / STATION).unlink()
    return verify(station.site).sound


def _judge_marks(history: History, told: Told, desk: Held) -> None:
    wanted, unwanted = told.in_rows(told.acknowledged), told.in_rows(told.absent)
    history.wrong["acknowledged saves lost"] += len(wanted - desk.marks.keys())
    history.wrong["saves twice"] += sum(count > 1 for count in desk.marks.values())
    history.wrong["refused saves kept"] += len(unwanted & desk.marks.keys())
    history.wrong["numbers given twice"] += len(desk.twice)
    history.wrong["wrong balances"] += not desk.balances


# Careless programs: the same stations with one thing left out.


@contextmanager
def no_turn() -> Iterator[None]:
    """Append to whatever head there is by then, without what came before the verb ran."""
    keep_there = turn.OfficeLog._keep_there

    def at_once(log: turn.OfficeLog, lent: turn.Lent) -> None:
        log._stand(lent)

    def behind_all(log: turn.OfficeLog, connection: Any, changes: RowChanges) -> None:  # noqa: ANN401  SQLAlchemy's own
        log._at = log._server.take_turn().head
        keep_there(log, connection, changes)

    with (
        patch.object(turn.OfficeLog, "_ready_for_turn", at_once),
        patch.object(turn.OfficeLog, "_keep_there", behind_all),
    ):
        yield


@contextmanager
def here_first() -> Iterator[None]:
    """Commit the desk's own file before the server has the unit."""
    keep_there = turn.OfficeLog._keep_there

    def early(log: turn.OfficeLog, connection: Any, changes: RowChanges) -> None:  # noqa: ANN401  SQLAlchemy's own
        connection.commit()
        time.sleep(_MOMENT)
        keep_there(log, connection, changes)

    with patch.object(turn.OfficeLog, "_keep_there", early):
        yield


@contextmanager
def effect_first() -> Iterator[None]:
    """Write the key file that a unit of work leads to before the server has it, and die there."""
    keep_there = turn.OfficeLog._keep_there

    def early(log: turn.OfficeLog, connection: Any, changes: RowChanges) -> None:  # noqa: ANN401  SQLAlchemy's own
        waiting = consequences.keys_waiting(connection)
        if waiting is not None:
            key_file.write(Path(str(connection.engine.url.database)).parents[1] / "keys", waiting)
            # Acts on the keys are few, and no kill from outside is sure to find one of them here.
            os.kill(os.getpid(), signal.SIGKILL)
        keep_there(log, connection, changes)

    with patch.object(turn.OfficeLog, "_keep_there", early):
        yield


CARELESS: dict[str, tuple[Callable[[], Any], int, int]] = {
    "no turn": (no_turn, CONTROL_SAVES, 0),
    "here first": (here_first, CONTROL_SAVES, 12),
    "effect first": (effect_first, 8 * CONTROL_SAVES, 0),
}
"""Each with the saves of a station, and the kills, that it needs to be seen.

Acts on the keys are few among the saves; the control of them ends soon after the first.
"""

GOAL = Goal(
    "history",
    f"3 stations × {SAVES_EACH:,} random saves, {KILLS} kills of stations, faults on the way: "
    "0 lost, 0 twice, every table equal at all of them",
    try_history,
    tools=("initdb",),
    takes=600,
)
