# SPDX-License-Identifier: MIT
"""GOAL-21: unlocks that fail half-way, and guesses at the window and at the terminal (T38, T39)."""

from __future__ import annotations

import errno
import gc
import os
import resource
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from pathlib import Path
from random import Random
from unittest.mock import patch

from desk_app.bootstrap import Surroundings, caretaker
from desk_app.cli.exit_codes import Exit
from desk_app.desk.errors import Cancelled, DamageFound, KnownError, WrongPassword
from desk_app.store.disposal import disposal_list
from desk_app.store.vault import passwords as tries
from tests.robustness import windowed
from tests.robustness.forks import apart
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.robustness.sites import CLERK, OFFICER, LaterClock, Site, command, founded

FAILURES, GUESSES, AT_ONCE = 100, 200, 4

STEPS = (
    "desk_app.store.startup.threshold.why_read_only",
    "desk_app.store.startup.threshold.take_lock",
    "desk_app.store.startup.threshold.check_first_bytes",
    "desk_app.store.vault.keyring.unlock",
    "desk_app.store.startup.steps.engine_of",
    "desk_app.store.connecting.check_versions",
    "desk_app.store.engine.is_behind",
    "desk_app.store.startup.steps.check_database",
    "desk_app.store.startup.steps.check_pages",
    "desk_app.store.startup.steps.check_owner",
    "desk_app.store.startup.steps.check_chain",
    "desk_app.store.startup.steps.check_head",
    "desk_app.store.journal.book.last_moment",
    "desk_app.store.startup.steps.came_back",
    "desk_app.store.startup.steps.sweep",
    "desk_app.store.startup.steps.checked_on",
    "desk_app.store.startup.steps.SqlStore",
    "desk_app.store.database.SqlQueries",
    "desk_app.store.database.SqlJournal",
    "desk_app.bootstrap.opening.rulebook_at",
    "desk_app.bootstrap.opening.backups_of",
    "desk_app.bootstrap.opening.DeskKeys",
    "desk_app.store.vault.key_file.mend",
    "desk_app.bootstrap.opening.arrive",
    "desk_app.desk.arriving.kept_versions",
    "desk_app.desk.timekeeping.go_on",
    "desk_app.desk.arriving.enter",
    "desk_app.desk.arriving.turn_over",
    "desk_app.store.database.SqlBooks.commit",
)
"""What an unlock calls on its way, from the lock to the entry that says who came."""

CAUSES: tuple[Callable[[], BaseException], ...] = (
    Cancelled,
    partial(DamageFound, "database_damaged"),
    partial(OSError, errno.EIO, "no words of anybody"),
    MemoryError,
    KeyboardInterrupt,
)


