# SPDX-License-Identifier: MIT
"""A person's session without the person: a home, a session bus, and the program as `run` does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk_app.bootstrap import Surroundings, found_desk
from desk_app.records.people import DeskProfile
from desk_app.store import places
from desk_app.store.vault.slots import SAMPLE_COST
from tests.gui.case_desk import CLERK, SUPERVISOR

OUTSIDE = (
    "QT_QPA_PLATFORM",
    "WAYLAND_DISPLAY",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
)
"""What would lead out of the session or change how the program is heard."""
PATIENCE_S = 60


@contextmanager
def session(home: Path) -> Iterator[None]:
    """Move this process, and what it starts, into a new home with a session bus of its own."""
    for name in OUTSIDE:
        os.environ.pop(name, None)
    os.environ |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "LANG": "ja_JP.UTF-8"}
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert bus.stdout is not None
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    try:
        yield
    finally:
        bus.terminate()
        bus.communicate()


def found() -> None:
    """Found the desk of a clerk and a supervisor where the program looks for it."""
    folder, keys = places.usual_folder(), places.usual_key_folder()
    around = Surroundings(cost=SAMPLE_COST)
    found_desk(folder, keys, DeskProfile(), (CLERK, SUPERVISOR), around).ports.store.close()


@contextmanager
def program() -> Iterator[None]:
    """Run the program, its window in front, and end it."""
    with _running([str(Path(sys.executable).with_name("desk-app"))]):
        _seen("desk-app", "windowfocus")
        yield


@contextmanager
def window(name: str) -> Iterator[None]:
    """Run a module beside this one until it shows its window of the same name, and end it.

    A window manager gives the keys to the newest window: begin this one before the program.
    """
    with _running([sys.executable, "-m", f"{__package__}.{name}"]):
        _seen(name)
        yield


def _seen(name: str, *then: str) -> None:
    """Wait for the window of a program, and do something with it then."""
    search = ("xdotool", "search", "--sync", "--onlyvisible", "--class", name, *then)
    subprocess.run(
        search,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=PATIENCE_S,
    )


@contextmanager
def _running(command: list[str]) -> Iterator[None]:
    process = subprocess.Popen(
        command,
        env=os.environ | {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE_S)
