# SPDX-License-Identifier: MIT
"""Stations of an office as processes that work through the verbs, and what they say of each save.

Each line is appended to a file of the station's own: who is killed has said what he said. A save
has a mark of its own, which stands in one row of the desk.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from desk_app.desk import registers, scans
from desk_app.desk.applications import caring, checking, intake
from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError, ServerAway
from desk_app.desk.inquiries import handling
from desk_app.desk.inquiries.handling import InquiryDraft
from desk_app.desk.keys import people as keys
from desk_app.desk.letters import corresponding
from desk_app.desk.post import stamps
from desk_app.desk.scans import ScanDraft
from desk_app.records.base import ApplicationId
from desk_app.records.case.inquiries import Channel, InquiryKind, InquirySaid
from desk_app.records.case.scans import DrawnScan, ScanOf
from desk_app.records.registers import ProvisionEntry, ProvisionKind
from desk_app.store.database import SqlStore
from desk_app.store.disk.machine import SeededChance, SystemClock
from desk_app.store.office.joining import (
    Membership,
    add_station,
    begin_office,
    keep_membership,
    office_of,
    read_membership,
)
from desk_app.store.office.sealing import StationKey
from desk_app.store.office.server import PostgresLog
from tests.same_tables import rows_of_office
from tests.workbench.desks import CLERK, Site, TwoPeople, envelope
from tests.workbench.postgres import Cluster
from tests.workbench.processes import Child, Say, apart

WORD = "龗靇龘龕"
"""Stands in every text about a person, so that one search finds all of them."""

SAID, STOP = "said", "stop"
_MARK = re.compile(r"<([a-z]+-\d+)>")
_MARKED = (
    "SELECT name FROM applications",
    "SELECT department FROM department_inquiries",
    "SELECT text FROM inquiries",
    "SELECT party FROM provisions",
    "SELECT note FROM stamp_entries",
)
_STAMP, _OPENING = 8_400, 100
"""The face value of a stamp in sen; how many the book begins with."""

_PAUSE_SECONDS = 0.1


def marked(mark: str) -> str:
    """Return the text by which a save is known."""
    return f"{WORD} 目印 <{mark}>"


@dataclass(frozen=True, slots=True)
class Station:
    """One station: its name, its folders, and how many saves it is to make."""

    name: str
    site: Site
    key: StationKey

    @property
    def said(self) -> Path:
        """The file of what it said."""
        return self.site.folder / SAID

    def lines(self) -> list[list[str]]:
        """What it said, line by line."""
        if not self.said.exists():
            return []
        return [line.split() for line in self.said.read_text("utf-8").splitlines()]

    @property
    def finished(self) -> int:
        """How many saves it came to know the end of."""
        return sum(line[0] in {"done", "kept", "refused", "conflict"} for line in self.lines())


@dataclass
class Told:
    """What a station said of its saves, by their marks."""

    acknowledged: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    """Of these it said that they were not kept."""
    names: dict[str, str] = field(default_factory=dict)
    """What each save was to be."""
    codes: Counter[str] = field(default_factory=Counter)
    deeds: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, stations: Sequence[Station]) -> Told:
        """Return what they all said."""
        told = cls()
        for station in stations:
            for line in station.lines():
                told._take(line)
        return told

    def _take(self, line: Sequence[str]) -> None:
        what, mark = line[0], line[1] if len(line) > 1 else ""
        if what == "begin":
            self.names[mark] = line[2]
        elif what in {"done", "kept"}:
            self.acknowledged.add(mark)
            self.deeds.update(line[2:])
        elif what in {"refused", "conflict", "absent"}:
            self.absent.add(mark)
            self.codes[" ".join(line[2:])] += 1
        elif what == "unknown":
            self.codes["save_unknown"] += 1
        elif what.startswith("broken"):
            self.broken.append(" ".join(line))

    def in_rows(self, marks: set[str]) -> set[str]:
        """Return those of the marks that stand in a row where their save was kept."""
        return {mark for mark in marks if self.names.get(mark) in IN_ONE_ROW}


def founded_office(folder: Path, cluster: Cluster, names: Sequence[str]) -> list[Station]:
    """Found a desk, make it the first station of an office, and copy it for the others."""
    chance = SeededChance(f"stations in {folder}")
    keys = {name: StationKey.new(name, chance) for name in names}
    first = Site(folder / names[0])
    first.folder.mkdir(parents=True)
    apart(first.found)
    addresses = {name: cluster.add_station(key) for name, key in keys.items()}

    def begin() -> bytes:
        with first.opened() as desk:
            store = desk.ports.store
            assert isinstance(store, SqlStore)
            draft = stamps.StampDraft(((_STAMP, _OPENING),), desk.today, "")
            with suppress(KnownError):
                stamps.open_book(desk, draft)
            by = (desk.actor.id, desk.ports.clock.now())
            for name in names[1:]:
                add_station(store, name, keys[name].public, by)
            server = PostgresLog(addresses[names[0]], first.keys)
            with closing(server):
                begin_office(store, server, keys[names[0]], by)
            return store.data_key

    data_key = apart(begin)
    stations = [Station(name, Site(folder / name), keys[name]) for name in names]
    for station in stations[1:]:
        first.copy(station.site.folder)
    for station in stations:
        member = Membership(addresses[station.name], station.key)
        keep_membership(station.site.keys, data_key, member, chance)
    return stations


def through(station: Station, port: int) -> None:
    """Let a station reach the server by another port."""
    data_key = station.site.unlock().data_key
    member = read_membership(station.site.keys, data_key)
    address = replace(member.address, port=port)
    chance = SeededChance(f"{station.name} {port}")
    keep_membership(station.site.keys, data_key, Membership(address, member.station), chance)


# The verbs that people use, with one mark each.

Deed = Callable[[Desk, Random, str, Site], object]


def _newest(desk: Desk, chance: Random) -> ApplicationId:
    """One of the last few applications: the stations meet at them."""
    with desk.ports.store.reading() as books:
        return chance.choice(books.files.all_ids()[-4:])


def _person(desk: Desk, mark: str) -> intake.EnvelopeDraft:
    draft = envelope(marked(mark), desk.today)
    (each,) = draft.applications
    principal = replace(each.application.principal, address=f"東京都杉並区{WORD}町{mark}", phone="")
    made = replace(each, application=replace(each.application, principal=principal))
    return replace(draft, applications=(made,))


def _log(desk: Desk, _chance: Random, mark: str, _site: Site) -> None:
    intake.log_application(desk, _person(desk, mark))


def _log_draft(desk: Desk, _chance: Random, mark: str, _site: Site) -> None:
    key = f"draft-{mark}"
    intake.save_draft(desk, key, "{}")
    intake.log_application(desk, replace(_person(desk, mark), draft_key=key))


def _ask(desk: Desk, chance: Random, mark: str, _site: Site) -> None:
    checking.ask_department(desk, _newest(desk, chance), marked(mark), desk.today)


def _inquire(desk: Desk, _chance: Random, mark: str, _site: Site) -> None:
    said = InquirySaid(desk.today, Channel.TELEPHONE, InquiryKind.INQUIRY, marked(mark))
    handling.log_inquiry(desk, InquiryDraft(said))


def _provide(desk: Desk, _chance: Random, mark: str, _site: Site) -> None:
    entry = ProvisionEntry(0, ProvisionKind.PROVIDED, desk.today, party=marked(mark))
    registers.enter_provision(desk, entry)


def _buy(desk: Desk, chance: Random, mark: str, _site: Site) -> None:
    draft = stamps.StampDraft(((_STAMP, chance.randrange(1, 9)),), desk.today, marked(mark))
    stamps.buy(desk, draft)


def _care(desk: Desk, chance: Random, _mark: str, _site: Site) -> None:
    id_ = _newest(desk, chance)
    try:
        caring.hand_back(desk, id_)
    except ServerAway:
        raise
    except KnownError:
        caring.take_over(desk, id_)


def _scan(desk: Desk, chance: Random, mark: str, _site: Site) -> None:
    form = ScanDraft(_newest(desk, chance), ScanOf.FORM)
    scans.attach_scan(desk, form, DrawnScan(1, f"%PDF {marked(mark)}".encode()))


def _decide(desk: Desk, _chance: Random, mark: str, site: Site) -> None:
    """The whole way of an application, to the letter that tells the decision."""
    both = TwoPeople.beside(desk, site)
    id_ = both.decided(marked(mark))
    corresponding.issue_letter(desk, both.answer(id_))


def _sheet(desk: Desk, _chance: Random, _mark: str, site: Site) -> None:
    """Make the key of a recovery sheet: an act on the keys, which every station's key file has."""
    keys.new_sheet(TwoPeople.beside(desk, site).officer)


