# SPDX-License-Identifier: MIT
"""Processes forked from this one, which has imported the program and opened nothing."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any, NoReturn, ParamSpec, TypeVar

ROOT = Path(__file__).parents[2]

P = ParamSpec("P")
T = TypeVar("T")

Say = Callable[[str], None]


class BrokenError(AssertionError):
    """A forked process ended with an exception that is no outcome of a trial."""


def apart(call: Callable[P, T], *words: P.args, **named: P.kwargs) -> T:
    """Call a function in a forked process and return what it returns; raises BrokenError."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _answer(writing, lambda: call(*words, **named))
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(pid, 0)
    if not answer:
        raise BrokenError("a forked process ended without a word")
    good, value = pickle.loads(answer)  # noqa: S301  it comes from our own process
    if not good:
        raise BrokenError(value)
    result: T = value
    return result


def _answer(writing: int, call: Callable[[], object]) -> NoReturn:
    try:
        answer = pickle.dumps((True, call()))
    except BaseException:  # noqa: BLE001  it is told to the process that forked this one
        answer = pickle.dumps((False, traceback.format_exc()))
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(answer)
    _end(0)


def _end(code: int) -> NoReturn:
    """End without what a Python process does at its end: it belongs to the parent."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


class Child:
    """A process that says lines and can be killed with everything it started."""

    def __init__(self, pid: int, pipe: IO[str]) -> None:
        self.pid = pid
        self._pipe = pipe

    @classmethod
    def forked(cls, work: Callable[[Say], object]) -> Child:
        """Fork a process of a group of its own that does some work."""
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            os.setsid()
            _work(writing, work)
        os.close(writing)
        return cls(pid, os.fdopen(reading, encoding="ascii"))

    @classmethod
    def cold(cls, module: str, *words: str) -> Child:
        """Start a new Python with a module that says its lines on standard output."""
        process = subprocess.Popen(
            [sys.executable, "-m", module, *words],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            encoding="ascii",
            start_new_session=True,
        )
        assert process.stdout is not None
        process.returncode = 0  # It is waited for here.
        return cls(process.pid, process.stdout)

    def line(self) -> str:
        """Return the next line; empty where the process has ended."""
        line = self._pipe.readline()
        return line.rstrip("\n") if line.endswith("\n") else ""

    def kill(self) -> list[str]:
        """Kill the process and all it started; return the lines that it still said."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        return self.rest()

    def rest(self) -> list[str]:
        """Wait for the end; return the lines that were not read."""
        with self._pipe as pipe:
            lines = [line.rstrip("\n") for line in pipe if line.endswith("\n")]
        os.waitpid(self.pid, 0)
        return lines


def _work(writing: int, work: Callable[[Say], object]) -> NoReturn:
    def say(words: str) -> None:
        os.write(writing, f"{words}\n".encode("ascii"))

    try:
        work(say)
    except BaseException as error:  # noqa: BLE001  it is told as the last line
        say(f"broken {type(error).__name__} {_where(error)}")
        _end(1)
    _end(0)


def _where(error: BaseException) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    code: Any = getattr(error, "code", "")
    return f"{code} {Path(frame.filename).name}:{frame.lineno}"


def out(words: Sequence[str]) -> None:
    """Say words on standard output at once, as a cold process does."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()
