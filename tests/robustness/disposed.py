# SPDX-License-Identifier: MIT
"""GOAL-10: persons who carry marks are disposed of, and searched for in all that is left."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

import sqlcipher3.dbapi2 as driver

from desk_app.desk import destroying, disposing, intake, timekeeping
from desk_app.desk.disposing import Chosen
from desk_app.records.application import Application
from desk_app.records.history import ApplicationFile
from desk_app.store import connecting, rekeying
from desk_app.store.backup.inspecting import open_backup
from desk_app.store.connecting import key_words
from desk_app.store.engine import OpenFile, driver_connection
from desk_app.store.small_files import PART
from desk_app.store.vault.sheets import identity_of
from tests.robustness import marked
from tests.robustness.answered import answered
from tests.robustness.captured import captured
from tests.robustness.forks import Child, Say, apart
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.robustness.long_work import AFTER_DAYS
from tests.robustness.marked import Person
from tests.robustness.sites import OFFICER, LaterClock, Site
from tests.robustness.two_people import TwoPeople
from tests.robustness.worked import Worked, reader_beside, worked

PERSONS, CONTROLS = 500, 6
_KEEPS_FREE_PAGES = tuple(
    (name, "OFF" if name == "secure_delete" else value) for name, value in connecting.SETTINGS
)
_DONE = "done"


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of the marks in each place; ``kept`` are those of a person who stays."""

    before: tuple[int, int, int]
    """How often marks stood on the pages, in the index and in the statistics before."""
    pages: frozenset[str]
    log_pages: int
    log: int
    index: int
    statistics: int
    backup: int
    files: tuple[str, ...]
    kept: bool

    @property
    def places(self) -> int:
        """In how many places something is left."""
        return sum(
            map(bool, (self.pages, self.log, self.index, self.statistics, self.backup, self.files))
        )


def try_disposal(context: Context) -> Outcome:
    """Dispose of the persons, then of some with nothing wiped, then plant a mark."""
    persons = context.share(PERSONS, 12)
    desk = worked(context.folder / "desk")
    left = _disposed_of(desk, context.folder / "fell", persons)
    planted = apart(_planted, desk.site)
    bare = worked(context.folder / "control")
    few = _disposed_of(bare, context.folder / "control fell", min(persons, CONTROLS), wiping=False)
    return Outcome(
        reached=(
            f"{len(left.pages)} marks on raw pages, {left.log} in {left.log_pages} pages of the "
            f"log, {left.index} terms, {left.statistics} in sqlite_stat4, {left.backup} in the new "
            f"backup, {len(left.files)} files with one; a mark planted in a free page was "
            f"{'found' if planted else 'NOT found'}"
        ),
        held=left.places == 0 and left.kept and planted,
        work=(
            Work("persons", persons, persons),
            Work("pages of the log", left.log_pages, 1),
            Work("terms of theirs before", left.before[1], 1),
            Work("samples of theirs before", left.before[2], 1),
        ),
        control=Control(
            "secure_delete off and each page put under the other key where it lies",
            f"{len(few.pages)} marks on raw pages",
            failed=bool(few.pages),
        ),
    )


def _disposed_of(desk: Worked, fell: Path, persons: int, *, wiping: bool = True) -> Left:
    """Dispose of persons in a process that is killed at once; look with a fresh one."""
    apart(_sign, desk.site, persons)
    before = apart(_before, desk.site)
    old = frozenset(desk.site.backups.iterdir())
    child = Child.forked(partial(_carry_out, site=desk.site, fell=fell, wiping=wiping))
    said = child.line()
    child.kill()
    assert said == _DONE, said
    return apart(_look, desk, fell, before, old)


