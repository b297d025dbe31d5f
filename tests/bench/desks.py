# SPDX-License-Identifier: MIT
"""The large desk of a run: built once and kept, copied for the run, opened line by line.

All lines of a run share one copy, on the disk on which the desks are kept: what they add is little.
Lines that read at it one after the other share the open desk too.
Those that take much away come last, or ask for a copy of their own.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar, cast

import sqlcipher3.dbapi2 as driver
from platformdirs import user_cache_path
from PySide6.QtCore import QObject, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from desk_app.bootstrap import Surroundings, Unlock, open_desk
from desk_app.cli.check import check_reading
from desk_app.cli.check.check_faults import parse
from desk_app.desk.applications import intake
from desk_app.desk.context import Desk
from desk_app.desk.keys import backups, people
from desk_app.desk.keys.sheet_key import last_group
from desk_app.gui.kit.pyside_workarounds import plain_imports  # noqa: F401 as the program's own process does
from desk_app.gui.kit.pyside_workarounds.garbage import Collector
from desk_app.gui.session.entrance import NewPerson
from desk_app.gui.session.session import Session
from desk_app.records.case.history import ApplicationFile
from desk_app.rules.rulebook.rulebook import Rulebook
from desk_app.store.disk.machine import JAPAN, SeededChance
from desk_app.store.journal import chain
from desk_app.store.startup import steps
from desk_app.store.vault.slots import SAMPLE_COST
from tests.bench import baselines
from tests.bench.measuring import Line, NoRoomError, Pair
from tests.bulk.kept_aside import Filled, filled
from tests.bulk.mixture import Mixture
from tests.bulk.prototypes import Moments
from tests.fakes.world import FixedClock
from tests.workbench.desks import CLERK, OFFICER, Site
from tests.workbench.window import AtOnce, dress, session_on

T = TypeVar("T")


@contextmanager
def collecting(owner: QObject) -> Iterator[None]:
    """Collect dead objects as the window does: between what a clerk does, never in its midst."""
    collector = Collector(owner)
    yield
    collector.deleteLater()
    gc.unfreeze()
    gc.enable()


@contextmanager
def place_at(desk: Desk) -> Iterator[tuple[Session, AtOnce, QObject]]:
    """Take a place at an open desk, whose answers come at once, on the thread of the window."""
    application, owner = dressed(), QObject()
    with collecting(owner):
        runner = AtOnce(owner)
        session = session_on(desk, runner, owner, application)
        yield session, runner, owner
        application.removeTranslator(session.screen.catalogue)
        session.screen.deleteLater()
        QApplication.processEvents()


W = TypeVar("W", bound=QWidget)


@contextmanager
def on_screen(view: W) -> Iterator[W]:
    """Show a page for the time of a measurement."""
    view.resize(1272, 840)
    view.show()
    yield view
    view.close()
    view.deleteLater()
    QApplication.processEvents()


def dressed() -> QApplication:
    """Make the application as the window makes it."""
    qInstallMessageHandler(_say_what_matters)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    dress(application)
    return application


def _say_what_matters(_kind: object, _context: object, message: str) -> None:
    """Keep the offscreen plugin from telling what it cannot do."""
    if "propagateSizeHints" not in message:
        sys.stderr.write(f"{message}\n")


TODAY = date(2026, 11, 25)
ENVELOPES = Path(__file__).parents[1] / "unit" / "cli" / "envelopes"


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder for the time of a measurement."""
    with tempfile.TemporaryDirectory(prefix="desk-app-bench-") as folder:
        yield Path(folder)


def found(folder: Path) -> Site:
    """Found a desk of one person and close it."""
    site = Site(folder)
    site.begin(CLERK, around=around("founding"))
    return site


def opened(site: Site, seed: str) -> Desk:
    """Open it; equal seeds give equal ids."""
    return open_desk(site.desk, Unlock(CLERK.name, CLERK.password), around(seed))


def around(seed: str) -> Surroundings:
    """A desk's surroundings that stand still; a large desk opens once its pages are checked."""
    chance = SeededChance(seed)
    return Surroundings(FixedClock(TODAY), chance, cost=SAMPLE_COST, patient=True)


def envelope(name: str, rulebook: Rulebook) -> ApplicationFile:
    """The first application of one of the twelve envelopes, as it stands on its arrival."""
    check = parse((ENVELOPES / f"{name}.json").read_bytes())
    return check_reading.read(check, rulebook)[0]


def draft(file: ApplicationFile) -> intake.EnvelopeDraft:
    """The same, as a clerk hands it to the verb that logs it."""
    own = file.mail[0]
    papers = tuple(paper for paper in file.enclosures if paper.mail_item == own.id)
    return intake.EnvelopeDraft(own, (intake.ApplicationDraft(file.application, papers),))


SIZES = (1_000, 100_000, 1_000_000)
PAGES = 2_000
"""So many letters have their pages; fewer where they would be nearly all that the desk holds."""

COPIES_HELD = 3
"""So many times a desk's file lies in memory while a bare backup is made."""

AFTERNOON = datetime.combine(TODAY, time(9), UTC)
"""Later than all that was noted while the desk was filled: the clock is believed."""


@dataclass(frozen=True)
class Seat:
    """A place at the open desk: the window's way to it, and the driver's to the same file."""

    session: Session
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
        with (
            self._sat_at(person, site) as desk,
            self.raw(site) as raw,
            place_at(desk) as (session, runner, owner),
        ):
            yield Seat(session, runner, owner, raw)

    def must_fit(self) -> None:
        """Raise NoRoomError where copies of the whole desk have no room in memory.

        Ours take the same memory at any size. The bare ones hold a copy in pages, and twice in one
        piece while it is handed out. Where there is less, the system would end one process or
        another, and not always this.
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


Prepare = Callable[..., AbstractContextManager[Pair]]


class Lines:
    """The lines of one subject at a large desk, in the order in which they are written down."""

    def __init__(self) -> None:
        self._lines: list[Callable[[Workbench], Line]] = []

    def __call__(
        self, name: str, what: str, bare: str, *more: object, large_ratio: float = 0, **how: Any  # noqa: ANN401  as a line has it
    ) -> Callable[[Prepare], Prepare]:  # fmt: skip
        """Return what makes a line of what prepares it, given the desk and what more is named.

        A ``large_ratio`` is the budget of large desks alone; all else is as a line has it.
        """

        def take(prepare: Prepare) -> Prepare:
            def line(bench: Workbench) -> Line:
                large = {"budget_ratio": large_ratio} if large_ratio and bench.is_large else {}
                return Line(
                    name=f"{name}.{bench.size}",
                    what=f"{bench.size:,} applications: {what}",
                    bare=bare,
                    prepare=partial(prepare, bench, *more),
                    **how | large,
                )

            self._lines.append(line)
            return prepare

        return take

    def of(self, bench: Workbench) -> tuple[Line, ...]:
        """Return the lines of a desk."""
        return tuple(line(bench) for line in self._lines)
