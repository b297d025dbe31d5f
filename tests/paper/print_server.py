# SPDX-License-Identifier: MIT
"""A print system of its own: CUPS in a folder, with a virtual printer and one that keeps pages.

Nothing of the system's own CUPS is touched, but for the folder in which the virtual printer of
``printer-driver-cups-pdf`` puts what nobody known printed.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from desk_app.gui.printing.spooler import Cups

VIRTUAL, OFFICE = "virtual", "office"
"""The printer of cups-pdf, which takes PostScript; and one that takes PDF as modern ones do."""

_PROGRAMS = Path("/usr/lib/cups")
_VIRTUAL_PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
_OFFICE_PPD = Path(__file__).with_name("office.ppd")
_NOBODYS = Path("/var/spool/cups-pdf/ANONYMOUS")
_NOBODY = "desk-app-nobody"
_START_SECONDS, _LOOK_EVERY = 20, 0.05
_PASSABLE, _OPEN = 0o755, 0o1777

_PLACES = """ServerRoot {folder}/conf
ServerBin {folder}/bin
CacheDir {folder}/cache
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
StateDir {folder}/state
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
Printcap {folder}/state/printcap
LogFileGroup root
SystemGroup root
Sandboxing relaxed
"""
_RULES = """LogLevel info
Listen 127.0.0.1:{port}
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobFiles No
IdleExitTimeout 0
MaxJobs 0
<Location />
  Order allow,deny
  Allow from 127.0.0.1
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow from 127.0.0.1
  </Limit>
</Policy>
"""
_KEEPS = """#!/bin/sh
test $# -eq 0 && echo 'direct keep "Unknown" "keeps what it prints"' && exit 0
cat > "{folder}/kept/$1.pdf" && printf '%s\\n%s\\n' "$4" "$5" > "{folder}/kept/$1.options"
"""
_PUTS_ASIDE = """#!/bin/sh
test $# -eq 0 && exec {virtual}
job=$1; user={nobody}; shift 2
exec {virtual} "$job" "$user" "$@"
"""


@dataclass(frozen=True, slots=True)
class PrintServer:
    """A running CUPS; ``printing`` is the program's own way to it."""

    folder: Path
    printing: Cups

    def kept(self, job: str) -> bytes:
        """Return the pages that the office's printer was given for a job."""
        return (self.folder / "kept" / f"{job.rpartition('-')[2]}.pdf").read_bytes()

    def options(self, job: str) -> tuple[int, frozenset[str]]:
        """Return in how many copies a job went to the office's printer, and with which options."""
        text = (self.folder / "kept" / f"{job.rpartition('-')[2]}.options").read_text("utf-8")
        copies, words = text.split("\n", 1)
        return int(copies), frozenset(words.split())

    def put_aside(self, job: str) -> bytes:
        """Return the pages that the virtual printer made of a job, and remove its file."""
        number = job.rpartition("-")[2]
        (path,) = _NOBODYS.glob(f"*job_{number}.pdf")
        pages = path.read_bytes()
        path.unlink()
        return pages

    def admin(self, *words: str) -> None:
        """Run a program that looks after queues."""
        _run(*words)


@contextmanager
def print_server(folder: Path) -> Iterator[PrintServer]:
    """Start CUPS with both printers, and end it; the virtual printer has to be run by root."""
    if os.geteuid() != 0:
        raise RuntimeError("the virtual printer is run by root alone")
    _let_through(folder)
    port = _free_port()
    _lay_out(folder, port)
    rules, places = (str(folder / "conf" / name) for name in ("cupsd.conf", "cups-files.conf"))
    with patch.dict(os.environ, CUPS_SERVER=f"127.0.0.1:{port}", LC_ALL="C.UTF-8"):
        running = subprocess.Popen([_program("cupsd"), "-f", "-c", rules, "-s", places])
        try:
            _await_start(running)
            _run("lpadmin", "-p", VIRTUAL, "-v", "cups-pdf:/", "-P", str(_VIRTUAL_PPD), "-E")
            _run("lpadmin", "-p", OFFICE, "-v", "keep:/", "-P", str(_OFFICE_PPD), "-E")
            _run("lpadmin", "-p", OFFICE, "-o", "print-scaling-default=fit")
            yield PrintServer(folder, Cups(*map(_program, ("lp", "lpstat", "lpoptions"))))
        finally:
            running.terminate()
            running.wait()


def _let_through(folder: Path) -> None:
    """Let the users of the print system pass our own folders, which nobody else may list."""
    for own in (folder, *folder.parents):
        if own.name.startswith("desk-app"):
            own.chmod(_PASSABLE)


def _lay_out(folder: Path, port: int) -> None:
    for name in ("conf/ppd", "cache", "spool/tmp", "state", "log", "bin/backend", "kept"):
        (folder / name).mkdir(parents=True)
    (folder / "kept").chmod(_OPEN)
    (folder / "conf/cups-files.conf").write_text(_PLACES.format(folder=folder))
    (folder / "conf/cupsd.conf").write_text(_RULES.format(port=port))
    for name in ("filter", "daemon", "notifier", "cgi-bin", "driver", "monitor"):
        (folder / "bin" / name).symlink_to(_PROGRAMS / name)
    virtual = _PROGRAMS / "backend/cups-pdf"
    _backend(folder, "keep", _KEEPS.format(folder=folder), 0o755)
    aside = _PUTS_ASIDE.format(virtual=virtual, nobody=_NOBODY)
    _backend(folder, "cups-pdf", aside, 0o700)


def _backend(folder: Path, name: str, script: str, mode: int) -> None:
    """Write a program that takes pages to a device; only root may run one that needs root."""
    path = folder / "bin/backend" / name
    path.write_text(script, encoding="utf-8")
    path.chmod(mode)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await_start(running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START_SECONDS
    while b"is running" not in _said("lpstat", "-r"):
        if running.poll() is not None or time.monotonic() > until:
            raise RuntimeError("the print system did not start")
        time.sleep(_LOOK_EVERY)


def _said(*command: str) -> bytes:
    return subprocess.run(command, check=False, capture_output=True).stdout


def _program(name: str) -> str:
    return shutil.which(name) or name


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