def _sign(site: Site, persons: int) -> None:
    people = TwoPeople.at(site)
    ids = [answered(people.clerk, each, Person(each).dressed) for each in range(persons)]
    answered(people.clerk, persons, _staying)
    people.close()
    later = TwoPeople.at(site, AFTER_DAYS)
    timekeeping.confirm_clock(later.officer, later.clerk)
    disposing.propose(later.clerk, tuple(Chosen(id_, 4) for id_ in ids))
    disposing.sign(later.officer, 1)
    later.close()
    with closing(driver.connect(str(site.database), isolation_level=None)) as raw:
        raw.execute(key_words(site.unlock().data_key))
        raw.execute("ANALYZE")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _staying(file: ApplicationFile) -> ApplicationFile:
    application: Application = file.application
    principal = replace(application.principal, name=marked.KEPT)
    return replace(file, application=replace(application, principal=principal))


def _before(site: Site) -> tuple[int, int, int]:
    key = site.unlock().data_key
    return len(marked.on_pages(site.database, key)), *marked.in_index(site.database, key)


def _carry_out(say: Say, site: Site, fell: Path, *, wiping: bool) -> None:
    with captured(fell), nullcontext() if wiping else _free_pages_kept():
        desk = site.open(OFFICER, LaterClock(AFTER_DAYS))
        destroying.carry_out(desk, 1)
        with reader_beside(site):
            intake.save_draft(desk, "next", "so that the log holds something")
            say(_DONE)
            signal.pause()


@contextmanager
def _free_pages_kept() -> Iterator[None]:
    with (
        patch.object(connecting, "SETTINGS", _KEEPS_FREE_PAGES),
        patch.object(rekeying, "write_anew", _same_pages),
    ):
        yield


def _same_pages(file: OpenFile, data_key: bytes) -> Path:
    """Put a copy of every page, free ones too, under another key, and return where it lies."""
    aside = file.path.with_name(file.path.name + PART)
    with file.engine.connect() as connection:
        driver_connection(connection).execute("PRAGMA journal_mode = DELETE")
    shutil.copy(file.path, aside)
    with closing(driver.connect(str(aside), isolation_level=None)) as raw:
        raw.execute(key_words(file.data_key))
        raw.execute(f"PRAGMA rekey = \"x'{data_key.hex()}'\"")
    return aside


def _look(desk: Worked, fell: Path, before: tuple[int, int, int], old: frozenset[Path]) -> Left:
    site = desk.site
    key = site.unlock().data_key
    log_pages, log = marked.in_log(site.database, key)
    with closing(driver.connect(str(site.database), isolation_level=None)) as raw:
        raw.execute(key_words(key))
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    new = [path for path in site.backups.iterdir() if path not in old]
    terms, samples = marked.in_index(site.database, key)
    return Left(
        before=before,
        pages=marked.on_pages(site.database, key),
        log_pages=log_pages,
        log=log,
        index=terms,
        statistics=samples,
        backup=sum(_in_backup(path, desk.sheet_key) for path in new) if new else -1,
        files=tuple(marked.in_files(site.folder, fell)),
        kept=bool(marked.on_pages(site.database, key, (marked.KEPT,))),
    )


def _in_backup(path: Path, sheet_key: str) -> int:
    opened = open_backup(path, identity_of(sheet_key))
    return marked.times(opened.memory.content())


def _planted(site: Site) -> bool:
    """Leave a mark in a free page on purpose; whether the search finds it."""
    key = site.unlock().data_key
    with closing(driver.connect(str(site.database), isolation_level=None)) as raw:
        raw.execute(key_words(key))
        raw.execute("PRAGMA secure_delete = OFF")
        raw.execute("CREATE TABLE planted(x)")
        raw.execute("INSERT INTO planted VALUES (?)", (marked.WORD * 4_000,))
        raw.execute("DROP TABLE planted")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return bool(marked.on_pages(site.database, key))


GOAL = Goal(
    "GOAL-10",
    f"{PERSONS} marked persons: 0 marks on raw pages, in log, new backups, temp, logs, index, "
    "sqlite_stat4",
    try_disposal,
)
