# SPDX-License-Identifier: MIT
"""Starting a process of its own for long work, and listening to it."""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING, Any

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


def work(
    order: Mapping[str, object],
    progress: Progress | None,
    sign: Callable[[bytes], bytes] | None = None,
    take: Callable[[Any], None] | None = None,
) -> dict[str, Any]:
    """Have an order carried out by another process and return its result.

    What is too much for one line comes in parts before it: each is given to ``take``.

    The order goes through a pipe: neither arguments nor environment hold a secret. What the other
    asks to have signed is signed here by ``sign``: it gets a signature, never the key. Raises the
    known error the other process met, Cancelled, Mishap where it ended without a word.
    """
    with subprocess.Popen(  # noqa: S603  our own module, no words from outside
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(Path(desk_app.__file__).parents[1])},
        text=True,
        encoding="ascii",
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("a process without pipes")
        lines: Queue[str] = Queue()
        ear = Thread(target=_hear, args=(process.stdout, lines), daemon=True)
        ear.start()
        try:
            _send(process.stdin, json.dumps(order))
            while "result" not in (said := _listen(lines, progress)):
                if "part" in said:
                    if take is None:
                        raise RuntimeError("a process tells in parts what nobody takes")
                    take(said["part"])
                    continue
                if sign is None:
                    raise RuntimeError("a process asks for a signature that it was not promised")
                signature = sign(bytes.fromhex(said["sign"]))
                _send(process.stdin, json.dumps({"signature": signature.hex()}))
            result: dict[str, Any] = said["result"]
            return result
        finally:
            process.kill()
            ear.join()
            # What could not be sent is still in it, and would fail once more.
            with suppress(OSError):
                process.stdin.close()


def command() -> list[str]:
    """Return what starts the program as such a process, where Python is all of it or part of it."""
    return own_program.command(_PACKAGE, WORD)


def _listen(lines: Queue[str], progress: Progress | None) -> dict[str, Any]:
    """Return the next that is no word of progress: a result, a part, or what is to be signed."""
    while True:
        if progress is not None and progress.cancelled:
            raise Cancelled
        try:
            line = lines.get(timeout=_LOOKS_EVERY_SECONDS)
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


def _send(pipe: IO[str], order: str) -> None:
    try:
        pipe.write(order + "\n")
        pipe.flush()
    except OSError:
        # One that has ended reads no more, which Windows calls by another name than a broken pipe.
        raise Mishap("work_interrupted") from None


def _hear(pipe: IO[str], lines: Queue[str]) -> None:
    """Hand on each line; an empty one at the end."""
    for line in pipe:
        lines.put(line)
    lines.put("")


def _error(said: Mapping[str, Any]) -> Exception:
    """Return what the other process met, as an error of this one."""
    kind = getattr(errors, said.get("known", ""), None)
    if kind is Refused:
        return Refused((said["code"],), said["facts"])
    if isinstance(kind, type) and issubclass(kind, KnownError):
        return kind(said["code"], said["facts"])
    return RuntimeError(f"process of its own: {said.get('failed')} at {said.get('at')}")
