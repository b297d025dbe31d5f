# SPDX-License-Identifier: MIT
"""What the administrator of a server changes in its tables is found, or has no effect."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Any, Self
from unittest.mock import patch

import psycopg
from typing_extensions import override

from desk_app.desk.errors import DamageFound, KnownError
from desk_app.store.database import SqlStore
from desk_app.store.disk.machine import SeededChance
from desk_app.store.office import applying, sealing
from desk_app.store.office.sealing import BEFORE_FIRST, LogHead, StationKey, UnitSeal
from desk_app.store.office.turn import OfficeLog
from tests.office.history import AtWork, Course, History
from tests.office.proxy import ways
from tests.office.stations import (
    Station,
    copied,
    founded_office,
    held,
    looked_at,
    through,
    unequal,
)
from tests.workbench.postgres import DATABASE, DBA, Cluster, running
from tests.workbench.processes import apart
from tests.workbench.report import Context, Control, Goal, Outcome, Work

EDITS, SAVES_EACH = 1_000, 12
CONTROL_EDITS = 20
NAMES = ("east", "west")
_TABLES = ("stations", "head", "units", "files", "generations", "snapshots", "snapshot_parts")

Raw = psycopg.Connection[tuple[Any, ...]]
Edit = Callable[[Raw, Random, int], None]


@dataclass
class Trials:
    """What came of the edits."""

    tried: int = 0
    kinds: set[str] = field(default_factory=set)
    found: Counter[str] = field(default_factory=Counter)
    without_effect: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)

    @override
    def __str__(self) -> str:
        return (
            f"{self.tried:,} edits of {len(self.kinds)} kinds: {self.found.total():,} found "
            f"({', '.join(f'{n} × {what}' for what, n in self.found.most_common())}), "
            f"{self.without_effect.total():,} without effect "
            f"({', '.join(sorted(self.without_effect))}), {self.taken.total()} taken"
            + (f" ({dict(self.taken)})" if self.taken else "")
        )


def try_forgery(context: Context) -> Outcome:
    """Edit the tables at random, and let a station that begins and one at the head look."""
    wanted = context.share(EDITS, 3 * len(KINDS))
    trials, units = apart(partial(_tried, context, "forgery", wanted, tuple(KINDS)))
    gone = ("deleted and numbered anew",)
    careless, _ = apart(partial(_tried, context, "unchecked", CONTROL_EDITS, gone, unchecked=True))
    return Outcome(
        reached=str(trials),
        held=not trials.taken
        and trials.tried == trials.found.total() + trials.without_effect.total(),
        work=(
            Work("edits", trials.tried, wanted),
            Work("kinds", len(trials.kinds), len(KINDS)),
            Work("units in the log", units, 2 * SAVES_EACH),
        ),
        control=Control(
            "no hash, no place, no signature, no chain of the journal",
            f"{careless.taken.total()} of {careless.tried} taken",
            failed=bool(careless.taken),
        ),
    )


def _tried(
    context: Context, name: str, wanted: int, kinds: Sequence[str], *, unchecked: bool = False
) -> tuple[Trials, int]:
    """Let stations save, then edit what the server has; return what came of it."""
    folder, chance = context.within(name), context.chance(name)
    wrong = nothing_checked if unchecked else None
    with running() as cluster:
        stations = founded_office(folder, cluster, NAMES)
        early = copied(stations[0], folder / "as-it-began")
        with ways(cluster.port, len(NAMES)) as each_way:
            for station, port in zip(stations, each_way.ports, strict=True):
                through(station, port)
            at_work = AtWork(History(), stations, cluster, each_way, chance, str(context.seed))
            at_work.go_through(Course(SAVES_EACH, wrong=wrong))
        with ExitStack() as stack:
            if wrong is not None:
                stack.enter_context(wrong())
            bench = stack.enter_context(Bench(cluster, early, stations[1], one_looks=unchecked))
            trials = Trials()
            for number in range(wanted):
                bench.try_one(trials, kinds[number % len(kinds)], chance)
            return trials, bench.units


class Bench:
    """A server whose tables are put back after each edit, a desk as it began, one at the head."""

    def __init__(self, cluster: Cluster, early: Station, late: Station, *, one_looks: bool) -> None:
        """Take a desk as it was when the log began, and one that is at its head."""
        self._cluster, self._folder = cluster, early.site.folder.parent
        self._one_looks = one_looks
        through(early, cluster.port)
        through(late, cluster.port)
        self._model, self._late = early, late
        self._copies = 0

    def __enter__(self) -> Self:
        host, port = str(self._cluster.folder), self._cluster.port
        self._raw = psycopg.connect(
            host=host, port=port, user=DBA, dbname=DATABASE, autocommit=True
        )
        self._raw.execute("CREATE SCHEMA kept")
        for name in _TABLES:
            self._raw.execute(f"CREATE TABLE kept.{name} AS TABLE desk.{name}".encode())
        ((self.units,),) = self._raw.execute("SELECT number FROM desk.head").fetchall()
        whole = self._copy()
        apart(partial(_take_all, whole))
        self._truth = apart(partial(held, whole))
        self._open = ExitStack()
        apart(partial(_take_all, self._late))
        self._at_head = self._open.enter_context(looked_at(self._late))
        self._at_head.hear_others()
        self._early = self._opened_early()
        return self

    def __exit__(self, *_: object) -> None:
        self._early_stack.close()
        self._open.close()
        self._raw.close()

    def try_one(self, trials: Trials, kind: str, chance: Random) -> None:
        """Make one edit, let both look, and put the tables back."""
        trials.tried += 1
        trials.kinds.add(kind)
        KINDS[kind](self._raw, chance, self.units)
        looking = (self._early,) if self._one_looks else (self._early, self._at_head)
        wrong = [each for each in map(_heard, looking) if each]
        self._put_back()
        if wrong:
            trials.found[wrong[0]] += 1
            self._renew_where_it_moved()
            return
        site = self._early_station
        self._early_stack.close()
        same = not unequal(self._truth, apart(partial(held, site)))
        (trials.without_effect if same else trials.taken)[kind] += 1
        self._early = self._opened_early()

    def _put_back(self) -> None:
        names = ", ".join(f"desk.{name}" for name in _TABLES)
        with self._raw.transaction():
            self._raw.execute(f"TRUNCATE {names}".encode())
            for name in _TABLES:
                words = f"INSERT INTO desk.{name} TABLE kept.{name}"
                self._raw.execute(words.encode())

    def _renew_where_it_moved(self) -> None:
        """Open the desk as it began anew: what is genuine of a log it takes before it stops."""
        log = self._early._several
        assert isinstance(log, OfficeLog)
        if log.stands_at != BEFORE_FIRST:
            self._early_stack.close()
            self._early = self._opened_early()

    def _copy(self) -> Station:
        self._copies += 1
        if self._copies > 1:
            shutil.rmtree(self._folder / f"copy-{self._copies - 1}", ignore_errors=True)
        return copied(self._model, self._folder / f"copy-{self._copies}")

    def _opened_early(self) -> SqlStore:
        self._early_stack, self._early_station = ExitStack(), self._copy()
        return self._early_stack.enter_context(looked_at(self._early_station))


def _take_all(station: Station) -> None:
    with looked_at(station) as store:
        store.hear_others()


def _heard(store: SqlStore) -> str:
    """Return as what a station finds an edit; empty where it found nothing."""
    try:
        store.hear_others()
    except DamageFound as damage:
        return damage.code
    except KnownError as error:
        return error.code
    return ""


# The edits.


def _one(chance: Random, units: int) -> int:
    return chance.randrange(1, units + 1)


def _flip(raw: Raw, chance: Random, units: int, column: str) -> None:
    number, place = _one(chance, units), chance.random()
    words = f"""
        UPDATE desk.units SET {column} = set_byte({column}, spot, get_byte({column}, spot) # %s)
        FROM (SELECT floor(octet_length({column}) * %s)::int AS spot FROM desk.units
              WHERE number = %s) AS place
        WHERE number = %s
    """  # noqa: S608  our own names
    raw.execute(words.encode(), (1 << chance.randrange(8), place, number, number))


def _set(raw: Raw, chance: Random, units: int, words: str) -> None:
    raw.execute(f"UPDATE desk.units SET {words} WHERE number = %s".encode(), (_one(chance, units),))  # noqa: S608  our own words


def _swap(raw: Raw, chance: Random, units: int) -> None:
    number = chance.randrange(1, units - 1)
    with raw.transaction():
        for before, after in ((number, -1), (number + 1, number), (-1, number + 1)):
            raw.execute("UPDATE desk.units SET number = %s WHERE number = %s", (after, before))


def _replace_content(raw: Raw, chance: Random, units: int, columns: str) -> None:
    number = _one(chance, units)
    other = number % units + 1
    words = f"""
        UPDATE desk.units SET ({columns}) = (SELECT {columns} FROM desk.units WHERE number = %s)
        WHERE number = %s
    """  # noqa: S608  our own names
    raw.execute(words.encode(), (other, number))


def _delete(raw: Raw, chance: Random, units: int) -> None:
    raw.execute("DELETE FROM desk.units WHERE number = %s", (_one(chance, units),))


def _close_up(raw: Raw, chance: Random, units: int) -> None:
    """Delete one and number the rest anew."""
    number = _one(chance, units)
    with raw.transaction():
        raw.execute("DELETE FROM desk.units WHERE number = %s", (number,))
        for later in range(number + 1, units + 1):
            raw.execute("UPDATE desk.units SET number = %s WHERE number = %s", (later - 1, later))
        raw.execute(
            "UPDATE desk.head SET number = %s, hash = coalesce("
            "(SELECT hash FROM desk.units WHERE number = %s), hash)",
            (units - 1, units - 1),
        )


def _go_back(raw: Raw, chance: Random, units: int) -> None:
    """Be the server of an earlier day."""
    number = chance.randrange(1, units)
    with raw.transaction():
        raw.execute("DELETE FROM desk.units WHERE number > %s", (number,))
        raw.execute(
            "UPDATE desk.head SET number = %s, "
            "hash = (SELECT hash FROM desk.units WHERE number = %s)",
            (number, number),
        )


def _strange(raw: Raw, chance: Random, units: int) -> None:
    """Put a unit of another desk, rightly made there, in the place of one of ours."""
    octets = SeededChance(f"{chance.random()}")
    number = _one(chance, units)
    key = StationKey.new(NAMES[0], octets)
    before = raw.execute("SELECT hash FROM desk.units WHERE number = %s", (number - 1,)).fetchone()
    after = LogHead(number - 1, bytes(before[0])) if before else BEFORE_FIRST
    seal = UnitSeal("another desk", octets.octets(32), octets)
    made = seal.seal(b"[{},{},{},[]]", octets.octets(16), after, key)
    raw.execute(
        "UPDATE desk.units SET id = %s, station = %s, hash = %s, content = %s, signature = %s "
        "WHERE number = %s",
        (made.id, made.station, made.hash, made.content, made.signature, number),
    )


def _add(raw: Raw, chance: Random, units: int) -> None:
    """Append something that nobody saved."""
    with raw.transaction():
        raw.execute(
            "INSERT INTO desk.units (number, id, station, hash, content, signature) "
            "SELECT number + 1, %s, station, sha256(content), content, signature "
            "FROM desk.units WHERE number = %s",
            (chance.randbytes(16), units),
        )
        raw.execute(
            "UPDATE desk.head SET number = number + 1, "
            "hash = (SELECT hash FROM desk.units WHERE number = %s)",
            (units + 1,),
        )


def _head(raw: Raw, _chance: Random, _units: int, words: str) -> None:
    raw.execute(f"UPDATE desk.head SET {words}".encode())  # noqa: S608  our own words


def _all(raw: Raw, _chance: Random, _units: int, words: str) -> None:
    raw.execute(words.encode())


_OTHER = "CASE station WHEN 'east' THEN 'west' ELSE 'east' END"
KINDS: dict[str, Edit] = {
    **{
        f"{each} flipped": partial(_flip, column=each)
        for each in ("content", "hash", "signature", "id")
    },
    "content cut": partial(_set, words="content = substring(content for 20)"),
    "content emptied": partial(_set, words="content = ''"),
    "content grown": partial(_set, words="content = content || '\\x00'"),
    "another's name": partial(_set, words=f"station = {_OTHER}"),
    "another moment": partial(_set, words="at = at - interval '1 year'"),
    "swapped": _swap,
    "another's content": partial(_replace_content, columns="content, signature"),
    "another's content and hash": partial(_replace_content, columns="content, hash, signature"),
    "deleted": _delete,
    "deleted and numbered anew": _close_up,
    "an earlier day": _go_back,
    "all deleted": partial(_all, words="DELETE FROM desk.units"),
    "a unit of another desk": _strange,
    "a unit of nobody": _add,
    "number of the head": partial(_head, words="number = number + 1"),
    "hash of the head": partial(_head, words="hash = sha256(hash)"),
    "key of the head": partial(_head, words="generation = 'other'"),
    "a key that ended early": partial(
        _all,
        words="INSERT INTO desk.generations (generation, number, hash) "
        "SELECT generation, number - 1, hash FROM desk.head; "
        "UPDATE desk.head SET generation = 'other'",
    ),
    "schema of the head": partial(_head, words="schema = schema + 1"),
    "no head": partial(_all, words="DELETE FROM desk.head"),
    "files flipped": partial(
        _all,
        words="UPDATE desk.files SET content = set_byte(content, 20, 1 # get_byte(content, 20))",
    ),
    "files deleted": partial(_all, words="DELETE FROM desk.files"),
    "files exchanged": partial(
        _all,
        words="UPDATE desk.files f SET content = (SELECT content FROM desk.files o "
        "WHERE o.name <> f.name ORDER BY o.name LIMIT 1) "
        "WHERE (SELECT count(*) FROM desk.files) > 1",
    ),
    "keys of the stations": partial(
        _all, words="UPDATE desk.stations SET public_key = sha256(public_key)"
    ),
    "stations shut out": partial(_all, words="UPDATE desk.stations SET revoked_at = now()"),
}


@contextmanager
def nothing_checked() -> Iterator[None]:
    """Take units wherever they stand, whoever made them."""
    with (
        patch.object(sealing, "_hash", lambda _place, content: hashlib.sha256(content).digest()),
        patch.object(sealing, "_is_signed", lambda *_: True),
        patch.object(UnitSeal, "_place", lambda *_: b""),
        patch.object(applying, "check_journal_after", lambda *_: None),
    ):
        yield


GOAL = Goal(
    "forgery",
    f"{EDITS:,} edits of the server's tables by its administrator: each found, or without effect",
    try_forgery,
    tools=("initdb",),
    takes=200,
)
