# SPDX-License-Identifier: MIT
"""GOAL-14, 18 and 21: guesses, unlocks that fail half-way, what a lock leaves, versions refused."""

from __future__ import annotations

import errno
import gc
import os
import sqlite3
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from pathlib import Path
from random import Random
from unittest.mock import patch

import sqlcipher3.dbapi2 as driver
from PySide6.QtWidgets import QApplication, QLabel

from desk_app.bootstrap import Surroundings, caretaker
from desk_app.cli.exit_codes import Exit, exit_code
from desk_app.desk.errors import Cancelled, DamageFound, KnownError, WrongPassword
from desk_app.gui.kit.tables.columns import Column, RowsModel
from desk_app.gui.page import Place
from desk_app.records.base import ApplicationId
from desk_app.store.disposal import disposal_list
from desk_app.store.schema import connecting
from desk_app.store.vault import passwords as tries
from desk_app.store.vault.slots import STANDARD_COST
from tests.gui import leaks
from tests.robustness.marked import MARKS, Person
from tests.workbench import window
from tests.workbench.desks import (
    CLERK,
    OFFICER,
    LaterClock,
    Site,
    TwoPeople,
    command,
    founded,
    small_files,
)
from tests.workbench.processes import apart, other_content
from tests.workbench.report import Context, Control, Goal, Outcome, Tally, Work
from tests.workbench.window import Hand, entrance_of

TRIES, COSTLY, UNLOCKS, LOCKS = 1_000, 20, 40, 10
WANTED_SECONDS = 0.5
BESIDE_OTHERS = 4
"""So many times as long an unlock of the short form may take: the suite runs beside it."""

LISTS = (Place.TODAY, Place.MAIL, Place.APPLICATIONS, Place.LETTERS, Place.POST)
OF_A_CASE = (Place.APPLICATION, Place.COMPARISON, Place.DECISION)


def try_door(context: Context) -> Outcome:
    """Guess, measure what a right password takes at its real cost, lock and look everywhere."""
    done = None if context.ready is None else context.ready.found
    found = done if isinstance(done, Untimed) else _untimed(context)
    opened, marks, left = found.opened, found.marks, found.left
    dear, tries = context.share(COSTLY), context.share(TRIES, 20)
    seconds = apart(_seconds, found.costly, context.share(UNLOCKS, 3))
    p95 = statistics.quantiles(seconds, n=20, method="inclusive")[-1]
    return Outcome(
        reached=(
            f"{opened.let_in} of {opened.tried:,} wrong tries opened ({dear} at full cost), all "
            f"told alike: {'yes' if len(opened.said) == 1 else 'NO'}; unlock p95 {p95:.2f} s; "
            f"{marks.after} person strings after {marks.locks} locks"
        ),
        held=opened.let_in == marks.after == 0
        and len(opened.said) == 1
        and p95 <= WANTED_SECONDS * (1 if context.scale >= 1 else BESIDE_OTHERS),
        work=(
            Work("wrong tries", opened.tried, tries),
            Work("at full cost", dear, dear),
            Work("unlocks measured", len(seconds), 3),
            Work("person strings before the locks", marks.before, 20 * marks.locks),
        ),
        control=Control(
            "a model left filled", f"{left.after} person strings found", failed=left.after > 0
        ),
    )


# At the door.


@dataclass(frozen=True, slots=True)
class Tried(Tally):
    """How many wrong passwords were tried, how many opened, and what was said to the others."""

    tried: int
    let_in: int
    said: frozenset[str]


def _found_costly(site: Site) -> None:
    site.begin(around=replace(site.around("founding"), cost=STANDARD_COST))


def _guess_often(site: Site, chance: Random, tries: int, *, costly: bool = False) -> Tried:
    entrance = window.entrance_of(site, costly=costly)
    let_in, said = 0, set[str]()
    for _ in range(tries):
        name, password = _guess(chance)
        try:
            desk = entrance.unlock(name, password)
        except WrongPassword as error:
            said.add(error.code)
        else:
            desk.ports.store.close()
            let_in += 1
    return Tried(tries, let_in, frozenset(said))


def _guess(chance: Random) -> tuple[str, str]:
    """Return a name and a password that is near the right one, another's, or anything."""
    person, other = chance.sample((CLERK, OFFICER), 2)
    right = person.password
    at = chance.randrange(len(right))
    guesses = (
        right[:at] + right[at + 1 :],
        right[:at] + chance.choice("#%&?") + right[at:],
        right.upper(),
        right + " ",
        other.password,
        "",
        "パスワード" * chance.randint(1, 40),
        "\x00" + right,
    )
    name = chance.choice((person.name, person.name, "佐々木 小次郎"))
    return name, chance.choice(guesses)


def _seconds(site: Site, times: int) -> list[float]:
    """Return the seconds each of some unlocks took, from the password to the open desk."""
    found = list[float]()
    entrance = window.entrance_of(site, costly=True)
    for _ in range(times):
        started = time.perf_counter()
        desk = entrance.unlock(CLERK.name, CLERK.password)
        found.append(time.perf_counter() - started)
        desk.ports.store.close()
    return found