def try_turned_away(context: Context) -> Outcome:
    """Have unlocks fail at every step and try again; guess in two places; then the controls."""
    site = founded(context.within("unlocked"))
    cases = _cases(context.share(FAILURES, len(STEPS)), context.chance("causes"))
    wrong = Counter(apart(_unlocks, site, cases))
    well = wrong.pop("", 0)
    kept = Counter(apart(_unlocks, site, cases, keeping=True))
    kept.pop("", None)
    guesses = context.share(GUESSES, 40)
    held = apart(_guesses, founded(context.within("guessed")), guesses, context.chance("guesses"))
    apart_counted = apart(
        _guesses,
        founded(context.within("apart")),
        guesses,
        context.chance("guesses"),
        one_place=True,
    )
    return Outcome(
        reached=f"{well} of {len(cases)} next tries succeed, nothing left open"
        + (f" {dict(wrong)}" if wrong else "")
        + f"; of {held.made} guesses {held.tried} were tried, {held.waited} waited, "
        f"{held.broken} were let try too soon",
        held=not wrong and not held.broken,
        work=(
            Work("failures", len(cases), context.share(FAILURES, len(STEPS))),
            Work("guesses", held.made, guesses),
            Work("tried", held.tried, guesses // 12),
            Work("waited", held.waited, guesses // 12),
        ),
        control=Control(
            "a gate that keeps the lock; a pause kept in one place only",
            f"{kept.total()} next tries failed; {apart_counted.broken} guesses too soon",
            failed=kept.total() > 0 and apart_counted.broken > 0,
        ),
    )


# Unlocks that fail.


@dataclass(frozen=True, slots=True)
class Case:
    """One cause at one step, or a cause on the disk."""

    name: str
    step: str = ""
    cause: int = 0
    disk: int = -1

    def happening(self, site: Site) -> AbstractContextManager[object]:
        """Return the block in which the cause is there; it is gone behind it."""
        if self.step:
            return patch(self.step, side_effect=CAUSES[self.cause]())
        return _DISKS[self.disk](site)


def _cases(wanted: int, chance: Random) -> list[Case]:
    """Return every step once, every cause on the disk, and more of both until there are enough."""
    every = [
        Case(f"{step.rpartition('.')[2]}, {number}", step, number)
        for step, number in product(STEPS, range(len(CAUSES)))
    ]
    chance.shuffle(every)
    first = list({each.step: each for each in every}.values())
    disks = [Case(f"disk {number}", disk=number) for number in range(len(_DISKS))]
    more = [each for each in every if each not in first]
    return [*first, *disks, *more][: max(wanted, len(first) + len(disks))]


def _unlocks(site: Site, cases: Sequence[Case], *, keeping: bool = False) -> list[str]:
    """Return what is wrong with each, empty where all is well; all in one process."""
    gc.disable()  # What is forgotten in a ring stays open, as it may in the program.
    gc.freeze()  # The control collects after each case: not what was there before the first.
    entrance = windowed.entrance_of(site)
    with entrance.shown():
        return [_unlock(site, entrance, case, keeping=keeping) for case in cases]


def _unlock(site: Site, entrance: windowed.Entrance, case: Case, *, keeping: bool) -> str:
    control = patch("desk_app.store.database.SqlStore.abandon") if keeping else _nothing()
    with control, case.happening(site):
        try:
            entrance.state()
            entrance.unlock(CLERK.name, CLERK.password).ports.store.close()
        except (KnownError, OSError, MemoryError, KeyboardInterrupt):
            pass
        else:
            return f"{case.name}: not stopped"
    left = _left_open(site)
    try:
        entrance.state()
        desk = entrance.unlock(CLERK.name, CLERK.password)
    except KnownError as error:
        # The control has to go on with a desk that is free.
        gc.collect()
        return f"{case.name}: {error.code}"
    desk.ports.store.close()
    return f"{case.name}: left {left}" if left else ""


def _left_open(site: Site) -> list[str]:
    """Return what this process has open of the desk or goes on doing, but for its window's stay."""
    open_ = (each.readlink() for each in Path("/proc/self/fd").iterdir() if each.is_symlink())
    files = [path.name for path in open_ if path.is_relative_to(site.folder)]
    threads = [each.name for each in threading.enumerate() if each.name == "checking"]
    return [name for name in files if name != "window.lock"] + threads


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@contextmanager
def _with(path: Path, content: bytes | None) -> Iterator[None]:
    """Let something else stand in a file, or nothing; then what stood there before."""
    before = path.read_bytes() if path.exists() else None
    _put(path, content)
    try:
        yield
    finally:
        _put(path, before)


def _put(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(content)


def _damaged(site: Site) -> AbstractContextManager[None]:
    content = bytearray(site.database.read_bytes())
    content[len(content) // 2 :: 4096] = bytes(len(content[len(content) // 2 :: 4096]))
    return _with(site.database, bytes(content))


def _cut(site: Site) -> AbstractContextManager[None]:
    return _with(site.database, site.database.read_bytes()[:8192])


def _emptied(site: Site) -> AbstractContextManager[None]:
    return _with(site.database, b"")


def _gone(site: Site) -> AbstractContextManager[None]:
    return _with(site.database, None)


def _no_anchor(site: Site) -> AbstractContextManager[None]:
    return _with(site.keys / "anchor.json", None)


def _no_list(site: Site) -> AbstractContextManager[None]:
    return _with(site.keys / disposal_list.NAME, b"no list")


def _no_place(site: Site) -> AbstractContextManager[None]:
    return _with(site.desk / "desk.toml", b"keys = [")


@contextmanager
def _full(_site: Site, size: int) -> Iterator[None]:
    """Let no file grow beyond a size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


_DISKS: tuple[Callable[[Site], AbstractContextManager[None]], ...] = (
    _damaged,
    _cut,
    _emptied,
    _gone,
    _no_anchor,
    _no_list,
    _no_place,
    *(partial(_full, size=size) for size in (0, 4096, 8192, 16384, 20480)),
)


# Guesses.


@dataclass(slots=True)
class Guessed:
    """How many guesses were made, were tried, had to wait, and were tried though they had to."""

    made: int = 0
    tried: int = 0
    waited: int = 0
    broken: int = 0


@dataclass(slots=True)
class _Pause:
    """The pause as it must be, worked out apart from the program."""

    wrong: int = 0
    since: float = 0.0

    def over(self, now: float) -> bool:
        whole = min(2**self.wrong, 64) if self.wrong else 0
        return now - self.since >= whole


@dataclass(slots=True)
class _Watch:
    """Seconds that pass when a trial says so, to all processes forked from this one."""

    now: float = 1_000.0

    def monotonic(self) -> float:
        """Return them, as the machine's own clock of this name does."""
        return self.now


def _guesses(site: Site, guesses: int, chance: Random, *, one_place: bool = False) -> Guessed:
    """Guess in turn at the window and at the terminal, the clock moved and the count deleted."""
    watch, must, told = _Watch(), _Pause(), Guessed()
    once = patch("desk_app.bootstrap.commands.tries_at", lambda *_: _Uncounted())
    with patch("desk_app.store.machine.time", watch), once if one_place else _nothing():
        while told.made < guesses:
            watch.now += chance.choice((0.0, 0.4, 1.0, 3.0, 10.0, 70.0, 70.0))
            if chance.random() < 0.05 and not one_place:
                (site.keys / tries.NAME).unlink()
                must = _Pause(6, watch.now)
            days = chance.randrange(-400, 400)
            place = chance.choice((_at_window, _at_terminal))
            said = _at_once(site, days) if chance.random() < 0.1 else [place(site, days)]
            for each in said:
                _judge(each, must, watch.now, told)
    return told


def _judge(tried: bool, must: _Pause, now: float, told: Guessed) -> None:  # noqa: FBT001  what a guess came to
    told.made += 1
    told.tried += tried
    told.waited += not tried
    if tried:
        told.broken += not must.over(now)
        must.wrong, must.since = must.wrong + 1, now


def _at_window(site: Site, days: int) -> bool:
    """Guess at a window whose clock was moved by so many days; whether the guess was tried."""
    around = replace(site.around("guessed", LaterClock(days)), seconds=Surroundings().seconds)
    entrance = windowed.Entrance(site.desk, site.keys, around)
    try:
        entrance.unlock(CLERK.name, "a guess at a password")
    except WrongPassword as error:
        return error.code == WrongPassword.code
    raise AssertionError("a guess opened the desk")


def _at_terminal(site: Site, days: int) -> bool:
    """Guess with ``desk-app verify``; whether the guess was tried."""
    words = ("verify", "--desk", str(site.desk), "--password-fd", "{fd}", "--json")
    with patch("desk_app.bootstrap.surroundings.SystemClock", partial(LaterClock, days)):
        verdict = command(*words, secret=f"{OFFICER.name}\na guess at a password\n")
    assert verdict.code == Exit.REFUSED, verdict
    return verdict.said["error"] == WrongPassword.code


def _at_keys(site: Site, days: int) -> bool:
    """Guess as a command does behind the look at the desk's lock; whether the guess was tried."""
    around = replace(site.around("guessed", LaterClock(days)), seconds=Surroundings().seconds)
    try:
        caretaker(around).verify_desk(site.desk, OFFICER.name, "a guess at a password")
    except WrongPassword as error:
        return error.code == WrongPassword.code
    raise AssertionError("a guess opened the desk")


def _at_once(site: Site, days: int) -> list[bool]:
    """Guess in several processes at once, those first that were tried."""
    pipes = []
    for _ in range(AT_ONCE):
        reading, writing = os.pipe()
        if os.fork() == 0:
            os.write(writing, b"1" if _at_keys(site, days) else b"0")
            os._exit(0)
        os.close(writing)
        pipes.append(reading)
    said = [os.fdopen(each, "rb").read() for each in pipes]
    for _ in pipes:
        os.wait()
    assert all(said), "a guessing process broke"
    return sorted((each == b"1" for each in said), reverse=True)


class _Uncounted:
    """A door at which nobody waits: the negative control."""

    def must_be_over(self) -> None:
        """Let everybody go on."""

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count nothing."""
        yield


GOAL = Goal(
    "GOAL-21",
    f"{FAILURES} failures over all steps of the unlock: every next try succeeds; {GUESSES} guesses "
    "over window and terminal: the pause holds",
    try_turned_away,
)
