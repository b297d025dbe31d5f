# SPDX-License-Identifier: MIT
"""Starting a process of its own for long work, and listening to it."""

from __future__ import annotations

import json
import os
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING, Any, Self

import desk_app
from desk_app.desk import errors
from desk_app.desk.errors import Cancelled, KnownError, Mishap, Refused
from desk_app.system import own_program

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import IO

    from desk_app.desk.ports import Progress

_LOOKS_EVERY_SECONDS = 0.05
WORD = "--own-process"
"""Not for people: the program carries out the order on its standard input."""

_PACKAGE = "desk_app"


class OwnProcess:
    """A process that carries out orders, and ends with whoever started it.

    What is said to it goes through a pipe: neither arguments nor environment hold a secret.
    """

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603  our own module, no words from outside
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(Path(desk_app.__file__).parents[1])},
            text=True,
            encoding="ascii",
        )
        self._lines: Queue[str] = Queue()
        self._ear = Thread(target=self._hear, daemon=True)
        self._ear.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def send(self, line: str) -> None:
        """Say one line to it; raises Mishap where it has ended."""
        try:
            _pipe(self._process.stdin).write(line + "\n")
            _pipe(self._process.stdin).flush()
        except OSError:
            # One that has ended reads no more, which Windows calls by another name than a broken
            # pipe.
            raise Mishap("work_interrupted") from None

    def listen(self, progress: Progress | None) -> dict[str, Any]:
        """Return the next that is no word of progress: a result, a part, or what is to be signed.

        Raises the known error it met, Cancelled, Mishap where it ended without a word.
        """
        while True:
            if progress is not None and progress.cancelled:
                raise Cancelled
            try:
                line = self._lines.get(timeout=_LOOKS_EVERY_SECONDS)
            except Empty:
                continue
            if not line.endswith("\n"):
                raise Mishap("work_interrupted")
            said: dict[str, Any] = json.loads(line)
            if not said.keys().isdisjoint({"result", "part", "sign"}):
                return said
            if "total" not in said:
                raise _error(said)
            if progress is not None:
                progress.report(said["done"], said["total"])

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._ear.join()
        # What could not be sent is still in it, and would fail once more.
        with suppress(OSError):
            _pipe(self._process.stdin).close()
        _pipe(self._process.stdout).close()

    def _hear(self) -> None:
        """Hand on each line; an empty one at the end."""
        for line in _pipe(self._process.stdout):
            self._lines.put(line)
        self._lines.put("")


class Bounded:
    """Stops what takes longer than it may, or what whoever waits stops."""

    def __init__(self, asked: Progress | None, seconds: float) -> None:
        self._asked, self._seconds = asked, seconds
        self.begin()

    def begin(self) -> None:
        """Count the time from now on."""
        self._until = time.monotonic() + self._seconds

    @property
    def cancelled(self) -> bool:
        """Say whether it shall stop."""
        late = time.monotonic() > self._until
        return late or (self._asked is not None and self._asked.cancelled)

    def report(self, done: int, total: int) -> None:
        """Hand on how far it is."""
        if self._asked is not None:
            self._asked.report(done, total)


def work(
    order: Mapping[str, object],
    progress: Progress | None,
    sign: Callable[[bytes], bytes] | None = None,
    take: Callable[[Any], None] | None = None,
) -> dict[str, Any]:
    """Have an order carried out by another process and return its result.

    What is too much for one line comes in parts before it: each is given to ``take``. What the
    other asks to have signed is signed here by ``sign``: it gets a signature, never the key. Raises
    the known error the other process met, Cancelled, Mishap where it ended without a word.
    """
    with OwnProcess() as process:
        process.send(json.dumps(order))
        while "result" not in (said := process.listen(progress)):
            if "part" in said:
                if take is None:
                    raise RuntimeError("a process tells in parts what nobody takes")
                take(said["part"])
                continue
            if sign is None:
                raise RuntimeError("a process asks for a signature that it was not promised")
            signature = sign(bytes.fromhex(said["sign"]))
            process.send(json.dumps({"signature": signature.hex()}))
        result: dict[str, Any] = said["result"]
        return result


def command() -> list[str]:
    """Return what starts the program as such a process, where Python is all of it or part of it."""
    return own_program.command(_PACKAGE, WORD)


def _pipe(end: IO[str] | None) -> IO[str]:
    if end is None:
        raise RuntimeError("a process without pipes")
    return end


def _error(said: Mapping[str, Any]) -> Exception:
    """Return what the other process met, as an error of this one."""
    kind = getattr(errors, said.get("known", ""), None)
    if kind is Refused:
        return Refused((said["code"],), said["facts"])
    if isinstance(kind, type) and issubclass(kind, KnownError):
        return kind(said["code"], said["facts"])
    return RuntimeError(f"process of its own: {said.get('failed')} at {said.get('at')}")