# On the screen.


@dataclass(frozen=True, slots=True)
class Seen:
    """How many strings of a person stood in the window before the locks, and after them."""

    locks: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Untimed:
    """What needs no quiet: the guesses, what stood in the window, and a desk of the real cost."""

    opened: Tried
    marks: Seen
    left: Seen
    costly: Site


def _untimed(context: Context) -> Untimed:
    """Guess at either cost, lock and look everywhere."""
    cheap, costly = founded(context.within("cheap")), Site(context.within("costly"))
    apart(_found_costly, costly)
    dear, tries = context.share(COSTLY), context.share(TRIES, 20)
    guess = context.chance("guesses")
    opened = apart(_guess_often, cheap, guess, tries - dear)
    opened += apart(_guess_often, costly, guess, dear, costly=True)
    marks, left = apart(_locks, cheap, context.share(LOCKS, 1))
    return Untimed(opened, marks, left, costly)


def _locks(site: Site, times: int) -> tuple[Seen, Seen]:
    """Lock so many times, then once more with a model left filled: the negative control."""
    id_ = _person(site)
    hand = Hand(entrance_of(site))
    turns = [_turn(hand, id_) for _ in range(times)]
    left = _turn(hand, id_, filled=True)
    hand.close()
    before, after = (sum(each) for each in zip(*turns, strict=True))
    return Seen(times, before, after), Seen(1, *left)


def _turn(hand: Hand, id_: ApplicationId, *, filled: bool = False) -> tuple[int, int]:
    """Sign in, look everywhere, lock; return how many strings stood there before and after.

    A model that is left filled needs nobody who looks.
    """
    hand.sign_in()
    left = None
    if filled:
        left = _left_filled(hand)
    else:
        _look_everywhere(hand, id_)
    before = len(leaks.found(MARKS))
    hand.lock()
    after = len(leaks.found(MARKS)) + ("目印" in QApplication.clipboard().text())
    del left
    return before, after


def _person(site: Site) -> ApplicationId:
    """Log a marked person whose every field carries a mark."""
    with TwoPeople.at(site) as people:
        return people.logged(Person(1).envelope(people.clerk.today))


def _look_everywhere(hand: Hand, id_: ApplicationId) -> None:
    """Go through every part of the window with the person, and copy the name."""
    for place in LISTS:
        hand.go(place)
    for place in OF_A_CASE:
        hand.go(place, id_)
    hand.come_forward()
    QApplication.clipboard().setText(Person(1).name)


def _left_filled(hand: Hand) -> tuple[object, ...]:
    column: Column[str] = Column("name", "", lambda row: row)
    model = RowsModel([column], lambda row: row, None, hand.window)
    model.show_rows((Person(1).name,))
    label = QLabel(hand.window)
    label.setAccessibleDescription(Person(1).address)
    return model, label


FAILURES, GUESSES, AT_ONCE = 100, 200, 4
KEPT = 10
"""So many unlocks fail at the least behind a gate that keeps the lock."""

