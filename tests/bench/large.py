# SPDX-License-Identifier: MIT
"""What a password costs; a large desk: gate, saves, ledgers, migration, backup, disposal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from pyrage import x25519

from desk_app.desk import timekeeping
from desk_app.desk.applications import intake
from desk_app.desk.audit import ledgers as exporting
from desk_app.desk.context import Desk
from desk_app.desk.disposal import destroying, disposing
from desk_app.desk.keeping import look_at
from desk_app.desk.keys import backups
from desk_app.desk.rows import JournalFilter
from desk_app.i18n import pages
from desk_app.records.base import UserId
from desk_app.records.books.ledgers import Ledger
from desk_app.records.case.disposal import DisposalState
from desk_app.records.case.history import ApplicationFile
from desk_app.records.desk.people import Language, User
from desk_app.store.backup import restoring
from desk_app.store.database import EMPTY_LOG
from desk_app.store.disk.desk_file import OLDEST_SCHEMA
from desk_app.store.disk.machine import SystemChance
from desk_app.store.journal import chain
from desk_app.store.opening import open_store
from desk_app.store.schema import engine as schema
from desk_app.store.schema.connecting import key_words
from desk_app.store.schema.engine import driver_connection, make_engine
from desk_app.store.vault import keyring
from desk_app.store.vault.keyring import NewUser
from desk_app.store.vault.sheets import identity_of
from desk_app.store.vault.slots import SAMPLE_COST, STANDARD_COST
from tests.bench import baselines
from tests.bench.desks import (
    AFTERNOON,
    Lines,
    Workbench,
    draft,
    envelope,
    found,
    opened,
    temporary_folder,
)
from tests.bench.held import most_held
from tests.bench.measuring import Line, Pair
from tests.fakes.statements import statements_told
from tests.workbench.desks import CLERK, OFFICER, Site
from tests.workbench.report import Taken, Watch

DISPOSAL, MIGRATION, LEDGERS, SAVED, WHOLE, OF_MEMORY = (Lines() for _ in range(6))
DISPOSED, TURNS = 1_000, 3


@dataclass
class Timed:
    """The desk's backups; how long they took is kept."""

    backups: Any
    taken: Taken = field(default=Taken(0.0, 0.0))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever the backups have
        return getattr(self.backups, name)

    def make(self, *given: Any) -> Any:  # noqa: ANN401  as the backups are asked
        """Make a backup."""
        watch = Watch()
        made = self.backups.make(*given)
        self.taken = watch.taken
        return made


def _second(desk: Desk, site: Site) -> Desk:
    found = keyring.unlock(site.keys, CLERK.name, CLERK.password, site.machine)
    return desk.acting(found.user, found.seal)


def _signed(desk: Desk, second: Desk, most: int) -> int:
    """Propose what is due longest, and have it signed; the disposal's id."""
    due = disposing.due_list(second, most)
    disposing.propose(second, tuple(disposing.Chosen(each.id, each.sheets) for each in due))
    id_ = disposing.disposals(desk)[0].id
    disposing.sign(desk, id_)
    return id_