DEEDS: dict[str, tuple[Deed, int]] = {
    "logged": (_log, 30),
    "logged_of_a_draft": (_log_draft, 12),
    "asked": (_ask, 20),
    "inquired": (_inquire, 10),
    "provided": (_provide, 10),
    "bought": (_buy, 10),
    "cared": (_care, 6),
    "scanned": (_scan, 6),
    "decided": (_decide, 2),
    "sheet": (_sheet, 4),
}
"""Each with how often it comes."""

IN_ONE_ROW = frozenset(DEEDS) - {"cared", "scanned", "sheet"}
"""Of these a row has the mark."""


# What a station does until it is killed or told to stop.


def work(_say: Say, station: Station, seed: str, wrong: Callable[[], Any] = nullcontext) -> None:
    """Open the desk and make random saves; ``wrong`` is what a careless program would do."""
    handle = os.open(station.said, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def say(*words: object) -> None:
        os.write(handle, (" ".join(map(str, words)) + "\n").encode())

    try:
        with wrong():
            _work(say, station, seed)
    except BaseException as error:
        say("broken", type(error).__name__, getattr(error, "code", ""), repr(error)[:200])
        raise


def _work(say: Callable[..., None], station: Station, seed: str) -> None:
    first = 1 + max((_number(line) for line in station.lines()), default=0)
    chance = Random(f"{seed} {station.name} {first}")  # noqa: S311  trials to be repeated
    with station.site.opened(CLERK) as desk:
        say("opened")
        worker = Worker(say, desk, station, chance)
        number = first
        while not (station.site.folder / STOP).exists():
            worker.save(f"{station.name}-{number}")
            number += 1
    say("stopped")


def _number(line: Sequence[str]) -> int:
    return int(line[1].rsplit("-", 1)[1]) if line[0] == "begin" else 0


@dataclass
class Worker:
    """Saves one thing after the other, as a person does who reads what he is told."""

    say: Callable[..., None]
    desk: Desk
    station: Station
    chance: Random
    pending: str = ""
    """The save of which nobody knows whether it was kept."""

    def save(self, mark: str) -> None:
        """Save one thing, and say what came of it."""
        names = list(DEEDS)
        (name,) = self.chance.choices(names, [DEEDS[each][1] for each in names])
        self.say("begin", mark, name)
        try:
            DEEDS[name][0](self.desk, self.chance, mark, self.station.site)
        except ServerAway as away:
            self._away(mark, name, away)
            return
        except KnownError as error:
            self.say("conflict" if name in _SINGLE else "halfway", mark, error.code)
            return
        except IndexError:
            self.say("conflict", mark, "nothing_there")
            return
        if self.pending:
            self.say("absent", self.pending, "not_kept")
            self.pending = ""
        self.say("done", mark, name)

    def _away(self, mark: str, name: str, away: ServerAway) -> None:
        if away.code == "save_was_kept":
            self.say("kept", self.pending)
            self.pending = ""
            self.say("refused" if name in _SINGLE else "halfway", mark, away.code)
            return
        if away.code == "save_unknown" and name in _SINGLE:
            self.pending = mark
            self.say("unknown", mark)
        elif away.code == "save_unknown":
            self.pending = f"part-of-{mark}"
            self.say("halfway", mark, away.code)
        else:
            self.say("refused" if name in _SINGLE else "halfway", mark, away.code)
        time.sleep(_PAUSE_SECONDS)


_SINGLE = frozenset(DEEDS) - {"decided", "logged_of_a_draft"}
"""Deeds of one unit of work: refused, they left nothing."""


def begun(station: Station, seed: str, wrong: Callable[[], Any] = nullcontext) -> Child:
    """Start a process that works at a station."""
    return Child.forked(partial(work, station=station, seed=seed, wrong=wrong))


@contextmanager
def told_to_stop(stations: Sequence[Station]) -> Iterator[None]:
    """Tell all to stop; the block waits for them."""
    for station in stations:
        (station.site.folder / STOP).touch()
    yield
    for station in stations:
        (station.site.folder / STOP).unlink()


# What a station holds in the end.


@dataclass(frozen=True, slots=True)
class Held:
    """What a closed desk holds: every row that all have, the index, marks, drafts, numbers."""

    rows: dict[str, list[Any]]
    marks: Counter[str]
    drafts: frozenset[str]
    twice: tuple[str, ...]
    balances: bool


@contextmanager
def looked_at(station: Station) -> Iterator[SqlStore]:
    """Open a station's desk to take what others saved: nobody signs in, nothing is noted."""
    store = station.site.look()
    with closing(store):
        member = read_membership(station.site.keys, store.data_key)
        server = PostgresLog(member.address, station.site.keys)
        chance = SeededChance(f"looking {os.getpid()}")
        # Without `share`, which goes on where the log is not what was written.
        store._several = office_of(store, member.station, server, chance, SystemClock().now)
        yield store


def caught_up(station: Station) -> int:
    """Open a station, let it take what others saved, and close it; return how many units came."""

    def catch_up() -> int:
        with looked_at(station) as store:
            return store.hear_others()

    return apart(catch_up)


def held(station: Station) -> Held:
    """Return what a closed desk holds."""
    return apart(partial(_held, station.site))


def _held(site: Site) -> Held:
    with site.raw() as raw:
        rows = rows_of_office(raw)
        raw.execute("CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, search, instance)")
        rows["tokens"] = raw.execute("SELECT doc, term FROM temp.held ORDER BY 1, 2").fetchall()
        texts = [text for words in _MARKED for (text,) in raw.execute(words)]
        drafts = [key for (key,) in raw.execute("SELECT key FROM drafts")]
        twice = [
            f"{table}.{column}: {value}"
            for table, column in (
                ("applications", "receipt_number"),
                ("inquiries", "number"),
                ("letters", "number"),
            )
            for (value,) in raw.execute(
                f"SELECT {column} FROM {table} WHERE {column} <> '' "  # noqa: S608  our own names
                f"GROUP BY {column} HAVING count(*) > 1"
            )
        ]
        moved = raw.execute("SELECT value, sum(held), sum(owned) FROM stamp_moves GROUP BY value")
        stock = raw.execute("SELECT value, held, owned FROM stamp_balances")
        balances = {value: tuple(rest) for value, *rest in stock}
        right = all(balances.get(value) == (held, owned) for value, held, owned in moved)
    marks = Counter(mark for text in texts for mark in _MARK.findall(text))
    return Held(rows, marks, frozenset(drafts), tuple(twice), right)


def unequal(one: Held, other: Held) -> list[str]:
    """Return the tables in which two desks differ."""
    return [name for name in one.rows if one.rows[name] != other.rows[name]]


def copied(station: Station, folder: Path) -> Station:
    """Return a closed station's copy in another folder, the same station still."""
    shutil.copytree(station.site.folder, folder)
    return replace(station, site=Site(folder))