STEPS = (
    "desk_app.store.startup.threshold.why_read_only",
    "desk_app.store.startup.threshold.take_lock",
    "desk_app.store.startup.threshold.check_first_bytes",
    "desk_app.store.vault.keyring.unlock",
    "desk_app.store.startup.steps.engine_of",
    "desk_app.store.schema.connecting.check_versions",
    "desk_app.store.schema.engine.is_behind",
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
    "desk_app.desk.signed.rulebooks.must_be_confirmed",
    "desk_app.desk.signed.rulebooks.kept_versions",
    "desk_app.desk.timekeeping.go_on",
    "desk_app.desk.opened.arriving.enter",
    "desk_app.desk.opened.arriving.turn_over",
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
    some = cases[: context.share(FAILURES, KEPT)]
    kept = Counter(apart(_unlocks, site, some, keeping=True))
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
    entrance = window.entrance_of(site)
    with entrance.shown():
        return [_unlock(site, entrance, case, keeping=keeping) for case in cases]


def _unlock(site: Site, entrance: window.Entrance, case: Case, *, keeping: bool) -> str:
    control = patch("desk_app.store.database.SqlStore.abandon") if keeping else nullcontext()
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


def _damaged(site: Site) -> AbstractContextManager[object]:
    content = bytearray(site.database.read_bytes())
    content[len(content) // 2 :: 4096] = bytes(len(content[len(content) // 2 :: 4096]))
    return other_content(site.database, bytes(content))


_DISKS: tuple[Callable[[Site], AbstractContextManager[object]], ...] = (
    _damaged,
    lambda site: other_content(site.database, site.database.read_bytes()[:8192]),
    lambda site: other_content(site.database, b""),
    lambda site: other_content(site.database, None),
    lambda site: other_content(site.keys / "anchor.json", None),
    lambda site: other_content(site.keys / disposal_list.NAME, b"no list"),
    lambda site: other_content(site.desk / "desk.toml", b"keys = ["),
    *(lambda _, size=size: small_files(size) for size in (0, 4096, 8192, 16384, 20480)),
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
    with patch("desk_app.store.disk.machine.time", watch), once if one_place else nullcontext():
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


def _judge(tried: bool, must: _Pause, now: float, told: Guessed) -> None:
    told.made += 1
    told.tried += tried
    told.waited += not tried
    if tried:
        told.broken += not must.over(now)
        must.wrong, must.since = must.wrong + 1, now


def _tried(guess: Callable[[], object]) -> bool:
    """Guess a password; whether the guess was tried."""
    try:
        guess()
    except WrongPassword as error:
        return error.code == WrongPassword.code
    raise AssertionError("a guess opened the desk")


def _around(site: Site, days: int) -> Surroundings:
    return replace(site.around("guessed", LaterClock(days)), seconds=Surroundings().seconds)


def _at_window(site: Site, days: int) -> bool:
    """Guess at a window whose clock was moved by so many days; whether the guess was tried."""
    entrance = window.Entrance(site.desk, site.keys, _around(site, days))
    return _tried(lambda: entrance.unlock(CLERK.name, "a guess at a password"))


def _at_terminal(site: Site, days: int) -> bool:
    """Guess with ``desk-app verify``; whether the guess was tried."""
    words = ("verify", "--desk", str(site.desk), "--password-fd", "{fd}", "--json")
    with patch("desk_app.bootstrap.surroundings.SystemClock", partial(LaterClock, days)):
        verdict = command(*words, secret=f"{OFFICER.name}\na guess at a password\n")
    assert verdict.code == Exit.REFUSED, verdict
    return verdict.said["error"] == WrongPassword.code


def _at_keys(site: Site, days: int) -> bool:
    """Guess as a command does behind the look at the desk's lock; whether the guess was tried."""
    verify = caretaker(_around(site, days)).verify_desk
    return _tried(lambda: verify(site.desk, OFFICER.name, "a guess at a password"))


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


OTHER_VERSIONS = ("SQLite 3.51.2", "driver without cipher", "plaintext file")
_OLD = (3, 51, 2)


def try_versions(context: Context) -> Outcome:
    """Meet each case with the gate as it is, then with its look at versions and bytes off."""
    site = founded(context.within("desk"))
    stopped = [
        apart(_met, case, site, context.folder / "gate", gate=True) for case in OTHER_VERSIONS
    ]
    opened = [
        apart(_met, case, site, context.folder / "off", gate=False) for case in OTHER_VERSIONS
    ]
    refused = stopped.count(int(Exit.VERSION))
    through = opened.count(None)
    return Outcome(
        reached=f"{refused} of {len(OTHER_VERSIONS)} refused with exit {int(Exit.VERSION)}",
        held=refused == len(OTHER_VERSIONS),
        work=(Work("cases met with and without the gate", len(stopped) + len(opened), 6),),
        control=Control(
            "gate off",
            f"{through} of {len(OTHER_VERSIONS)} opened",
            failed=through == len(OTHER_VERSIONS),
        ),
    )


def _met(case: str, site: Site, folder: Path, *, gate: bool) -> int | None:
    """Return the exit code a case ends with, None where the desk opened."""
    with ExitStack() as surroundings:
        if not gate:
            for look in ("desk_app.store.schema.connecting.check_versions", _FIRST_BYTES):
                surroundings.enter_context(patch(look, lambda *_words: None))
        try:
            _open(case, site, folder, surroundings)
        except KnownError as error:
            return int(exit_code(error))
    return None


_FIRST_BYTES = "desk_app.store.startup.threshold.check_first_bytes"


def _open(case: str, site: Site, folder: Path, surroundings: ExitStack) -> None:
    if case == OTHER_VERSIONS[0]:
        surroundings.enter_context(patch.object(driver, "sqlite_version_info", _OLD))
        site.open().ports.store.close()
        return
    plain = Site(folder.with_name(f"{folder.name}-{OTHER_VERSIONS.index(case)}"))
    plain.folder.mkdir()
    surroundings.enter_context(patch.object(driver, "connect", _plain_connection))
    if case == OTHER_VERSIONS[1]:
        plain.found()
    else:
        with patch.object(connecting, "check_versions", lambda *_words: None):
            plain.found()
    plain.open().ports.store.close()


def _plain_connection(address: str, **words: object) -> sqlite3.Connection:
    """Connect as a driver that ignores the key in silence: what it writes is plain."""
    return sqlite3.connect(address, **words)  # type: ignore[call-overload, no-any-return]


LET_IN = Goal(
    "GOAL-14",
    f"{TRIES:,} wrong tries: 0 opens; unlock p95 at most {WANTED_SECONDS} s; after a lock 0 person "
    "strings",
    try_door,
    alone=True,
    prepare=_untimed,
)

TURNED_AWAY = Goal(
    "GOAL-21",
    f"{FAILURES} failures over all steps of the unlock: every next try succeeds; {GUESSES} guesses "
    "over window and terminal: the pause holds",
    try_turned_away,
    takes=10,
)

VERSIONS = Goal("GOAL-18", "3 of 3 refused", try_versions, takes=2)
