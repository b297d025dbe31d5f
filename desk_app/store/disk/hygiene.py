# SPDX-License-Identifier: MIT
"""Leaving nothing behind: private files, no core dumps, a temp folder of our own that is swept."""

from __future__ import annotations

import faulthandler
import logging
import os
import shutil
import tempfile
import warnings
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from typing_extensions import override

from desk_app.desk.errors import DiskFull, KnownError, places_in_code
from desk_app.store.disk.small_files import make_private_folder, new_file, open_log
from desk_app.system.chosen import here

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from filelock import BaseFileLock

PREFIX = "desk-app-private-"
"""How the temp folder of a process of ours begins."""

_LOCK = ".lock"
_PLACES = ("TMPDIR", "TEMP", "TMP")
_FULL = 256 * 1024


@contextmanager
def private_ground(log: Path) -> Iterator[None]:
    """Make what the process writes private, for as long as the block runs.

    Files are the owner's alone, crashes dump no memory, what a crash says of the code goes to a
    log beside ``log``, and temporary files lie in a folder of our own. Folders that killed
    processes left are swept first.
    """
    here().files.keep_private()
    here().processes.dump_no_core()
    with ExitStack() as stack:
        stack.enter_context(_temp_folder_of_ours())
        stack.enter_context(_crashes_told(log.with_name("crash.log")))
        stack.enter_context(_logs_without_data(log.with_name("libraries.log")))
        yield


def note_fault(log: Path, error: Exception, at: datetime) -> None:
    """Note a mistake of ours that stopped a command: kinds and places in the code, never a value.

    Where nothing can be written, whoever gave the command is told all the same.
    """
    entry = "\n  ".join(places_in_code(error))
    with suppress(OSError, KnownError):
        make_private_folder(log.parent)
        with os.fdopen(open_log(log), "a", encoding="utf-8") as file:
            file.write(f"{at.isoformat(timespec='seconds')} {entry}\n")


def system_temp() -> Path:
    """Return where the system's temporary files lie, also while ours have a folder of their own.

    Raises DiskFull where no place takes any: Python tries them by writing.
    """
    try:
        folder = Path(tempfile.gettempdir())
    except FileNotFoundError:
        raise DiskFull from None
    return folder.parent if folder.name.startswith(PREFIX) else folder


def sweep(parent: Path) -> int:
    """Remove the temp folders of our processes that live no more; how many there were."""
    gone = 0
    for folder in parent.glob(f"{PREFIX}*"):
        with suppress(OSError, Timeout):
            if not folder.is_symlink() and here().files.is_own(folder):
                gone += _swept(folder)
    return gone


def _swept(folder: Path) -> bool:
    """Remove a folder whose lock is free. Raises OSError, Timeout.

    The lock is held meanwhile, or somebody who just made the folder would get it. Windows lets
    nobody delete what is held: the lock itself goes last.
    """
    if not (folder / _LOCK).exists():
        # One that somebody is making this moment is empty, and makes another.
        with suppress(OSError):
            folder.rmdir()
            return True
    lock = FileLock(folder / _LOCK)
    lock.acquire(timeout=0)
    try:
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        lock.release()
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()


@contextmanager
def private_folder(parent: Path) -> Iterator[Path]:
    """Make a folder of our own in another one, for as long as the block runs; raises OSError.

    What killed processes left there is swept first, and this one by whoever comes next.
    """
    sweep(parent)
    folder, lock = _locked_folder(parent)
    try:
        yield folder
    finally:
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)


class PlacesOnly(logging.Formatter):
    """Writes of a record its level, its logger and the place in the code; never its text."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        kind = record.exc_info[0] if record.exc_info else None
        raised = f" {kind.__name__}" if kind else ""
        where = f"{Path(record.pathname).name}:{record.lineno}"
        return f"{record.levelname} {record.name} {where}{raised}"


@contextmanager
def _temp_folder_of_ours() -> Iterator[None]:
    usual = tempfile.gettempdir()
    sweep(Path(usual))
    folder, lock = _locked_folder()
    before = {name: os.environ.get(name) for name in _PLACES}
    os.environ.update(dict.fromkeys(_PLACES, str(folder)))
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = usual
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)


def _locked_folder(parent: Path | None = None) -> tuple[Path, BaseFileLock]:
    """Make a folder and hold its lock; another where somebody swept it in between.

    It has its name from the first: a folder that holds an open file has no other on Windows.
    """
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        lock = FileLock(folder / _LOCK)
        with suppress(FileNotFoundError, Timeout):
            lock.acquire(timeout=0)
            if (folder / _LOCK).exists():
                return folder, lock
            lock.release()


@contextmanager
def _crashes_told(log: Path) -> Iterator[None]:
    """Let a crash of a library write where it was in the code; it knows no values."""
    with ExitStack() as stack:
        with suppress(OSError, KnownError):
            make_private_folder(log.parent)
            file = stack.enter_context(
                os.fdopen(new_file(log, at_once=True), "w", encoding="utf-8")
            )
            faulthandler.enable(file)
            stack.callback(faulthandler.disable)
        yield


@contextmanager
def _logs_without_data(log: Path) -> Iterator[None]:
    """Let libraries log where something happened, and nothing of what they quote.

    Without a handler Python would write their texts to the standard error.
    """
    handler: logging.Handler = logging.NullHandler()
    with suppress(OSError):
        if log.exists() and log.stat().st_size > _FULL:
            log.unlink()
        if here().files.may_write(log.parent):
            handler = logging.FileHandler(log, encoding="utf-8", delay=True)
    handler.setFormatter(PlacesOnly())
    handler.setLevel(logging.WARNING)
    root = logging.getLogger()
    root.addHandler(handler)
    logging.captureWarnings(capture=True)
    try:
        with warnings.catch_warnings():
            yield
    finally:
        logging.captureWarnings(capture=False)
        root.removeHandler(handler)
        handler.close()
