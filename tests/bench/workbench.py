# SPDX-License-Identifier: MIT
"""The large desk of a run: built once and kept, copied for the run, opened line by line.

All lines of a run share one copy, on the disk on which the desks are kept: what they add is little.
Lines that read at it one after the other share the open desk too.
Those that take much away come last, or ask for a copy of their own.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar, cast

import sqlcipher3.dbapi2 as driver
from platformdirs import user_cache_path
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desk_app.bootstrap import Unlock, open_desk
from desk_app.desk import backups, people
from desk_app.desk.context import Desk
from desk_app.desk.sheet_key import last_group
from desk_app.gui.entrance import Choices, NewPerson
from desk_app.gui.kit.pyside_workarounds import plain_imports  # noqa: F401 as the program's own process does
from desk_app.gui.screen import Screen
from desk_app.gui.session import Workplace
from desk_app.gui.tasks import ChangeHub
from desk_app.store.journal import chain
from desk_app.store.machine import JAPAN
from desk_app.store.startup import steps
from tests.bench import baselines
from tests.bench.desks import TODAY
from tests.bench.findings import dress
from tests.bench.measuring import NoRoomError
from tests.bench.opening import RESOURCES, AtOnce, collecting
from tests.bulk.kept_aside import Filled, filled
from tests.bulk.mixture import Mixture
from tests.bulk.prototypes import Moments
from tests.robustness.sites import OFFICER, Site

T = TypeVar("T")

SIZES = (1_000, 100_000, 1_000_000)
PAGES = 2_000
"""So many letters have their pages; fewer where they would be nearly all that the desk holds."""

COPIES_HELD = 3
"""So many times a desk's file lies in memory while a backup is made."""

AFTERNOON = datetime.combine(TODAY, time(9), UTC)
"""Later than all that was noted while the desk was filled: the clock is believed."""


@dataclass(frozen=True)
class Seat:
    """A place at the open desk: the window's way to it, and the driver's to the same file."""

    work: Workplace
    runner: AtOnce
    owner: QObject
    raw: driver.Connection


