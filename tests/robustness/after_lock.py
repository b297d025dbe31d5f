# SPDX-License-Identifier: MIT
"""GOAL-20: what the memory of the real window still holds, five seconds after a lock."""

from __future__ import annotations

import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import IO

from suite import screen

from desk_app.desk.applications import intake
from desk_app.desk.context import Desk
from desk_app.gui.case.drafts import NEW_MAIL
from desk_app.store.database import SqlStore
from tests.gui.x11_keys import ALT, CONTROL, RETURN, Keyboard
from tests.robustness.marked import MARKS, Person
from tests.workbench.processes import SIDE_BY_SIDE, apart, cut, spread
from tests.workbench.program import FIRST, Home, Program, at_home
from tests.workbench.report import Context, Control, Goal, Outcome, Work

PERSONS, ROUNDS = 20, 20
WITHIN_S = 5.0
LEFT_ALONE_S = 60.0
"""So long something typed at the closed window may lie there."""

BESIDE_OTHERS = 4
"""So many times as long the short form waits: the suite runs beside it."""

HITS = {"key": "of the key", "passwords": "of passwords", "persons": "of persons' texts"}
"""The kinds of what is looked for, with the words for hits of each."""

WRONG = "four grey herons stand"
COLLECTED = """
import sys
from desk_app.bootstrap import relay
from desk_app.main import main
relay.POSSIBLE = False
sys.exit(main([]))
"""
"""The program in one process: after a lock it collects what nobody holds, and that is all."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must not be found, by kind: every form in which memory can hold it."""

    kinds: Mapping[bytes, str]
    any_form: re.Pattern[bytes]
    """All forms at once: memory is gone through a single time."""

    @classmethod
    def of(cls, data_key: bytes) -> Secrets:
        """Return the forms of a data key, of the passwords and of the marks of all persons."""
        hexed = data_key.hex()
        key = (data_key, *(form for text in (hexed, hexed.upper()) for form in _written(text)))
        passwords = tuple(form for each in (FIRST.password, WRONG) for form in _written(each))
        marks = tuple(form for mark in MARKS for form in _written(mark))
        kinds = {
            form: kind
            for kind, forms in (("key", key), ("passwords", passwords), ("persons", marks))
            for form in forms
        }
        return cls(kinds, re.compile(b"|".join(map(re.escape, kinds))))

    def count(self, held: bytes) -> Counter[str]:
        """Count what stands in some memory, by kind."""
        return Counter(self.kinds[form] for form in self.any_form.findall(held))


def _written(text: str) -> tuple[bytes, ...]:
    """Return a text as SQLite, Python and Qt hold it."""
    return tuple(text.encode(each) for each in ("utf-8", "utf-16-le", "utf-32-le"))


def found_in(pid: int, secrets: Secrets) -> Counter[str]:
    """Count what a process holds in the memory that it can write to.

    Pages it never touched hold nothing: they are most of its memory, and are passed over.
    """
    found: Counter[str] = Counter()
    with (
        suppress(OSError),
        Path(f"/proc/{pid}/mem").open("rb", 0) as memory,
        Path(f"/proc/{pid}/pagemap").open("rb", 0) as pages,
    ):
        for written in _writable(pid):
            for first, last in _touched(pages, *written):
                with suppress(OSError, ValueError, OverflowError):
                    memory.seek(first)
                    found += secrets.count(memory.read(last - first))
    return found


_PAGE, _ENTRY, _TOUCHED = 4096, 8, 0b1100_0000
"""Bytes of a page and of its entry in a page map, whose last byte says that it is there, or away.
"""


