# SPDX-License-Identifier: MIT
"""From one process to the next at each lock; the first becomes what stands for the program.

Whoever started the program waits for its first process, by its id. That one therefore does not end
but becomes another, small program (`standing_in`), whose memory is new too.

What a locked process holds goes with it, so its end waits for no other: neither for a window that
comes slowly on a busy machine, nor for its own threads.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from threading import Event, Timer
from typing import TYPE_CHECKING

from desk_app.bootstrap import standing_in
from desk_app.desk.errors import Mishap
from desk_app.gui.handover import Handover, handed_on
from desk_app.store.disk import hygiene
from desk_app.system.chosen import here

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NAME = "desk_app"
POSSIBLE = True
"""Whether the window goes to another process at a lock, where the system hands on sockets."""

_UP = b"up"
_LENGTH_BYTES = 8
_PATIENCE_S, _LOOKS_EVERY_S = 30.0, 0.1
_GOING_S = 1.0
"""So long may a process that has handed over take to end by itself."""


def program(*words: str) -> list[str]:
    """Return what starts the program once more, with these words."""
    # Nothing of it is needed before a lock.
    from desk_app.system import own_program

    return own_program.command(_NAME, *words)


def lasting_environment() -> dict[str, str]:
    """Return the environment of a process that outlives this one, whose temporary folder goes."""
    usual = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(hygiene.system_temp()))
    return {**os.environ, **usual}


def start_beside(command: Sequence[str]) -> None:
    """Start a program that outlives this process: this one anew, or a Setup checked whole."""
    subprocess.Popen(  # noqa: S603 no word of it comes from outside unchecked
        command, env=lasting_environment(), start_new_session=True
    )


class LocalRelay:
    """One process's part of the way (a ``gui.handover.WindowRelay``).

    ``desk_words`` says, when it is asked, what the next process is told of where the desk lies.
    """

    def __init__(self, words: Sequence[str], desk_words: Callable[[], Sequence[str]]) -> None:
        """Take what the process before handed on, if the words name the sockets to it."""
        self._desk_words = desk_words
        self._before: socket.socket | None = None
        self._start: socket.socket | None = None
        self._stands: socket.socket | None = None
        self._after: socket.socket | None = None
        self._next: subprocess.Popen[bytes] | None = None
        self._withdrawn = Event()
        self.came: Handover | None = None
        with suppress(OSError, ValueError):
            self._take(words)

    @property
    def before(self) -> int:
        """The file number of the socket to the process before."""
        return -1 if self._before is None else self._before.fileno()

    @property
    def start(self) -> int:
        """The file number of the socket to what stands for the program."""
        return -1 if self._start is None else self._start.fileno()

    def up(self) -> None:
        """Say that the window is there."""
        if self._before is not None and self._start is not None:
            with suppress(OSError):
                self._start.sendall(standing_in.WINDOW % os.getpid())
                self._before.sendall(_UP)
                # What is still to come on it is its end.
                self._before.shutdown(socket.SHUT_WR)

    def hand_over(self, handover: Handover, patience: float | None = None) -> None:
        """Start the next process and wait for its window; raises Mishap where none comes up.

        After so many seconds of patience a process that still starts will do. From then on the
        system ends this one.
        """
        if self._start is None:
            self._stands, self._start = socket.socketpair()
        ours, theirs = socket.socketpair()
        self._after = ours
        try:
            with theirs:
                self._next = self._started(theirs, self._start)
            content = handover.written()
            ours.settimeout(_PATIENCE_S)
            ours.sendall(len(content).to_bytes(_LENGTH_BYTES, "big") + content)
            self._await_window(ours, patience)
        except OSError:
            self._end_next()
            raise Mishap from None
        self._must_go()

    def withdraw(self) -> None:
        """End the next process, if there is one, and be the one that stays."""
        self._withdrawn.set()
        signal.setitimer(signal.ITIMER_REAL, 0)
        self._end_next()

    def leave(self, code: int, last: Callable[[Callable[[], object]], object]) -> None:
        """Tell how the window ended; the first process, if it has handed over, stands in.

        A later one ends at once then: Python takes nothing apart before. ``last`` takes what is to
        be called when everything of this process has been put away.
        """
        if self._next is not None:
            last(self._stand_in if self._stands is not None else _end)
        elif self._start is not None and self._stands is None:
            with suppress(OSError):
                self._start.sendall(standing_in.CODE % code)

    def _take(self, words: Sequence[str]) -> None:
        for word in words:
            if word.startswith(standing_in.WORD):
                before, start = map(_inherited, word.removeprefix(standing_in.WORD).split(","))
                length = int.from_bytes(_whole(before, _LENGTH_BYTES), "big")
                self.came = handed_on(_whole(before, length))
                self._before, self._start = before, start

    def _end_next(self) -> None:
        """Take back what was begun, so that all is as before."""
        if self._next is not None:
            self._next.kill()
            self._next.wait()
        if self._after is not None:
            self._after.close()
        if self._stands is not None and self._start is not None:
            self._stands.close()
            self._start.close()
            self._stands = self._start = None
        self._next = self._after = None

    def _started(self, before: socket.socket, start: socket.socket) -> subprocess.Popen[bytes]:
        word = f"{standing_in.WORD}{before.fileno()},{start.fileno()}"
        return subprocess.Popen(  # noqa: S603 the program itself
            program(word, *self._desk_words()),
            env=lasting_environment(),
            pass_fds=(before.fileno(), start.fileno()),
        )

    def _await_window(self, ours: socket.socket, patience: float | None) -> None:
        ours.settimeout(_LOOKS_EVERY_S)
        until = time.monotonic() + (_PATIENCE_S if patience is None else patience)
        while time.monotonic() < until and not self._withdrawn.is_set():
            with suppress(TimeoutError):
                if ours.recv(len(_UP)) == _UP:
                    return
                raise ConnectionError
        if patience is None or self._withdrawn.is_set():
            raise ConnectionError

    def _must_go(self) -> None:
        """Have this process end soon, whatever its threads are at: nothing in it is unsaved.

        The first one shall become another program; the system ends it only where even that fails.
        """
        if self._stands is None:
            signal.setitimer(signal.ITIMER_REAL, _GOING_S)
            return
        signal.setitimer(signal.ITIMER_REAL, 2 * _GOING_S)
        soon = Timer(_GOING_S, self._stand_in)
        soon.daemon = True
        soon.start()

    def _stand_in(self) -> None:
        """Become the small program that waits for the last window; this never returns."""
        if self._stands is None or self._next is None or getattr(sys, "frozen", False):
            return
        sys.stdout.flush()
        sys.stderr.flush()
        self._stands.set_inheritable(True)
        # The windows that follow are its children.
        here().processes.adopt_orphans()
        # A timer outlives what a process becomes.
        signal.setitimer(signal.ITIMER_REAL, 0)
        words = [sys.executable, "-I", "-S", standing_in.__file__, str(self._stands.fileno())]
        os.execv(sys.executable, words)  # noqa: S606 no shell is wanted


def _end() -> None:
    """End at once; what Python would take apart object by object goes with the process."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _inherited(number: str) -> socket.socket:
    """Return a socket that came with the process, and go no further with it."""
    end = socket.socket(fileno=int(number))
    end.set_inheritable(False)
    return end


def _whole(end: socket.socket, length: int) -> bytes:
    """Return so many bytes; raises ValueError where fewer came."""
    found = b""
    while len(found) < length:
        more = end.recv(length - len(found))
        if not more:
            raise ValueError
        found += more
    return found