class Workbench:
    """A desk of so many applications, built when it is first asked for."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._stack = ExitStack()
        self._stay = ExitStack()
        self._staying: tuple[str, object] | None = None

    @property
    def is_large(self) -> bool:
        """Whether the figures of large desks apply."""
        return self.size >= SIZES[1]

    @cached_property
    def built(self) -> Filled:
        """The desk kept aside, which nobody may change."""
        return filled(Mixture(self.size, pages=min(PAGES, self.size // 5)))

    @property
    def site(self) -> Site:
        """The copy that the lines of this run share; whoever stayed at it leaves it."""
        self._leave()
        return self._copied

    @cached_property
    def _copied(self) -> Site:
        return self._stack.enter_context(self.copy())

    @cached_property
    def secret(self) -> str:
        """The key of the recovery sheet that was taken into use at the shared copy: once."""
        with self.desk() as desk:
            backups.choose_folder(desk, self.site.backups)
            made = people.new_sheet(desk)
            people.confirm_sheet(desk, made.sheet.number, last_group(made.secret), ("safe",))
        return made.secret

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """A folder for a time, on the disk on which the desks are kept."""
        cache = user_cache_path("desk_app", appauthor=False) / "bench"
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="run-", dir=cache) as folder:
            yield Path(folder)

    @contextmanager
    def copy(self, of: Site | None = None) -> Iterator[Site]:
        """A copy for a time, of the desk kept aside or of another that is closed."""
        site = of or self.built.site
        with self.folder() as folder:
            shutil.copytree(site.folder, folder / "site")
            _leave_the_cache(site.database)
            copied = Site(folder / "site")
            copied.backups.mkdir(exist_ok=True)
            _take_as_checked(copied)
            yield copied

    @contextmanager
    def desk(
        self, person: NewPerson = OFFICER, site: Site | None = None, *, patient: bool = True
    ) -> Iterator[Desk]:
        """Open the shared desk, or another one, for a time.

        Patience waits for the check of a large file's pages; a window shows the desk meanwhile.
        """
        where = site or self.site
        around = replace(where.around("bench", Moments(AFTERNOON)), patient=patient)
        desk = open_desk(where.desk, Unlock(person.name, person.password), around)
        try:
            yield desk
        finally:
            desk.ports.store.close()

    @contextmanager
    def _sat_at(self, person: NewPerson, site: Site | None) -> Iterator[Desk]:
        """Take the shared desk, open from line to line: at each opening all its pages are read."""
        if site is None and person is OFFICER:
            yield self.stay("desk", partial(self.desk, person))
            return
        with self.desk(person, site) as desk:
            yield desk

    @contextmanager
    def raw(self, site: Site | None = None) -> Iterator[driver.Connection]:
        """Open the driver alone on the same file, set as the desk sets it."""
        where = site or self._copied
        raw = baselines.connection(where.database, where.unlock().data_key)
        with closing(raw):
            yield raw

    @contextmanager
    def seat(self, person: NewPerson = OFFICER, site: Site | None = None) -> Iterator[Seat]:
        """Take a seat: what the window asks is answered at once, on the thread of the window."""
        application = dress()
        owner = QObject()
        with self._sat_at(person, site) as desk, self.raw(site) as raw, collecting(owner):
            screen = Screen(application, RESOURCES, Choices())
            runner = AtOnce(owner)
            yield Seat(Workplace(desk, runner, ChangeHub(owner), screen, owner), runner, owner, raw)
            application.removeTranslator(screen.catalogue)
            screen.deleteLater()
            QApplication.processEvents()

    def must_fit(self) -> None:
        """Raise NoRoomError where copies of the whole desk have no room in memory.

        A backup holds its copy in pages, and twice in one piece while it is handed out; a restore
        and a drill hold it as it was decrypted, and opened. The bare ones do the same. Where there
        is less, the system would end one process or another, and not always this.
        """
        needed = COPIES_HELD * self.built.site.database.stat().st_size
        free = _free_memory()
        if free is not None and needed > free:
            raise NoRoomError(
                f"it takes {needed / 1e9:.0f} GB of memory, {free / 1e9:.0f} GB are free"
            )

    def stay(self, who: str, come: Callable[[], AbstractContextManager[T]]) -> T:
        """Return what stays at the shared desk from line to line, until another comes to it."""
        if self._staying is None or self._staying[0] != who:
            self._leave()
            self._staying = who, self._stay.enter_context(come())
        return cast("T", self._staying[1])

    def _leave(self) -> None:
        self._staying = None
        self._stay.close()

    def keep(self, context: AbstractContextManager[T]) -> T:
        """Enter what all lines of a kind share, and leave it at the end of the run."""
        return self._stack.enter_context(context)

    def close(self) -> None:
        """Throw the shared copy away, and leave what was kept."""
        self._leave()
        self._stack.close()


def _take_as_checked(site: Site) -> None:
    """Let a copy stand as after the day's first start, whose full check is no line of the bench.

    At a million applications it takes minutes, and every run would wait for it.
    """
    kept = chain.read(site.keys)
    assert kept is not None
    steps.remember(site.keys, kept.database, AFTERNOON.astimezone(JAPAN).date())


def _leave_the_cache(path: Path) -> None:
    """Let the system forget a file that was copied: its copy is read, and both may have no room."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is not None:
        with path.open("rb") as file:
            advise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _free_memory() -> int | None:
    """Return how many bytes of memory may be taken; Linux alone tells it."""
    told = Path("/proc/meminfo")
    if not told.exists():
        return None
    words = dict(line.split(":") for line in told.read_text(encoding="ascii").splitlines())
    return int(words["MemAvailable"].split()[0]) * 1024
