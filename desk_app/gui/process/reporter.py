# SPDX-License-Identifier: MIT
"""Mistakes of ours: written to a log without data, and told to the clerk once."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import threading
from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

from desk_app.desk.errors import places_in_code
from desk_app.gui.session.tasks import ToldAlreadyError
from desk_app.system.chosen import here

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

_FULL = 256 * 1024
_AT_THE_END = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_APPEND
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
"""A link is not followed, and a pipe not waited at, that somebody put under the log's name."""
_TOLD_TIMES, _WRITTEN_TIMES = 3, 20
_WORTH_WRITING = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class Reporter(QObject):
    """Takes what nobody expected: of slots, of threads, of destructors, and Qt's own warnings.

    ``mishap`` asks the window to say so. One that repeats itself, as in painting, is told and
    written a few times only. The log names kinds of exceptions and places in the code: what stands
    in an exception may be about a person.
    """

    mishap = Signal()

    def __init__(self, log: Path, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._log = log
        self._now = now
        self._seen: Counter[str] = Counter()

    def install(self) -> None:
        """Take what is raised and nobody catches, from now on."""
        sys.excepthook = self._raised
        threading.excepthook = self._raised_in_thread
        sys.unraisablehook = self._not_raisable
        qInstallMessageHandler(self._said_by_qt)

    def _raised(
        self, kind: type[BaseException], error: BaseException, where: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, where)
        else:
            self._take(error)

    def _raised_in_thread(self, raised: threading.ExceptHookArgs) -> None:
        if raised.exc_value is not None:
            self._take(raised.exc_value)

    def _not_raisable(self, raised: sys.UnraisableHookArgs) -> None:
        if raised.exc_value is not None:
            self._write(list(places_in_code(raised.exc_value)))

    def _said_by_qt(self, kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
        # Behind the colon Qt may quote a text of ours.
        if kind in _WORTH_WRITING:
            self._write([f"Qt: {message.partition(': ')[0]}"])

    def _take(self, error: BaseException) -> None:
        told = isinstance(error, ToldAlreadyError)
        mistake = error.__cause__ if told and error.__cause__ is not None else error
        times = self._write(list(places_in_code(mistake)))
        if not told and times <= _TOLD_TIMES:
            self.mishap.emit()

    def _write(self, lines: list[str]) -> int:
        """Write an entry unless it was written often; how often it has happened."""
        entry = "\n  ".join(lines)
        self._seen[entry] += 1
        times = self._seen[entry]
        if times <= _WRITTEN_TIMES:
            text = f"{self._now().isoformat(timespec='seconds')} {entry}\n"
            if sys.stderr is not None:
                sys.stderr.write(text)
            # Where nothing can be written, the clerk is told all the same.
            with contextlib.suppress(OSError):
                _append(self._log, text)
        return times


def _append(log: Path, text: str) -> None:
    """Append to the log, readable by its owner alone; a full one makes room for a new one."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > _FULL:
        here().files.replace(log, log.with_suffix(".old"))
    with os.fdopen(os.open(log, _AT_THE_END, 0o600), "a", encoding="utf-8") as file:
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            file.write(text)