@DISPOSAL(
    "disposal",
    f"{DISPOSED:,} of them (or a third of what is due) disposed of, without the backup",
    "every page re-keyed and read once by the driver",
    turns=TURNS, budget_ratio=2.0, warm_up=0, growth=1.3, whole=True,
)  # fmt: skip
@contextmanager
def _disposed(bench: Workbench) -> Iterator[Pair]:
    bench.must_fit()
    assert bench.secret
    with bench.folder() as folder, bench.copy() as copied, bench.desk() as opened:
        timed = Timed(opened.ports.backups)
        desk = replace(opened, ports=replace(opened.ports, backups=timed))
        second = _second(desk, bench.site)
        if timekeeping.doubt(desk) is not None:
            # Over some New Year nobody of the mixture works for more than a week.
            timekeeping.confirm_clock(desk, second)
        most = min(DISPOSED, len(disposing.due_list(desk, TURNS * DISPOSED)) // TURNS)
        assert most, "nothing is due"
        raw_keys = iter(bytes([each]) * 32 for each in range(1, 100))

        def ours() -> Taken:
            id_ = _signed(desk, second, most)
            watch = Watch()
            destroying.carry_out(desk, id_)
            taken = watch.taken
            assert disposing.disposals(desk)[0].state is DisposalState.VERIFIED
            return taken.but(timed.taken)

        with bench.raw(copied) as raw:
            yield Pair(ours, lambda: baselines.rekeyed(raw, next(raw_keys), folder / "aside.db"))


_KEY = bytes(range(32))
_TABLES = ("applications", "decisions")
_WRITES = ("CREATE", "ALTER", "INSERT", "UPDATE", "DELETE", "DROP")


def _empty_file(path: Path) -> None:
    engine = make_engine(path, _KEY, new=True)
    with engine.connect() as connection:
        connection.begin()
        schema.migrate(connection, OLDEST_SCHEMA)
        connection.commit()
    engine.dispose()


def _old_file(bench: Workbench, path: Path) -> None:
    """Make a file of the old schema with rows of the large desk."""
    _empty_file(path)
    large = bench.site
    with closing(baselines.connection(path, _KEY)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        key = key_words(large.unlock().data_key).partition("=")[2]
        raw.execute(f"ATTACH DATABASE ? AS large KEY {key}", (str(large.database),))
        for name in _TABLES:
            old, new = (_columns(raw, place, name) for place in ("main", "large"))
            both = ", ".join(f'"{each}"' for each in old if each in new)
            raw.execute(f"INSERT INTO main.{name} ({both}) SELECT {both} FROM large.{name}")  # noqa: S608  our own names
        raw.execute("PRAGMA main.wal_checkpoint(TRUNCATE)")


def _columns(raw: baselines.Raw, place: str, name: str) -> list[str]:
    return [row[1] for row in raw.execute(f"PRAGMA {place}.table_info({name})")]


def _migrate(path: Path) -> None:
    engine = make_engine(path, _KEY)
    with engine.connect() as connection:
        connection.begin()
        schema.migrate(connection)
        connection.commit()
        driver_connection(connection).execute(EMPTY_LOG)
    engine.dispose()


def _replay(path: Path, statements: list[str]) -> None:
    with closing(baselines.connection(path, _KEY)) as raw:
        baselines.moved(raw, statements)


def _on_a_copy(old: Path, work: Callable[[Path], None]) -> Taken:
    """Do something with a copy of the old file; that it is copied is not counted."""
    path = Path(shutil.copy(old, old.with_name("copy.db")))
    watch = Watch()
    work(path)
    taken = watch.taken
    path.unlink()
    return taken


@MIGRATION(
    "migration",
    "their decisions brought to today's schema",
    "the same statements by the driver, in one transaction",
    turns=3, budget_ms=100.0, warm_up=0, growth=1.3,
)  # fmt: skip
@contextmanager
def _migrated(bench: Workbench) -> Iterator[Pair]:
    with bench.folder() as folder:
        old, empty, statements = folder / "old.db", folder / "empty.db", list[str]()
        _old_file(bench, old)
        _empty_file(empty)

        def note(sql: str, values: object, _many: bool) -> None:
            if sql.lstrip().upper().startswith(_WRITES) and not values:
                statements.append(sql)

        with statements_told(note):
            _migrate(empty)
        assert any("ALTER" in each for each in statements), "no table was changed"
        yield Pair(
            partial(_on_a_copy, old, _migrate),
            partial(_on_a_copy, old, partial(_replay, statements=statements)),
        )


ROWS = 100_000
_DAY = "SELECT date(at) FROM journal WHERE sequence = ?"
_LAST_ENTRY = "SELECT max(sequence) FROM journal"


# A hundred thousand rows take over a second; all was read once to know the words.
@LEDGERS(
    "ledger",
    f"the journal's last {ROWS:,} entries (or all) read, said in words, written as a workbook",
    "the same words written as a workbook by XlsxWriter alone",
    turns=3, budget_ratio=1.5, warm_up=0,
)  # fmt: skip
@contextmanager
def _exported(bench: Workbench) -> Iterator[Pair]:
    """Export the journal's last 100,000 entries, or all where they are fewer."""
    with bench.folder() as folder, bench.seat() as seat:
        desk, since, numbers = seat.session.desk, _first_day(seat.raw), count()
        rows = [list(map(str, row)) for row in _ledger(desk, since).rows]

        def ours() -> None:
            path = folder / f"ours-{next(numbers)}.xlsx"
            desk.ports.sheets.write_xlsx(_ledger(desk, since), path, AFTERNOON)

        yield Pair(ours, lambda: baselines.workbook(rows, folder / "bare.xlsx"))


def _first_day(raw: baselines.Raw) -> date | None:
    """Return the day from which the journal has about so many entries."""
    ((last,),) = baselines.rows(raw, _LAST_ENTRY)
    if last <= ROWS:
        return None
    ((day,),) = baselines.rows(raw, _DAY, (last - ROWS,))
    return date.fromisoformat(day)


def _ledger(desk: Desk, since: date | None) -> Ledger:
    lines = exporting.export_journal(desk, JournalFilter(since=since))
    return pages.journal(lines, Language.JA)


SAVES = 60
_SAME_ROWS = "the same rows by the bare driver, with the same pragmas, checkpoint and anchor file"
WRITES = ("INSERT", "UPDATE", "DELETE")


def _next(desk: Desk, page: ApplicationFile, number: int) -> Taken:
    """Log the envelope once more, its principal with another name.

    The page is examined first, as at the last key typed into it: that has lines of its own.
    """
    principal = replace(page.application.principal, name=f"髙橋 みゆき{number}")
    again = replace(page, application=replace(page.application, principal=principal))
    look_at(desk, again)
    sent = draft(again)
    watch = Watch()
    intake.log_application(desk, sent)
    return watch.taken


class Recorder:
    """Keeps what the store writes, unit by unit, as its driver sees it."""

    def __init__(self) -> None:
        self.units: list[list[baselines.Statement]] = []

    def note(self, sql: str, values: Any, many: bool) -> None:  # noqa: ANN401  as it is told
        """Keep a statement that writes."""
        if sql.lstrip().upper().startswith(WRITES):
            self.units[-1].append((sql, values, many))


@contextmanager
def _saved_at_a_new_one() -> Iterator[Pair]:
    """Save at a desk that was just founded."""
    with temporary_folder() as folder:
        site = found(folder / "ours")
        with _on(site, site.copy(folder / "bare")) as pair:
            yield pair


@SAVED("save", "one more logged, durable", _SAME_ROWS, turns=SAVES, budget_ratio=2.0, growth=1.5)
@contextmanager
def _saved_among_many(bench: Workbench) -> Iterator[Pair]:
    with bench.copy() as other, _on(bench.site, other) as pair:
        yield pair


@contextmanager
def _on(site: Site, other: Site) -> Iterator[Pair]:
    """Save at one desk; the driver writes the same rows into a copy of it that had none of them.

    That its statements are kept on the way costs ours a little, and the driver nothing.
    """
    unlocked = keyring.unlock(site.keys, CLERK.name, CLERK.password)
    raw = baselines.connection(other.database, unlocked.data_key)
    desk, recorder, numbers = opened(site, "saving"), Recorder(), count()
    page = envelope("E1", desk.rulebook)
    kept = chain.read(other.keys)
    assert kept is not None

    def ours() -> Taken:
        recorder.units.append([])
        return _next(desk, page, next(numbers))

    with closing(raw), statements_told(recorder.note):
        yield Pair(ours, lambda: baselines.saved(raw, other.keys, kept, recorder.units[-1]))
    desk.ports.store.close()


_READS_ALL: dict[str, Any] = {"turns": 3, "warm_up": 0, "growth": 1.3, "whole": True}
_MB = 1024**2


@contextmanager
def _unlocked() -> Iterator[Pair]:
    """A password at its real cost; bare: Argon2id alone."""
    with temporary_folder() as folder:
        user = NewUser(UserId("u"), CLERK.name, CLERK.roles, CLERK.password)
        keyring.found_keys(folder / "keys", [user], AFTERNOON, SystemChance())
        yield Pair(
            partial(keyring.unlock, folder / "keys", CLERK.name, CLERK.password),
            partial(baselines.derived, CLERK.password, STANDARD_COST),
        )


@WHOLE(
    "gate",
    "through the gate behind the password, and closed",
    "the bare driver opens the file, reads one row, closes",
    turns=30, budget_ms=300.0, growth=1.5,
)  # fmt: skip
@contextmanager
def _through_the_gate(bench: Workbench) -> Iterator[Pair]:
    """Open the file behind the password and close it; bare: the driver reads one row."""
    site = bench.site
    unlocked = site.unlock()

    def ours() -> None:
        open_store(site.desk, site.keys, unlocked, at=AFTERNOON).close()

    yield Pair(ours, partial(baselines.opened, site.database, unlocked.data_key))


@dataclass(frozen=True)
class Safe:
    """A desk that makes backups, the identity of its sheet, and the driver on its file."""

    desk: Desk
    secret: str
    folder: Path
    raw: baselines.Raw
    sealed: Path

    @property
    def identity(self) -> x25519.Identity:
        """The key that opens both."""
        return x25519.Identity.from_str(identity_of(self.secret).secret)

    def back_up(self) -> None:
        """Make a backup, opened again and compared."""
        self.desk.ports.backups.make(AFTERNOON)

    def back_up_bare(self) -> None:
        """Make a bare one."""
        baselines.backed_up(self.raw, self.sealed, self.identity.to_public())

    def have_both(self) -> Path:
        """Have a backup and a bare one, made now where none was; where the backup lies."""
        path = self.have_backup()
        if not self.sealed.exists():
            self.back_up_bare()
        return path

    def have_backup(self) -> Path:
        """Have a backup, made now where none was; where it lies."""
        if not self.desk.ports.backups.all():
            self.back_up()
        folder = self.desk.ports.backups.folder
        assert folder is not None
        return folder / self.desk.ports.backups.all()[-1].name


@contextmanager
def _safe(bench: Workbench, *, bare: bool = True) -> Iterator[Safe]:
    """Open the desk with a recovery sheet in use and a folder for its copies."""
    if bare:
        bench.must_fit()
    secret, sealed = bench.secret, bench.site.folder / "sealed.age"
    with bench.folder() as folder, bench.desk() as desk, bench.raw() as raw:
        yield Safe(desk, secret, folder, raw, sealed)


@WHOLE(
    "backup",
    "a backup, opened again and compared",
    "every row copied into plain SQLite in memory, its bytes encrypted with age",
    budget_ratio=2.0, **_READS_ALL,
)  # fmt: skip
@contextmanager
def _backed_up(bench: Workbench) -> Iterator[Pair]:
    """Make a backup, opened again and compared; bare: every row copied, the copy encrypted.

    A plain file on the disk would be copied faster, but nothing plain may lie on a disk.
    """
    with _safe(bench) as safe:
        yield Pair(safe.back_up, safe.back_up_bare)


@WHOLE(
    "restore",
    "a desk made of a backup",
    "the bare copy decrypted, its rows written into a new file under another key",
    **_READS_ALL,
)
@contextmanager
def _restored(bench: Workbench) -> Iterator[Pair]:
    """Make a desk of a backup in an empty folder; bare: its rows written into a new file."""
    with _safe(bench) as safe:
        path = safe.have_both()
        founder = restoring.Founder(_officer, cost=SAMPLE_COST)
        numbers = iter(range(100))

        def ours() -> None:
            folder = safe.folder / f"ours-{next(numbers)}"
            source = restoring.BackupSource(path, safe.secret)
            target = restoring.Target(folder / "desk", folder / "keys")
            restoring.restore_into(source, target, founder, AFTERNOON, SystemChance())

        def bare() -> None:
            database = safe.folder / f"bare-{next(numbers)}.db"
            baselines.restored(safe.sealed, safe.identity, database, bytes(32))

        yield Pair(ours, bare)


def _officer(users: tuple[User, ...], _root: str) -> NewUser:
    """Return the officer among the users of a backup, with his password."""
    (user,) = (each for each in users if each.name == OFFICER.name)
    return NewUser(user.id, user.name, user.roles, OFFICER.password)


@WHOLE(
    "drill",
    "the newest backup restored into memory and held against the desk",
    "the bare copy decrypted and opened in memory, the rows of both counted",
    **_READS_ALL,
)
@contextmanager
def _drilled(bench: Workbench) -> Iterator[Pair]:
    """Hold a drill; bare: the copy opened in memory, its rows and the desk's counted."""
    with _safe(bench) as safe:
        safe.have_both()
        yield Pair(
            partial(backups.hold_drill, safe.desk, safe.secret),
            partial(baselines.drilled, safe.sealed, safe.identity, safe.raw),
        )


_HELD: dict[str, Any] = {"turns": 1, "budget_ms": 300.0, "warm_up": 0, "unit": "MB"}
_THE_DATABASE = "the database"


@OF_MEMORY("memory.backup", "the most a backup's own process held", _THE_DATABASE, **_HELD)
@contextmanager
def _memory_of_backup(bench: Workbench) -> Iterator[Pair]:
    """The most that a process started for a backup held; bare: the size of what it copied."""
    with _safe(bench, bare=False) as safe:
        yield _held(bench, lambda: most_held(safe.back_up).beside)


@OF_MEMORY(
    "memory.restore",
    "the most a restore held, beyond the program",
    _THE_DATABASE, **_HELD,
)  # fmt: skip
@contextmanager
def _memory_of_restore(bench: Workbench) -> Iterator[Pair]:
    """The most that was held while a desk was made of a backup."""
    with _safe(bench, bare=False) as safe:
        path = safe.have_backup()

        def work() -> None:
            restoring.restore_into(
                restoring.BackupSource(path, safe.secret),
                restoring.Target(safe.folder / "desk", safe.folder / "keys"),
                restoring.Founder(_officer, cost=SAMPLE_COST),
                AFTERNOON,
                SystemChance(),
            )

        yield _held(bench, lambda: _of_both(work))


@OF_MEMORY(
    "memory.drill",
    "the most a drill held, here beyond the program and in its own process",
    _THE_DATABASE, **_HELD,
)  # fmt: skip
@contextmanager
def _memory_of_drill(bench: Workbench) -> Iterator[Pair]:
    """The most that was held while a backup was held against the desk."""
    with _safe(bench, bare=False) as safe:
        safe.have_backup()
        work = partial(backups.hold_drill, safe.desk, safe.secret)
        yield _held(bench, lambda: _of_both(work))


@OF_MEMORY(
    "memory.disposal",
    "the most a disposal held, here beyond the program and in its own processes",
    _THE_DATABASE, **_HELD,
)  # fmt: skip
@contextmanager
def _memory_of_disposal(bench: Workbench) -> Iterator[Pair]:
    """The most that was held while a hundred were disposed of, their backup made too."""
    assert bench.secret
    with bench.copy(bench.site) as site, bench.desk(site=site) as desk:
        second = _second(desk, site)
        if timekeeping.doubt(desk) is not None:
            timekeeping.confirm_clock(desk, second)
        id_ = _signed(desk, second, _FEW_DISPOSED)
        yield _held(bench, lambda: _of_both(partial(destroying.carry_out, desk, id_)))


_FEW_DISPOSED = 100


def _held(bench: Workbench, most: Callable[[], float]) -> Pair:
    size = bench.site.database.stat().st_size / _MB
    return Pair(lambda: Taken(most(), 0.0), lambda: Taken(size, 0.0))


def _of_both(work: Callable[[], object]) -> float:
    held = most_held(work)
    return max(held.here, held.beside)


LINES = (
    Line(
        name="unlock",
        what="a password tried and the keys opened, at the real cost",
        bare="Argon2id alone, with the same parameters",
        prepare=_unlocked,
        turns=30,
        budget_ms=500.0,
    ),
)


SAVING = (
    Line(
        name="save.application",
        what="an application logged, durable",
        bare=_SAME_ROWS,
        prepare=_saved_at_a_new_one,
        turns=SAVES,
        budget_ratio=2.0,
        growth=1.5,
    ),
)


def lines(bench: Workbench) -> tuple[Line, ...]:
    """Return the lines of whole files; the memory of a backup is told of large desks, by Linux."""
    gate, *others = WHOLE.of(bench)
    told = bench.is_large and sys.platform == "linux"
    return gate, *(OF_MEMORY.of(bench) if told else ()), *others