def _touched(pages: IO[bytes], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a piece of memory that were ever written to, as long as they can be."""
    pages.seek(first // _PAGE * _ENTRY)
    told = pages.read((last - first) // _PAGE * _ENTRY)[_ENTRY - 1 :: _ENTRY]
    for there, many in groupby(enumerate(told), lambda each: each[1] & _TOUCHED != 0):
        if there:
            numbers = [number for number, _ in many]
            yield first + numbers[0] * _PAGE, first + (numbers[-1] + 1) * _PAGE


def _writable(pid: int) -> Iterator[tuple[int, int]]:
    for line in Path(f"/proc/{pid}/maps").read_text("utf-8").splitlines():
        where, rights, *_ = line.split()
        if rights.startswith("rw"):
            first, last = where.split("-")
            yield int(first, 16), int(last, 16)


def processes_of(home: Home) -> list[int]:
    """Return every process that lives in a home, whoever started it."""
    mark = f"HOME={home.folder}".encode()
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark in (each / "environ").read_bytes().split(b"\0"):
                found.append(int(each.name))
    return found


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found in rounds, before and after each lock, in all processes of the program.

    ``seconds`` are those from each lock until the process of the open desk had ended.
    """

    before: list[Counter[str]] = field(default_factory=list)
    after: list[Counter[str]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @classmethod
    def together(cls, many: Sequence[Seen]) -> Seen:
        """Return what was found at several homes as one."""
        return cls(
            [each for seen in many for each in seen.before],
            [each for seen in many for each in seen.after],
            [each for seen in many for each in seen.seconds],
        )

    @property
    def least(self) -> Counter[str]:
        """The fewest hits of each kind that a round had before its lock."""
        return Counter({name: min(each[name] for each in self.before) for name in HITS})

    @property
    def left(self) -> Counter[str]:
        """The hits of each kind after all locks."""
        return sum(self.after, Counter())


@dataclass(frozen=True, slots=True)
class Desktop:
    """The real window on a screen of its own, at a home whose desk knows the marked persons."""

    home: Home
    keyboard: Keyboard
    secrets: Secrets
    patience: float
    """So many times as long as wanted is waited for a lock."""

    def rounds(
        self, many: int, log: Path, words: Sequence[str | Path] = (), *, typing: bool = True
    ) -> Seen:
        """Unlock, work, lock so many times; in every second one, if so, something is being typed.

        It is in the first.
        """
        seen = Seen()
        with at_home(self.home, self.keyboard, log, words) as program:
            program.settle()
            for number in range(many):
                self._play(program, FIRST.password, RETURN)
                self._work(program, typing=typing and number % 2 == 0)
                hits = self._hits()
                seen.before.append(sum(hits.values(), Counter()))
                self._lock(seen, max(hits, key=lambda pid: hits[pid]["key"]))
                program.settle()
        return seen

    def left_alone(self, log: Path) -> Seen:
        """Type a wrong password and go away."""
        seen = Seen()
        with at_home(self.home, self.keyboard, log) as program:
            program.settle()
            self._play(program, WRONG, RETURN)
            seen.before.append(self._all_hits())
            time.sleep(LEFT_ALONE_S + WITHIN_S * self.patience)
            seen.after.append(self._all_hits())
        return seen

    def _work(self, program: Program, *, typing: bool) -> None:
        """Look at the list and at a person; perhaps begin to log another."""
        self._play(program, ("3", CONTROL))
        self._play(program, RETURN)
        if typing:
            self._play(program, ("n", CONTROL))
            self._play(program, ("3", ALT), Person(PERSONS).name)

    def _lock(self, seen: Seen, open_: int) -> None:
        """Lock, see the process of the open desk end, and look when the time is over."""
        began = time.monotonic()
        before = _words_of(open_)
        self.keyboard.play(("l", CONTROL))
        until = began + WITHIN_S * self.patience
        while _words_of(open_) == before and time.monotonic() < until:
            time.sleep(0.05)
        seen.seconds.append(time.monotonic() - began)
        time.sleep(max(0.0, began + WITHIN_S - time.monotonic()))
        seen.after.append(self._all_hits())

    def _play(
        self, program: Program, *keys: str | int | tuple[str | int, *tuple[int, ...]]
    ) -> None:
        self.keyboard.play(*keys)
        program.settle()

    def _hits(self) -> dict[int, Counter[str]]:
        """Return the hits of each kind in each process."""
        return {pid: found_in(pid, self.secrets) for pid in processes_of(self.home)}

    def _all_hits(self) -> Counter[str]:
        return sum(self._hits().values(), Counter())


def _words_of(pid: int) -> bytes:
    """Return what a process was started with; nothing where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _log_persons(desk: Desk) -> bytes:
    """Log the marked persons; return the data key."""
    for number in range(PERSONS):
        intake.log_application(desk, Person(number).envelope(desk.today))
    store = desk.ports.store
    assert isinstance(store, SqlStore)
    return store.data_key


def _typed(desk: Desk) -> bool:
    """Say whether the draft of what was being typed at the locks is kept."""
    with desk.ports.store.reading() as books:
        kept = books.drafts.get(desk.actor.id, NEW_MAIL) or ""
    return Person(PERSONS).name in kept


@dataclass(frozen=True, slots=True)
class Part:
    """What is done with the program on a screen, at a home.

    ``typing`` says that something was being typed at a lock, whose draft is looked for.
    """

    name: str
    look: Callable[[Desktop, Path], Seen]
    typing: bool = False


def _looked(context: Context, parts: Sequence[Part]) -> list[tuple[Seen, bool]]:
    """Return what each part saw, and whether what was being typed in it is kept.

    They have a screen and a home of their own, where one follows the other.
    """
    folder = context.within(parts[0].name)
    with ExitStack() as stack:
        display = stack.enter_context(screen(wanted=True))
        os.environ |= display
        keyboard = stack.enter_context(Keyboard(display["DISPLAY"]))
        keyboard.learn([FIRST.password, WRONG, "3nl", Person(PERSONS).name])
        home = Home(folder / "home")
        apart(home.found)
        secrets = Secrets.of(apart(home.do, _log_persons))
        desktop = Desktop(home, keyboard, secrets, _patience(context))
        return [
            (part.look(desktop, folder / "log"), not part.typing or apart(home.do, _typed))
            for part in parts
        ]


def _patience(context: Context) -> float:
    return 1 if context.scale >= 1 else BESIDE_OTHERS


def _collected(desktop: Desktop, log: Path) -> Seen:
    """Lock the program once that is one process, and collects at a lock what nobody holds."""
    words = [sys.executable, "-c", COLLECTED]
    return replace(desktop, patience=1).rounds(1, log, words, typing=False)


def look_into_memory(context: Context) -> Outcome:
    """Work and lock at the real window, and count what its processes hold before and after.

    Most of it is waiting: two screens wait side by side. In the short form there is one.
    """
    full, many = context.scale >= 1, context.share(ROUNDS)
    rounds = [
        Part(f"rounds-{share.start}", partial(_rounds, many=len(share)), typing=True)
        for share in cut(many, many // SIDE_BY_SIDE if full else many)
    ]
    control = Part("collected", _collected)
    beside = [Part("left-alone", Desktop.left_alone)] if full else []
    every = [*rounds, control, *beside]
    shares = [[each] for each in (control, *beside, *rounds)] if full else [every]
    looked = spread(partial(_looked, context), shares)
    found = {
        part.name: each
        for parts, share in zip(shares, looked, strict=True)
        for part, each in zip(parts, share, strict=True)
    }
    seen = Seen.together([found[part.name][0] for part in rounds])
    alone = found[beside[0].name][0] if beside else None
    kept = all(kept for _, kept in found.values())
    return _judged(context, seen, found[control.name][0], alone, kept=kept)


def _rounds(desktop: Desktop, log: Path, *, many: int) -> Seen:
    return desktop.rounds(many, log)


def _judged(context: Context, seen: Seen, only: Seen, alone: Seen | None, *, kept: bool) -> Outcome:
    guessed = "" if alone is None else f"; {alone.left.total()} of a wrong password left alone"
    slowest = max(seen.seconds)
    return Outcome(
        reached=(
            f"{_told(seen.left)} after {len(seen.after)} locks; at most {slowest:.1f} s until the "
            f"process of the open desk had ended; what was being typed is kept: "
            f"{'yes' if kept else 'NO'}{guessed}"
        ),
        held=kept
        and seen.left.total() == 0
        and slowest <= WITHIN_S * _patience(context)
        and (alone is None or alone.left.total() == 0),
        work=(
            Work("locks", len(seen.after), context.share(ROUNDS)),
            Work("hits of the key before each lock", seen.least["key"], 1),
            Work("hits of a password before each lock", seen.least["passwords"], 1),
            Work("hits of persons' texts before each lock", seen.least["persons"], 10 * PERSONS),
            *([] if alone is None else [Work("of a wrong password", alone.least["passwords"], 1)]),
        ),
        control=Control("collection alone", _told(only.left), failed=only.left.total() > 0),
    )


def _told(hits: Counter[str]) -> str:
    return ", ".join(f"{hits[name]} {told}" for name, told in HITS.items())


GOAL = Goal(
    "GOAL-20",
    f"{ROUNDS} rounds of the real window, {WITHIN_S:.0f} s after each lock: 0 hits of key, "
    "passwords and persons' texts in the memory of its processes",
    look_into_memory,
    tools=("Xvfb",),
    waits=True,
)
