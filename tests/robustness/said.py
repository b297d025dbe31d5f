# SPDX-License-Identifier: MIT
"""What the system and other processes say to the program: pipes, a socket, lists of the system."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from PySide6.QtCore import QCoreApplication

from desk_app.cli import asking
from desk_app.desk.errors import KnownError
from desk_app.gui.one_instance import RAISE, OneInstance
from desk_app.gui.printing.spooler import Cups
from desk_app.store import places
from desk_app.store.vault import keyring
from tests.robustness.mangled import mangled
from tests.robustness.sites import OFFICER, Site
from tests.robustness.taking import Import, UntoldError

_MOUNTS = b"""\
22 27 0:20 / /sys rw,nosuid - sysfs sysfs rw
27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
61 27 0:52 / /srv/office\\040desk rw,relatime shared:33 - nfs4 server:/desk rw
"""
_QUEUES = """office
second_floor
窓口
InputSlot/Media Source: *Auto Upper
office-1 clerk 71680 Thu Nov 26 02:11:07 2026
\tAlerts: job-printing
""".encode()


def imports(site: Site, scratch: Path) -> tuple[Import, ...]:
    """Return what is said to a closed desk and to its window."""
    secret = f"{OFFICER.name}\n{OFFICER.password}\n".encode()
    lp, lpstat = _lpstat(scratch)
    return (
        Import(
            "name and password in a pipe",
            400,
            partial(mangled, secret),
            partial(_unlock, site, scratch / "said"),
            site.folder,
        ),
        Import("word of a later start", 200, partial(mangled, RAISE), _hear, scratch),
        Import(
            "mounts of the system",
            400,
            partial(mangled, _MOUNTS),
            partial(_is_remote, scratch / "mountinfo"),
            scratch,
        ),
        Import(
            "names of the printers",
            100,
            partial(mangled, _QUEUES),
            partial(_printers, Cups(lp, lpstat, lpstat), scratch / "queues"),
            scratch,
        ),
    )


@contextmanager
def _file(path: Path, content: bytes) -> Iterator[Path]:
    path.write_bytes(content)
    try:
        yield path
    finally:
        path.unlink()


def _unlock(site: Site, path: Path, spoilt: bytes) -> object:
    """Read a name and a password as a command does that was given a descriptor."""
    with _file(path, spoilt):
        who, password = asking.name_and_password_of(os.open(path, os.O_RDONLY), None)
    return keyring.unlock(site.keys, who, password, site.machine)


def _is_remote(path: Path, spoilt: bytes) -> bool:
    with _file(path, spoilt), patch.object(places, "_MOUNTINFO", path):
        return places.is_remote(path.parent)


def _lpstat(folder: Path) -> tuple[str, str]:
    """Return programs of a printing system that names the queues, trays and jobs of a file."""
    program = folder / "lpstat"
    program.write_text(f'#!/bin/sh\nexec cat "{folder}/queues"\n', encoding="utf-8")
    program.chmod(0o700)
    return "true", str(program)


def _printers(system: Cups, path: Path, spoilt: bytes) -> object:
    with _file(path, spoilt):
        said = (*system.printers(), *system.trays("office"), *system.states(["office-1"]))
        return tuple(name.encode("utf-8") for name in said)


def _hear(spoilt: bytes) -> None:
    """Say it to the window's socket; only the one word brings the window to the front.

    Whatever was said, the word itself is heard afterwards.
    """
    app = QCoreApplication.instance() or QCoreApplication(["desk-app"])
    with TemporaryDirectory() as folder:
        name = str(Path(folder, "socket"))
        first, raised = OneInstance(name, app), list[bool]()
        first.raise_wanted.connect(lambda: raised.append(True))
        _say(name, spoilt)
        wanted = bool(raised)
        raised.clear()
        if not _say(name, RAISE) or not raised:
            raise UntoldError("the word is not heard any more")
        first.deleteLater()
    if wanted != (spoilt == RAISE):
        raise UntoldError("another word brings the window to the front")
    if not wanted:
        raise KnownError


def _say(name: str, words: bytes) -> bytes:
    """Return what the window answers; empty where it hangs up."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.connect(name)
        line.settimeout(0)
        try:
            line.send(words)
        except OSError:
            return b""
        for _ in range(_ROUNDS):
            QCoreApplication.processEvents()
            try:
                return line.recv(len(RAISE))
            except BlockingIOError:
                continue
            except ConnectionError:
                return b""
    return b""


_ROUNDS = 50
"""So often the window looks for what was said; half a word gets no answer at all."""
