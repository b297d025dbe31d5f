# SPDX-License-Identifier: MIT
"""The program as a person starts it: a home, a desk in it, and when it has come to rest."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from desk_app.bootstrap import Surroundings, Unlock, found_desk, open_desk
from desk_app.desk.context import Desk
from desk_app.desk.keys import backups, people
from desk_app.desk.keys.sheet_key import last_group
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.base import ApplicationId
from desk_app.records.case.history import ApplicationFile
from desk_app.records.desk.people import Role
from desk_app.records.desk.profile import DeskProfile
from desk_app.store.disk import places
from desk_app.store.vault.slots import SAMPLE_COST
from tests.gui.case_desk import CLERK, SUPERVISOR
from tests.gui.x11_keys import Keyboard
from tests.workbench.processes import running

PROGRAM = Path(sys.executable).with_name("desk-app")
FIRST = NewPerson(
    "石川 秀樹", frozenset({Role.OFFICER, Role.SUPERVISOR}), "three grey herons stand"
)
SECOND = NewPerson("佐伯 恵子", frozenset({Role.SUPERVISOR}), "four white storks walk")
SHEET_PLACES = ("本社3階 金庫", "徳島本社 耐火庫")
STILL_S = 0.3
"""So long nothing moves before the program is taken to wait for the next key."""
LOOK_S = 0.05
PATIENCE_S = 60.0
WAITING = frozenset("SIZ")
"""The states of a thread that neither runs, nor wants to, nor waits for a disk (proc(5))."""

T = TypeVar("T")


def at_the_desk(person: NewPerson, work: Callable[[Desk], T]) -> T:
    """Do something with the desk of this home, opened anew and closed again."""
    desk = open_desk(places.usual_folder(), Unlock(person.name, person.password))
    with closing(desk.ports.store):
        return work(desk)


def only_file(desk: Desk) -> ApplicationFile:
    """Return the one open application of a desk."""
    with desk.ports.store.reading() as books:
        (id_,) = books.files.open_ids()
        return books.files.get(ApplicationId(id_))


@dataclass(frozen=True, slots=True)
class Home:
    """A home folder in which nothing of any person lies."""

    folder: Path

    def variables(self) -> dict[str, str]:
        """Return what a program is told of where it lives."""
        rooms = {"DATA": "data", "CONFIG": "config", "STATE": "state", "CACHE": "cache"}
        named = {f"XDG_{name}_HOME": str(self.folder / room) for name, room in rooms.items()}
        return {"HOME": str(self.folder), **named}

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Let this process live here, as the program does."""
        before = {name: os.environ.get(name) for name in self.variables()}
        os.environ.update(self.variables())
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value

    def found(self) -> None:
        """Make the desk as the first start does: two people, sheet, folder, first backup."""
        copies = self.folder / "backups"
        copies.mkdir(parents=True)
        with self.entered():
            folder, keys = places.usual_folder(), places.usual_key_folder()
            desk = found_desk(folder, keys, DeskProfile(), (FIRST, SECOND))
            with closing(desk.ports.store):
                made = people.new_sheet(desk)
                people.confirm_sheet(desk, made.sheet.number, last_group(made.secret), SHEET_PLACES)
                backups.choose_folder(desk, copies)
                backups.make_backup(desk)

    def do(self, work: Callable[[Desk], T]) -> T:
        """Do something with the desk, opened anew and closed again."""
        with self.entered():
            return at_the_desk(FIRST, work)


class NeverStillError(Exception):
    """The program ended, or showed no window, or did not come to rest or answer."""


def works(pid: int) -> bool:
    """Say whether a thread of a process, or of one that it started, has work."""
    threads = [thread for each in _family(pid) for thread in _threads(each)]
    return any(_state(thread) not in WAITING for thread in threads)


def _family(pid: int) -> Iterator[int]:
    """Yield a process and all that it started, which may end meanwhile."""
    yield pid
    for thread in _threads(pid):
        with suppress(OSError):
            for child in (thread / "children").read_text("ascii").split():
                yield from _family(int(child))


def _threads(pid: int) -> list[Path]:
    try:
        return list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return []


def _state(thread: Path) -> str:
    try:
        return (thread / "stat").read_text("ascii", "replace").rpartition(") ")[2][:1]
    except OSError:
        return "Z"


@dataclass(frozen=True, slots=True)
class Program:
    """The running program, seen from outside: its picture, and whether it works."""

    process: subprocess.Popen[bytes]
    keyboard: Keyboard

    def settle(self) -> None:
        """Wait until picture and processor stand still, with the keys in the topmost window."""
        until = time.monotonic() + PATIENCE_S
        since, before = time.monotonic(), b""
        while time.monotonic() - since < STILL_S:
            if time.monotonic() > until:
                raise NeverStillError("the program did not come to rest")
            time.sleep(LOOK_S)
            shown = self.keyboard.picture()
            there = self.keyboard.focus_the_topmost()
            if self.process.poll() is not None:
                raise NeverStillError("the program has ended")
            if not there or shown != before or works(self.process.pid):
                since, before = time.monotonic(), shown


@contextmanager
def at_home(
    home: Home, keyboard: Keyboard, log: Path, words: Sequence[str | Path] = ()
) -> Iterator[Program]:
    """Start the program at home, as ``bootstrap.py run`` starts it; it is ended at the end.

    Other words start it in another way.
    """
    around = home.variables() | {"QT_QPA_PLATFORM": "xcb"}
    with (
        log.open("wb") as said,
        running(words or [PROGRAM], around, stdout=said, stderr=said) as process,
    ):
        yield Program(process, keyboard)


# A person's session without the person: a home, a session bus, and the program.

OUTSIDE = (
    *("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"),
    *("XDG_DATA_HOME", "XDG_STATE_HOME"),
)
"""What would lead out of the session or change how the program is heard."""


@contextmanager
def session(home: Path) -> Iterator[None]:
    """Move this process, and what it starts, into a new home with a session bus of its own.

    There the desk of a clerk and a supervisor is founded where the program looks for it.
    """
    for name in OUTSIDE:
        os.environ.pop(name, None)
    os.environ |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "LANG": "ja_JP.UTF-8"}
    words = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    quiet = subprocess.DEVNULL
    with running(words, stdout=subprocess.PIPE, stderr=quiet, text=True) as bus:
        assert bus.stdout is not None
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        where, around = (places.usual_folder(), places.usual_key_folder()), SAMPLE_COST
        desk = found_desk(*where, DeskProfile(), (CLERK, SUPERVISOR), Surroundings(cost=around))
        desk.ports.store.close()
        yield
        bus.stdout.close()


@contextmanager
def heard(name: str, *words: str | Path) -> Iterator[None]:
    """Run a program, by default ours, that screen readers hear, until it shows its window; end it.

    A window manager gives the keys to the newest window: ours, which is begun last, has them.
    """
    around = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    with running(words or [PROGRAM], around, stderr=subprocess.DEVNULL):
        then = () if words else ("windowfocus",)
        search = ("xdotool", "search", "--sync", "--onlyvisible", "--class", name, *then)
        quiet = subprocess.DEVNULL
        subprocess.run(search, check=True, stdout=quiet, stderr=quiet, timeout=PATIENCE_S)
        yield
